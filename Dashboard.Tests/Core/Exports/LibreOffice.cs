using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text.RegularExpressions;
using Concentric.Tests.TestData;

namespace Concentric.Tests.Core.Exports;

/// <summary>LibreOffice without a window, as another program that opens our workbooks and counts their formulas itself.</summary>
internal static partial class LibreOffice
{
    private const string AlwaysRecalculate = """
        <?xml version="1.0" encoding="UTF-8"?>
        <oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item></oor:items>
        """;

    /// <summary>
    /// Where it is missing: fails where <c>DASHBOARD_REQUIRE_LIBREOFFICE</c> is set, as in CI; elsewhere the test says skipped.
    /// </summary>
    private static string Program()
    {
        var found = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, "soffice")).FirstOrDefault(File.Exists);
        if (found is not null) return found;
        if (Environment.GetEnvironmentVariable("DASHBOARD_REQUIRE_LIBREOFFICE") == "1")
            Assert.Fail("LibreOffice is missing: no soffice in the PATH.");
        Assert.Skip("LibreOffice is not installed.");
        return "";
    }

    /// <summary>Takes the values out of all formulas, has them counted anew, and compares every cell of every sheet.</summary>
    /// <returns>Formulas that gave something else than the program's figure, cells that became errors, and how many formulas there
    /// are.</returns>
    public static async Task<(IReadOnlyList<string> Wrong, int Counted)> RecalculateAsync(byte[] file,
        CancellationToken cancellationToken) =>
        (await RecalculateAsync([("book", file)], cancellationToken))[0];

    /// <summary>The same for several workbooks in one go: most of the time goes by while the program starts.</summary>
    public static async Task<IReadOnlyList<(IReadOnlyList<string> Wrong, int Counted)>> RecalculateAsync(IReadOnlyList<(string Name,
        byte[] Content)> files, CancellationToken cancellationToken)
    {
        var program = Program();
        using var folder = new TempFolder();
        string PathOf(int i, string inside = "") =>
            Path.Combine(folder.Path, inside, string.Create(CultureInfo.InvariantCulture, $"book{i}.xlsx"));
        for (var i = 0; i < files.Count; i++) await File.WriteAllBytesAsync(PathOf(i), WithoutValues(files[i].Content), cancellationToken);
        Directory.CreateDirectory(Path.Combine(folder.Path, "profile", "user"));
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "profile", "user", "registrymodifications.xcu"), AlwaysRecalculate,
            cancellationToken);
        Directory.CreateDirectory(Path.Combine(folder.Path, "out"));
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var word in (string[])[$"-env:UserInstallation=file://{folder.Path}/profile", "--headless", "--convert-to",
            "xlsx:Calc MS Excel 2007 XML", "--outdir", Path.Combine(folder.Path, "out")]) start.ArgumentList.Add(word);
        for (var i = 0; i < files.Count; i++) start.ArgumentList.Add(PathOf(i));
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        var said = await process.StandardOutput.ReadToEndAsync(cancellationToken) + await errors;
        await process.WaitForExitAsync(cancellationToken);
        List<(IReadOnlyList<string>, int)> all = [];
        for (var i = 0; i < files.Count; i++)
        {
            Assert.True(File.Exists(PathOf(i, "out")), said);
            all.Add(Compare(files[i].Name, files[i].Content, await File.ReadAllBytesAsync(PathOf(i, "out"), cancellationToken)));
        }

        return all;
    }

    private static (IReadOnlyList<string> Wrong, int Counted) Compare(string name, byte[] ours, byte[] theirs)
    {
        using var one = new ReadWorkbook(ours);
        using var other = new ReadWorkbook(theirs);
        var (wrong, counted) = (new List<string>(), 0);
        foreach (var (sheet, cells) in one.Sheets)
        {
            var results = other.Sheets[sheet];
            foreach (var (place, cell) in cells)
            {
                if (cell.Formula is not null) counted++;
                var result = results.GetValueOrDefault(place, new("", false, null));
                if (cell.Formula is not null ? !AreSame(cell.Shown, result.Shown) : result.IsError && !cell.IsError)
                    wrong.Add($"{name} {sheet}!{place}: {result.Shown} for {cell.Shown} by {cell.Formula}");
            }
        }

        return (wrong, counted);
    }

    private static bool AreSame(string expected, string actual) => expected == actual
        || (double.TryParse(expected, CultureInfo.InvariantCulture, out var one)
            && double.TryParse(actual, CultureInfo.InvariantCulture, out var other)
            && Math.Abs(one - other) <= 1e-9 * Math.Max(1, Math.Abs(one)));

    private static byte[] WithoutValues(byte[] file)
    {
        var copy = new MemoryStream();
        copy.Write(file);
        using (var package = new ZipArchive(copy, ZipArchiveMode.Update, leaveOpen: true))
        {
            foreach (var entry in package.Entries.Where(entry => entry.FullName.StartsWith("xl/worksheets/", StringComparison.Ordinal)
                && entry.FullName.EndsWith(".xml", StringComparison.Ordinal)).ToList())
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
