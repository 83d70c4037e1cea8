using Concentric.Communities;
using Concentric.Data;
using Concentric.Metrics;
using Concentric.Registration;
using Concentric.Rotation;
using Concentric.Rules;
using Concentric.Tests.TestData;
using Concentric.Time;
using Microsoft.Extensions.DependencyInjection;

namespace Concentric.Tests.Core.Rotation;

/// <summary>An exchange between Xinsheng and Xinshun half a year ago, and ten communities that kept their secretaries.</summary>
public sealed class RotationTests : IAsyncLifetime
{
    private static readonly DateOnly On = TestStore.Today.AddDays(-7 * 26);
    private static readonly int[] Others = [.. Enumerable.Range(11, 10)];

    private TestStore store = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        store = await TestStore.CreateAsync(services => services.AddMetricCube(MetricOptions.Default));
        await store.AddAsync([.. Others.Select(id =>
            new Community { Id = id, Code = $"c{id}", Name = $"社区{id}", NameEn = $"Community {id}", SortOrder = id })]);
        var people = new[] { TestStore.Xinsheng, TestStore.Xinshun, Others[0] }.Select((id, i) =>
            new Worker { CommunityId = id, Name = $"书记{i}" }).ToArray();
        await store.AddAsync(people);
        await store.AddAsync(
            Secretary(TestStore.Xinsheng, people[0], On.AddYears(-2), On.AddDays(-1)),
            Secretary(TestStore.Xinshun, people[1], On.AddYears(-2), On.AddDays(-1)),
            Secretary(TestStore.Xinsheng, people[1], On, null, true), Secretary(TestStore.Xinshun, people[0], On, null, true),
            Secretary(Others[0], people[2], On.AddYears(-1), null));
    }

    public ValueTask DisposeAsync() => store.DisposeAsync();

    [Fact]
    public async Task AnExchange_TellsWhoCameFromWhere()
    {
        var exchange = Assert.Single(await store.Get<RotationQueries>().ExchangesAsync(TestStore.Leader, Stop));
        Assert.Equal(On, exchange.On);
        Assert.Equal([(TestStore.Xinsheng, "书记1", "书记0", TestStore.Xinshun), (TestStore.Xinshun, "书记0", "书记1", TestStore.Xinsheng)],
            exchange.Secretaries.Select(one => (one.CommunityId, one.Name, one.Before!, one.CameFrom!.Value)));
    }

    [Fact]
    public async Task WhoSeesOwnCommunitiesOnly_IsToldNothing()
    {
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() =>
            store.Get<RotationQueries>().ExchangesAsync(TestStore.WorkerOfXinsheng, Stop));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() =>
            store.Get<RotationQueries>().ChangesAsync(TestStore.WorkerOfXinsheng, Stop));
    }

    [Fact]
    public async Task TheBacklog_IsWhatWasOpenOnTheEve_ByOpeningDate()
    {
        await store.AddAsync(
            Petition(-1, 5), Petition(-30, 5, closed: 3), Petition(-31, 5), Petition(-90, 5), Petition(-91, 5, closed: 0),
            Petition(-10, 40),
            // Closed by the eve, come in on the day itself, another community's, archived.
            Petition(-20, 5, closed: -1), Petition(0, 5), Make.Petition(Others[0], On.AddDays(-5)),
            Make.Petition(TestStore.Xinsheng, On.AddDays(-5), with: petition => petition.ArchivedAt = TestStore.Start.UtcDateTime));
        var exchange = (await store.Get<RotationQueries>().ExchangesAsync(TestStore.Leader, Stop))[0];
        var backlog = await store.Get<RotationQueries>().BacklogAsync(TestStore.Leader, exchange, Stop);

        Assert.Equal(new Backlog(TestStore.Xinsheng, "petition", 3, 2, 1, 4, 2), backlog[0]);
        Assert.Equal(6, backlog[0].Total);
        // The figure that the page links to says the same.
        await store.Get<MetricCube>().BuildAsync(Stop);
        var eve = new Concentric.Time.Period(On.AddDays(-1), On.AddDays(-1));
        var xinsheng = store.Get<MetricCube>().Current!.For([TestStore.Xinsheng]);
        Assert.Equal(6, xinsheng.Read(store.Get<MetricCatalogue>()["petitions.open"], eve, TestStore.Today).Value);
        Assert.Equal(4, xinsheng.Read(store.Get<MetricCatalogue>()["petitions.overdue"], eve, TestStore.Today).Value);
    }

    [Fact]
    public async Task MoreActivitiesOnlyWhereSecretariesWereExchanged_IsBetter_AndTheRestCannotBeTold()
    {
        var random = new Random(1);
        foreach (var community in Others.Append(TestStore.Xinsheng).Append(TestStore.Xinshun))
        {
            var isExchanged = community is TestStore.Xinsheng or TestStore.Xinshun;
            for (var week = -28; week < 26; week++)
            {
                var count = 1 + random.Next(3) + (isExchanged && week >= 0 ? 3 : 0);
                await store.AddAsync([.. Enumerable.Range(0, count)
                    .Select(_ => Make.Activity(community, On.AddDays((7 * week) + random.Next(7)),
                        activity => activity.VolunteerAttendance = 10 + random.Next(5)))]);
            }
        }

        var (exchange, windows, others, effects) = await JudgeAsync();
        Assert.Equal(26, windows.Weeks);
        Assert.Equal(Others, others);
        var held = effects.Single(effect => effect.Metric.Key == "activities.held");
        Assert.Equal((EffectVerdict.Better, VerdictReason.Marked, 1), (held.Verdict, held.Reason, held.Net!.Value.Rank));
        Assert.InRange(Math.Exp(held.Net.Value.Estimate), 1.5, 4);
        Assert.Equal(10, held.Others);
        Assert.True(held.Before.Value < held.After.Value && exchange.CommunityIds.Count == 2);

        var hazards = effects.Single(effect => effect.Metric.Key == "hazards.on-time-rate");
        Assert.Equal((EffectVerdict.CannotTell, VerdictReason.TooFewCases), (hazards.Verdict, hazards.Reason));
        Assert.All(effects, effect => Assert.False(effect.Metric.IsStanding));

        // How they stood before is told by the households of then: what is entered for a later day moves nothing.
        IReadOnlyList<int> RanksWith(DateOnly day) => store.Get<RotationEffects>().Judge(store.Get<MetricCube>().Current!, exchange,
            windows, others, new([.. exchange.CommunityIds.Concat(others)
                .Select(id => new HouseholdCount { CommunityId = id, HoldsFrom = new(2020, 1, 1), Households = 1_000 }),
                new() { CommunityId = TestStore.Xinsheng, HoldsFrom = day, Households = 100_000 }]), TestStore.Today, Stop)
            .Single(effect => effect.Metric.Key == "activities.held").Standing!.Ranks;
        Assert.Equal(held.Standing!.Ranks, RanksWith(windows.Before.To.AddDays(1)));
        Assert.NotEqual(held.Standing.Ranks, RanksWith(windows.Before.To));
    }

    [Fact]
    public async Task WhoChangedTheSecretaryToo_OrBeganLater_IsNotComparedWith()
    {
        foreach (var community in Others.Append(TestStore.Xinsheng).Append(TestStore.Xinshun))
        {
            var begin = community == Others[1] ? -10 : -26;
            await store.AddAsync([.. Enumerable.Range(begin, 26 - begin).Select(week => Make.Activity(community, On.AddDays(7 * week)))]);
        }

        var another = await store.AddAsync(new Worker { CommunityId = Others[0], Name = "书记9" });
        await store.AddAsync(Secretary(Others[0], another, On.AddDays(30), null));
        var (_, _, others, effects) = await JudgeAsync();
        Assert.Equal(Others[2..], others);
        Assert.Equal(8, effects.Single(effect => effect.Metric.Key == "activities.held").Others);
    }

    [Fact]
    public async Task ARecordOfSeveralCommunities_IsDividedAmongThoseLookedAt()
    {
        await store.AddAsync(
            Make.Activity(TestStore.Xinsheng, On, joint => Share(joint, TestStore.Xinsheng, TestStore.Xinshun)),
            Make.Activity(TestStore.Xinsheng, On, joint => Share(joint, TestStore.Xinsheng, TestStore.Xinshun, Others[0])),
            Make.Activity(TestStore.Xinsheng, On, joint => Share(joint, TestStore.Xinsheng, Others[1])),
            Make.Activity(TestStore.Xinshun, On));
        await store.Get<MetricCube>().BuildAsync(Stop);
        var (snapshot, held) = (store.Get<MetricCube>().Current!, store.Get<MetricCatalogue>()["activities.held"]);
        var day = new Concentric.Time.Period(On, On);
        double[] Shares(params int[] ids) => [.. ids.Select(id => Math.Round(
            snapshot.For([id]).ReadShare(held, day, TestStore.Today, snapshot.For(ids)).Value!.Value, 6))];
        // Whoever is not looked at has no part in it, so that all parts are what they have together.
        Assert.Equal([2, 2], Shares(TestStore.Xinsheng, TestStore.Xinshun));
        Assert.Equal(4, snapshot.For([TestStore.Xinsheng, TestStore.Xinshun]).Read(held, day, TestStore.Today).Value);
        Assert.Equal([1.833333, 1.833333, 0.333333], Shares(TestStore.Xinsheng, TestStore.Xinshun, Others[0]));
        Assert.Equal([3], Shares(TestStore.Xinsheng));

        static void Share(Concentric.Activities.Activity joint, params int[] ids)
        {
            joint.IsJoint = true;
            joint.Communities.AddRange(ids.Select(id => new Concentric.Activities.ActivityCommunity { CommunityId = id }));
        }
    }

    [Fact]
    public async Task TheMetricFixedBeforehand_BelongsToItsExchange_AndIsAudited()
    {
        var (commands, exchange) = (store.Get<PrimaryMetricCommands>(), await ComingAsync());
        await commands.SaveAsync(TestStore.Leader, new(exchange, "activities.held", 0), Stop);
        await Assert.ThrowsAsync<EditedMeanwhileException>(() =>
            commands.SaveAsync(TestStore.Leader, new(exchange, "visits.count", 0), Stop));
        await commands.SaveAsync(TestStore.Leader, new(exchange, "visits.count", 1), Stop);
        var fixedNow = (await store.Get<RotationQueries>().ExchangesAsync(TestStore.Leader, Stop))[0].Primary!;
        Assert.Equal(("visits.count", TestStore.Leader.Name, 2), (fixedNow.MetricKey, fixedNow.FixedBy, fixedNow.Version));
        Assert.Null(fixedNow.LateDay(store.Get<OfficeClock>()));
        await commands.SaveAsync(TestStore.Leader, new(exchange, "visits.count", 2, 13), Stop);
        Assert.Equal(13, (await store.Get<RotationQueries>().ExchangesAsync(TestStore.Leader, Stop))[0].Primary!.Weeks);
        await commands.SaveAsync(TestStore.Leader, new(exchange, null, 3), Stop);
        Assert.All(await store.Get<RotationQueries>().ExchangesAsync(TestStore.Leader, Stop), one => Assert.Null(one.Primary));
        await using var db = await store.Factory.CreateDbContextAsync(Stop);
        Assert.Equal(["Added", "Changed", "Changed", "Deleted"],
            db.AuditEntries.Where(line => line.Kind == PrimaryMetricCommands.Kind).OrderBy(line => line.Id).Select(line => line.Action));
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    [InlineData(27, false)]
    public async Task AMetricIsFixed_UpToTheDayBeforeTheExchange(int daysSince, bool isTaken)
    {
        var exchange = await ComingAsync(-daysSince);
        var fix = () => store.Get<PrimaryMetricCommands>().SaveAsync(TestStore.Leader, new(exchange, "visits.count", 0), Stop);
        if (isTaken)
        {
            await fix();
            return;
        }

        var refusal = Assert.Single((await Assert.ThrowsAsync<RefusedException>(fix)).Violations);
        Assert.Equal((Rule.ResultsShow, "visits.count"), (refusal.Rule, refusal.Value));
        Assert.Contains("2026", refusal.Describe(new("en")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatIsNoMetricOrNoExchange_IsRefused_AndWhoMayNot()
    {
        var (commands, exchange) = (store.Get<PrimaryMetricCommands>(), await ComingAsync());
        foreach (var input in new FixPrimaryMetric[] { new(exchange, "petitions.open", 0), new(exchange, "none", 0), new(exchange, "", 0),
            new(exchange.AddDays(1), "visits.count", 0), new(exchange, "visits.count", 0, 12) })
        {
            var refused = await Assert.ThrowsAsync<RefusedException>(() => commands.SaveAsync(TestStore.Leader, input, Stop));
            Assert.Contains(refused.Violations, one => one.Rule == Rule.Unknown);
        }

        foreach (var caller in new[] { TestStore.WorkerOfXinsheng, TestStore.Leader with { CommunityIds = [TestStore.Xinsheng] } })
        {
            await Assert.ThrowsAsync<UnauthorizedAccessException>(() =>
                commands.SaveAsync(caller, new(exchange, "visits.count", 0), Stop));
        }
    }

    [Fact]
    public void EveryMetricOfAFinding_IsKnown_AndViewsOfTheSameRecordsAreOne()
    {
        var catalogue = store.Get<MetricCatalogue>();
        Assert.All(EffectFinding.Keys, key => Assert.Contains(catalogue.All, metric => EffectFinding.KeyOf(metric.Key) == key));
        Assert.Single(new[] { "petitions.on-time-rate", "petitions.closing-rate", "petitions.overdue", "petitions.days-to-close" }
            .Select(EffectFinding.KeyOf).Distinct());
        Assert.Single(catalogue.All.Where(metric => metric.Kinds is ["activity"]).Select(metric => EffectFinding.KeyOf(metric.Key))
            .Distinct());
        Assert.Equal("errands.persons", EffectFinding.KeyOf("errands.persons"));
    }

    /// <summary>Another exchange, some days from today.</summary>
    private async Task<DateOnly> ComingAsync(int days = 10)
    {
        var on = TestStore.Today.AddDays(days);
        var worker = await store.AddAsync(new Worker { CommunityId = TestStore.Xinsheng, Name = "书记8" });
        await store.AddAsync(Secretary(TestStore.Xinsheng, worker, on, null, true));
        return on;
    }

    [Fact]
    public async Task WindowsEndWhereAnotherChangeOrTheRecordsBegin()
    {
        var exchange = (await store.Get<RotationQueries>().ExchangesAsync(TestStore.Leader, Stop))[0];
        var begin = exchange.CommunityIds.ToDictionary(id => id, _ => On.AddDays(-7 * 30));
        Assert.Equal(26, EffectWindows.Fit(exchange, [], 26, TestStore.Today, begin).Weeks);
        Assert.Equal(TestStore.Today.AddDays(-1), EffectWindows.Fit(exchange, [], 26, TestStore.Today, begin).After.To);
        Assert.Equal(25, EffectWindows.Fit(exchange, [], 26, TestStore.Today.AddDays(-1), begin).Weeks);
        Assert.Equal(8, EffectWindows.Fit(exchange, [], 8, TestStore.Today, begin).Weeks);
        Assert.Equal(4, EffectWindows.Fit(exchange, [new(TestStore.Xinshun, On.AddDays(34))], 26, TestStore.Today, begin).Weeks);
        Assert.Equal(5,
            EffectWindows.Fit(exchange, [new(TestStore.Xinshun, On.AddDays(-35)), new(Others[0], On.AddDays(1))], 26, TestStore.Today,
                begin).Weeks);
        Assert.Equal(0, EffectWindows.Fit(exchange, [], 26, On, begin).Weeks);
        begin[TestStore.Xinshun] = On.AddDays(-14);
        Assert.Equal(2, EffectWindows.Fit(exchange, [], 26, TestStore.Today, begin).Weeks);
        Assert.Equal(0, EffectWindows.Fit(exchange, [], 26, TestStore.Today, new Dictionary<int, DateOnly>()).Weeks);
    }

    /// <summary>Each week the same petitions, all closed after 45 days: only those of the last weeks are open still.</summary>
    [Fact]
    public async Task WhatMatures_IsHeldAgainstTheWindowBefore_AtTheSameAge()
    {
        var petitions = new List<Concentric.Petitions.Petition>();
        foreach (var community in Others.Append(TestStore.Xinsheng).Append(TestStore.Xinshun))
        {
            for (var week = -30; week < 26; week++)
            {
                var received = On.AddDays(7 * week);
                petitions.AddRange(Enumerable.Range(0, 3).Select(_ => Make.Petition(community, received, petition =>
                {
                    if (received.AddDays(45) > TestStore.Today) return;
                    (petition.Stage, petition.Outcome, petition.ClosedOn, petition.WorkingDaysToClose) =
                        (Concentric.Petitions.PetitionStage.FedBack, Concentric.Petitions.PetitionOutcome.Resolved,
                            received.AddDays(45), 32);
                })));
            }
        }

        await store.AddAsync([.. petitions]);
        var (exchange, windows, _, effects) = await JudgeAsync();
        Assert.Equal(26, windows.Weeks);
        var closing = effects.Single(effect => effect.Metric.Key == "petitions.closing-rate");
        Assert.True(closing.Metric.Matures);
        Assert.InRange(closing.After.Value!.Value, 0.5, 0.9);
        Assert.Equal(closing.After.Value, closing.Before.Value);
        Assert.Equal(closing.OthersAfter.Value, closing.OthersBefore.Value);
        Assert.Equal(0, closing.Net!.Value.Estimate, 9);
        Assert.Equal(EffectVerdict.CannotTell, closing.Verdict);
        // What has become of them since.
        var snapshot = store.Get<MetricCube>().Current!;
        Assert.Equal(1, snapshot.For(exchange.CommunityIds).Read(closing.Metric, windows.Before, TestStore.Today).Value);
        var weekly = RotationEffects.Weekly(snapshot, closing.Metric, windows, exchange.CommunityIds, TestStore.Today);
        Assert.Equal(weekly.Skip(26).Select(week => week.Value), weekly.Take(26).Select(week => week.Value));
    }

    [Fact]
    public async Task OneLengthOfWindowsCounts_TheOneFixedBeforehand_ElseTheLongest_AndItIsKnownBeforeItIsOver()
    {
        var exchange = (await store.Get<RotationQueries>().ExchangesAsync(TestStore.Leader, Stop))[0];
        var begin = exchange.CommunityIds.ToDictionary(id => id, _ => On.AddDays(-7 * 30));
        var deciding = EffectWindows.Deciding(exchange, [], begin);
        Assert.Equal((26, On.AddDays(7 * 26)), (deciding.Weeks, deciding.OverOn));
        // A week before it is over there are others only.
        Assert.NotEqual(deciding, EffectWindows.Fit(exchange, [], 26, deciding.OverOn.AddDays(-1), begin));
        Assert.Equal(deciding, EffectWindows.Fit(exchange, [], 26, deciding.OverOn, begin));
        Assert.NotEqual(deciding, EffectWindows.Fit(exchange, [], 13, deciding.OverOn, begin));
        var fixedNow = exchange with
        {
            Primary = new() { ExchangeOn = On, MetricKey = "visits.count", FixedBy = "", FixedAt = default, Weeks = 8 },
        };
        Assert.Equal(8, EffectWindows.Deciding(fixedNow, [], begin).Weeks);
        Assert.Equal(5, EffectWindows.Deciding(exchange, [new(TestStore.Xinshun, On.AddDays(37))], begin).Weeks);
    }

    [Fact]
    public void WhatWasFixedAfterwards_IsNotBeforehand()
    {
        var clock = store.Get<OfficeClock>();
        var fixedAt = TimeZoneInfo.ConvertTimeToUtc(On.ToDateTime(TimeOnly.MinValue), TestStore.Zone);
        PrimaryMetric Fixed(DateTime at) => new() { ExchangeOn = On, MetricKey = "visits.count", FixedBy = "", FixedAt = at };
        Assert.Equal([null, 1, 28], new[] { fixedAt.AddMinutes(-1), fixedAt, fixedAt.AddDays(27) }.Select(at => Fixed(at).LateDay(clock)));
    }

    private async Task<(Exchange Exchange, EffectWindows Windows, IReadOnlyList<int> Others,
        IReadOnlyList<MetricEffect> Effects)> JudgeAsync()
    {
        await store.Get<MetricCube>().BuildAsync(Stop);
        var (queries, judge, snapshot) = (store.Get<RotationQueries>(), store.Get<RotationEffects>(), store.Get<MetricCube>().Current!);
        var exchange = (await queries.ExchangesAsync(TestStore.Leader, Stop))[0];
        var changes = await queries.ChangesAsync(TestStore.Leader, Stop);
        var begin = judge.RecordsBegin(snapshot, [TestStore.Xinsheng, TestStore.Xinshun, TestStore.Binhe, .. Others], TestStore.Today);
        var windows = EffectWindows.Fit(exchange, changes, 26, TestStore.Today, begin);
        var others = windows.Comparable(exchange, changes, begin);
        return (exchange, windows, others,
            judge.Judge(snapshot, exchange, windows, others, HouseholdHistory.None, TestStore.Today, Stop));
    }

    private static Concentric.Petitions.Petition Petition(int received, int dueAfter, int? closed = null) =>
        Make.Petition(TestStore.Xinsheng, On.AddDays(received), petition =>
    {
        petition.DueOn = petition.ReceivedOn.AddDays(dueAfter);
        petition.ClosedOn = closed is { } day ? On.AddDays(day) : null;
    });

    private static Posting Secretary(int community, Worker worker, DateOnly from, DateOnly? to, bool isRotation = false) =>
        new()
        {
            CommunityId = community,
            WorkerId = worker.Id,
            Position = Position.Secretary,
            StartsOn = from,
            EndsOn = to,
            IsRotation = isRotation
        };
}
