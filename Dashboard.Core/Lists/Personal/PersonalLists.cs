using Concentric.Data;
using Concentric.Rules;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Lists.Personal;

/// <summary>What a reader has made of the list of a kind.</summary>
/// <param name="Columns">Keys of the columns in their order; null for the kind's own.</param>
/// <param name="Widths">CSS pixels by key of those columns that were drawn wider or narrower.</param>
/// <param name="Views">Own views and those that colleagues share, each by name.</param>
public sealed record PersonalList(IReadOnlyList<string>? Columns, IReadOnlyDictionary<string, int> Widths,
    IReadOnlyList<OfferedView> Views)
{
    /// <summary>What somebody without an account has.</summary>
    public static PersonalList None { get; } = new(null, new Dictionary<string, int>(), []);
}

/// <summary>A saved view as it is offered.</summary>
/// <param name="By">Who shares it; null for one's own.</param>
public sealed record OfferedView(long Id, string Name, string Query, bool IsShared, string? By);

/// <summary>
/// Keeps how people lay out their lists. Everybody changes what is one's own, and nothing else is found. Refuses by
/// <see cref="RefusedException"/>. Shared views leave a line in the audit trail, for others see them; how somebody likes
/// to look at a list leaves none.
/// </summary>
public sealed class PersonalLists(IDbContextFactory<DashboardDbContext> factory, OfficeClock clock)
{
    /// <summary>Kind of the audit lines.</summary>
    public const string AuditKind = "saved-view";

    public async Task<PersonalList> ReadAsync(CurrentUser caller, string kind, CancellationToken cancellationToken)
    {
        if (caller.UserId is not { } user) return PersonalList.None;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var layout = await db.ListLayouts.AsNoTracking().SingleOrDefaultAsync(one => one.UserId == user && one.Kind == kind,
            cancellationToken);
        var own = await Own(db, user, kind).AsNoTracking().OrderBy(view => view.Name)
            .Select(view => new OfferedView(view.Id, view.Name, view.Query, view.IsShared, null)).ToListAsync(cancellationToken);
        var shared = await db.SavedViews.AsNoTracking()
            .Where(view => view.Kind == kind && view.IsShared && view.UserId != user && !view.User!.IsDisabled)
            .OrderBy(view => view.Name).ThenBy(view => view.Id).Take(SavedView.MostShared)
            .Select(view => new OfferedView(view.Id, view.Name, view.Query, true, view.User!.DisplayName)).ToListAsync(cancellationToken);
        return new(layout?.Keys(), layout?.Sizes() ?? [], [.. own, .. shared]);
    }

    /// <summary>Keeps the caller's columns of a list.</summary>
    /// <param name="columns">Keys in their order; null for the kind's own, and its own widths.</param>
    public async Task ArrangeAsync(CurrentUser caller, RecordList list, IReadOnlyList<string>? columns, CancellationToken cancellationToken)
    {
        var user = UserOf(caller);
        var check = new ValidationContext();
        check.That(columns is not { Count: 0 }, "Columns", null, Rule.Required);
        foreach (var key in columns ?? []) check.That(list.Column(key) is not null, "Columns", key, Rule.Unknown);
        check.That(columns is null || columns.Distinct().Count() == columns.Count, "Columns", null, Rule.Repeated);
        check.ThrowIfAny();
        await KeepAsync(user, list.Kind, layout =>
        {
            layout.Columns = columns is null ? "" : ListLayout.Write(columns);
            if (columns is null) layout.Widths = null;
        }, cancellationToken);
    }

