using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text.RegularExpressions;
using Concentric.Tests.TestData;
using DocumentFormat.OpenXml.Packaging;

namespace Concentric.Tests.Core.Exports;

/// <summary>LibreOffice without a window, as another program that opens our workbooks and counts their formulas itself.</summary>
internal static partial class LibreOffice
{
    private const string AlwaysRecalculate = """
        <?xml version="1.0" encoding="UTF-8"?>
        <oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item></oor:items>
        """;

    /// <summary>Where it is missing: fails where <c>DASHBOARD_REQUIRE_LIBREOFFICE</c> is set, as in CI; elsewhere the test says skipped.</summary>
    private static string Program()
    {
        var found = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, "soffice")).FirstOrDefault(File.Exists);
        if (found is not null) return found;
        if (Environment.GetEnvironmentVariable("DASHBOARD_REQUIRE_LIBREOFFICE") == "1") Assert.Fail("LibreOffice is missing: no soffice in the PATH.");
        Assert.Skip("LibreOffice is not installed.");
        return "";
    }

    /// <summary>Takes the values out of all formulas, has them counted anew, and compares.</summary>
    /// <returns>Formulas that gave something else than the program's figure, and how many there are.</returns>
    public static async Task<(IReadOnlyList<string> Wrong, int Counted)> RecalculateAsync(byte[] file, CancellationToken cancellationToken)
    {
        var program = Program();
        using var folder = new TempFolder();
        var path = Path.Combine(folder.Path, "book.xlsx");
        await File.WriteAllBytesAsync(path, WithoutValues(file), cancellationToken);
        Directory.CreateDirectory(Path.Combine(folder.Path, "profile", "user"));
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "profile", "user", "registrymodifications.xcu"), AlwaysRecalculate, cancellationToken);
        Directory.CreateDirectory(Path.Combine(folder.Path, "out"));
        using var process = Process.Start(new ProcessStartInfo(program)
        {
            ArgumentList = { $"-env:UserInstallation=file://{folder.Path}/profile", "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", Path.Combine(folder.Path, "out"), path },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var said = await process.StandardOutput.ReadToEndAsync(cancellationToken) + await process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        var converted = Path.Combine(folder.Path, "out", "book.xlsx");
        Assert.True(File.Exists(converted), said);
        return Compare(file, await File.ReadAllBytesAsync(converted, cancellationToken));
    }

    private static (IReadOnlyList<string> Wrong, int Counted) Compare(byte[] ours, byte[] theirs)
    {
        using var one = SpreadsheetDocument.Open(new MemoryStream(ours), isEditable: false);
        using var other = SpreadsheetDocument.Open(new MemoryStream(theirs), isEditable: false);
        var (wrong, counted) = (new List<string>(), 0);
        foreach (var sheet in WorkbookCells.Sheets(one))
        {
            // Cells of ledgers have no references; their formulas are links, which need no counting.
            var formulas = WorkbookCells.Of(one, sheet).Where(cell => cell.CellFormula is not null && cell.CellReference is not null).ToList();
            if (formulas.Count == 0) continue;
            var results = WorkbookCells.Of(other, sheet).ToDictionary(cell => cell.CellReference!.Value!);
            foreach (var cell in formulas)
            {
                counted++;
                var (expected, actual) = (WorkbookCells.Shown(one, cell), results.TryGetValue(cell.CellReference!.Value!, out var result) ? WorkbookCells.Shown(other, result) : "");
                if (!AreSame(expected, actual)) wrong.Add($"{sheet}!{cell.CellReference}: {actual} for {expected} by {cell.CellFormula!.Text}");
            }
        }

        return (wrong, counted);
    }

    private static bool AreSame(string expected, string actual) => expected == actual
        || (double.TryParse(expected, CultureInfo.InvariantCulture, out var one) && double.TryParse(actual, CultureInfo.InvariantCulture, out var other) && Math.Abs(one - other) <= 1e-9 * Math.Max(1, Math.Abs(one)));

    private static byte[] WithoutValues(byte[] file)
    {
        var copy = new MemoryStream();
        copy.Write(file);
        using (var package = new ZipArchive(copy, ZipArchiveMode.Update, leaveOpen: true))
        {
            foreach (var entry in package.Entries.Where(entry => entry.FullName.StartsWith("xl/worksheets/", StringComparison.Ordinal) && entry.FullName.EndsWith(".xml", StringComparison.Ordinal)).ToList())
            {
                using var reader = new StreamReader(entry.Open());
                var text = reader.ReadToEnd();
                reader.Dispose();
                using var stream = entry.Open();
                stream.SetLength(0);
                using var writer = new StreamWriter(stream);
                writer.Write(ValueOfFormula().Replace(text, "$1"));
            }
        }

        return copy.ToArray();
    }

    [GeneratedRegex("(</x?:?f>)<x?:?v>[^<]*</x?:?v>")]
    private static partial Regex ValueOfFormula();
}
