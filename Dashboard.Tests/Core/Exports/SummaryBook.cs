using System.Globalization;
using Concentric.Communities;
using Concentric.Exports;
using Concentric.Exports.StreetSummary;
using Concentric.Metrics;
using Concentric.Tests.TestData;
using Concentric.Time;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using Microsoft.Extensions.DependencyInjection;
using MiniExcelLibs;

namespace Concentric.Tests.Core.Exports;

/// <summary>A street summary as made from a store, read back by another library than the one that wrote it.</summary>
internal sealed class SummaryBook(byte[] file, ExportContent content)
{
    public static readonly CultureInfo Chinese = CultureInfo.GetCultureInfo("zh-CN");
    public static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");

    /// <summary>March 2026, in whose middle <see cref="TestStore.Today"/> lies.</summary>
    public static readonly Period March = new(new(2026, 3, 1), new(2026, 3, 31));

    public ExportContent Content => content;

    public static Task<TestStore> CreateStoreAsync() => TestStore.CreateAsync(services => services
        .AddSingleton(new MetricCatalogue(new MetricOptions()))
        .AddSingleton(new StreetOffice("胡家园街道办事处", "Hujiayuan Street Office"))
        .AddExportTemplates());

    public static async Task<SummaryBook> MakeAsync(
        TestStore store, Period? period = null, IReadOnlyList<int>? communities = null, CultureInfo? culture = null, string askedBy = "陈静",
        int? mostRows = null)
    {
        var standard = new StreetSummaryTemplate(store.Factory, store.Get<MetricCatalogue>(), Fixed.Of(store.Get<StreetOffice>()),
            store.Get<OfficeClock>());
        var template = mostRows is null ? standard
            : new StreetSummaryTemplate(store.Factory, store.Get<MetricCatalogue>(), Fixed.Of(store.Get<StreetOffice>()),
                store.Get<OfficeClock>())
            { MostRowsOfSheet = mostRows.Value };
        using var stream = new MemoryStream();
        var question = new ExportQuestion(period ?? March, PeriodKind.Custom, communities, culture ?? English, askedBy);
        var content = await template.WriteAsync(question, stream, null, TestContext.Current.CancellationToken);
        return new SummaryBook(stream.ToArray(), content);
    }

    public IReadOnlyList<string> Sheets => [.. MiniExcel.GetSheetNames(new MemoryStream(file))];

    /// <summary>The cells of a sheet; row and column from 0.</summary>
    public IReadOnlyList<object?[]> Rows(string sheet) =>
        [.. MiniExcel.Query(new MemoryStream(file), useHeaderRow: false, sheetName: sheet).Cast<IDictionary<string, object?>>()
            .Select(row => row.Values.ToArray())];

    /// <summary>A ledger's rows by header.</summary>
    public IReadOnlyList<IDictionary<string, object?>> Ledger(string sheet) =>
        [.. MiniExcel.Query(new MemoryStream(file), useHeaderRow: true, sheetName: sheet).Cast<IDictionary<string, object?>>()];

    /// <summary>
    /// The line of a metric on the overview: name, unit, now, previous, change, year before, change, usual from and to, mark, target,
    /// whether it is met, n, formula.
    /// </summary>
    public object?[] Overview(string metricKey, TestStore store, CultureInfo? culture = null)
    {
        var name = Concentric.Resources.Texts.Name(store.Get<MetricCatalogue>()[metricKey], culture ?? English);
        return Rows((culture ?? English) == English ? "Overview" : "概览").Single(row => Equals(row[0], name));
    }

    /// <summary>What the manifest says beside a name.</summary>
    public object? Manifest(string name) => Rows("Manifest").First(row => Equals(row[0], name))[1];

    public SpreadsheetDocument Open() => SpreadsheetDocument.Open(new MemoryStream(file), isEditable: false);

    public void AssertValid()
    {
        using var document = Open();
        var errors = new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Office2019)
            .Validate(document, TestContext.Current.CancellationToken);
        Assert.Empty(errors.Select(error => $"{error.Part?.Uri} {error.Path?.XPath}: {error.Description}"));
    }

    /// <summary>The formula of a cell; null when it has none.</summary>
    public string? FormulaOf(string sheet, string cell)
    {
        using var document = Open();
        return WorkbookCells.Of(document, sheet).Single(one => one.CellReference == cell).CellFormula?.Text;
    }

    /// <summary>
    /// Has LibreOffice count every formula anew and holds the results against the program's own figures; skipped without it.
    /// </summary>
    public async Task AssertRecalculatesAsync()
    {
        var (wrong, counted) = await LibreOffice.RecalculateAsync(file, TestContext.Current.CancellationToken);
        Assert.Empty(wrong);
        Assert.True(counted > 50, $"Only {counted} formulas were counted.");
    }

    public byte[] File => file;
}
