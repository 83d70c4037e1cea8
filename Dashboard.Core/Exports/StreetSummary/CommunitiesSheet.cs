using System.Globalization;
using ClosedXML.Excel;
using Concentric.Data;
using Concentric.Exports.Formulas;
using Concentric.Exports.Workbooks;
using Concentric.Ledgers;
using Concentric.Metrics;
using Concentric.ProcessCharts;
using Concentric.Resources;
using Concentric.Sheets;

namespace Concentric.Exports.StreetSummary;

/// <summary>Each community's figures; rates with their cases and rank, counts without, for they follow a community's size.</summary>
internal static class CommunitiesSheet
{
    private const int RankedWidth = 5;
    private const int FirstRanked = 2;
    private static readonly double[] RankedWidths = [9, 9, 9, 9, 22];
    private static readonly int FirstCounted = FirstRanked + (SummaryMetrics.Ranked.Length * RankedWidth);
    private static readonly int LastColumn = FirstCounted + SummaryMetrics.Counted.Length - 1;

    /// <returns>Each community's figures with where they stand, for the reconciliation.</returns>
    public static IReadOnlyList<(Metric Metric, Community Community, string Address)> Write(WorkbookWriter book, string title,
        Summary summary)
    {
        var places = new List<(Metric, Community, string)>();
        var name = book.Text("Sheet.communities");
        var sheet = book.AddSheet(name);
        sheet.Widths([18, .. SummaryMetrics.Ranked.SelectMany(_ => RankedWidths),
            .. Enumerable.Repeat(11.0, SummaryMetrics.Counted.Length)]);
        var header = Heading.Write(sheet, title, summary);
        WriteHeaders(sheet, header, summary);
        var row = header + 1;
        var first = row + 1;
        var ranks = SummaryMetrics.Ranked.ToDictionary(key =>
            key, key => summary.RankingIn(summary.Metric(key)).Communities.ToDictionary(place => place.Id));
        foreach (var community in summary.Communities)
            WriteCommunity(sheet, ++row, community, ranks, summary, (first, header + 1 + summary.Communities.Count), places);
        if (summary.Communities.Count > 0)
        {
            WorkbookTheme.Rows(sheet.Range(first, 1, row, LastColumn));
            AddBars(sheet, first, row, summary);
        }

        WriteTotal(sheet, ++row, summary);
        WorkbookTheme.Subtitle(sheet.Text(row + 2, 1,
            book.Text(summary.IsWholeStreet ? "Note.Communities" : "Note.CommunitiesInStreet", summary.MinimumRanked)));
        WorkbookTheme.Subtitle(sheet.Text(row + 3, 1, book.Text("Note.BesideStreet")));
        sheet.Sheet.SheetView.Freeze(header + 1, 1);
        WorkbookTheme.Page(sheet.Sheet, $"{title} · {name}", summary.PeriodText, header, header + 1);
        return places;
    }

    // Bars of rates all run from 0 to 100 %, so that one column can be held beside another; those of counts to the largest.
    private static void AddBars(SheetWriter sheet, int first, int last, Summary summary)
    {
        for (var i = 0; i < SummaryMetrics.Ranked.Length; i++) Add(FirstRanked + (i * RankedWidth), WorkbookTheme.Bar, 1);
        for (var i = 0; i < SummaryMetrics.Counted.Length; i++)
            Add(FirstCounted + i,
                summary.Metric(SummaryMetrics.Counted[i]).Polarity == Polarity.LessIsBetter ? WorkbookTheme.BarOfBad : WorkbookTheme.Bar,
                null);

        void Add(int column, string colour, double? most)
        {
            var letters = XlsxParts.Letters(column);
            sheet.Book.Bars.Add(new(sheet.Sheet.Name, string.Create(CultureInfo.InvariantCulture, $"{letters}{first}:{letters}{last}"),
                colour, most));
        }
    }

