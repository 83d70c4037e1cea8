using System.Globalization;
using Concentric.Communities;
using Concentric.Data;
using Concentric.Exports.Sheets;
using Concentric.Ledgers;
using Concentric.Lists;
using Concentric.People;
using Concentric.Resources;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Exports.Lists;

/// <summary>What a list is written as.</summary>
public enum ListFormat { Xlsx, Csv }

/// <summary>
/// "This list" as a file: the same rows in the same order as the page shows, all of them, read and written one after the other.
/// Each leaves a line in the audit trail. The file can be imported again after editing.
/// </summary>
public sealed class ListExports(IDbContextFactory<DashboardDbContext> factory, CommunityDirectory directory, ListMoments moments, OfficeClock clock)
{
    /// <summary>Key of the column that identifies records without a number.</summary>
    public const string IdColumn = "record-id";

    /// <summary>As in 同心圆-诉求-2026-11-22.xlsx.</summary>
    public string FileName(ExportedList list, ListFormat format, CultureInfo culture) =>
        ExportTexts.Get("ListFileName", culture, Texts.Kind(list.Kind, culture), clock.Today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)) + (format == ListFormat.Csv ? ".csv" : ".xlsx");

    /// <summary>Writes the list. What is written when it fails is no whole file.</summary>
    /// <returns>Rows written.</returns>
    /// <exception cref="ExportException">The caller may not export.</exception>
    public async Task<long> WriteAsync(
        ExportedList list, Caller caller, ListRequest request, ListFormat format, CultureInfo culture, Stream output, CancellationToken cancellationToken)
    {
        if (!list.IsOpenTo(caller)) throw new ExportException("NotAllowed");
        var at = clock.UtcNow;
        await using TableWriter table = format == ListFormat.Csv ? new CsvWriter(output) : new XlsxWriter(output, culture);
        var isWhole = false;
        try
        {
            await WriteAsync(table, list, caller, request, culture, cancellationToken);
            isWhole = true;
        }
        finally
        {
            // Also of what was broken off: what has left has left.
            await NoteAsync(at, caller, list.Kind, request, format, table.Rows, isWhole);
        }

        return table.Rows;
    }

    private async Task WriteAsync(TableWriter table, ExportedList list, Caller caller, ListRequest request, CultureInfo culture, CancellationToken cancellationToken)
    {
        // What has a name in two languages is read in the reader's.
        CultureInfo.CurrentUICulture = culture;
        var names = await directory.GetAsync(cancellationToken);
        var columns = list.Ledger.Columns;
        var needsId = list.NeedsId;
        List<SheetColumn> headers = [.. columns.Select(column => LedgerCells.Column(column, culture))];
        if (needsId) headers.Add(new(Texts.Column(IdColumn, culture), SheetType.Identifier, 12));
        await table.BeginAsync(Texts.Kind(list.Kind, culture), headers, cancellationToken);
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var reading = await db.BeginReadAsync(cancellationToken);
        var moment = await moments.NowAsync(db, cancellationToken);
        Action<object?>[] cells = [.. columns.Select(column => LedgerCells.Writer(table, column, names, culture))];
        await foreach (var row in list.Stream(db, caller, request, names, moment).WithCancellation(cancellationToken))
        {
            for (var i = 0; i < cells.Length; i++) cells[i](row.Values[i]);
            if (needsId) table.Identifier(row.Id.ToString(CultureInfo.InvariantCulture));
            await table.EndRowAsync(cancellationToken);
        }

        await table.CompleteAsync(cancellationToken);
    }

    private async Task NoteAsync(DateTime at, Caller caller, string kind, ListRequest request, ListFormat format, long rows, bool isWhole)
    {
        await using var db = await factory.CreateDbContextAsync(CancellationToken.None);
        // Somebody's name may have been searched for.
        db.AddLine(at, caller, kind, 0, "Exported", after: new { Format = format, request.View, Search = Masking.Mask(request.Search), request.Filters, request.Sort, Rows = rows, IsWhole = isWhole });
        await db.SaveChangesAsync(CancellationToken.None);
    }
}
