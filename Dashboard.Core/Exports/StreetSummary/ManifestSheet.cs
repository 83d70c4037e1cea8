using System.Reflection;
using ClosedXML.Excel;
using Concentric.Exports.Templates;
using Concentric.Exports.Workbooks;
using Concentric.Metrics;
using Concentric.Resources;
using Concentric.Sheets;

namespace Concentric.Exports.StreetSummary;

/// <summary>
/// What the workbook was asked, of which moment it tells, what is in it, and by which definitions: enough to make it again.
/// </summary>
internal static class ManifestSheet
{
    /// <returns>The content hash, which is the last thing written.</returns>
    public static string Write(WorkbookWriter book, string title, Summary summary, IReadOnlyList<LedgerCount> counts,
        MetricCatalogue catalogue, string address, (int Shown, int All)? pictures = null,
        IReadOnlyList<(string Name, string Value)>? filters = null)
    {
        var name = ManifestName.In(book.Culture);
        var sheet = book.AddSheet(name);
        sheet.Widths(28, 30, 10, 90);
        WorkbookTheme.Title(sheet.Text(1, 1, $"{title} · {name}"));
        sheet.Sheet.Row(1).Height = 26;
        var question = summary.Question;
        var row = 3;
        Day("Manifest.From", question.Period.From, WorkbookNames.From);
        Day("Manifest.To", question.Period.To, WorkbookNames.To);
        Day("Manifest.Standing", summary.Standing, WorkbookNames.Standing);
        Line("Manifest.Compared", summary.ComparedText);
        if (summary.IsSynthetic) Line("Manifest.Records", book.Text("Synthetic"));
        Line("Manifest.Communities", summary.CommunitiesText);
        if (filters is not null)
        {
            Line("Manifest.Filters", book.Text("Manifest.Filtered"));
            foreach (var (filter, value) in filters)
            {
                sheet.Text(row, 1, filter);
                sheet.Text(row++, 2, value);
            }
        }

        Line("Manifest.Language", question.Culture.Name);
        Line("Manifest.Zone", summary.Clock.Zone.Id);
        book.Define(WorkbookNames.MinimumRanked, sheet, row, 2);
        Put(row++, "Manifest.MinimumRanked", (at, column) => sheet.Number(at, column, summary.MinimumRanked, WorkbookTheme.Whole));
        var weights = catalogue.Options.ScoreWeights;
        Line("Manifest.Weights", book.Text("Manifest.WeightsText", weights.Response, weights.Resolution, weights.Satisfaction));
        Aside("Manifest.AsOf", summary.Clock.ExactMoment(summary.AsOf));
        Aside("Manifest.AskedBy", question.AskedBy);
        Aside("Manifest.Program", ProgramVersion);
        Put(row++, "Manifest.Address", (at, column) => book.WriteAddress(sheet, at, column, address));
        var cut = row++;
        var cleaned = row++;
        var hash = row++;

        if (pictures is { } shown)
            Put(row++, "Manifest.Pictures", (at, column) =>
                sheet.Text(at, column, book.Text("Manifest.PicturesText", shown.Shown, shown.All)));
        row = WriteCounts(sheet, row + 1, counts);
        if (summary.Keys.Any()) row = WriteDefinitions(sheet, row + 1, summary, catalogue);
        WorkbookTheme.Page(sheet.Sheet, $"{title} · {name}", summary.PeriodText, 1, 1);

        // Last, when all text has passed.
        Put(cut, "Manifest.Cut", (at, column) => sheet.Number(at, column, book.Texts.Cut, WorkbookTheme.Whole));
        Put(cleaned, "Manifest.Cleaned", (at, column) => sheet.Number(at, column, book.Texts.Cleaned, WorkbookTheme.Whole));
        sheet.Text(hash, 1, book.Text("Manifest.Hash"));
        var finished = book.Hash.Finish();
        sheet.Aside(hash, 2, finished);
        sheet.Range(3, 1, hash, 1).Style.Font.SetFontColor(WorkbookTheme.Muted);
        sheet.Range(3, 2, hash, 2).Style.Alignment.SetHorizontal(XLAlignmentHorizontalValues.Left);
        return finished;

        void Line(string key, string value) => Put(row++, key, (at, column) => sheet.Text(at, column, value));

        void Day(string key, DateOnly day, string defined)
        {
            book.Define(defined, sheet, row, 2);
            Put(row++, key, (at, column) => sheet.Day(at, column, day));
        }

        void Aside(string key, string value) => Put(row++, key, (at, column) => sheet.Aside(at, column, value));

        void Put(int at, string key, Action<int, int> write)
        {
            sheet.Text(at, 1, book.Text(key));
            write(at, 2);
        }
    }

    private static int WriteCounts(SheetWriter sheet, int row, IReadOnlyList<LedgerCount> counts)
    {
        Header(sheet, row, "Header.Ledger", "Header.Matched", "Header.Written");
        foreach (var count in counts)
        {
            sheet.Text(++row, 1, count.Name);
            sheet.Number(row, 2, count.Matched, WorkbookTheme.Whole).Style.Alignment.SetHorizontal(XLAlignmentHorizontalValues.Left);
            sheet.Number(row, 3, count.Written, WorkbookTheme.Whole).Style.Alignment.SetHorizontal(XLAlignmentHorizontalValues.Left);
        }
        return row + 1;
    }

    private static int WriteDefinitions(SheetWriter sheet, int row, Summary summary, MetricCatalogue catalogue)
    {
        Header(sheet, row, "Header.Metric", "Header.Key", "Header.Version", "Header.Formula");
        var first = row + 1;
        foreach (var metric in summary.Keys.Select(key => catalogue[key]))
        {
            sheet.Text(++row, 1, Texts.Name(metric, sheet.Book.Culture));
            sheet.Text(row, 2, metric.Key);
            sheet.Number(row, 3, metric.Version, WorkbookTheme.Whole).Style.Alignment.SetHorizontal(XLAlignmentHorizontalValues.Left);
            sheet.Text(row, 4, Texts.Formula(metric, sheet.Book.Culture)).Style.Font.SetFontColor(WorkbookTheme.Muted);
        }
        if (row >= first) WorkbookTheme.Rows(sheet.Range(first, 1, row, 4));
        return row;
    }

    private static void Header(SheetWriter sheet, int row, params string[] keys)
    {
        for (var i = 0; i < keys.Length; i++) sheet.Text(row, i + 1, sheet.Book.Text(keys[i]));
        WorkbookTheme.Header(sheet.Range(row, 1, row, keys.Length));
    }

    /// <summary>The program that wrote it, as in <c>Concentric 0.1.0+3f2a…</c>.</summary>
    private static string ProgramVersion { get; } =
        $"Concentric {typeof(ManifestSheet).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion}";
}
