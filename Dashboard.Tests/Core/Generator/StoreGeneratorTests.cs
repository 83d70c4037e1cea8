using Concentric.Activities;
using Concentric.Calendar;
using Concentric.Dashboard.Demo.Generator;
using Concentric.Dashboard.Demo.Street;
using Concentric.Data;
using Concentric.Hazards;
using Concentric.Petitions;
using Concentric.PublishedFigures;
using Concentric.Tests.Core.Demo;
using Concentric.Tests.TestData;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Core.Generator;

public sealed class StoreGeneratorTests : IAsyncLifetime
{
    private static readonly GeneratorOptions Small = new()
    {
        Petitions = 3_000,
        Activities = 900,
        Hazards = 700,
        Communities = 10,
        Years = 2,
        Seed = 5
    };

    private TestStore store = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => store = await TestStore.CreateAsync();

    public ValueTask DisposeAsync() => store.DisposeAsync();

    [Fact]
    public async Task TheSameSeed_GivesTheSameRecords_AnotherSeedOthers()
    {
        await GenerateAsync(store, Small);
        var first = await StoreHash.OfRecordsAsync(store, Cancellation);

        await using var second = await TestStore.CreateAsync();
        await GenerateAsync(second, Small);
        Assert.Equal(first, await StoreHash.OfRecordsAsync(second, Cancellation));

        await GenerateAsync(second, Small with { Seed = 6 });
        Assert.NotEqual(first, await StoreHash.OfRecordsAsync(second, Cancellation));

        // And a store that was filled before comes to the same again.
        await GenerateAsync(second, Small);
        Assert.Equal(first, await StoreHash.OfRecordsAsync(second, Cancellation));
    }

    [Fact]
    public async Task WhatWasAskedFor_IsThere_AndKeepsTheRules()
    {
        await GenerateAsync(store, Small);
        await using var db = store.Open();
        Assert.Equal((3_000, 900, 700, 10),
            (await db.Petitions.CountAsync(Cancellation), await db.Activities.CountAsync(Cancellation),
                await db.Hazards.CountAsync(Cancellation), await db.Communities.CountAsync(Cancellation)));

        var calendar = new Concentric.Calendar.WorkingCalendar(await db.CalendarDays.ToListAsync(Cancellation));
        var rules = new RecordRules(calendar, store.Get<OfficeClock>());
        foreach (var petition in await db.Petitions.Include(x => x.Steps).Include(x => x.Communities).AsSplitQuery()
            .ToListAsync(Cancellation))
        {
            rules.Check(petition, DueDays(petition.Category));
            rules.That(petition.ReceivedOn > TestStore.Today.AddYears(-2), petition.Number, "before the years");
        }

        foreach (var hazard in await db.Hazards.Include(x => x.Steps).ToListAsync(Cancellation)) rules.Check(hazard);
        foreach (var activity in await db.Activities.Include(x => x.Communities).Include(x => x.Outputs).AsSplitQuery()
            .ToListAsync(Cancellation)) rules.Check(activity);
        await rules.CheckLengthsAsync(db, Cancellation);
        Assert.Empty(rules.Broken);
    }

