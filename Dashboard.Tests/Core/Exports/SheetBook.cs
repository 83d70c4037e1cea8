using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using MiniExcelLibs;

namespace Concentric.Tests.Core.Exports;

/// <summary>A workbook as written to a stream: valid, and read back by another library.</summary>
internal sealed class SheetBook(byte[] file)
{
    public IReadOnlyList<string> Sheets => [.. MiniExcel.GetSheetNames(new MemoryStream(file))];

    /// <summary>The cells of a sheet, headers first.</summary>
    public IReadOnlyList<object?[]> Rows(string? sheet = null) =>
        [.. MiniExcel.Query(new MemoryStream(file), useHeaderRow: false, sheetName: sheet).Cast<IDictionary<string, object?>>()
            .Select(row => row.Values.ToArray())];

    /// <summary>The rows below the headers, by header.</summary>
    public IReadOnlyList<IDictionary<string, object?>> Records(string? sheet = null) =>
        [.. MiniExcel.Query(new MemoryStream(file), useHeaderRow: true, sheetName: sheet).Cast<IDictionary<string, object?>>()];

    public SheetBook AssertValid()
    {
        using var document = SpreadsheetDocument.Open(new MemoryStream(file), isEditable: false);
        Assert.Empty(new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Office2019)
            .Validate(document, TestContext.Current.CancellationToken)
            .Select(error => $"{error.Part?.Uri} {error.Path?.XPath}: {error.Description}"));
        return this;
    }
}
