using System.Globalization;
using System.Reflection;
using Concentric.Data;
using Concentric.Exports.Lists;
using Concentric.Sheets;
using Concentric.Time;

namespace Concentric.Exports.Views;

/// <summary>
/// Writes what a page shows to a stream, row by row: as CSV, or as a workbook that ends with a manifest. "This list" and "this
/// view" are both written here.
/// </summary>
public sealed class ViewFile(OfficeClock clock)
{
    /// <summary>As in 同心圆-诉求-2026-11-22.xlsx.</summary>
    public string NameOf(string title, ListFormat format, CultureInfo culture) =>
        ExportTexts.Get("ListFileName", culture, title, DayText.Of(clock.Today)) + (format == ListFormat.Csv ? ".csv" : ".xlsx");

    /// <summary>Writes it. What is written when it fails is no whole file.</summary>
    /// <param name="db">In the transaction in which the rows are read.</param>
    /// <param name="book">What is written.</param>
    /// <param name="caller">Stands in the manifest.</param>
    /// <param name="format">CSV holds the first table only.</param>
    /// <param name="culture">The reader's language.</param>
    /// <param name="output">Stays open.</param>
    /// <param name="written">Told the rows as they are written, so that also a file that was broken off can be accounted for.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The content hash; null for CSV, which has no place for it.</returns>
    /// <exception cref="ExportException">A sheet has other rows than the store said.</exception>
    internal async Task<string?> WriteAsync(
        DashboardDbContext db, ViewBook book, CurrentUser caller, ListFormat format, CultureInfo culture, Stream output,
        Action<long> written, CancellationToken cancellationToken)
    {
        var asOf = clock.UtcNow;
        if (format == ListFormat.Csv)
        {
            await using var csv = new CsvWriter(output);
            await WriteAsync(csv, book.Tables[0], written, cancellationToken);
            await csv.CompleteAsync(cancellationToken);
            return null;
        }

        using var hash = new ContentHash();
        await using var table = new XlsxWriter(output, culture, XlsxWriter.MostRowsOfSheet, new CellText(), hash);
        var counts = new List<(string Name, long Matched, long Written)>();
        foreach (var one in book.Tables)
        {
            var before = table.Rows;
            await WriteAsync(table, one, written, cancellationToken);
            counts.Add((one.Name, one.Matched, table.Rows - before));
        }

        // What comes after is written aside: the same question to the same data gives the same hash.
        await table.EndSheetsAsync(cancellationToken);
        var finished = hash.Finish();
        var isSynthetic = await StoreContents.IsSyntheticAsync(db, cancellationToken);
        await WriteManifestAsync(table, ManifestOf(book, caller, culture, asOf, isSynthetic, table.Cells, finished), counts, culture,
            cancellationToken);
        await table.CompleteAsync(cancellationToken);
        return finished;
    }

    private static async Task WriteAsync(TableWriter table, ViewTable view, Action<long> written, CancellationToken cancellationToken)
    {
        var before = table.Rows;
        await table.BeginAsync(view.Name, view.Columns, cancellationToken);
        // CSV counts from the header on.
        before = Math.Min(before, table.Rows);
        var cells = view.Cells(table);
        await foreach (var row in view.Rows.WithCancellation(cancellationToken))
        {
            foreach (var cell in cells) cell(row);
            await table.EndRowAsync(cancellationToken);
            written(table.Rows);
        }

        if (table.Rows - before != view.Matched) throw new ExportException("Rows", view.Name, view.Matched, table.Rows - before);
    }

    private List<(string Name, string Value)> ManifestOf(ViewBook book, CurrentUser caller, CultureInfo culture, DateTime asOf,
        bool isSynthetic, CellText cells, string hash)
    {
        string Text(string key) => ExportTexts.Get(key, culture);
        List<(string, string)> lines = [(Text("Manifest.View"), book.Title), .. book.Facts];
        if (isSynthetic) lines.Add((Text("Manifest.Records"), Text("Synthetic")));
        lines.Add((Text("Manifest.AsOf"), clock.ExactMoment(asOf)));
        lines.Add((Text("Manifest.Zone"), clock.Zone.Id));
        lines.Add((Text("Manifest.AskedBy"), caller.Name));
        lines.Add((Text("Manifest.Language"), culture.Name));
        lines.Add((Text("Manifest.Program"),
            $"Concentric {typeof(ViewFile).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion}"));
        lines.Add((Text("Manifest.Cut"), cells.Cut.ToString(CultureInfo.InvariantCulture)));
        lines.Add((Text("Manifest.Cleaned"), cells.Cleaned.ToString(CultureInfo.InvariantCulture)));
        lines.Add((Text("Manifest.Hash"), hash));
        return lines;
    }

    private static async Task WriteManifestAsync(
        XlsxWriter table, List<(string Name, string Value)> lines, List<(string Name, long Matched, long Written)> counts,
        CultureInfo culture, CancellationToken cancellationToken)
    {
        string Text(string key) => ExportTexts.Get(key, culture);
        await table.BeginAsync(
            ManifestName.In(culture),
            [new(Text("Manifest.Item"), SheetType.Text, 30), new(Text("Header.Value"), SheetType.Text, 70),
                new(Text("Header.Matched"), SheetType.Whole, 16), new(Text("Header.Written"), SheetType.Whole, 16)],
            cancellationToken);
        foreach (var (name, value) in lines)
        {
            table.Text(name);
            table.Text(value);
            await table.EndRowAsync(cancellationToken);
        }

        foreach (var (name, matched, rows) in counts)
        {
            table.Text(Text("Manifest.Sheet"));
            table.Text(name);
            table.Whole(matched);
            table.Whole(rows);
            await table.EndRowAsync(cancellationToken);
        }
    }
}