    [Fact]
    public async Task TheRecords_AreAsVariedAsAStreets()
    {
        await GenerateAsync(store, Small);
        await using var db = store.Open();
        var joint = await db.Petitions.CountAsync(x => x.IsJoint, Cancellation);
        Assert.InRange(joint, 30, 100);
        Assert.InRange(await db.Activities.CountAsync(x => x.IsJoint, Cancellation), 30, 110);
        Assert.True(await db.Petitions.AnyAsync(x => x.ReopenedCount > 0, Cancellation));
        Assert.True(await db.Petitions.AnyAsync(x => x.ExtensionCount > 0, Cancellation));
        Assert.True(await db.Petitions.AnyAsync(x => x.ClosedOn == null && x.DueOn < TestStore.Today, Cancellation));
        Assert.True(await db.Hazards.AnyAsync(x =>
            x.RectifiedOn == null && x.Severity == HazardSeverity.Major || x.IsFireLane, Cancellation));
        Assert.Equal(3,
            (await db.Petitions.Where(x => x.Satisfaction != null).Select(x => x.Satisfaction).Distinct().ToListAsync(Cancellation)).Count);

        // Communities differ, and residents write less at weekends.
        var rates = await db.Petitions.Where(x => x.DueOn < TestStore.Today).GroupBy(x => x.CommunityId)
            .Select(group => group.Count(x => x.ClosedOn <= x.DueOn) / (double)group.Count()).ToListAsync(Cancellation);
        Assert.True(rates.Max() - rates.Min() > 0.08, $"{rates.Min()} to {rates.Max()}");
        var days = await db.Petitions.Select(x => x.ReceivedOn).ToListAsync(Cancellation);
        Assert.True(days.Count(day => day.DayOfWeek == DayOfWeek.Sunday) < days.Count(day => day.DayOfWeek == DayOfWeek.Monday));

        // Everything else that figures count is there too.
        foreach (var type in db.Model.GetEntityTypes().Where(type => typeof(Concentric.Data.Record).IsAssignableFrom(type.ClrType)
            && type.ClrType != typeof(Concentric.PublishedFigures.PublishedFigure)
                && !typeof(Concentric.Data.INonMetricRecord).IsAssignableFrom(type.ClrType)))
        {
            var sql = $"SELECT COUNT(*) AS Value FROM \"{type.GetTableName()}\"";
            Assert.True((await db.Database.SqlQueryRaw<int>(sql).ToListAsync(Cancellation))[0] > 0, type.ClrType.Name);
        }
    }

    [Fact]
    public async Task TheStore_SaysThatItsRecordsAreMadeUp_AndHasItsIndexesBack()
    {
        var before = await IndexesAsync();
        await GenerateAsync(store, Small);
        Assert.Equal(before, await IndexesAsync());
        await using var db = store.Open();
        Assert.Equal(StoreContents.Generated, await StoreContents.OriginAsync(db, Cancellation));
        Assert.Equal(ChangeLogEntry.EveryDay, Assert.Single(await db.ChangeLog.ToListAsync(Cancellation)).Days);
        // The connection goes back to its pool with foreign keys enforced.
        await Assert.ThrowsAsync<DbUpdateException>(() => store.AddAsync(Make.Petition(communityId: 999)));
    }

    [Fact]
    public async Task RealRecords_AreRefused_AndStay()
    {
        await store.AddAsync(Make.Petition());
        await Assert.ThrowsAsync<RealRecordsException>(() => GenerateAsync(store, Small));
        await using var db = store.Open();
        Assert.Equal(1, await db.Petitions.CountAsync(Cancellation));
        Assert.Null(await StoreContents.OriginAsync(db, Cancellation));
    }

    [Fact]
    public async Task DemoRecords_GiveWay_ButAccountsKeepTheirCommunities()
    {
        Assert.True(await new DemoData(store.Factory, store.Get<OfficeClock>()).LoadAsync(Cancellation));
        await store.AddAsync(new DashboardUser
        {
            UserName = "w",
            NormalizedUserName = "W",
            DisplayName = "王芳",
            Role = Role.Worker,
            Communities = { new UserCommunity { CommunityId = TestStore.Xinshun }, new UserCommunity { CommunityId = TestStore.Binhe } }
        });
        await using (var petition = store.Open())
        {
            (await petition.Petitions.FirstAsync(Cancellation)).Title = "改过的标题";
            await petition.SaveChangesAsync(Cancellation);
        }

        await GenerateAsync(store, Small with { Communities = 2 });
        await using var db = store.Open();
        Assert.Equal(3_000, await db.Petitions.CountAsync(Cancellation));
        Assert.Empty(await db.PublishedFigures.ToListAsync(Cancellation));
        Assert.Empty(await db.AuditEntries.Where(entry => entry.Kind == "petition").ToListAsync(Cancellation));
        Assert.Equal(["xinsheng", "xinshun"], await db.Communities.OrderBy(x => x.SortOrder).Select(x => x.Code).ToListAsync(Cancellation));
        Assert.Equal([TestStore.Xinshun], await db.Set<UserCommunity>().Select(x => x.CommunityId).ToListAsync(Cancellation));
    }

