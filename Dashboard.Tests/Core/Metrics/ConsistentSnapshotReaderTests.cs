using System.Data;
using Concentric.Data;
using Concentric.Metrics;
using Concentric.Petitions;
using Concentric.Tests.Core.Metrics.CubeVerification;
using Concentric.Tests.TestData;
using CsCheck;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Core.Metrics;

/// <summary>
/// The figures of a moment are those that counting everything in it gives, whether the cube is behind that moment, ahead of it, or
/// ahead on some days and behind on others.
/// </summary>
public sealed class ConsistentSnapshotReaderTests
{
    private const int Stories = 15;
    private const int Slices = 12;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AreThoseOfTheMoment_WhateverTheCubeHasSeen()
    {
        var fromCube = 0;
        await ChangeScenario.Any.SampleAsync(async scenario =>
            fromCube += await TellAsync(scenario), iter: Stories, threads: 1, writeLine: TestContext.Current.TestOutputHelper!.WriteLine);
        Assert.True(fromCube > Stories, $"Only {fromCube} times the cube was of use.");
    }

    [Fact]
    public async Task ACubeThatIsNotBuilt_LeavesItToTheStore()
    {
        await using var live = await LiveCube.CreateAsync();
        await live.Store.AddAsync(Make.Petition());
        var received = live.Cube.Catalogue["petitions.received"];
        var figures = await InMomentAsync(live, db => Figures(live).ReadAsync(db, TestStore.Start.UtcDateTime, All(live), Cancellation));
        Assert.Equal(1, figures.For(null).Read(received, new(TestStore.Today, TestStore.Today), TestStore.Today).Value);
    }

    /// <summary>
    /// Another node's import gets its ids early and commits minutes later: the cube has not counted it, whatever its id says.
    /// </summary>
    [Fact]
    public async Task ALowerIdThatCommitsMinutesLater_IsInTheFiguresOfTheMoment()
    {
        await using var live = await LiveCube.CreateAsync();
        await using (var elsewhere = live.Store.OpenElsewhere())
        {
            elsewhere.ChangeLog.Add(Entry(10));
            await elsewhere.SaveChangesAsync(Cancellation);
        }

        live.Store.Time.Advance(TimeSpan.FromMinutes(10));
        await live.StartAsync(Cancellation);
        await using (var elsewhere = live.Store.OpenElsewhere())
        {
            elsewhere.Petitions.Add(Make.Petition());
            elsewhere.ChangeLog.Add(Entry(5));
            await elsewhere.SaveChangesAsync(Cancellation);
        }

        var received = live.Cube.Catalogue["petitions.received"];
        var figures = await InMomentAsync(live, db => Figures(live).ReadAsync(db, TestStore.Start.UtcDateTime, All(live), Cancellation));
        Assert.Equal(1, figures.For(null).Read(received, new(TestStore.Today, TestStore.Today), TestStore.Today).Value);
        Assert.True(figures.Sequence > 0, "The cube was of no use, so nothing was shown.");

        ChangeLogEntry Entry(long id) => new()
        {
            Id = id,
            At = live.Store.Time.GetUtcNow().UtcDateTime,
            Kind = "petition",
            Action = "Added",
            Days = TestStore.Today.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        };
    }

    private static async Task<int> TellAsync(ChangeScenario scenario)
    {
        await using var live = await LiveCube.CreateAsync();
        await scenario.BeginAsync(live.Store, Cancellation);
        await live.StartAsync(Cancellation);
        var (dice, fromCube) = (ChangeScenario.Dice(scenario.Seed), 0);
        foreach (var steps in scenario.Steps.Chunk(4))
        {
            // The cube may or may not have taken these up by the time the moment begins.
            foreach (var step in steps[..(steps.Length / 2)]) await ChangeScenario.PlayAsync(step, live.Store, Cancellation);
            if (dice.Next(2) == 0) await live.SettleAsync(Cancellation);
            fromCube += await InMomentAsync(live, async db =>
            {
                await db.Petitions.CountAsync(Cancellation);
                foreach (var step in steps[(steps.Length / 2)..]) await ChangeScenario.PlayAsync(step, live.Store, Cancellation);
                if (dice.Next(2) == 0) await live.SettleAsync(Cancellation);
                return await CompareAsync(live, db, dice);
            });
        }

        return fromCube;
    }

    private static async Task<int> CompareAsync(LiveCube live, DashboardDbContext db, Random dice)
    {
        var (asOf, catalogue) = (TestStore.Start.UtcDateTime, live.Cube.Catalogue);
        var only = catalogue.Dimensions.Where(_ => dice.Next(3) > 0).ToHashSet();
        var figures = await Figures(live).ReadAsync(db, asOf, only, Cancellation);
        var counted = await new ConsistentSnapshotReader(live.Store.Factory, catalogue, null).ReadAsync(db, asOf, only, Cancellation);
        foreach (var kind in catalogue.Dimensions.Select(dimension => dimension.Kind).Distinct())
            Assert.Equal(counted.For(null).RegularSince(kind, TestStore.Today), figures.For(null).RegularSince(kind, TestStore.Today));
        for (var i = 0; i < Slices; i++)
        {
            var slice = RandomSlice.Of(dice);
            foreach (var metric in catalogue.All)
                Assert.True(counted.For(slice.CommunityIds).Read(metric, slice.Period, slice.Today) == figures.For(slice.CommunityIds)
                    .Read(metric, slice.Period, slice.Today), $"{metric.Key} of {slice.Period}");
        }

        // What was counted in the moment bears no number.
        return figures.Sequence > 0 ? 1 : 0;
    }

    private static async Task<T> InMomentAsync<T>(LiveCube live, Func<DashboardDbContext, Task<T>> read)
    {
        await using var db = live.Store.Open();
        await db.Database.OpenConnectionAsync(Cancellation);
        if (live.Store.Provider == StoreProvider.SqlServer)
        {
            await using var moment = await db.Database.BeginTransactionAsync(IsolationLevel.Snapshot, Cancellation);
            return await read(db);
        }

        await using var transaction = ((SqliteConnection)db.Database.GetDbConnection()).BeginTransaction(deferred: true);
        await db.Database.UseTransactionAsync(transaction, Cancellation);
        return await read(db);
    }

    private static ConsistentSnapshotReader Figures(LiveCube live) => new(live.Store.Factory, live.Cube.Catalogue, live.Cube);

    private static HashSet<DateDimension> All(LiveCube live) => [.. live.Cube.Catalogue.Dimensions];
}
