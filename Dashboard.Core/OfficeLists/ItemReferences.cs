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
            .Select(property => (ItemReferences)Typed
                .MakeGenericMethod(property.DeclaringType.ClrType, property.ClrType, RecordOf(property).ClrType)
                .Invoke(null, [property])!)];
    }

    /// <summary>A row that only links a record to an item has both in its key.</summary>
    private static IProperty? LinkOf(IProperty property) => property.IsPrimaryKey()
        ? ((IEntityType)property.DeclaringType).FindPrimaryKey()!.Properties.Single(other => other != property) : null;

    private static IEntityType RecordOf(IProperty property) => LinkOf(property) is { } link
        ? link.GetContainingForeignKeys().Single().PrincipalEntityType : (IEntityType)property.DeclaringType;

    private static References<TEntity, TKey, TRecord> Make<TEntity, TKey, TRecord>(IProperty property)
        where TEntity : class
        where TRecord : Record => new(property.Name, LinkOf(property)?.Name, RecordKinds.NameOf<TRecord>());

    private sealed class References<TEntity, TKey, TRecord>(string property, string? link, string kind) : ItemReferences
        where TEntity : class
        where TRecord : Record
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
            // Whoever has the record open in a form is told that it has changed.
            var holding = db.Set<TEntity>().Where(Is(item)).Select(row => EF.Property<long>(row, link ?? nameof(Record.Id)));
            await db.Set<TRecord>().Where(record => holding.Contains(record.Id))
                .ExecuteUpdateAsync(set => set.SetProperty(record => record.Version, record => record.Version + 1), cancellationToken);
            if (link is not null)
            {
                var both = db.Set<TEntity>().Where(Is(into)).Select(row => EF.Property<long>(row, link));
                moved = await db.Set<TEntity>().Where(Is(item)).Where(row => both.Contains(EF.Property<long>(row, link)))
                    .ExecuteDeleteAsync(cancellationToken);
            }

            return moved + await db.Set<TEntity>().Where(Is(item))
                .ExecuteUpdateAsync(set => set.SetProperty(row => EF.Property<TKey>(row, property), to), cancellationToken);
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
