using System.Globalization;
using Concentric.Data;
using Concentric.Exports.Lists;
using Concentric.Ledgers;
using Concentric.Rules;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Exports.Views;

/// <summary>What a page's file is asked by: what the page's own address says.</summary>
/// <param name="Of">What the page is about, as the key of a metric; null for a page that is about one thing.</param>
/// <param name="Fields">The address's fields.</param>
public sealed record PageExportRequest(CurrentUser Caller, CommunityDirectory.Names Names, CultureInfo Culture, string? Of,
    IReadOnlyDictionary<string, string> Fields)
{
    /// <summary>
    /// The field for what was searched for on pages that have one: it may be somebody's name or number, and is masked wherever it is
    /// written down.
    /// </summary>
    public const string Search = "q";

    /// <summary>A field; null when the address has none.</summary>
    public string? this[string field] => Fields.GetValueOrDefault(field);

    /// <summary>The fields as the audit trail keeps them.</summary>
    internal Dictionary<string, string?> Noted =>
        Fields.ToDictionary(one => one.Key, one => one.Key == Search ? Masking.Mask(one.Value) : one.Value);
}

/// <summary>Makes "this view" of one page. A further page is a class and a line in its services.</summary>
public abstract class PageExport
{
    /// <summary>Stable name for addresses, as in <c>signs</c>.</summary>
    public abstract string Key { get; }

    /// <summary>Whether a caller who may export may have this page at all.</summary>
    public virtual bool IsFor(CurrentUser caller) => true;

    /// <summary>
    /// The page's tables as the caller sees them, in the caller's language. Rows may be read from <paramref name="db"/> while they are
    /// written.
    /// </summary>
    /// <returns>Null when there is no such page.</returns>
    public abstract Task<ViewBook?> ReadAsync(DashboardDbContext db, PageExportRequest request, CancellationToken cancellationToken);
}

/// <summary>"This view" of any page as a file, written straight to whoever asks; each leaves a line in the audit trail.</summary>
public sealed class PageExports(IEnumerable<PageExport> pages, IDbContextFactory<DashboardDbContext> factory, CommunityDirectory directory,
    ViewFile file, OfficeClock clock)
{
    /// <summary>Kind in the audit trail.</summary>
    public const string Kind = "view";

    /// <summary>Reads what a page shows; it is written by <see cref="OpenView.WriteAsync"/>.</summary>
    /// <returns>Null when there is no such page, or none for the caller.</returns>
    public async Task<OpenView?> OpenAsync(string page, string? of, IReadOnlyDictionary<string, string> fields, CurrentUser caller,
        CultureInfo culture, CancellationToken cancellationToken)
    {
        if (pages.FirstOrDefault(one => one.Key == page) is not { } known || !caller.MayExport || !known.IsFor(caller)) return null;
        // What has a name in two languages is read in the reader's.
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = culture;
        var request = new PageExportRequest(caller, await directory.GetAsync(cancellationToken), culture, of, fields);
        var db = await factory.CreateDbContextAsync(cancellationToken);
        var reading = await db.BeginReadAsync(cancellationToken);
        try
        {
            if (await known.ReadAsync(db, request, cancellationToken) is { } book) return new(this, page, request, book, db, reading);
        }
        catch
        {
            await CloseAsync();
            throw;
        }

        await CloseAsync();
        return null;

        async Task CloseAsync()
        {
            await reading.DisposeAsync();
            await db.DisposeAsync();
        }
    }

    internal string NameOf(ViewBook book, ListFormat format, CultureInfo culture) => file.NameOf(book.Title, format, culture);

    internal async Task<long> WriteAsync(OpenView view, DashboardDbContext db, ListFormat format, Stream output,
        CancellationToken cancellationToken)
    {
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = view.Request.Culture;
        var (at, rows, isWhole, hash) = (clock.UtcNow, 0L, false, (string?)null);
        try
        {
            hash = await file.WriteAsync(db, view.Book, view.Request.Caller, format, view.Request.Culture, output, written =>
                rows = written, cancellationToken);
            isWhole = true;
        }
        finally
        {
            // Nothing is written while a reading is open: who waits for all readers may be who keeps writers waiting.
            await view.DisposeAsync();
            // Also of what was broken off: what has left has left.
            await using var trail = await factory.CreateDbContextAsync(CancellationToken.None);
            trail.AddLine(at, view.Request.Caller, Kind, 0, "Exported",
                after: new
                {
                    Format = format,
                    view.Page,
                    view.Request.Of,
                    Fields = view.Request.Noted,
                    Rows = rows,
                    Hash = hash,
                    IsWhole = isWhole
                });
            await trail.SaveChangesAsync(CancellationToken.None);
        }

        return rows;
    }
}

/// <summary>A page that was read and waits to be written; holds its place in the store until it is disposed of.</summary>
public sealed class OpenView : IAsyncDisposable
{
    private readonly PageExports exports;
    private readonly DashboardDbContext db;
    private readonly IAsyncDisposable reading;
    private bool isClosed;

    internal OpenView(PageExports exports, string page, PageExportRequest request, ViewBook book, DashboardDbContext db,
        IAsyncDisposable reading) =>
        (this.exports, Page, Request, Book, this.db, this.reading) = (exports, page, request, book, db, reading);

    public string Page { get; }

    public PageExportRequest Request { get; }

    public ViewBook Book { get; }

    public string FileName(ListFormat format) => exports.NameOf(Book, format, Request.Culture);

    /// <summary>Writes the file, once, and gives its place in the store back. What is written when it fails is no whole file.</summary>
    /// <returns>Rows written.</returns>
    public Task<long> WriteAsync(ListFormat format, Stream output, CancellationToken cancellationToken) =>
        exports.WriteAsync(this, db, format, output, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (isClosed) return;
        isClosed = true;
        await using (db) await reading.DisposeAsync();
    }
}
