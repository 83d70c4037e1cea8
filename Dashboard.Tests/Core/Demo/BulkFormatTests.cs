using Concentric.Dashboard.Demo.Street;
using Concentric.Data;
using Concentric.Hazards;
using Concentric.Petitions;
using Concentric.Tests.TestData;
using Concentric.Time;
using Concentric.Wishes;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Core.Demo;

/// <summary>Rows written in bulk are stored exactly as the context stores them, or comparisons in SQL would go wrong.</summary>
[OnSqlite("rows are compared as the file holds them")]
public class BulkFormatTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WhatIsWrittenInBulk_IsStoredAsTheContextStoresIt()
    {
        await using var store = await TestStore.CreateAsync();
        Assert.True(await new DemoData(store.Factory, store.Get<OfficeClock>()).LoadAsync(Cancellation));
        var before = await DumpAsync(store);
        var bare = new DbContextOptionsBuilder<SqliteDashboardDbContext>();
        StoreServices.UseSqlite(bare, store.Get<StoreOptions>().ConnectionString);
        await using (var db = new SqliteDashboardDbContext(bare.Options))
        {
            // Every column of every row through the context's own converters, without its recorder, which would count versions.
            foreach (var row in await db.Petitions.Include(x => x.Steps).Where(x => x.Id % 9 == 0).ToListAsync(Cancellation))
                MarkAll(db, row, row.Steps);
            foreach (var row in await db.Hazards.Include(x => x.Steps).ToListAsync(Cancellation)) MarkAll(db, row, row.Steps);
            foreach (var row in await db.Wishes.ToListAsync(Cancellation)) MarkAll(db, row, []);
            Assert.True(await db.SaveChangesAsync(Cancellation) > 1_000);
        }

        Assert.Equal(before, await DumpAsync(store));
    }

    private static void MarkAll(DbContext db, object row, IEnumerable<object> parts)
    {
        foreach (var one in parts.Prepend(row)) db.Entry(one).State = EntityState.Modified;
    }

    private static async Task<List<string>> DumpAsync(TestStore store)
    {
        await using var db = store.Open();
        List<string> rows = [];
        await db.Database.OpenConnectionAsync(Cancellation);
        foreach (var table in new[] { "Petitions", "PetitionSteps", "Hazards", "HazardSteps", "Wishes" })
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = $"SELECT * FROM {table} ORDER BY Id";
            await using var reader = await command.ExecuteReaderAsync(Cancellation);
            while (await reader.ReadAsync(Cancellation))
                rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount)
                    .Select(i => $"{reader.GetFieldType(i).Name}:{reader.GetValue(i)}")));
        }

        return rows;
    }
}
