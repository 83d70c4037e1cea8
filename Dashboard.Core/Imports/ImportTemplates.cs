using System.Globalization;
using ClosedXML.Excel;
using Concentric.Data;
using Concentric.Resources;
using Concentric.Rules;
using Concentric.Sheets;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Imports;

/// <summary>
/// Makes the workbook that a kind of record is filled into: headers with notes, drop-downs of what the caller may choose, typed
/// columns, a marked example that is never taken in, and a sheet that explains.
/// </summary>
public sealed class ImportTemplates(IDbContextFactory<DashboardDbContext> factory, OfficeClock clock)
{
    /// <summary>Rows for which drop-downs are laid out.</summary>
    private const int Rows = 5_000;

    public static string FileName(ImportSheet sheet, CultureInfo culture) =>
        ImportTexts.Get("Template.FileName", culture, Texts.Kind(sheet.Kind, culture)) + ".xlsx";

    public async Task WriteAsync(ImportSheet sheet, CurrentUser caller, CultureInfo culture, Stream output,
        CancellationToken cancellationToken)
    {
        ImportLookups lookups;
        await using (var db = await factory.CreateDbContextAsync(cancellationToken))
            lookups = await ImportLookups.ReadAsync(db, caller, sheet.Columns, new DateTimeOffset(clock.UtcNow), cancellationToken);
        using var book = new XLWorkbook();
        WorkbookTheme.Apply(book, culture);
        var data = book.AddWorksheet(Texts.Kind(sheet.Kind, culture));
        var help = book.AddWorksheet(ImportTexts.Get("Template.Help", culture));
        var lists = book.AddWorksheet(ImportTexts.Get("Template.Lists", culture));
        lists.Hide();
        for (var i = 0; i < sheet.Columns.Count; i++)
        {
            var (column, place) = (sheet.Columns[i], i + 1);
            var choices = Choices(column, caller, lookups, culture);
            Cells(data, place, column);
            Header(data, place, column, sheet, culture);
            if (choices.Count > 0) Offer(data, lists, place, choices, column.IsMany);
            data.Cell(2, place).SetValue(ExampleOf(sheet, column, choices, culture));
        }

        Example(data, sheet);
        Explain(help, sheet, culture);
        data.SheetView.Freeze(1, 1);
        using var whole = new MemoryStream();
        book.SaveAs(whole);
        whole.Position = 0;
        await whole.CopyToAsync(output, cancellationToken);
    }

    private static void Header(IXLWorksheet data, int place, ImportColumn column, ImportSheet sheet, CultureInfo culture)
    {
        var cell = data.Cell(1, place);
        cell.SetValue(column.Header(culture) + (column.IsRequired ? "*" : ""));
        WorkbookTheme.Header(data.Range(1, place, 1, place));
        if (column.IsRequired) cell.Style.Font.SetFontColor(WorkbookTheme.Bad);
        cell.Comment.AddText(NoteOf(sheet, column, culture));
        cell.Comment.Style.Size.SetWidth(32).Size.SetHeight(72);
        data.Column(place).Width = Math.Max(column.Width, WorkbookTheme.WidthOf(column.Header(culture)) + 4);
        data.Row(1).Height = 24;
    }

    /// <summary>A format of the column as a whole: one for each cell would make the file thirty times larger.</summary>
    private static void Cells(IXLWorksheet data, int place, ImportColumn column)
    {
        data.Column(place).Style.NumberFormat.SetFormat(column.Type switch
        {
            ImportType.Day => WorkbookTheme.Day,
            ImportType.Whole => WorkbookTheme.Whole,
            ImportType.Money => WorkbookTheme.TwoDecimals,
            ImportType.Milli => WorkbookTheme.ThreeDecimals,
            _ => WorkbookTheme.AsTyped,
        });
    }

    private static void Offer(IXLWorksheet data, IXLWorksheet lists, int place, IReadOnlyList<string> choices, bool isMany)
    {
        for (var i = 0; i < choices.Count; i++) lists.Cell(i + 1, place).SetValue(choices[i]);
        var validation = data.Range(2, place, Rows, place).SetDataValidation();
        validation.List(lists.Range(1, place, choices.Count, place), true);
        validation.IgnoreBlanks = true;
        // Where several may stand, the list helps and does not refuse; full names in either language are taken everywhere.
        validation.ErrorStyle = isMany ? XLErrorStyle.Information : XLErrorStyle.Warning;
        validation.ShowErrorMessage = !isMany;
    }

