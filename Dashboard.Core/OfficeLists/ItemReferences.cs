using System.Linq.Expressions;
using System.Reflection;
using Concentric.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Concentric.OfficeLists;

/// <summary>
/// What refers to the items of a list: every foreign key to them in the model, so that a new kind of record that refers to one is
/// counted, kept and merged without a word here; and columns that hold the item's key without being a foreign key.
/// </summary>
internal abstract class ItemReferences
{
    private static readonly MethodInfo Typed =
        typeof(ItemReferences).GetMethod(nameof(Make), BindingFlags.NonPublic | BindingFlags.Static)!;

    /// <summary>Kind of the records that refer, as the change log names them.</summary>
    public abstract string Kind { get; }

    /// <summary>How many records refer to each item, by its key.</summary>
    public abstract Task<IReadOnlyDictionary<string, int>> CountAsync(DashboardDbContext db, CancellationToken cancellationToken);

    public abstract Task<bool> AnyAsync(DashboardDbContext db, string item, CancellationToken cancellationToken);

    /// <summary>Lets the records refer to another item; those that refer to both do so once afterwards.</summary>
    /// <returns>How many records were changed.</returns>
    public abstract Task<int> MoveAsync(DashboardDbContext db, string item, string into, CancellationToken cancellationToken);

    /// <summary>The last of the records that may refer.</summary>
    public abstract Task<long> LastAsync(DashboardDbContext db, CancellationToken cancellationToken);

    /// <summary>All that refers to items of a type.</summary>
    /// <param name="keys">Columns beside foreign keys, as the category of a petition.</param>
    public static IReadOnlyList<ItemReferences> To<T>(DashboardDbContext db, params (Type Entity, string Property)[] keys)
    {
        var model = db.Model.FindEntityType(typeof(T))!;
        var foreign = model.GetReferencingForeignKeys().Select(key => key.Properties[0]);
        var others = keys.Select(key => db.Model.FindEntityType(key.Entity)!.FindProperty(key.Property)!);
        return [.. foreign.Concat(others).OrderBy(property => property.DeclaringType.Name, StringComparer.Ordinal)
            .Select(property => (ItemReferences)Typed.MakeGenericMethod(property.DeclaringType.ClrType, property.ClrType)
                .Invoke(null, [property])!)];
    }

    private static References<TEntity, TKey> Make<TEntity, TKey>(IProperty property)
        where TEntity : class
    {
        var entity = (IEntityType)property.DeclaringType;
        // A row that only links a record to an item has both in its key.
        var link = property.IsPrimaryKey() ? entity.FindPrimaryKey()!.Properties.Single(other => other != property) : null;
        var record = link is null ? entity : link.GetContainingForeignKeys().Single().PrincipalEntityType;
        return new(property.Name, link?.Name, RecordKinds.NameOf(record.ClrType),
            typeof(Record).IsAssignableFrom(entity.ClrType) ? nameof(Record.Version) : null);
    }

    private sealed class References<TEntity, TKey>(string property, string? link, string kind, string? version) : ItemReferences
        where TEntity : class
    {
        public override string Kind => kind;

        public override async Task<IReadOnlyDictionary<string, int>> CountAsync(DashboardDbContext db, CancellationToken cancellationToken)
        {
            var counted = await db.Set<TEntity>().Where(row => EF.Property<TKey>(row, property) != null)
                .GroupBy(row => EF.Property<TKey>(row, property)).Select(group => new { group.Key, Count = group.Count() })
                .ToListAsync(cancellationToken);
            return counted.ToDictionary(row => Text(row.Key), row => row.Count);
        }

        public override Task<bool> AnyAsync(DashboardDbContext db, string item, CancellationToken cancellationToken) =>
            db.Set<TEntity>().Where(Is(item)).AnyAsync(cancellationToken);

        public override async Task<int> MoveAsync(DashboardDbContext db, string item, string into, CancellationToken cancellationToken)
        {
            var (to, moved) = (Key(into), 0);
            if (link is not null)
            {
                var both = db.Set<TEntity>().Where(Is(into)).Select(row => EF.Property<long>(row, link));
                moved = await db.Set<TEntity>().Where(Is(item)).Where(row => both.Contains(EF.Property<long>(row, link)))
                    .ExecuteDeleteAsync(cancellationToken);
            }

            var rows = db.Set<TEntity>().Where(Is(item));
            // Whoever has the record open in a form is told that it has changed.
            return moved + (version is null
                ? await rows.ExecuteUpdateAsync(set => set.SetProperty(row => EF.Property<TKey>(row, property), to), cancellationToken)
                : await rows.ExecuteUpdateAsync(set => set.SetProperty(row => EF.Property<TKey>(row, property), to)
                    .SetProperty(row => EF.Property<int>(row, version), row => EF.Property<int>(row, version) + 1), cancellationToken));
        }

        public override async Task<long> LastAsync(DashboardDbContext db, CancellationToken cancellationToken) =>
            await db.Set<TEntity>().MaxAsync(row => (long?)EF.Property<long>(row, link ?? nameof(Record.Id)), cancellationToken) ?? 0;

        private Expression<Func<TEntity, bool>> Is(string item)
        {
            var key = Key(item);
            return row => EF.Property<TKey>(row, property)!.Equals(key);
        }

        private static TKey Key(string item) => (TKey)Convert.ChangeType(item, Nullable.GetUnderlyingType(typeof(TKey)) ?? typeof(TKey),
            System.Globalization.CultureInfo.InvariantCulture);

        private static string Text(TKey key) => Convert.ToString(key, System.Globalization.CultureInfo.InvariantCulture)!;
    }
}
