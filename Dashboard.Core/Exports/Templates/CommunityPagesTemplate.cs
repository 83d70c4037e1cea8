using System.Globalization;
using ClosedXML.Excel;
using Concentric.Communities;
using Concentric.Data;
using Concentric.Exports.StreetSummary;
using Concentric.Exports.Workbooks;
using Concentric.Hazards;
using Concentric.Ledgers;
using Concentric.Metrics;
using Concentric.Petitions;
using Concentric.Resources;
using Concentric.Sheets;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Concentric.Exports.Templates;

/// <summary>
/// A page for each community (社区一页通), to print and hand over: its figures beside the street's, its months, what is overdue.
/// </summary>
public sealed class CommunityPagesTemplate(
    IDbContextFactory<DashboardDbContext> factory, MetricCatalogue catalogue, IOptionsMonitor<StreetOffice> office, OfficeClock clock,
    MetricCube? cube = null) : SummaryTemplate(factory, catalogue, office, clock, cube)
{
    /// <summary>Overdue records named on a page; how many there are in all stands above them.</summary>
    private const int MostOverdue = 10;

    private const int Columns = 9;
    private const int ChartRows = 13;
    private static readonly string[] Months = ["petitions.received", "petitions.resolved"];
    private static readonly string[] Headers = ["Metric", "Unit", "Now", "Previous", "ChangePrevious", "Mark", "N", "Rank", "Street"];

    public override string Key => "community-pages";

    private protected override IReadOnlyList<MetricGroup> Groups { get; } =
        [.. SummaryMetrics.Groups.Select(group => new MetricGroup(group.Name,
            [.. group.Keys.Where(key => SummaryMetrics.Main.Contains(key) || SummaryMetrics.Ranked.Contains(key)
                || SummaryMetrics.Counted.Contains(key))])).Where(group => group.Keys.Length > 0)];

    private protected override IEnumerable<Measure> Listed(ExportQuestion question) => [];

    private protected override async Task<(string Hash, IReadOnlyList<string> Order)> WriteSheetsAsync(
        DashboardDbContext db, WorkbookWriter book, string title, Summary summary, IReadOnlyList<LedgerCount> counts,
        CancellationToken cancellationToken)
    {
        var order = new List<string>();
        foreach (var community in summary.Communities)
        {
            var sheet = book.AddSheet(community.NameFor(book.Culture));
            order.Add(sheet.Sheet.Name);
            var row = WriteFigures(sheet, community, title, summary);
            row = WriteMonths(sheet, row + 1, community, summary);
            await WriteOverdueAsync(db, sheet, row + 1, community, summary, cancellationToken);
            WorkbookTheme.Page(sheet.Sheet, $"{title} · {sheet.Sheet.Name}", summary.PeriodText, 1, 1);
            sheet.Sheet.PageSetup.PageOrientation = XLPageOrientation.Portrait;
            sheet.Sheet.PageSetup.PagesTall = 1;
        }

        return (ManifestSheet.Write(book, title, summary, counts, Catalogue, Office.Address), [.. order, ManifestName.In(book.Culture)]);
    }

    private static int WriteFigures(SheetWriter sheet, Community community, string title, Summary summary)
    {
        var (book, culture) = (sheet.Book, sheet.Book.Culture);
        sheet.Widths(28, 9, 10, 10, 14, 22, 7, 9, 11);
        WorkbookTheme.Title(sheet.Text(1, 1, community.NameFor(culture)));
        sheet.Sheet.Row(1).Height = 28;
        WorkbookTheme.Subtitle(sheet.Text(2, 1, $"{title}    {summary.PeriodText}"));
        WorkbookTheme.Subtitle(sheet.Aside(3, 1, summary.AsOfText));
        if (summary.IsSynthetic) WorkbookTheme.Warning(sheet.Text(4, 1, book.Text("Synthetic")));
        const int header = 6;
        OverviewSheet.WriteDays(sheet, header - 1, summary, 4, null);
        for (var i = 0; i < Headers.Length; i++)
            sheet.Text(header, i + 1, book.Text($"Header.{(Headers[i] == "Street" && !summary.IsBesideStreet ? "Chosen" : Headers[i])}"));
        WorkbookTheme.Header(sheet.Range(header, 1, header, Columns));
        sheet.Range(header, 3, header, Columns).Style.Alignment.SetHorizontal(XLAlignmentHorizontalValues.Right);
        var rows = MetricGroup.RowsBelow(header, summary.Groups);
        foreach (var group in summary.Groups)
        {
            var heading = rows[group.Keys[0]] - 1;
            sheet.Text(heading, 1, book.Text($"Group.{group.Name}"));
            WorkbookTheme.Section(sheet.Range(heading, 1, heading, Columns));
            foreach (var metric in group.Keys.Select(summary.Metric))
            {
                var (row, format, now) = (rows[metric.Key], WorkbookTheme.FormatOf(metric.Unit), summary.Read(metric, community));
                sheet.Text(row, 1, Texts.Name(metric, culture)).Style.Alignment.SetIndent(1);
                sheet.Text(row, 2, Texts.Unit(metric.Unit, culture)).Style.Font.SetFontColor(WorkbookTheme.Muted);
                sheet.Figure(row, 3, now.Value, format).Style.Font.SetBold();
                var before = summary.Read(metric, community, summary.When.Previous);
                sheet.Figure(row, 4, before?.Value, format);
                OverviewSheet.WriteChange(sheet, row, 5, header - 1, metric, now, before,
                    (summary.Days, summary.DaysOf(summary.When.Previous?.Period)));
                var variation = summary.Judge(metric, community).Variation;
                sheet.Text(row, 6, book.Text($"Variation.{variation.Kind}")).Style.Font.SetFontColor(VariationWords.Colour(variation))
                    .Alignment.SetHorizontal(XLAlignmentHorizontalValues.Right);
                if (now.Denominator is { } cases)
                    sheet.Number(row, 7, cases, WorkbookTheme.Whole).Style.Font.SetFontColor(WorkbookTheme.Muted);
                if (metric.IsRate) WriteRank(sheet, row, community, metric, summary);
                sheet.Figure(row, Columns, summary.ReadBeside(metric).Value, format).Style.Font.SetFontColor(WorkbookTheme.Muted);
            }
            WorkbookTheme.Rows(sheet.Range(heading + 1, 1, rows[group.Keys[^1]], Columns));
        }

        return rows.Values.Max() + 1;
    }

    private static void WriteRank(SheetWriter sheet, int row, Community community, Metric metric, Summary summary)
    {
        var ranking = summary.RankingIn(metric);
        var place = ranking.Communities.First(place => place.Id == community.Id);
        var text = place.Rank is { } number
            ? sheet.Book.Text("Page.Rank", Ranged(number.ToString(CultureInfo.InvariantCulture)), ranking.Ranked)
            : sheet.Book.Text("NotRanked");
        sheet.Text(row, 8, text).Style.Alignment.SetHorizontal(XLAlignmentHorizontalValues.Right);

        string Ranged(string number) =>
            place.Standing is { } standing ? Texts.Bracketed(number, standing.Range, sheet.Book.Culture) : number;
    }

    private static int WriteMonths(SheetWriter sheet, int row, Community community, Summary summary)
    {
        var months = TrendSheet.MonthsTo(summary.Standing).TakeLast(12).ToList();
        var table = row + ChartRows + 1;
        List<string> names = [.. months.Select(month => TrendSheet.NameOf(sheet.Book, month))];
        // Down the page, for a portrait page is not as wide as twelve months.
        sheet.Text(table, 1, sheet.Book.Text("Chart.Data"));
        var series = new List<ChartSeries>();
        for (var i = 0; i < Months.Length; i++)
        {
            var metric = summary.Metric(Months[i]);
            var name = Texts.Name(metric, sheet.Book.Culture);
            sheet.Text(table, i + 3, name);
            List<double?> values = [.. months.Select(month => summary.ReadMonth(metric, community, month)?.Value)];
            for (var m = 0; m < months.Count; m++)
                if (values[m] is { } value) sheet.Number(table + 1 + m, i + 3, value, WorkbookTheme.Whole);
            series.Add(new(new(sheet.Address(table, i + 3), [name]), new(Down(sheet, i + 3, table + 1, table + months.Count), values)));
        }

        for (var m = 0; m < months.Count; m++) sheet.Text(table + 1 + m, 1, names[m]);
        WorkbookTheme.Header(sheet.Range(table, 1, table, 4));
        WorkbookTheme.Rows(sheet.Range(table + 1, 1, table + months.Count, 4));
        var categories = new ChartRange<string>(Down(sheet, 1, table + 1, table + months.Count), names);
        sheet.Book.Charts.Add(new Chart(sheet.Sheet.Name, sheet.Book.Text("Chart.page"), false, WorkbookTheme.Whole, categories, series,
            row, 1, ChartRows, Columns));
        return table + months.Count + 1;
    }

    private async Task WriteOverdueAsync(DashboardDbContext db, SheetWriter sheet, int row, Community community, Summary summary,
        CancellationToken cancellationToken)
    {
        var (day, id) = (summary.Standing, community.Id);
        var late = new List<(string Kind, string Number, string Title, string? Responsible, DateOnly DueOn)>();
        var petitions = Catalogue.SourceOf<PetitionRound>().In(db, [id], null).AsNoTracking()
            .Where(x => x.DueOn < day && (x.ClosedOn == null || x.ClosedOn > day));
        var hazards = Catalogue.SourceOf<HazardRound>().In(db, [id], null).AsNoTracking()
            .Where(x => x.OverdueFrom <= day && (x.RectifiedOn == null || x.RectifiedOn > day));
        foreach (var x in await petitions.OrderBy(x => x.DueOn).ThenBy(x => x.PetitionId).Take(MostOverdue)
            .Select(x => new { x.Petition!.Number, x.Petition.Title, x.Petition.ResponsibleUnit, x.DueOn }).ToListAsync(cancellationToken))
            late.Add((RecordKinds.NameOf<Petition>(), x.Number, x.Title, x.ResponsibleUnit, x.DueOn));
        foreach (var x in await hazards.OrderBy(x => x.DueOn).ThenBy(x => x.HazardId).Take(MostOverdue)
            .Select(x => new { x.Hazard!.Number, x.Hazard.Title, x.Hazard.ResponsibleUnit, x.DueOn }).ToListAsync(cancellationToken))
            late.Add((RecordKinds.NameOf<Hazard>(), x.Number, x.Title, x.ResponsibleUnit, x.DueOn));
        var all = await petitions.CountAsync(cancellationToken) + await hazards.CountAsync(cancellationToken);
        late = [.. late.OrderBy(item => item.DueOn).ThenBy(item => item.Kind, StringComparer.Ordinal).Take(MostOverdue)];
        sheet.Text(row, 1, sheet.Book.Text("Page.Overdue", all, late.Count));
        WorkbookTheme.Section(sheet.Range(row, 1, row, Columns));
        foreach (var item in late)
        {
            sheet.Text(++row, 1, item.Number);
            sheet.Text(row, 2, item.Title);
            sheet.Text(row, 6, item.Responsible).Style.Font.SetFontColor(WorkbookTheme.Muted);
            sheet.Number(row, Columns, day.DayNumber - item.DueOn.DayNumber, $"0 \"{sheet.Book.Text("Page.DaysLate")}\"");
        }
    }

    private static string Down(SheetWriter sheet, int column, int first, int last) =>
        string.Create(CultureInfo.InvariantCulture, $"{sheet.Address(first, column)}:${XlsxParts.Letters(column)}${last}");
}
