using Concentric.Communities;
using Concentric.Data;
using Concentric.Ledgers;
using Concentric.Lists;
using Concentric.Rules;
using Concentric.Tests.TestData;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Core.Communities;

/// <summary>Numbers of households are entered, corrected and removed with their days, by who keeps the community.</summary>
public sealed class HouseholdCountCommandsTests : IAsyncLifetime
{
    private const int Here = TestStore.Xinsheng;
    private static readonly DateOnly Since = TestStore.HouseholdsSince;
    private static readonly DateOnly Day = TestStore.Today.AddDays(-60);

    private TestStore store = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private HouseholdCountCommands Commands => store.Get<HouseholdCountCommands>();

    public async ValueTask InitializeAsync() => store = await TestStore.CreateAsync();

    public ValueTask DisposeAsync() => store.DisposeAsync();

    [Fact]
    public async Task ANumber_IsEntered_Corrected_AndRemoved_AndEveryoneKnowsAtOnce()
    {
        Assert.Equal(2_100, await InForceAsync(TestStore.Today));
        Assert.Equal(new(Here, 1), await SaveAsync(0, null, 2_300, Day));
        Assert.Equal((2_300, 2_100), (await InForceAsync(TestStore.Today), await InForceAsync(Day.AddDays(-1))));
        await SaveAsync(1, Day, 2_310, Day.AddDays(5));
        Assert.Equal((2_310, 2_100), (await InForceAsync(Day.AddDays(5)), await InForceAsync(Day.AddDays(4))));
        await SaveAsync(2, Since, 2_050, Since);
        await Commands.RemoveAsync(TestStore.Administrator, Here, 3, Day.AddDays(5), Stop);
        Assert.Equal(2_050, await InForceAsync(TestStore.Today));

        var history = await store.Get<RecordHistories>().ReadAsync(TestStore.WorkerOfXinsheng, "community", Here, Stop);
        var (early, late) = ($"{Day:yyyy-MM-dd}: 2300", $"{Day.AddDays(5):yyyy-MM-dd}: 2310");
        Assert.Equal(
            [
                new("HouseholdCount", late, null), new("HouseholdCount", "2020-01-01: 2100", "2020-01-01: 2050"),
                new("HouseholdCount", early, late), new("HouseholdCount", null, early),
            ], history.Select(line => Assert.Single(line.Fields)));
    }

    /// <summary>A node of an earlier version reads the newest number from the community itself.</summary>
    [Fact]
    public async Task TheNumberThatEarlierVersionsRead_IsTheNewest()
    {
        async Task<int?> ToldAsync()
        {
            await using var db = store.Open();
            return await db.Communities.Where(one => one.Id == Here).Select(one => one.HouseholdCount).SingleAsync(Stop);
        }

        await SaveAsync(0, null, 2_300, Day);
        Assert.Equal(2_300, await ToldAsync());
        await SaveAsync(1, null, 2_200, Day.AddDays(-100));
        Assert.Equal(2_300, await ToldAsync());
        await Commands.RemoveAsync(TestStore.Administrator, Here, 2, Day, Stop);
        Assert.Equal(2_200, await ToldAsync());
        await Commands.RemoveAsync(TestStore.Administrator, Here, 3, Day.AddDays(-100), Stop);
        await Commands.RemoveAsync(TestStore.Administrator, Here, 4, Since, Stop);
        Assert.Null(await ToldAsync());
        Assert.Null(await InForceAsync(TestStore.Today));
    }

