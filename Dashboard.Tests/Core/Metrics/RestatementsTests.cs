using Concentric.Communities;
using Concentric.Metrics;
using Concentric.Petitions;
using Concentric.Registration;
using Concentric.Tests.TestData;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Concentric.Tests.Core.Metrics;

public class RestatementsTests
{
    private static readonly Period February = Period.MonthOf(new(2026, 2, 1));

    private static CancellationToken Stop => Cancellation;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AnOrdinaryMonth_IsNotRestated()
    {
        await using var store = await TestStore.CreateAsync(services => services.AddMetricCube(new()));
        await store.AddAsync(Petition("SQ-1", TestStore.Today.AddDays(-1)));
        Assert.Null(await store.Get<Restatements>().OfAsync(February, null, null, true, Cancellation));
    }

    [Fact]
    public async Task APetitionEnteredLate_RestatesItsMonth_ForItsKindAndCommunityOnly()
    {
        await using var store = await TestStore.CreateAsync(services => services.AddMetricCube(new()));
        await store.AddAsync(Petition("SQ-1", new(2026, 2, 10)));
        var restatements = store.Get<Restatements>();
        var restated = await restatements.OfAsync(February, null, null, true, Cancellation);
        Assert.Equal((TestStore.Start.UtcDateTime, "petition"), (restated!.Since, Assert.Single(restated.Kinds)));
        Assert.NotNull(await restatements.OfAsync(February, [TestStore.Xinsheng], ["petition"], true, Cancellation));
        Assert.Null(await restatements.OfAsync(February, [TestStore.Xinshun], null, true, Cancellation));
        Assert.Null(await restatements.OfAsync(February, null, ["hazard"], true, Cancellation));
        Assert.Null(await restatements.OfAsync(Period.MonthOf(new(2026, 1, 1)), null, null, true, Cancellation));
    }

    [Fact]
    public async Task ArchivingAnOldPetition_RestatesItsMonth_ClosingItDoesNot()
    {
        await using var store = await TestStore.CreateAsync(services => services.AddMetricCube(new()));
        await store.AddAsync(Petition("SQ-1", new(2026, 2, 10)));
        await using (var db = store.Open())
        {
            await db.ChangeLog.ExecuteDeleteAsync(Cancellation);
            var petition = await db.Petitions.SingleAsync(Cancellation);
            petition.ClosedOn = TestStore.Today;
            petition.Steps.Add(new() { Petition = petition, Kind = PetitionStepKind.Closed, By = "王芳", HappenedOn = TestStore.Today });
            await db.SaveChangesAsync(Cancellation);
        }

        var restatements = store.Get<Restatements>();
        Assert.Null(await restatements.OfAsync(February, null, null, true, Cancellation));
        await using (var db = store.Open())
        {
            (await db.Petitions.SingleAsync(Cancellation)).ArchivedAt = TestStore.Start.UtcDateTime;
            await db.SaveChangesAsync(Cancellation);
        }

        Assert.NotNull(await restatements.OfAsync(February, null, null, true, Cancellation));
    }

    /// <summary>What a period is divided by holds on its last day: a number that came to hold within it and another after is none of it.
    /// </summary>
    [Theory]
    [InlineData("2026-01-31", true)]
    [InlineData("2026-02-15", true)]
    [InlineData("2026-02-28", true)]
    [InlineData("2026-03-01", false)]
    public async Task ANumberOfHouseholdsThatIsEnteredLate_RestatesThePeriodsThatEndWithIt(string day, bool isRestated)
    {
        await using var store = await TestStore.CreateAsync(services =>
            services.AddMetricCube(new()).AddSingleton<HouseholdCountCommands>());
        var counts = store.Get<HouseholdCountCommands>();
        var at = await counts.SaveAsync(TestStore.Administrator, TestStore.Xinsheng, 0, null, new(1_300, DateOnly.Parse(day)), Stop);
        var restatements = store.Get<Restatements>();
        Assert.Equal(isRestated, (await restatements.HouseholdsAsync(February, Stop)).ContainsKey(TestStore.Xinsheng));
        Assert.Equal(isRestated, await restatements.OfAsync(February, [TestStore.Xinsheng], null, true, Stop) is { Kinds: ["community"] });
        // The rank of another is among all, so that it may be another by this number.
        Assert.Equal(isRestated, await restatements.OfAsync(February, [TestStore.Xinshun], null, true, Stop) is { Kinds: ["community"] });
        Assert.Null(await restatements.OfAsync(February, null, null, false, Stop));
        Assert.Empty(await restatements.HouseholdsAsync(Period.MonthOf(TestStore.Today), Stop));
        if (!isRestated) return;
        // The next number takes it back before the end: of the month it is as it was.
        await using (var db = store.Open()) await db.ChangeLog.ExecuteDeleteAsync(Stop);
        await counts.SaveAsync(TestStore.Administrator, TestStore.Xinsheng, at.Version, null, new(1_350, new(2026, 2, 10)), Stop);
        await using (var db = store.Open())
        {
            var log = await db.ChangeLog.SingleAsync(Stop);
            Assert.Equal(day == "2026-01-31" ? (new DateOnly(2026, 2, 10), TestStore.Today.AddDays(-1))
                : (new(2026, 2, 10), DateOnly.Parse(day).AddDays(-1)), (log.RestatesFrom!.Value, log.RestatesTo!.Value));
        }

        Assert.Equal(day == "2026-01-31", (await restatements.HouseholdsAsync(February, Stop)).Count > 0);
    }

    private static Petition Petition(string number, DateOnly received) =>
        new()
        {
            Number = number,
            Title = "漏水",
            Category = TestStore.Category,
            CommunityId = TestStore.Xinsheng,
            ReceivedOn = received,
            DueOn = received.AddDays(7)
        };
}
