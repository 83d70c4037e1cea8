using Concentric.Data;
using Concentric.Rules;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;

namespace Concentric.OfficeLists;

/// <summary>
/// Keeps one list of the office: adds, renames, orders, retires, merges and deletes its items. Each change is one transaction with its
/// line in the audit trail.
/// </summary>
public abstract class OfficeList<T>(IDbContextFactory<DashboardDbContext> factory, OfficeClock clock)
    where T : OfficeListItem
{
    /// <summary>The most items of a list, retired ones included: all of them are read wherever one is chosen.</summary>
    public const int MostItems = 200;

    /// <summary>The field that refusals about an item as a whole name.</summary>
    public const string Item = "Item";

    /// <summary>Kind of the audit lines.</summary>
    public static readonly string Kind = RecordKinds.NameOf<T>();

    /// <summary>Columns that refer to an item by its key without a foreign key.</summary>
    protected virtual (Type Entity, string Property)[] Keys => [];

    /// <summary>The rows of the list, where its table holds others too.</summary>
    protected virtual IQueryable<T> Rows(DashboardDbContext db) => db.Set<T>();

    /// <summary>The items of the list, where some have no row yet.</summary>
    protected virtual IReadOnlyList<T> Complete(IReadOnlyList<T> rows) => rows;

    /// <summary>Gives every item a row, before the list is changed.</summary>
    protected virtual Task PrepareAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Does what is particular to the list when an item has another name.</summary>
    /// <param name="name">What it was called.</param>
    /// <param name="nameEn">The same in English.</param>
    protected virtual void Renamed(T item, string name, string nameEn)
    {
    }

    /// <summary>Refuses an item that can't be deleted although nothing refers to it.</summary>
    protected virtual void CheckDelete(T item)
    {
    }

    /// <summary>Does what readers of the list need when it has changed.</summary>
    protected virtual void Forget()
    {
    }

    /// <summary>A new item, with what is particular to the list.</summary>
    protected abstract T New(string name, string nameEn, IReadOnlyList<T> present);

    /// <summary>What refers to an item by other than its key, beside what the model tells.</summary>
    protected virtual Task<IReadOnlyDictionary<string, int>> CountOthersAsync(DashboardDbContext db, IReadOnlyList<T> items,
        CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, int>>(new Dictionary<string, int>());

    /// <summary>Lets that refer to another item; saved with the rest.</summary>
    /// <returns>How many records are changed.</returns>
    protected virtual Task<int> MoveOthersAsync(DashboardDbContext db, T item, T target, CancellationToken cancellationToken) =>
        Task.FromResult(0);

    /// <summary>
    /// All items in their order, those that are retired last, and how many records refer to each. Merged ones are left out, but for one
    /// that records have got since: they can be given away once more.
    /// </summary>
    public async Task<IReadOnlyList<OfficeListLine<T>>> ListAsync(CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var items = Complete(await Rows(db).AsNoTracking().ToListAsync(cancellationToken));
        var uses = new Dictionary<string, int>(await CountOthersAsync(db, items, cancellationToken));
        foreach (var references in ItemReferences.To<T>(db, Keys))
        {
            foreach (var (key, count) in await references.CountAsync(db, cancellationToken))
                uses[key] = uses.GetValueOrDefault(key) + count;
        }

        return [.. InOrder(items.Where(item => item.MergedInto is null || uses.ContainsKey(item.Handle)))
            .Select(item => new OfficeListLine<T>(item, uses.GetValueOrDefault(item.Handle)))];
    }

    /// <summary>Takes an item from what new records can have, or brings it back.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="handle">Of the item.</param>
    /// <param name="isRetired">False to bring it back.</param>
    /// <param name="version">The version that the caller has seen.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="RefusedException">The caller may not, or there is no such item.</exception>
    /// <exception cref="EditedMeanwhileException">Somebody else has changed it since it was seen.</exception>
    public Task RetireAsync(CurrentUser caller, string handle, bool isRetired, int version, CancellationToken cancellationToken) =>
        ChangeAsync(caller, handle, (_, item, _) =>
        {
            CheckVersion(item, version);
            item.IsRetired = isRetired;
        }, isRetired ? "Retired" : "Restored", cancellationToken);

    /// <summary>Moves an item up or down among those that are not retired.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="handle">Of the item.</param>
    /// <param name="by">Places, negative for up.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="RefusedException">The caller may not, or there is no such item.</exception>
    public Task MoveAsync(CurrentUser caller, string handle, int by, CancellationToken cancellationToken) =>
        ChangeAsync(caller, handle, (present, item, _) =>
        {
            var order = InOrder(present.Where(other => other.MergedInto is null)).ToList();
            var at = order.IndexOf(item);
            var last = order.Count(other => !other.IsRetired) - 1;
            var to = Math.Clamp(at + by, 0, Math.Max(last, 0));
            if (item.IsRetired || to == at) return;
            order.RemoveAt(at);
            order.Insert(to, item);
            for (var i = 0; i < order.Count; i++) order[i].Position = i + 1;
        }, "Ordered", cancellationToken);

    /// <summary>Deletes an item to which no record refers, archived ones included.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="handle">Of the item.</param>
    /// <param name="version">The version that the caller has seen.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="RefusedException">The caller may not, there is no such item, or records refer to it.</exception>
    /// <exception cref="EditedMeanwhileException">Somebody else has changed it since it was seen.</exception>
    public Task DeleteAsync(CurrentUser caller, string handle, int version, CancellationToken cancellationToken) =>
        StoreRetry.RunAsync(() => DeleteOnceAsync(caller, handle, version, cancellationToken), cancellationToken);

    private async Task DeleteOnceAsync(CurrentUser caller, string handle, int version, CancellationToken cancellationToken)
    {
        await using var db = await OpenAsync(caller, cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var present = await ReadAsync(db, cancellationToken);
        var item = Find(present, handle);
        CheckVersion(item, version);
        CheckDelete(item);
        var isUsed = present.Exists(other => other.MergedInto == handle)
            || (await CountOthersAsync(db, present, cancellationToken)).ContainsKey(handle);
        foreach (var references in ItemReferences.To<T>(db, Keys)) isUsed |= await references.AnyAsync(db, handle, cancellationToken);
        if (isUsed) throw new RefusedException([new(Item, item.Name, Rule.InUse, [])]);
        db.Remove(item);
        Note(db, clock.UtcNow, caller, item, "Deleted", item.Told(), null);
        await SaveAsync(db, item, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        Forget();
    }

    /// <summary>
    /// Gives all records of one item to another of the list. The item is not offered any more and can't be brought back; the
    /// history of its records keeps its name, and figures that are narrowed by the other count them from then on.
    /// </summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="handle">Of the item.</param>
    /// <param name="into">Of the other; null when none was chosen.</param>
    /// <param name="version">The version of the item that the caller has seen.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>How many records were changed.</returns>
    /// <exception cref="RefusedException">The caller may not, or the items are not two of the list that can be merged.</exception>
    /// <exception cref="EditedMeanwhileException">Somebody else has changed the item since it was seen.</exception>
    public async Task<int> MergeAsync(CurrentUser caller, string handle, string? into, int version, CancellationToken cancellationToken)
    {
        var moved = 0;
        await StoreRetry.RunAsync(async () => moved = await MergeOnceAsync(caller, handle, into, version, cancellationToken),
            cancellationToken);
        return moved;
    }

    private async Task<int> MergeOnceAsync(CurrentUser caller, string handle, string? into, int version,
        CancellationToken cancellationToken)
    {
        await using var db = await OpenAsync(caller, cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var present = await ReadAsync(db, cancellationToken);
        // One that was merged may have got records since, from whoever had it chosen already.
        var item = present.Find(one => one.Handle == handle) ?? throw new RefusedException([new(Item, handle, Rule.Unknown, [])]);
        var target = present.Find(other => other.Handle == into && other.MergedInto is null && !other.IsRetired && other != item)
            ?? throw new RefusedException([new(nameof(OfficeListItem.MergedInto), into,
                string.IsNullOrEmpty(into) ? Rule.Required : Rule.Unknown, [])]);
        CheckVersion(item, version);
        CheckMerge(item, target);
        db.Actor = caller;
        var (before, moved, now) = (item.Told(), 0, clock.UtcNow);
        foreach (var references in ItemReferences.To<T>(db, Keys))
        {
            var some = await references.MoveAsync(db, item.Handle, target.Handle, cancellationToken);
            if (some == 0) continue;
            moved += some;
            // Any record of the kind may show the item's name: all are indexed for searching again.
            db.ChangeLog.Add(new()
            {
                At = now,
                Kind = references.Kind,
                FirstRecordId = 1,
                LastRecordId = await references.LastAsync(db, cancellationToken),
                Action = "Changed",
                Days = ChangeLogEntry.EveryDay,
            });
        }

        moved += await MoveOthersAsync(db, item, target, cancellationToken);
        // Of two merges at once, each into the other's item, the second finds its own changed.
        (item.Version, target.Version) = (item.Version + 1, target.Version + 1);
        // What was merged into it before is found where the records are.
        foreach (var earlier in present.Where(other => other.MergedInto == item.Handle)) earlier.MergedInto = target.Handle;
        (item.IsRetired, item.MergedInto) = (true, target.Handle);
        Note(db, now, caller, item, "Merged", before, new { MergedInto = target.Name, MovedRecords = moved });
        await SaveAsync(db, item, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        Forget();
        return moved;
    }

    /// <summary>Refuses two items that can't be one.</summary>
    protected virtual void CheckMerge(T item, T target)
    {
    }

    /// <summary>Adds an item at the end of the list.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="input">Its names.</param>
    /// <param name="take">Checks and takes what is particular to the list.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <param name="make">Makes the item where more than its names is needed; <see cref="New"/> when left out.</param>
    protected Task<T> AddAsync(CurrentUser caller, OfficeListInput input, Action<ValidationContext, T> take,
        CancellationToken cancellationToken, Func<string, string, IReadOnlyList<T>, T>? make = null) =>
        StoreRetry.RunAsync(() => AddOnceAsync(caller, input, take, make, cancellationToken), null, cancellationToken);

    private async Task<T> AddOnceAsync(CurrentUser caller, OfficeListInput input, Action<ValidationContext, T> take,
        Func<string, string, IReadOnlyList<T>, T>? make, CancellationToken cancellationToken)
    {
        await using var db = await OpenAsync(caller, cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var present = await ReadAsync(db, cancellationToken);
        var check = new ValidationContext();
        var (name, nameEn) = CheckNames(check, input, present);
        check.That(present.Count < MostItems, Item, name, Rule.TooManyItems, MostItems);
        var item = (make ?? New)(name, nameEn, present);
        take(check, item);
        check.ThrowIfAny();
        // A list that nobody has ordered stays in the order of its names.
        if (present.Count == 0 || present.Exists(other => other.Position > 0))
            item.Position = present.Select(other => other.Position).DefaultIfEmpty().Max() + 1;
        db.Add(item);
        await db.SaveChangesAsync(cancellationToken);
        Note(db, clock.UtcNow, caller, item, "Added", null, item.Told());
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        Forget();
        return item;
    }

    /// <summary>Changes the names of an item and what is particular to the list. Nothing is written when nothing is different.</summary>
    protected Task ChangeAsync(CurrentUser caller, string handle, OfficeListInput input, Action<ValidationContext, T> take,
        CancellationToken cancellationToken) =>
        ChangeAsync(caller, handle, (present, item, check) =>
        {
            if (input.Version is { } read) CheckVersion(item, read);
            var (name, nameEn) = (item.Name, item.NameEn);
            (item.Name, item.NameEn) = CheckNames(check, input, [.. present.Where(other => other != item)]);
            if ((name, nameEn) != (item.Name, item.NameEn)) Renamed(item, name, nameEn);
            take(check, item);
        }, "Changed", cancellationToken);

    /// <summary>A key made of an English name, which no other item has in whatever case.</summary>
    protected static string KeyOf(string nameEn, string otherwise, IEnumerable<string> present) =>
        Slug.Free(Slug.Of(nameEn) ?? otherwise, present.ToHashSet(StringComparer.OrdinalIgnoreCase).Contains);

    private Task ChangeAsync(CurrentUser caller, string handle, Action<List<T>, T, ValidationContext> change, string action,
        CancellationToken cancellationToken) =>
        StoreRetry.RunAsync(() => ChangeOnceAsync(caller, handle, change, action, cancellationToken), cancellationToken);

    private async Task ChangeOnceAsync(CurrentUser caller, string handle, Action<List<T>, T, ValidationContext> change, string action,
        CancellationToken cancellationToken)
    {
        await using var db = await OpenAsync(caller, cancellationToken);
        var present = await ReadAsync(db, cancellationToken);
        var item = Find(present, handle);
        var before = item.Told();
        var check = new ValidationContext();
        change(present, item, check);
        check.ThrowIfAny();
        if (!db.ChangeTracker.HasChanges()) return;
        item.Version++;
        Note(db, clock.UtcNow, caller, item, action, before, item.Told());
        await SaveAsync(db, item, cancellationToken);
        Forget();
    }

    /// <summary>Refuses an item that is not as the caller has seen it; that it stays so until it is saved, the statement holds.</summary>
    private static void CheckVersion(T item, int version)
    {
        if (item.Version != version) throw new EditedMeanwhileException(Kind, item.RecordId, version, item.Version);
    }

    private static async Task SaveAsync(DashboardDbContext db, T item, CancellationToken cancellationToken)
    {
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new EditedMeanwhileException(Kind, item.RecordId, item.Version - 1, item.Version);
        }
    }

    /// <summary>Written down and announced: what shows a name is read, and indexed, again.</summary>
    private static void Note(DashboardDbContext db, DateTime at, CurrentUser by, T item, string action, object? before, object? after)
    {
        db.AddLine(at, by, Kind, item.RecordId, action, before, after);
        db.AddMove(at, Kind, item.RecordId, action);
    }

    private static IEnumerable<T> InOrder(IEnumerable<T> items) => items.OrderBy(item => item.IsRetired).ThenBy(item => item.Position)
        .ThenBy(item => item.NameFor(System.Globalization.CultureInfo.CurrentUICulture), NameOrder.Comparer);

    /// <summary>A store in which the caller may change the list.</summary>
    private async Task<DashboardDbContext> OpenAsync(CurrentUser caller, CancellationToken cancellationToken)
    {
        if (!caller.MayKeepLists) throw new RefusedException([new(Item, null, Rule.Unknown, [])]);
        await PrepareAsync(cancellationToken);
        return await factory.CreateDbContextAsync(cancellationToken);
    }

    private Task<List<T>> ReadAsync(DashboardDbContext db, CancellationToken cancellationToken) =>
        Rows(db).AsTracking().ToListAsync(cancellationToken);

    private static T Find(List<T> present, string handle) =>
        present.Find(item => item.Handle == handle && item.MergedInto is null)
            ?? throw new RefusedException([new(Item, handle, Rule.Unknown, [])]);

    /// <summary>A name that was merged away is free again.</summary>
    private static (string Name, string NameEn) CheckNames(ValidationContext check, OfficeListInput input, IReadOnlyList<T> present)
    {
        var others = present.Where(other => other.MergedInto is null).ToList();
        var name = check.RequiredLine(nameof(input.Name), input.Name, TextLimits.Name);
        var nameEn = check.Line(nameof(input.NameEn), input.NameEn, TextLimits.Name) ?? name;
        check.That(others.TrueForAll(other => other.Name != name), nameof(input.Name), name, Rule.Repeated);
        check.That(others.TrueForAll(other => other.NameEn != nameEn), nameof(input.NameEn), nameEn, Rule.Repeated);
        return (name, nameEn);
    }
}
