using System.Reflection;
using Concentric.Data;
using Concentric.People;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Lists;

/// <summary>All kinds of records that have pages: what serves any kind finds it here. A new kind adds one line to its services.</summary>
public sealed class RecordRegister(IEnumerable<RegisteredKind> kinds)
{
    private readonly Dictionary<string, RegisteredKind> byName = kinds.ToDictionary(kind => kind.List.Kind);

    public IReadOnlyCollection<RegisteredKind> All => byName.Values;

    /// <summary>The kind of a name; null when it has no pages.</summary>
    public RegisteredKind? Find(string kind) => byName.GetValueOrDefault(kind);
}

/// <summary>One kind of record that has pages.</summary>
public abstract class RegisteredKind
{
    public abstract RecordList List { get; }

    /// <summary>True when there is such a record, archived or not, and the caller may read it.</summary>
    public abstract Task<bool> IsReadableAsync(DashboardDbContext db, Caller caller, long id, CancellationToken cancellationToken);

    /// <summary>The personal values of a record that the caller may change, by name of property; null when there is none such.</summary>
    internal abstract Task<IReadOnlyDictionary<string, string?>?> FindPersonalAsync(DashboardDbContext db, Caller caller, long id, CancellationToken cancellationToken);

    public static RegisteredKind Of<T>(RecordList<T> list)
        where T : Record => new Typed<T>(list);

    private sealed class Typed<T>(RecordList<T> list) : RegisteredKind
        where T : Record
    {
        public override RecordList List => list;

        public override Task<bool> IsReadableAsync(DashboardDbContext db, Caller caller, long id, CancellationToken cancellationToken) =>
            list.Readable(db.Set<T>(), caller).AnyAsync(record => record.Id == id, cancellationToken);

        internal override async Task<IReadOnlyDictionary<string, string?>?> FindPersonalAsync(DashboardDbContext db, Caller caller, long id, CancellationToken cancellationToken)
        {
            var record = await list.Readable(db.Set<T>().AsNoTracking(), caller).SingleOrDefaultAsync(record => record.Id == id, cancellationToken);
            // A record shared with the caller's communities may be read; whose it is stays with those who keep it.
            if (record is null || (record is CommunityRecord kept && !caller.Sees(kept.CommunityId))) return null;
            return typeof(T).GetProperties().Where(property => property.GetCustomAttribute<PersonalAttribute>() is not null)
                .ToDictionary(property => property.Name, property => (string?)property.GetValue(record));
        }
    }
}
