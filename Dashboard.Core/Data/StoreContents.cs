using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace Concentric.Data;

/// <summary>Whether a store holds records, and whether they are made up.</summary>
public static class StoreContents
{
    /// <summary>Value of <see cref="StoreFacts.Origin"/> in a demo store.</summary>
    public const string Demo = "demo";

    /// <summary>Value of <see cref="StoreFacts.Origin"/> in a store that the generator filled.</summary>
    public const string Generated = "generated";

    /// <summary>
    /// Where the records come from: <see cref="Demo"/>, <see cref="Generated"/>; null when they are real or there are none.
    /// </summary>
    public static Task<string?> OriginAsync(DashboardDbContext db, CancellationToken cancellationToken) =>
        StoreFacts.ReadAsync(db, StoreFacts.Origin, cancellationToken);

    /// <summary>True when the records are made up, which every page and workbook must say.</summary>
    public static async Task<bool> IsSyntheticAsync(DashboardDbContext db, CancellationToken cancellationToken) =>
        await OriginAsync(db, cancellationToken) is not null;

    /// <summary>Says where the records come from; saved with the context.</summary>
    public static Task SetOriginAsync(DashboardDbContext db, string origin, CancellationToken cancellationToken) =>
        StoreFacts.SetAsync(db, StoreFacts.Origin, origin, cancellationToken);

    /// <summary>True when any record of any kind is there, archived ones included.</summary>
    public static async Task<bool> HoldsRecordsAsync(DashboardDbContext db, CancellationToken cancellationToken)
    {
        var tables = db.Model.GetEntityTypes().Where(type => typeof(Record).IsAssignableFrom(type.ClrType))
            .Select(type => type.GetTableName()!);
        var helper = db.GetService<ISqlGenerationHelper>();
        var any = string.Join(" OR ", tables.Select(table => $"EXISTS (SELECT 1 FROM {helper.DelimitIdentifier(table)})"));
        var sql = $"SELECT CASE WHEN {any} THEN 1 ELSE 0 END AS Value";
        return (await db.Database.SqlQueryRaw<int>(sql).ToListAsync(cancellationToken)).Contains(1);
    }
}
