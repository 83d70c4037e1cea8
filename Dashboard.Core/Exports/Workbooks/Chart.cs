namespace Concentric.Exports.Workbooks;

/// <summary>A native chart over cells of the same sheet: it redraws when one of them changes.</summary>
/// <param name="IsLine">A line for rates, columns for counts.</param>
/// <param name="Format">Of the values' axis.</param>
/// <param name="Categories">Range of the names along the axis, and the names.</param>
/// <param name="Row">First row that it covers, from 1.</param>
/// <param name="Column">First column that it covers, from 1.</param>
internal sealed record Chart(
    string Sheet, string Title, bool IsLine, string Format, ChartRange<string> Categories, IReadOnlyList<ChartSeries> Series,
    int Row, int Column, int Rows, int Columns);

/// <summary>A series: the cell of its name, and its values.</summary>
internal sealed record ChartSeries(ChartRange<string> Name, ChartRange<double?> Values);

/// <summary>Cells with the values they have, for programs that show a chart without counting.</summary>
internal sealed record ChartRange<T>(string Address, IReadOnlyList<T> Values);
