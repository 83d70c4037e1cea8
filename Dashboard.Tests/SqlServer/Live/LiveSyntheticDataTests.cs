using Concentric.Dashboard.Demo;
using Concentric.Dashboard.Demo.Generator;
using Concentric.Dashboard.Demo.Street;
using Concentric.Data;
using Concentric.Petitions;
using Concentric.Tests.TestData;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Concentric.Tests.SqlServer.Live;

/// <summary>Demo data and generator by bulk copy into a real server.</summary>
public sealed class LiveSyntheticDataTests(LiveSqlServer server) : IClassFixture<LiveSqlServer>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task DemoData_ThenTheGenerator_FillTheServer()
    {
        var time = new FakeTimeProvider(TestStore.Start);
        await using var services = new ServiceCollection().AddLogging()
            .AddSingleton<TimeProvider>(time).AddSingleton(new OfficeClock(time, TestStore.Zone))
            .AddStore(new StoreOptions(StoreProvider.SqlServer, server.ConnectionString,
                TestServer.MaxBatchSize)).AddSyntheticData()
            .AddSingleton<StorePreparation>().BuildServiceProvider();
        await services.GetRequiredService<StorePreparation>().PrepareAsync(Stop);
        var factory = services.GetRequiredService<IDbContextFactory<DashboardDbContext>>();

        Assert.True(await services.GetRequiredService<DemoData>().LoadAsync(Stop));
        await using (var db = factory.CreateDbContext())
        {
            var from = TestStore.Today.AddYears(-1);
            Assert.Equal(160,
                await db.Petitions.CountAsync(x => x.Outcome == PetitionOutcome.Resolved && x.ClosedOn > from
                    && (x.Community!.Code == "xinsheng" || x.Community.Code == "xinshun"), Stop));
        }

        await services.GetRequiredService<StoreGenerator>()
            .RunAsync(new() { Petitions = 2_000, Activities = 300, Hazards = 300, Communities = 5, Years = 1 }, null, Stop);
        await using var filled = factory.CreateDbContext();
        Assert.Equal(2_000, await filled.Petitions.CountAsync(Stop));
        Assert.Equal(StoreContents.Generated, await StoreContents.OriginAsync(filled, Stop));
    }
}
