using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Concentric.Data;

/// <summary>Instants are stored as UTC and read back as UTC.</summary>
internal sealed class UtcDateTimeConverter() : ValueConverter<DateTime, DateTime>(
    value => value.Kind == DateTimeKind.Local ? value.ToUniversalTime() : value,
    value => DateTime.SpecifyKind(value, DateTimeKind.Utc));

/// <summary>What holds for every table.</summary>
internal static class StoreConventions
{
    public static void Apply(ModelBuilder builder)
    {
        foreach (var type in builder.Model.GetEntityTypes())
        {
            if (type.FindProperty(nameof(Record.Version)) is { } version) version.IsConcurrencyToken = true;
            if (type.FindProperty(nameof(Record.ArchiveReason)) is { } reason) reason.SetMaxLength(TextLimits.Note);
            if (type.FindProperty(nameof(EnteredRecord.RequestId)) is { } request)
            {
                var index = type.AddIndex(request);
                index.IsUnique = true;
                index.SetFilter("[RequestId] IS NOT NULL");
            }
            foreach (var key in type.GetForeignKeys())
            {
                // Only a part goes with its record: SQL Server refuses several cascading ways to one table.
                var owns = typeof(IRecordPart).IsAssignableFrom(type.ClrType)
                    && typeof(Record).IsAssignableFrom(key.PrincipalEntityType.ClrType)
                    && key.DependentToPrincipal?.PropertyInfo?.Name == OwnerOf(type.ClrType);
                owns |= type.ClrType == typeof(HouseholdCount);
                // What belongs to an account goes with it; a record stays.
                var account = key.PrincipalEntityType.ClrType == typeof(DashboardUser) && !typeof(Record).IsAssignableFrom(type.ClrType);
                key.DeleteBehavior = owns || account ? DeleteBehavior.Cascade : DeleteBehavior.Restrict;
            }
        }
    }

    /// <summary>
    /// Puts the columns of an index's filter beside its own: SQL Server reads them again from the table, row by row, where they are not
    /// there, though the filter has answered for them.
    /// </summary>
    public static void HoldFilters(ModelBuilder builder)
    {
        foreach (var index in builder.Model.GetEntityTypes().SelectMany(type => type.GetDeclaredIndexes()))
        {
            if (index.GetFilter() is not { } filter) continue;
            var missing = index.DeclaringEntityType.GetProperties().Except(index.Properties)
                .Where(property => filter.Contains($"[{property.GetColumnName()}]", StringComparison.Ordinal))
                .Select(property => property.Name).ToArray();
            if (missing.Length > 0) index.SetIncludeProperties(missing);
        }
    }

    private static string? OwnerOf(Type part) =>
        part.GetProperties().FirstOrDefault(p => typeof(Record).IsAssignableFrom(p.PropertyType))?.Name;
}
