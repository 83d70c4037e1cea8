using System.Collections.Concurrent;
using System.Reflection;
using Concentric.Data;
using Concentric.OfficeLists;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Kinds;

/// <summary>
/// Puts a term that a record brings into its open list, in the transaction that saves the record, whichever command or import that is.
/// </summary>
internal sealed class TermAdoption : ISaveFollower
{
    private static readonly ConcurrentDictionary<Type, IReadOnlyList<(TermList List, PropertyInfo Property)>> Open = new();

    public AddFollowing? Find(DashboardDbContext db)
    {
        if (db.BulkLog is not null) return null;
        var said = new HashSet<(TermList List, string Code)>();
        foreach (var entry in db.ChangeTracker.Entries<EnteredRecord>()
            .Where(one => one.State is EntityState.Added or EntityState.Modified))
        {
            foreach (var (list, property) in Open.GetOrAdd(entry.Entity.GetType(), OpenOf))
            {
                var isNew = entry.State == EntityState.Added || entry.Property(property.Name).IsModified;
                if (isNew && property.GetValue(entry.Entity) is string code && !list.IsBuiltIn(code)) said.Add((list, code));
            }
        }

        return said.Count == 0 ? null : async (at, cancellationToken) =>
        {
            var isAdded = false;
            foreach (var list in said.GroupBy(one => one.List, one => one.Code))
                isAdded |= await OfficeTermCommands.AdoptAsync(db, list.Key, list, cancellationToken);
            return !isAdded ? null
                : new() { At = at, Kind = OfficeTermCommands.Kind, RecordId = 0, Action = "Added", Days = "" };
        };
    }

    private static IReadOnlyList<(TermList List, PropertyInfo Property)> OpenOf(Type type) => AllKinds.Of(type) is not { } kind ? []
        : [.. kind.Declared.Where(field => field.Terms is { IsOpen: true }).Select(field => (field.Terms!, field.Property!))];
}
