using System.Text.Json;
using Concentric.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Concentric.Imports.Undo;

/// <summary>What one record and its parts said before a change, by property; read from a context that is about to save it.</summary>
/// <param name="Own">Values of the record itself.</param>
/// <param name="Parts">Its parts that came, changed or went, in the order in which they are put back.</param>
internal sealed record RecordBefore(IReadOnlyDictionary<string, JsonElement> Own, IReadOnlyList<PartBefore> Parts)
{
    /// <summary>Puts a record back that was loaded, tracked, with its parts.</summary>
    public void Restore(DashboardDbContext db, Record record)
    {
        foreach (var part in Parts) part.Restore(db);
        Set(db.Entry(record), Own);
    }

    internal static void Set(EntityEntry entry, IReadOnlyDictionary<string, JsonElement> values)
    {
        foreach (var (name, value) in values)
        {
            var property = entry.Property(name);
            property.CurrentValue = value.Deserialize(property.Metadata.ClrType);
        }
    }

    internal static Dictionary<string, JsonElement> Read(IEnumerable<PropertyEntry> properties, Func<PropertyEntry, object?> side) =>
        properties.ToDictionary(property => property.Metadata.Name,
            property => JsonSerializer.SerializeToElement(side(property), property.Metadata.ClrType));
}

/// <summary>A part of a record that came with a change, changed or went.</summary>
/// <param name="Type">Name of its entity.</param>
/// <param name="State">What the change did to it.</param>
/// <param name="Key">Its key; none for one that went and gets another.</param>
/// <param name="Values">What it said before; none for one that came.</param>
internal sealed record PartBefore(string Type, EntityState State, IReadOnlyDictionary<string, JsonElement> Key,
    IReadOnlyDictionary<string, JsonElement> Values)
{
    public void Restore(DashboardDbContext db)
    {
        var type = db.Model.GetEntityTypes().Single(one => one.ClrType.Name == Type);
        if (State == EntityState.Deleted)
        {
            var back = db.Entry(Activator.CreateInstance(type.ClrType)!);
            RecordBefore.Set(back, Values);
            back.State = EntityState.Added;
            return;
        }

        if (Find(db, type) is not { } entry) return;
        if (State == EntityState.Added) entry.State = EntityState.Deleted;
        else RecordBefore.Set(entry, Values);
    }

    private EntityEntry? Find(DashboardDbContext db, IEntityType type)
    {
        var key = type.FindPrimaryKey()!.Properties.Select(property => Key[property.Name].Deserialize(property.ClrType)).ToArray();
        return db.ChangeTracker.Entries().FirstOrDefault(entry => entry.Metadata == type
            && type.FindPrimaryKey()!.Properties.Select(property => entry.Property(property.Name).CurrentValue).SequenceEqual(key));
    }
}