    [Fact]
    public async Task GivingUp_LeavesAStoreWithoutRecords_ThatCanBeFilledAgain()
    {
        var before = await IndexesAsync();
        using var stop = new CancellationTokenSource();
        var progress = new Reporter(value =>
        {
            if (value is { Stage: GeneratorStage.Indexing, Done: > 5 }) stop.Cancel();
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Generator(store).RunAsync(Small, progress, stop.Token));
        Assert.Equal(before, await IndexesAsync());
        await using (var db = store.Open())
        {
            Assert.False(await StoreContents.HoldsRecordsAsync(db, Cancellation));
            Assert.Null(await StoreContents.OriginAsync(db, Cancellation));
        }

        await GenerateAsync(store, Small);
        await using var again = store.Open();
        Assert.Equal(3_000, await again.Petitions.CountAsync(Cancellation));
    }

    [Fact]
    public async Task Progress_GoesForwardToTheEnd()
    {
        List<GeneratorProgress> seen = [];
        await Generator(store).RunAsync(Small, new Reporter(seen.Add), Cancellation);
        Assert.Equal(Enum.GetValues<GeneratorStage>(), seen.Select(value => value.Stage).Distinct());
        Assert.Equal(4_600, seen.Last(value => value.Stage == GeneratorStage.Writing).Done);
        Assert.All(seen, value => Assert.InRange(value.Done, 0, value.Total));
    }

    [Theory]
    [InlineData(0, 0, 0, 1, 1)]
    [InlineData(1, 0, 0, 1, 1)]
    [InlineData(0, 1, 1, 1, 1)]
    [InlineData(50, 50, 50, 200, 1)]
    [InlineData(300, 20, 20, 3, 20)]
    public async Task SmallAndOddSizes_Work(int petitions, int activities, int hazards, int communities, int years)
    {
        await GenerateAsync(store,
            new() { Petitions = petitions, Activities = activities, Hazards = hazards, Communities = communities, Years = years });
        await using var db = store.Open();
        Assert.Equal((petitions, activities, hazards, communities),
            (await db.Petitions.CountAsync(Cancellation), await db.Activities.CountAsync(Cancellation),
                await db.Hazards.CountAsync(Cancellation), await db.Communities.CountAsync(Cancellation)));
        Assert.Equal(communities, (await db.Communities.Select(x => x.Name).Distinct().ToListAsync(Cancellation)).Count);
    }

    [Fact]
    public async Task OptionsOutsideTheirLimits_AreRefusedByName()
    {
        var refused = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => GenerateAsync(store, Small with { Communities = 201 }));
        Assert.Equal(("communities", 201), (refused.ParamName, (int)refused.ActualValue!));
        Assert.Null(Small.Broken());
        Assert.Equal("petitions", (Small with { Petitions = -1 }).Broken()!.Option);
        Assert.Equal("years", (Small with { Years = 0 }).Broken()!.Option);
    }

    private static int DueDays(string category) => category switch
    {
        // As TestStore has it; the others as the reference data.
        TestStore.Category => 5,
        TestStore.SlowCategory => 20,
        "drainage" or "utilities" => 3,
        "stairwells" or "lighting" or "noise" => 5,
        "charging" => 15,
        _ => 10,
    };

    private static StoreGenerator Generator(TestStore store) => new(store.Factory, store.Get<OfficeClock>());

    private static Task<TimeSpan> GenerateAsync(TestStore store, GeneratorOptions options) =>
        Generator(store).RunAsync(options, null, Cancellation);

    private async Task<List<string>> IndexesAsync()
    {
        await using var db = store.Open();
        if (store.Provider == StoreProvider.SqlServer)
            return [.. (await db.Database.SqlQueryRaw<string>(
                "SELECT CONCAT(OBJECT_NAME([object_id]), '.', [name], ' ', [is_disabled]) AS Value FROM [sys].[indexes] "
                + "WHERE [name] IS NOT NULL AND OBJECTPROPERTY([object_id], 'IsUserTable') = 1").ToListAsync(Cancellation))
                .Order(StringComparer.Ordinal)];
        return await db.Database.SqlQueryRaw<string>(
            "SELECT sql AS Value FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY name").ToListAsync(Cancellation);
    }

    private sealed class Reporter(Action<GeneratorProgress> report) : IProgress<GeneratorProgress>
    {
        public void Report(GeneratorProgress value) => report(value);
    }
}
