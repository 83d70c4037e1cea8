using System.Globalization;
using Concentric.Attachments;
using Concentric.Data;
using Concentric.Exports.Views;
using Concentric.Ledgers;
using Concentric.Lists;
using Concentric.Resources;
using Concentric.Rules;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Exports.Lists;

/// <summary>What a list is written as.</summary>
public enum ListFormat { Xlsx, Csv }

/// <summary>
/// "This list" as a file: the same rows in the same order as the page shows, all of them, read and written one after the other.
/// Each leaves a line in the audit trail. The file can be imported again after editing.
/// </summary>
public sealed class ListExports(IDbContextFactory<DashboardDbContext> factory, CommunityDirectory directory, ListMoments moments,
    ViewFile file, OfficeClock clock)
{
    /// <summary>Key of the column that identifies records without a number.</summary>
    public const string IdColumn = "record-id";

    /// <summary>As in 同心圆-诉求-2026-11-22.xlsx.</summary>
    public string FileName(ExportedList list, ListFormat format, CultureInfo culture) =>
        file.NameOf(Texts.Kind(list.Kind, culture), format, culture);

    /// <summary>Writes the list. What is written when it fails is no whole file.</summary>
    /// <param name="list">The list.</param>
    /// <param name="caller">Whose rows.</param>
    /// <param name="request">Filters and order; all pages are written.</param>
    /// <param name="format">What as.</param>
    /// <param name="culture">The reader's language.</param>
    /// <param name="output">Stays open.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="viewName">What the page calls a ready-made selection; its key when left out.</param>
    /// <returns>Rows written.</returns>
    /// <exception cref="ExportException">The caller may not export, or there are other rows than the store counted.</exception>
    public async Task<long> WriteAsync(
        ExportedList list, CurrentUser caller, ListRequest request, ListFormat format, CultureInfo culture, Stream output,
        CancellationToken cancellationToken,
        Func<string, string>? viewName = null)
    {
        if (!list.IsOpenTo(caller)) throw new ExportException("NotAllowed");
        var (at, rows, isWhole, hash) = (clock.UtcNow, 0L, false, (string?)null);
        try
        {
            // What has a name in two languages is read in the reader's.
            CultureInfo.CurrentUICulture = culture;
            var names = await directory.GetAsync(cancellationToken);
            await using var db = await factory.CreateDbContextAsync(cancellationToken);
            await using var reading = await db.BeginReadAsync(cancellationToken);
            var moment = await moments.NowAsync(db, cancellationToken);
            request = request.OnDay(list.Ledger, moment.Today);
            var files = await AttachmentCounts.ReadAsync(db, list.Kind, cancellationToken);
            var stream = new LedgerRows(
                list.Ledger, await list.CountAsync(db, caller, request, names, moment, cancellationToken),
                list.Stream(db, caller, request, names, moment));
            var book = new ViewBook(Texts.Kinds(list.Kind, culture), FactsOf(list, request, names, culture, viewName),
                [ViewTable.Of(stream, names, culture, hasId: list.NeedsId, files: files)]);
            hash = await file.WriteAsync(db, book, caller, format, culture, output, written => rows = written, cancellationToken);
            isWhole = true;
        }
        finally
        {
            // Also of what was broken off: what has left has left.
            await NoteAsync(at, caller, list.Kind, request, format, rows, hash, isWhole);
        }

        return rows;
    }

    private static List<(string Name, string Value)> FactsOf(ExportedList list, ListRequest request, CommunityDirectory.Names names,
        CultureInfo culture, Func<string, string>? viewName)
    {
        var facts = new List<(string, string)>();
        if (request.View is { } view) facts.Add((ExportTexts.Get("Manifest.Selection", culture), viewName?.Invoke(view) ?? view));
        if (request.Told is not null)
            facts.Add((ExportTexts.Get("Manifest.Selection", culture), ExportTexts.Get("Manifest.Told", culture)));
        // Somebody's name may have been searched for.
        if (request.Search is { } search) facts.Add((ExportTexts.Get("Manifest.Search", culture), Masking.Mask(search)!));
        facts.AddRange(ListFacts.Of(list.Ledger, request.Filters, names, culture));
        if (request.Sort is { } sort)
            facts.Add((ExportTexts.Get("Manifest.Sort", culture),
                Texts.Column(sort.TrimStart('-'), culture) + (sort.StartsWith('-') ? " ↓" : " ↑")));
        return facts;
    }

    private async Task NoteAsync(DateTime at, CurrentUser caller, string kind, ListRequest request, ListFormat format, long rows,
        string? hash, bool isWhole)
    {
        await using var db = await factory.CreateDbContextAsync(CancellationToken.None);
        // Somebody's name may have been searched for.
        db.AddLine(at, caller, kind, 0, "Exported",
            after: new
            {
                Format = format,
                request.View,
                Search = Masking.Mask(request.Search),
                request.Filters,
                request.Told,
                request.Sort,
                Rows = rows,
                Hash = hash,
                IsWhole = isWhole
            });
        await db.SaveChangesAsync(CancellationToken.None);
    }
}