    /// <summary>Keeps how wide the caller wants a column to be.</summary>
    /// <param name="width">CSS pixels; null for as wide as what is in it.</param>
    /// <returns>The widths of all that have one.</returns>
    public async Task<IReadOnlyDictionary<string, int>> SizeAsync(CurrentUser caller, RecordList list, string key, int? width,
        CancellationToken cancellationToken)
    {
        var user = UserOf(caller);
        var check = new ValidationContext();
        check.That(list.Column(key) is not null, "Columns", key, Rule.Unknown);
        check.That(width is null or >= ListLayout.LeastWidth and <= ListLayout.MostWidth, "Columns", width, Rule.OutOfRange,
            ListLayout.LeastWidth, ListLayout.MostWidth);
        check.ThrowIfAny();
        var kept = await KeepAsync(user, list.Kind, layout =>
        {
            var sizes = layout.Sizes();
            if (width is { } pixels) sizes[key] = pixels;
            else sizes.Remove(key);
            layout.Widths = ListLayout.Write(sizes);
        }, cancellationToken);
        return kept.Sizes();
    }

    /// <summary>Keeps a view under a name; one of the caller's own that has the name becomes this one.</summary>
    /// <param name="query">Fields of the list's address.</param>
    public Task<long> SaveAsync(CurrentUser caller, string kind, string? name, string query, bool isShared,
        CancellationToken cancellationToken) =>
        StoreRetry.RunAsync(() => SaveOnceAsync(caller, kind, name, query, isShared, cancellationToken), cancellationToken);

