using ClosedXML.Excel;
using Concentric.Communities;
using Concentric.Exports.Workbooks;
using Concentric.Metrics;
using Concentric.Resources;

namespace Concentric.Exports.StreetSummary;

/// <summary>Each community's figures; rates with their cases and rank, counts without, for they follow a community's size.</summary>
internal static class CommunitiesSheet
{
    private const int RankedWidth = 3;
    private const int FirstRanked = 2;
    private static readonly int FirstCounted = FirstRanked + (SummaryMetrics.Ranked.Length * RankedWidth);
    private static readonly int LastColumn = FirstCounted + SummaryMetrics.Counted.Length - 1;

    public static void Write(WorkbookWriter book, string title, Summary summary)
    {
        var name = book.Text("Sheet.communities");
        var sheet = book.AddSheet(name);
        sheet.Widths([18, .. Enumerable.Repeat(9.0, FirstCounted - FirstRanked), .. Enumerable.Repeat(11.0, SummaryMetrics.Counted.Length)]);
        var header = Heading.Write(sheet, title, summary);
        WriteHeaders(sheet, header, summary);
        var row = header + 1;
        var first = row + 1;
        var ranks = SummaryMetrics.Ranked.ToDictionary(key => key, key => RankBy(summary.Metric(key), summary));
        foreach (var community in summary.Communities) WriteCommunity(sheet, ++row, community, ranks, summary);
        if (summary.Communities.Count > 0) Look.Rows(sheet.Range(first, 1, row, LastColumn));
        WriteTotal(sheet, ++row, summary);
        Look.Subtitle(sheet.Text(row + 2, 1, book.Text("Note.Communities", summary.MinimumRanked)));
        sheet.Sheet.SheetView.Freeze(header + 1, 1);
        Look.Page(sheet.Sheet, $"{title} · {name}", summary.PeriodText, header, header + 1);
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
        }

        for (var i = 0; i < SummaryMetrics.Counted.Length; i++)
        {
            var metric = summary.Metric(SummaryMetrics.Counted[i]);
            sheet.Text(header, FirstCounted + i, Texts.Name(metric, sheet.Book.Culture));
            sheet.Text(header + 1, FirstCounted + i, Texts.Unit(metric.Unit, sheet.Book.Culture));
        }

        Look.Header(sheet.Range(header, 1, header + 1, LastColumn));
        sheet.Range(header, 1, header, LastColumn).Style.Border.SetBottomBorder(XLBorderStyleValues.None);
        sheet.Range(header + 1, 2, header + 1, LastColumn).Style.Font.SetBold(false);
        sheet.Range(header, FirstRanked, header, FirstCounted - 1).Style.Alignment.SetHorizontal(XLAlignmentHorizontalValues.Center);
        sheet.Range(header, FirstCounted, header, LastColumn).Style.Alignment.SetHorizontal(XLAlignmentHorizontalValues.Right);
        sheet.Range(header + 1, FirstRanked, header + 1, LastColumn).Style.Alignment.SetHorizontal(XLAlignmentHorizontalValues.Right);
    }

    private static Dictionary<int, Ranked> RankBy(Metric metric, Summary summary) =>
        Ranking.Of(metric, summary.Communities.Select(community => (community.Id, summary.Read(metric, community))), summary.MinimumRanked).ToDictionary(place => place.Id);

    private static void WriteCommunity(
        SheetWriter sheet, int row, Community community, Dictionary<string, Dictionary<int, Ranked>> ranks, Summary summary)
    {
        sheet.Text(row, 1, community.NameFor(sheet.Book.Culture));
        for (var i = 0; i < SummaryMetrics.Ranked.Length; i++)
        {
            var column = FirstRanked + (i * RankedWidth);
            var place = ranks[SummaryMetrics.Ranked[i]][community.Id];
            WriteRate(sheet, row, column, place.Value);
            if (place.Rank is { } rank) sheet.Number(row, column + 2, rank, Look.Whole).Style.Font.SetBold();
            else sheet.Text(row, column + 2, sheet.Book.Text("NotRanked")).Style.Font.SetFontColor(Look.Muted).Alignment.SetHorizontal(XLAlignmentHorizontalValues.Right);
        }

        for (var i = 0; i < SummaryMetrics.Counted.Length; i++)
        {
            var metric = summary.Metric(SummaryMetrics.Counted[i]);
            sheet.Figure(row, FirstCounted + i, summary.Read(metric, community).Value, Look.FormatOf(metric));
        }
    }

    private static void WriteTotal(SheetWriter sheet, int row, Summary summary)
    {
        sheet.Text(row, 1, sheet.Book.Text("Total"));
        for (var i = 0; i < SummaryMetrics.Ranked.Length; i++)
            WriteRate(sheet, row, FirstRanked + (i * RankedWidth), summary.Read(summary.Metric(SummaryMetrics.Ranked[i])));
        for (var i = 0; i < SummaryMetrics.Counted.Length; i++)
        {
            var metric = summary.Metric(SummaryMetrics.Counted[i]);
            sheet.Figure(row, FirstCounted + i, summary.Read(metric).Value, Look.FormatOf(metric));
        }
        Look.Section(sheet.Range(row, 1, row, LastColumn));
    }

    private static void WriteRate(SheetWriter sheet, int row, int column, MetricValue value)
    {
        sheet.Figure(row, column, value.Value, Look.Rate);
        sheet.Number(row, column + 1, value.N, Look.Whole).Style.Font.SetFontColor(Look.Muted);
    }
}