    private static void WriteHeaders(SheetWriter sheet, int header, Summary summary)
    {
        sheet.Text(header, 1, sheet.Book.Text("Header.Community"));
        for (var i = 0; i < SummaryMetrics.Ranked.Length; i++)
        {
            var column = FirstRanked + (i * RankedWidth);
            sheet.Text(header, column, Texts.Name(summary.Metric(SummaryMetrics.Ranked[i]), sheet.Book.Culture));
            sheet.Range(header, column, header, column + RankedWidth - 1).Merge();
            sheet.Text(header + 1, column, sheet.Book.Text("Header.Value"));
            sheet.Text(header + 1, column + 1, sheet.Book.Text("Header.N"));
            sheet.Text(header + 1, column + 2, sheet.Book.Text("Header.Rank"));
            sheet.Text(header + 1, column + 3, sheet.Book.Text("Header.RankRange"));
            sheet.Text(header + 1, column + 4, sheet.Book.Text("Header.BesideStreet"));
        }

        for (var i = 0; i < SummaryMetrics.Counted.Length; i++)
        {
            var metric = summary.Metric(SummaryMetrics.Counted[i]);
            sheet.Text(header, FirstCounted + i, Texts.Name(metric, sheet.Book.Culture));
            sheet.Text(header + 1, FirstCounted + i, Texts.Unit(metric.Unit, sheet.Book.Culture));
        }

        WorkbookTheme.Header(sheet.Range(header, 1, header + 1, LastColumn));
        sheet.Range(header, 1, header, LastColumn).Style.Border.SetBottomBorder(XLBorderStyleValues.None);
        sheet.Range(header + 1, 2, header + 1, LastColumn).Style.Font.SetBold(false);
        sheet.Range(header, FirstRanked, header, FirstCounted - 1).Style.Alignment.SetHorizontal(XLAlignmentHorizontalValues.Center);
        sheet.Range(header, FirstCounted, header, LastColumn).Style.Alignment.SetHorizontal(XLAlignmentHorizontalValues.Right);
        sheet.Range(header + 1, FirstRanked, header + 1, LastColumn).Style.Alignment.SetHorizontal(XLAlignmentHorizontalValues.Right);
    }

    private static void WriteCommunity(
        SheetWriter sheet, int row, Community community, Dictionary<string, Dictionary<int, RankedCommunity>> ranks, Summary summary,
        (int First, int Last) rows,
        List<(Metric, Community, string)> places)
    {
        var name = community.NameFor(sheet.Book.Culture);
        sheet.Text(row, 1, name);
        var formulas = summary.Formulas(_ => null, NameIn(row, name));
        for (var i = 0; i < SummaryMetrics.Ranked.Length; i++)
        {
            var column = FirstRanked + (i * RankedWidth);
            var metric = summary.Metric(SummaryMetrics.Ranked[i]);
            var place = ranks[metric.Key][community.Id];
            WriteRate(sheet, row, column, metric, place.Value, summary, formulas);
            places.Add((metric, community, sheet.Address(row, column)));
            // Beside some communities only, the rank in the street is not to be counted from their rows.
            var formula = summary.IsWholeStreet ? RankFormula(column, row, rows, metric, sheet.Book.Text("NotRanked")) : null;
            if (place.Rank is { } rank) sheet.Figure(row, column + 2, rank, WorkbookTheme.Whole, formula).Style.Font.SetBold();
            else WriteNotRanked(sheet, row, column + 2, formula);
            WriteStanding(sheet, row, column + 3, place.Standing);
        }

        for (var i = 0; i < SummaryMetrics.Counted.Length; i++)
        {
            var metric = summary.Metric(SummaryMetrics.Counted[i]);
            var formula = metric.Formula(formulas, summary.Question.Period, summary.Today);
            sheet.Figure(row, FirstCounted + i, summary.Read(metric, community).Value, WorkbookTheme.FormatOf(metric.Unit), formula);
            places.Add((metric, community, sheet.Address(row, FirstCounted + i)));
        }
    }