    private async Task<long> SaveOnceAsync(
        CurrentUser caller, string kind, string? name, string query, bool isShared, CancellationToken cancellationToken)
    {
        var user = UserOf(caller);
        var check = new ValidationContext();
        var called = check.RequiredLine("name", name, SavedView.MostName);
        check.That(query.Length <= SavedView.MostQuery, "Filters", null, Rule.TooLong, SavedView.MostQuery, query.Length);
        check.ThrowIfAny();
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var view = await Own(db, user, kind).SingleOrDefaultAsync(one => one.Name == called, cancellationToken);
        if (view is null)
        {
            var kept = await Own(db, user, kind).CountAsync(cancellationToken);
            check.That(kept < SavedView.MostOfAKind, "name", called, Rule.TooManyViews, SavedView.MostOfAKind);
            check.ThrowIfAny();
            db.Add(view = new SavedView { UserId = user, Kind = kind, Name = called, Query = query });
        }

        view.Query = query;
        await ShareAsync(db, caller, view, isShared, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return view.Id;
    }

    /// <summary>Gives one of the caller's views another name, and says whether colleagues are offered it.</summary>
    /// <param name="caller">Who keeps it.</param>
    /// <param name="seen">The view as the caller has seen it.</param>
    /// <param name="name">What it is to be called.</param>
    /// <param name="isShared">Whether colleagues are offered it.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="RecordNotFoundException">The caller keeps no such view.</exception>
    /// <exception cref="EditedMeanwhileException">It was changed since it was seen, as in another window.</exception>
    public Task ChangeAsync(CurrentUser caller, OfferedView seen, string? name, bool isShared, CancellationToken cancellationToken) =>
        StoreRetry.RunAsync(() => ChangeOnceAsync(caller, seen, name, isShared, cancellationToken), cancellationToken);

    private async Task ChangeOnceAsync(
        CurrentUser caller, OfferedView seen, string? name, bool isShared, CancellationToken cancellationToken)
    {
        var check = new ValidationContext();
        var called = check.RequiredLine("name", name, SavedView.MostName);
        check.ThrowIfAny();
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var view = await FindAsync(db, caller, seen, cancellationToken);
        var isTaken = await Own(db, view.UserId, view.Kind)
            .AnyAsync(other => other.Name == called && other.Id != seen.Id, cancellationToken);
        check.That(!isTaken, "name", called, Rule.Repeated);
        check.ThrowIfAny();
        var wasShared = view.IsShared;
        (view.Name, view.IsShared) = (called, isShared);
        CheckSeen(await AsSeen(db, view.UserId, seen).ExecuteUpdateAsync(
            set => set.SetProperty(one => one.Name, called).SetProperty(one => one.IsShared, isShared), cancellationToken), seen);
        if (isShared || wasShared) await NoteAsync(db, caller, view, isShared ? "Shared" : "Unshared", cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Removes one of the caller's views, from whomever it was shared with too.</summary>
    /// <param name="caller">Who keeps it.</param>
    /// <param name="seen">The view as the caller has seen it.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="RecordNotFoundException">The caller keeps no such view.</exception>
    /// <exception cref="EditedMeanwhileException">It was changed since it was seen, as in another window.</exception>
    public Task DeleteAsync(CurrentUser caller, OfferedView seen, CancellationToken cancellationToken) =>
        StoreRetry.RunAsync(() => DeleteOnceAsync(caller, seen, cancellationToken), cancellationToken);

    private async Task DeleteOnceAsync(CurrentUser caller, OfferedView seen, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var view = await FindAsync(db, caller, seen, cancellationToken);
        CheckSeen(await AsSeen(db, view.UserId, seen).ExecuteDeleteAsync(cancellationToken), seen);
        if (view.IsShared) await NoteAsync(db, caller, view, "Deleted", cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Changes the caller's layout of a list; two windows may do so at the same moment.</summary>
    private async Task<ListLayout> KeepAsync(int user, string kind, Action<ListLayout> change, CancellationToken cancellationToken)
    {
        while (true)
        {
            await using var db = await factory.CreateDbContextAsync(cancellationToken);
            var layout = await db.ListLayouts.SingleOrDefaultAsync(one => one.UserId == user && one.Kind == kind, cancellationToken);
            if (layout is null) db.Add(layout = new ListLayout { UserId = user, Kind = kind });
            change(layout);
            if (layout is { Columns: "", Widths: null }) db.Remove(layout);
            try
            {
                await db.SaveChangesAsync(cancellationToken);
                return layout;
            }
            catch (DbUpdateConcurrencyException)
            {
                // Another window has given it up meanwhile.
            }
            catch (DbUpdateException failure) when (failure.IsDuplicate())
            {
                // Another window was the first: now it is there to be changed.
            }
        }
    }

    private static IQueryable<SavedView> Own(DashboardDbContext db, int user, string kind) =>
        db.SavedViews.Where(view => view.UserId == user && view.Kind == kind);

    private static async Task<SavedView> FindAsync(DashboardDbContext db, CurrentUser caller, OfferedView seen,
        CancellationToken cancellationToken) =>
        await db.SavedViews.AsNoTracking()
            .SingleOrDefaultAsync(view => view.Id == seen.Id && view.UserId == caller.UserId, cancellationToken)
            ?? throw new RecordNotFoundException(AuditKind, seen.Id);

    /// <summary>The view, while all that its keeper saw of it stands: it has no version, and so little that it is its own.</summary>
    private static IQueryable<SavedView> AsSeen(DashboardDbContext db, int user, OfferedView seen) =>
        db.SavedViews.Where(view => view.Id == seen.Id && view.UserId == user && view.Name == seen.Name && view.Query == seen.Query
            && view.IsShared == seen.IsShared);

    private static void CheckSeen(int rows, OfferedView seen)
    {
        if (rows == 0) throw new EditedMeanwhileException(AuditKind, seen.Id, 0, 1);
    }

    private static int UserOf(CurrentUser caller) =>
        caller.UserId ?? throw new UnauthorizedAccessException("Only an account keeps lists of its own.");

    /// <summary>Keeps a view as it is now, and writes down what others see of it.</summary>
    private async Task ShareAsync(DashboardDbContext db, CurrentUser caller, SavedView view, bool isShared,
        CancellationToken cancellationToken)
    {
        var wasShared = view.IsShared;
        view.IsShared = isShared;
        await db.SaveChangesAsync(cancellationToken);
        if (isShared || wasShared) await NoteAsync(db, caller, view, isShared ? "Shared" : "Unshared", cancellationToken);
    }

    /// <summary>The name and not the address, which may hold somebody's name that was searched for.</summary>
    private async Task NoteAsync(DashboardDbContext db, CurrentUser caller, SavedView view, string action,
        CancellationToken cancellationToken)
    {
        db.AddLine(clock.UtcNow, caller, AuditKind, view.Id, action, after: new { view.Kind, view.Name });
        await db.SaveChangesAsync(cancellationToken);
    }
}
