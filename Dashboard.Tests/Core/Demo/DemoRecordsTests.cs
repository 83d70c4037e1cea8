using Concentric.Activities;
using Concentric.CoBuilders;
using Concentric.Communities;
using Concentric.Dashboard.Demo.Street;
using Concentric.Data;
using Concentric.Errands;
using Concentric.Hazards;
using Concentric.Ledgers;
using Concentric.Meetings;
using Concentric.Metrics;
using Concentric.Petitions;
using Concentric.Projects;
using Concentric.Tests.TestData;
using Concentric.Time;
using Concentric.Visits;
using Concentric.Volunteers;
using Concentric.Wishes;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Core.Demo;

/// <summary>What holds for the demo records as records.</summary>
[Collection(DemoStores.Name)]
public class DemoRecordsTests(DemoStores stores)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(DemoStore.Instants), MemberType = typeof(DemoStore))]
    public async Task EveryRecord_KeepsTheRules(string instant)
    {
        var demo = await stores.GetAsync(instant);
        await using var db = demo.Store.Open();
        var rules = new RecordRules(await demo.CalendarAsync(), demo.Store.Get<OfficeClock>());
        var due = await db.PetitionCategories.ToDictionaryAsync(row => row.Key, row => row.DueWorkingDays, Cancellation);
        foreach (var petition in await db.Petitions.Include(x => x.Steps).Include(x => x.Communities).AsSplitQuery()
            .ToListAsync(Cancellation)) rules.Check(petition, due[petition.Category]);
        foreach (var hazard in await db.Hazards.Include(x => x.Steps).ToListAsync(Cancellation)) rules.Check(hazard);
        foreach (var activity in await db.Activities.Include(x => x.Communities).Include(x => x.Outputs).AsSplitQuery()
            .ToListAsync(Cancellation)) rules.Check(activity);
        foreach (var wish in await db.Wishes.ToListAsync(Cancellation))
        {
            rules.That(wish.RaisedOn <= (wish.ClaimedOn ?? wish.RaisedOn)
                && wish.ClaimedOn <= wish.FulfilledOn == wish.FulfilledOn.HasValue, wish.Number, "order of days");
            rules.That(wish.FulfilledOn is null || wish.FulfilledOn <= demo.Today, wish.Number, "fulfilled in the future");
        }

        foreach (var commitment in await db.Commitments.Include(x => x.Meeting).ToListAsync(Cancellation))
        {
            rules.That(commitment.DoneOn is null || (commitment.DoneOn >= commitment.Meeting!.HeldOn && commitment.DoneOn <= demo.Today),
                commitment.Title,
                "day of a commitment");
        }

        await rules.CheckLengthsAsync(db, Cancellation);
        Assert.Empty(rules.Broken);
    }

    [Theory]
    [MemberData(nameof(DemoStore.Instants), MemberType = typeof(DemoStore))]
    public async Task EveryDay_LiesWithinTheYear(string instant)
    {
        var demo = await stores.GetAsync(instant);
        await using var db = demo.Store.Open();
        List<DateOnly> days =
        [
            .. await db.Petitions.Select(x => x.ReceivedOn).ToListAsync(Cancellation), .. await db.Hazards.Select(x => x.FoundOn)
                .ToListAsync(Cancellation),
            .. await db.Activities.Select(x => x.HeldOn).ToListAsync(Cancellation), .. await db.Meetings.Select(x => x.HeldOn)
                .ToListAsync(Cancellation),
            .. await db.Visits.Select(x => x.VisitedOn).ToListAsync(Cancellation), .. await db.Errands.Select(x => x.ServedOn)
                .ToListAsync(Cancellation),
            .. await db.Projects.Select(x => x.StartedOn).ToListAsync(Cancellation), .. await db.Outputs.Select(x => x.RecordedOn)
                .ToListAsync(Cancellation),
            .. await db.Wishes.Select(x => x.RaisedOn).ToListAsync(Cancellation), .. await db.VolunteerClaims.Select(x => x.ClaimedOn)
                .ToListAsync(Cancellation),
            .. await db.Contributions.Select(x => x.GivenOn)
                .ToListAsync(Cancellation), .. await db.Set<Concentric.Projects.ProjectStageEntry>().Select(x => x.ReachedOn)
                .ToListAsync(Cancellation),
        ];
        Assert.All(days, day => Assert.InRange(day, demo.Year.From, demo.Year.To));
    }

    [Theory]
    [MemberData(nameof(DemoStore.Instants), MemberType = typeof(DemoStore))]
    public async Task OnAnyDay_ThereIsSomethingToShow(string instant)
    {
        var demo = await stores.GetAsync(instant);
        await using var db = demo.Store.Open();
        var today = demo.Today;
        Assert.True(await db.Petitions.AnyAsync(x => x.ReceivedOn == today, Cancellation));
        Assert.True(await db.Petitions.AnyAsync(x => x.ClosedOn == today, Cancellation));
        Assert.True(await db.Hazards.AnyAsync(x => x.RectifiedOn == today, Cancellation));
        Assert.True(await db.Activities.AnyAsync(x => x.HeldOn == today, Cancellation));
        Assert.True(await db.Visits.AnyAsync(x => x.VisitedOn == today, Cancellation));
        foreach (var stage in Enum.GetValues<Concentric.Petitions.PetitionStage>())
        {
            Assert.True(await db.Petitions.AnyAsync(x => x.Stage == stage && x.ClosedOn == null && x.DueOn >= today, Cancellation),
                $"{stage} open");
            Assert.True(await db.Petitions.AnyAsync(x => x.Stage == stage && x.ClosedOn == null && x.DueOn < today, Cancellation),
                $"{stage} overdue");
        }

        Assert.True(await db.Petitions.AnyAsync(x => x.ReopenedCount > 0 && x.ClosedOn == null, Cancellation));
        Assert.Equal(1,
            await db.Hazards.CountAsync(x => x.CommunityId <= 2 && x.RectifiedOn == null && x.DueOn < today
                && x.Severity == Concentric.Hazards.HazardSeverity.Major, Cancellation));
        Assert.True(await db.Commitments.AnyAsync(x => x.DoneOn == null && x.DueOn < today, Cancellation));
        Assert.Contains(await db.HostTurns.ToListAsync(Cancellation), turn =>
            turn.MeetingId is null && turn.Month >= new DateOnly(today.Year, today.Month, 1));
    }

    [Fact]
    public async Task TheSecretaries_ChangePlacesInTheMiddleOfTheYear()
    {
        var demo = await stores.GetAsync(DemoStores.Plain);
        await using var db = demo.Store.Open();
        var postings = await db.Postings.Where(x =>
            x.Position == Position.Secretary && (x.CommunityId == TestStore.Xinsheng || x.CommunityId == TestStore.Xinshun))
            .ToListAsync(Cancellation);
        var after = postings.Where(x => x.IsRotation).ToList();
        var before = postings.Where(x => !x.IsRotation).ToList();
        Assert.Equal(2, after.Count);
        foreach (var posting in after)
        {
            Assert.InRange(posting.StartsOn.DayNumber - demo.Year.From.DayNumber, 170, 200);
            Assert.Equal(posting.StartsOn.AddDays(-1), before.Single(x => x.CommunityId == posting.CommunityId).EndsOn);
            Assert.NotEqual(posting.CommunityId, before.Single(x => x.WorkerId == posting.WorkerId).CommunityId);
        }
    }

    [Fact]
    public async Task TheCommunities_DifferSoThatARankingMeansSomething()
    {
        var demo = await stores.GetAsync(DemoStores.Plain);
        await using var db = demo.Store.Open();
        var today = demo.Today;
        var rates = await db.Petitions.Where(x => x.DueOn <= today).GroupBy(x => x.Community!.Code)
            .Select(group => new { Code = group.Key, Due = group.Count(), OnTime = group.Count(x => x.ClosedOn <= x.DueOn) })
                .ToDictionaryAsync(x => x.Code, Cancellation);
        double Rate(string code) => rates[code].OnTime / (double)rates[code].Due;
        Assert.True(Rate("xinhe") > 0.93, $"xinhe {Rate("xinhe")}");
        Assert.True(Rate("xinning") < 0.75, $"xinning {Rate("xinning")}");
        Assert.InRange(rates["xinya"].Due, 1, 4);
        Assert.Equal(8, rates.Count);
    }

    [Fact]
    public async Task TheSameDay_GivesTheSameRecords()
    {
        var one = await stores.GetAsync(DemoStores.Plain);
        await using var other = await DemoStore.LoadAsync(DemoStores.Plain);
        await using var next = await DemoStore.LoadAsync("2026-11-23T10:00");
        var hash = await StoreHash.OfRecordsAsync(one.Store, Cancellation);
        Assert.Equal(hash, await StoreHash.OfRecordsAsync(other.Store, Cancellation));
        Assert.NotEqual(hash, await StoreHash.OfRecordsAsync(next.Store, Cancellation));
    }

    [Fact]
    public async Task Loading_SaysSo_AndWritesOneLineForAll()
    {
        var demo = await stores.GetAsync(DemoStores.Plain);
        await using var db = demo.Store.Open();
        Assert.Equal(StoreContents.Demo, await StoreContents.OriginAsync(db, Cancellation));
        // The others are the street's news; they move no figure. As they are of days past, a young line announces them.
        var changes = (await db.ChangeLog.ToListAsync(Cancellation)).FindAll(entry => entry.Days.Length > 0);
        Assert.InRange(changes.Count, 1, 2);
        Assert.All(changes, change => Assert.Equal((ChangeLogEntry.EveryDay, ChangeLogEntry.EveryDay), (change.Kind, change.Days)));
        Assert.Empty(await db.AuditEntries.ToListAsync(Cancellation));
        Assert.Empty(await db.Petitions.Where(x => x.Version != 1).ToListAsync(Cancellation));
        Assert.True(await db.MetricTargets.CountAsync(Cancellation) > 5);
    }

    [Fact]
    public async Task Loading_IntoAStoreWithRecords_ChangesNothing()
    {
        var demo = await stores.GetAsync(DemoStores.Plain);
        Assert.False(await demo.Store.Get<DemoData>().LoadAsync(Cancellation));

        await using var real = await TestStore.CreateAsync();
        await real.AddAsync(Make.Petition());
        Assert.False(await new DemoData(real.Factory, real.Get<OfficeClock>()).LoadAsync(Cancellation));
        await using var db = real.Open();
        Assert.Equal(1, await db.Petitions.CountAsync(Cancellation));
        Assert.Null(await StoreContents.OriginAsync(db, Cancellation));
        Assert.Equal(3, await db.Communities.CountAsync(Cancellation));
    }

    [Fact]
    public async Task Commands_GoOnAfterTheLastNumber()
    {
        await using var demo = await DemoStore.LoadAsync(DemoStores.Plain);
        var next = await new RecordNumbers(demo.Store.Factory).NextAsync(NumberPrefixes.Petition, 2026, Cancellation);
        await using var db = demo.Store.Open();
        var count = await db.Petitions.CountAsync(x => x.Number.StartsWith("SQ-2026-"), Cancellation);
        Assert.Equal($"SQ-2026-{count + 1:D6}", next);
    }
}