    // Simulated from the figures, so there is no formula for it.
    private static void WriteStanding(SheetWriter sheet, int row, int column, RankStanding? standing)
    {
        if (standing is null) return;
        sheet.Text(row, column, standing.Range).Style.Font.SetFontColor(WorkbookTheme.Muted)
            .Alignment.SetHorizontal(XLAlignmentHorizontalValues.Right);
        var cell = sheet.Text(row, column + 1, $"{standing.Sign} {Texts.Term(standing.Beside, sheet.Book.Culture)}".TrimStart());
        if (standing.StandsOut) cell.Style.Font.SetBold();
        else cell.Style.Font.SetFontColor(WorkbookTheme.Muted);
    }

    private static void WriteNotRanked(SheetWriter sheet, int row, int column, string? formula)
    {
        var text = sheet.Book.Text("NotRanked");
        var cell = formula is null ? sheet.Text(row, column, text) : sheet.TextFormula(row, column, formula, text);
        cell.Style.Font.SetFontColor(WorkbookTheme.Muted).Alignment.SetHorizontal(XLAlignmentHorizontalValues.Right);
    }

    /// <summary>The cell of the name; where the name has characters that a criterion reads as any others, the name itself.</summary>
    private static string NameIn(int row, string name) => name.AsSpan().ContainsAny('*', '?', '~')
        ? $"\"{name.Replace("~", "~~", StringComparison.Ordinal).Replace("*", "~*", StringComparison.Ordinal).Replace("?", "~?", StringComparison.Ordinal).Replace("\"", "\"\"", StringComparison.Ordinal)}\""
        : string.Create(CultureInfo.InvariantCulture, $"$A{row}");

    // One more than those ranked before it, so that equals share a rank.
    private static string RankFormula(int column, int row, (int First, int Last) rows, Metric metric, string notRanked)
    {
        var (values, cases) = (XlsxParts.Letters(column), XlsxParts.Letters(column + 1));
        var before = metric.Polarity == Polarity.LessIsBetter ? "<" : ">";
        return string.Create(CultureInfo.InvariantCulture,
            $"IF(AND(ISNUMBER({values}{row}),{cases}{row}>={WorkbookNames.MinimumRanked}),SUMPRODUCT(ISNUMBER({values}${rows.First}:{values}${rows.Last})*({cases}${rows.First}:{cases}${rows.Last}>={WorkbookNames.MinimumRanked})*({values}${rows.First}:{values}${rows.Last}{before}{values}{row}))+1,\"{notRanked}\")");
    }

    private static void WriteTotal(SheetWriter sheet, int row, Summary summary)
    {
        sheet.Text(row, 1, sheet.Book.Text("Total"));
        var formulas = summary.Formulas(_ => null);
        for (var i = 0; i < SummaryMetrics.Ranked.Length; i++)
        {
            var metric = summary.Metric(SummaryMetrics.Ranked[i]);
            WriteRate(sheet, row, FirstRanked + (i * RankedWidth), metric, summary.Read(metric), summary, formulas);
        }

        for (var i = 0; i < SummaryMetrics.Counted.Length; i++)
        {
            var metric = summary.Metric(SummaryMetrics.Counted[i]);
            sheet.Figure(row, FirstCounted + i, summary.Read(metric).Value, WorkbookTheme.FormatOf(metric.Unit),
                metric.Formula(formulas, summary.Question.Period, summary.Today));
        }
        WorkbookTheme.Section(sheet.Range(row, 1, row, LastColumn));
    }

    private static void WriteRate(SheetWriter sheet, int row, int column, Metric metric, MetricValue value, Summary summary,
        LedgerFormulas formulas)
    {
        var (period, today) = (summary.Question.Period, summary.Today);
        sheet.Figure(row, column, value.Value, WorkbookTheme.Rate, metric.Formula(formulas, period, today));
        sheet.Figure(row, column + 1, value.N, WorkbookTheme.Whole,
            metric.CasesFormula(formulas, period, today)).Style.Font.SetFontColor(WorkbookTheme.Muted);
    }
}