    private static void Example(IXLWorksheet data, ImportSheet sheet)
    {
        var range = data.Range(2, 1, 2, sheet.Columns.Count);
        range.Style.Font.SetItalic().Font.SetFontColor(WorkbookTheme.Muted);
        range.Style.Fill.SetBackgroundColor(WorkbookTheme.WarnSoft);
    }

    private static void Explain(IXLWorksheet help, ImportSheet sheet, CultureInfo culture)
    {
        WorkbookTheme.Title(help.Cell(1, 1).SetValue(ImportTexts.Get("Template.Title", culture, Texts.Kind(sheet.Kind, culture))));
        help.Cell(2, 1).SetValue(ImportTexts.Get("Template.Intro", culture));
        help.Range(2, 1, 2, 3).Merge().Style.Alignment.SetWrapText();
        help.Row(2).Height = 72;
        foreach (var (key, place) in new[] { ("Template.Column", 1), ("Template.Needed", 2), ("Template.Note", 3) })
            help.Cell(4, place).SetValue(ImportTexts.Get(key, culture));
        WorkbookTheme.Header(help.Range(4, 1, 4, 3));
        var row = 5;
        foreach (var column in sheet.Columns)
        {
            help.Cell(row, 1).SetValue(column.Header(culture));
            help.Cell(row, 2).SetValue(Texts.Get(column.IsRequired ? "Yes" : "No", culture));
            help.Cell(row, 3).SetValue(NoteOf(sheet, column, culture)).Style.Alignment.SetWrapText();
            row++;
        }

        help.Column(1).Width = 24;
        help.Column(2).Width = 10;
        help.Column(3).Width = 80;
    }

    /// <summary>What the column of this kind needs said, or else what its type does.</summary>
    private static string NoteOf(ImportSheet sheet, ImportColumn column, CultureInfo culture) =>
        ImportTexts.Find($"Note.{sheet.Kind}.{column.Key}", culture) ?? ImportTexts.Find($"Note.column.{column.Key}", culture)
        ?? ImportTexts.Get(column.IsPersonal ? "Note.type.Personal" : column.IsMany ? "Note.type.Many" : $"Note.type.{column.Type}",
            culture);

    private string ExampleOf(ImportSheet sheet, ImportColumn column, IReadOnlyList<string> choices, CultureInfo culture)
    {
        if (column.Key == sheet.Identifier) return ImportTexts.Get("Template.Example", culture);
        if (ImportTexts.Find($"Example.{sheet.Kind}.{column.Key}", culture) is { } own) return own;
        if (!column.IsRequired) return "";
        return column.Type == ImportType.Day
            ? clock.Today.ToIso()
            : choices.Count > 0 ? choices[0] : "";
    }

    private static IReadOnlyList<string> Choices(ImportColumn column, CurrentUser caller, ImportLookups lookups, CultureInfo culture)
    {
        var isEnglish = culture.IsEnglish;
        return column.Type switch
        {
            ImportType.Community when column.IsMany => [.. lookups.Directory.All.Select(community => community.NameFor(culture))],
            ImportType.Community => [.. lookups.Directory.SeenBy(caller).Select(community => community.NameFor(culture))],
            ImportType.Category when column.Terms is not { IsOpen: true } =>
                [.. lookups.Directory.Of(column.Terms).Offered(culture: culture).Select(item => item.NameFor(culture))],
            ImportType.Term => [.. Enum.GetValues(column.TermType!).Cast<Enum>().Select(term => Texts.Term(term, culture))],
            ImportType.YesNo => [Texts.Get("Yes", culture), Texts.Get("No", culture)],
            ImportType.Name =>
                [.. lookups.Names(column.Lookup!).Select(name => isEnglish ? name.NameEn : name.Name).Order(NameOrder.Comparer)],
            _ => [],
        };
    }
}
