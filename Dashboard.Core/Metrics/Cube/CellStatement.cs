namespace Concentric.Metrics;

/// <summary>One statement by which a dimension's cells are read.</summary>
/// <param name="Name">Unlike all others of the catalogue, as in <c>petition by ClosedOn, sums 1</c>.</param>
/// <param name="Take">Puts a row where it belongs.</param>
internal sealed record CellStatement(string Name, IQueryable<CellRow> Rows, Action<CellRow, DimensionCells> Take);
