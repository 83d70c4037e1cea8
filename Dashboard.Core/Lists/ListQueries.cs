using Concentric.Data;
using Concentric.Ledgers;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Lists;

/// <summary>A page of a list.</summary>
/// <param name="Rows">The page, in the columns of the list's ledger.</param>
/// <param name="Total">Rows on all pages, counted up to <see cref="ListRequest.MostCounted"/>.</param>
/// <param name="HasMore">True when there are more than were counted.</param>
/// <param name="Page">The page shown: the last one when the one asked for lies behind it.</param>
/// <param name="Problems">What in the request could not be read and was left out.</param>
public sealed record ListPage(IReadOnlyList<LedgerRow> Rows, int Total, bool HasMore, int Page, IReadOnlyList<ListProblem> Problems);

/// <summary>Reads lists of records: what the caller may see, narrowed, sorted and cut to a page in SQL.</summary>
public sealed class ListQueries(IDbContextFactory<DashboardDbContext> factory, CommunityDirectory directory, ListMoments moments)
{
    /// <summary>One page.</summary>
    public async Task<ListPage> ReadAsync<T>(RecordList<T> list, CurrentUser caller, ListRequest request,
        CancellationToken cancellationToken)
        where T : Record
    {
        var names = await directory.GetAsync(cancellationToken);
        var problems = new List<ListProblem>();
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginReadAsync(cancellationToken);
        var rows = Select(db, list, caller, request, names, problems, await moments.NowAsync(db, cancellationToken));
        // Counting a million rows takes longer than anybody looks at them.
        var total = await rows.Take(ListRequest.MostCounted + 1).CountAsync(cancellationToken);
        var hasMore = total > ListRequest.MostCounted;
        total = Math.Min(total, ListRequest.MostCounted);
        var page = Math.Clamp(request.Page, 1, Math.Max(1, (total + ListRequest.PageSize - 1) / ListRequest.PageSize));
        if (page != request.Page) problems.Add(new("page", request.Page.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        var shown = await LedgerQuery.PageAsync(rows, list.Typed, OrderOf(list, request, page), null, cancellationToken);
        return new(shown, total, hasMore, page, problems);
    }

    /// <summary>All rows of a list in its order, one after the other, for an export. The context can do nothing else meanwhile.</summary>
    internal static IAsyncEnumerable<LedgerRow> Stream<T>(DashboardDbContext db, RecordList<T> list, CurrentUser caller,
        ListRequest request, CommunityDirectory.Names names, ListMoment moment)
        where T : Record =>
            LedgerQuery.Project(LedgerQuery.Order(Select(db, list, caller, request, names, [], moment), list.Typed,
                OrderOf(list, request, 1)), list.Typed, null).AsAsyncEnumerable();

    /// <summary>The rows that a request asks for, in no order.</summary>
    internal static IQueryable<T> Select<T>(
        DashboardDbContext db, RecordList<T> list, CurrentUser caller, ListRequest request, CommunityDirectory.Names names,
        ICollection<ListProblem> problems, ListMoment moment)
        where T : Record
    {
        var isArchived = request.View == ListRequest.Archived;
        var rows = list.Readable(db.Set<T>().AsNoTracking(), caller);
        // A notice tells of records whatever has become of them since.
        if (request.Told is null || request.View is not null)
            rows = isArchived ? rows.Where(row => row.ArchivedAt != null) : rows.Where(row => row.ArchivedAt == null);
        if (!isArchived && request.View is { } view)
        {
            if (list.Views.TryGetValue(view, out var chosen)) rows = rows.Where(chosen(moment.Today));
            else if (list.MomentViews.TryGetValue(view, out var timed)) rows = rows.Where(timed(moment));
        }

        if (request.Ids is { } ids) rows = rows.Where(row => ids.Contains(row.Id));
        if (request.Told is { } told)
        {
            var reader = caller.UserId;
            rows = rows.Where(row => db.Set<ListedRecord>()
                .Any(one => one.ListId == told && one.RecordId == row.Id && one.UserId == reader));
        }

        foreach (var (key, value) in request.Filters)
        {
            var condition = list.Filters.Contains(key) ? ListFilters.Read(db, list, key, value, names, moment.Today) : null;
            // What is not shown can't be found either.
            if (condition is not null && list.Column(key) is { IsPersonal: true })
                condition = RecordTexts.KeptBy<T>(caller) is { } kept ? kept.And(condition) : null;
            if (condition is null) problems.Add(new(key, value));
            else rows = rows.Where(condition);
        }

        return RecordTexts.Search(rows, list, caller, request.Search, names);
    }

    private static LedgerRequest OrderOf(RecordList list, ListRequest request, int page)
    {
        var sort = request.Sort ?? list.DefaultSort;
        return new(sort.TrimStart('-'), sort.StartsWith('-'), page, ListRequest.PageSize);
    }
}