    [Theory]
    [InlineData(null, 0, "HouseholdCount", "户数：请填写。")]
    [InlineData(0L, 0, "HouseholdCount", "户数“0”：应在 1 到 1,000,000 之间。")]
    [InlineData(-5L, 0, "HouseholdCount", "户数“-5”：应在 1 到 1,000,000 之间。")]
    [InlineData(1_000_001L, 0, "HouseholdCount", "户数“1000001”：应在 1 到 1,000,000 之间。")]
    [InlineData(1_000L, 1, "HoldsFrom", "起算日期“2026-03-19”：不能晚于今天（2026-03-18）。")]
    [InlineData(1_000L, -9_574, "HoldsFrom", "起算日期“1999-12-31”：不能早于 2000-01-01。")]
    [InlineData(1_000L, null, "HoldsFrom", "起算日期：请填写。")]
    public async Task WhatIsWrong_IsToldInASentence_AndNothingIsSaved(long? households, int? days, string field, string told)
    {
        var day = days is { } ahead ? TestStore.Today.AddDays(ahead) : (DateOnly?)null;
        foreach (var present in new DateOnly?[] { null, Since })
        {
            var refusal = await Assert.ThrowsAsync<RefusedException>(() =>
                Commands.SaveAsync(TestStore.Administrator, Here, 0, present, new(households, day), Stop));
            var violation = Assert.Single(refusal.Violations);
            Assert.Equal((field, told), (violation.Field, violation.Describe(System.Globalization.CultureInfo.GetCultureInfo("zh-CN"))));
        }

        Assert.Equal(2_100, await InForceAsync(TestStore.Today));
    }

    [Fact]
    public async Task OneNumberForADay_AndTheOtherIsNamed()
    {
        await SaveAsync(0, null, 2_300, Day);
        foreach (var present in new DateOnly?[] { null, Day })
        {
            var refusal = await Assert.ThrowsAsync<RefusedException>(() => SaveAsync(1, present, 2_000, Since));
            var violation = Assert.Single(refusal.Violations);
            Assert.Equal(
                (Rule.HouseholdCountOfDay,
                    "From 2020-01-01 there are 2,100 households already: correct that number, or give another day."),
                (violation.Rule, violation.Mend(System.Globalization.CultureInfo.GetCultureInfo("en"))));
        }

        // Its own day is not another's.
        await SaveAsync(1, Day, 2_301, Day);
    }

    [Fact]
    public async Task PastTheLimit_OneMustGoFirst()
    {
        await using (var db = store.Open())
        {
            db.AddRange(Enumerable.Range(1, HouseholdRules.Most - 1).Select(n =>
                new HouseholdCount { CommunityId = Here, HoldsFrom = Since.AddDays(n), Households = n }));
            await db.SaveChangesAsync(Stop);
        }

        var refusal = await Assert.ThrowsAsync<RefusedException>(() => SaveAsync(0, null, 1, Day));
        Assert.Equal(Rule.TooManyHouseholdCounts, Assert.Single(refusal.Violations).Rule);
        await SaveAsync(0, Since, 1, Since);
        await Commands.RemoveAsync(TestStore.Administrator, Here, 1, Since, Stop);
        await SaveAsync(2, null, 1, Day);
    }

    [Fact]
    public async Task WhoComesSecond_IsTold()
    {
        await SaveAsync(0, null, 2_300, Day);
        await Assert.ThrowsAsync<EditedMeanwhileException>(() => SaveAsync(0, null, 2_400, Day.AddDays(1)));
        await Assert.ThrowsAsync<EditedMeanwhileException>(() => Commands.RemoveAsync(TestStore.Administrator, Here, 0, Day, Stop));
        await Assert.ThrowsAsync<RecordNotFoundException>(() => SaveAsync(1, Day.AddDays(1), 2_400, Day));
        await Assert.ThrowsAsync<RecordNotFoundException>(() =>
            Commands.SaveAsync(TestStore.Administrator, 99, 0, null, new(1, Day), Stop));
        Assert.Equal(2_300, await InForceAsync(TestStore.Today));
    }

    [Fact]
    public async Task OnlyWhoKeepsCommunities_KeepsTheirNumbers()
    {
        foreach (var caller in new[] { TestStore.Leader, TestStore.WorkerOfXinsheng })
        {
            await Assert.ThrowsAsync<UnauthorizedAccessException>(() => Commands.SaveAsync(caller, Here, 0, null, new(1, Day), Stop));
            await Assert.ThrowsAsync<UnauthorizedAccessException>(() => Commands.RemoveAsync(caller, Here, 0, Since, Stop));
        }
    }

    private Task<Saved> SaveAsync(int version, DateOnly? present, long households, DateOnly day) =>
        Commands.SaveAsync(TestStore.Administrator, Here, version, present, new(households, day), Stop);

    private async Task<int?> InForceAsync(DateOnly day) =>
        (await store.Get<CommunityDirectory>().GetAsync(Stop)).Households.On(Here, day)?.Households;
}
