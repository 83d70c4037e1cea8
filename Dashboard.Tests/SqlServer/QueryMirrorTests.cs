using Concentric.Data;
using Concentric.Petitions;
using Concentric.Tests.TestData;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.SqlServer;

/// <summary>That queries on a SQLite store with real records reach SQL Server too, whatever their kind.</summary>
public sealed class QueryMirrorTests(DashboardSqlServer server) : IClassFixture<DashboardSqlServer>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string, Func<DashboardDbContext, Task>> Queries => new()
    {
        { "FROM [Communities]", db => db.Communities.ToListAsync(Stop) },
        { "TOP(2)", db => db.Communities.SingleAsync(c => c.Id == TestStore.Xinsheng, Stop) },
        { "COUNT(*)", db => db.Communities.CountAsync(c => db.Set<Petition>().Any(p => p.CommunityId == c.Id), Stop) },
        { "EXISTS", db => db.Communities.Where(c => db.Set<Petition>().Any(p => p.CommunityId == c.Id)).ToListAsync(Stop) },
        { "IN (", db => WithSubquery(db, db.Petitions.Select(p => p.CommunityId)) },
        { "\"Id\" = @", db => db.Communities.FromSql($"""SELECT * FROM "Communities" WHERE "Id" = {1}""").ToListAsync(Stop) },
        { "UPDATE [p]", db => db.Petitions.Where(p => p.CommunityId == 1).ExecuteUpdateAsync(s => s.SetProperty(p => p.Title, "x"), Stop) },
        { "DELETE FROM [p]", db => db.Petitions.Where(p => p.CommunityId == 1).ExecuteDeleteAsync(Stop) },
        { "INNER JOIN [PetitionSteps]", db => db.Petitions.Include(p => p.Steps).AsSplitQuery().ToListAsync(Stop) },
    };

    [Theory]
    [MemberData(nameof(Queries), DisableDiscoveryEnumeration = true)]
    public async Task QueryOnSqlite_IsCompiledForSqlServer(string fragment, Func<DashboardDbContext, Task> query)
    {
        var before = server.Server.Commands.Count;
        await server.MirrorsAsync("mirror", async store =>
        {
            await using var db = store.Open();
            await query(db);
        });
        Assert.Contains(server.Server.Commands.Skip(before), c =>
            c.Source == "mirror" && c.Text.Contains(fragment, StringComparison.Ordinal));
    }

    [Fact]
    public async Task QueryThatOnlySqliteTakes_Fails() =>
        Assert.Contains("could not be translated",
            (await Assert.ThrowsAnyAsync<Exception>(() => server.MirrorsAsync("mirror", async store =>
        {
            await using var db = store.Open();
            await db.Communities.Where(c => EF.Functions.Glob(c.Name, "*园")).ToListAsync(Stop);
        }))).GetBaseException().Message, StringComparison.Ordinal);

    private static Task<List<Community>> WithSubquery(DashboardDbContext db, IQueryable<int> ids) =>
        db.Communities.Where(c => ids.Contains(c.Id)).ToListAsync(Stop);
}
