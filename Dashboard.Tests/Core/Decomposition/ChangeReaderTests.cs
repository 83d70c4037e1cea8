using Concentric.Communities;
using Concentric.Decomposition;
using Concentric.Kinds;
using Concentric.Ledgers;
using Concentric.Metrics;
using Concentric.Petitions;
using Concentric.ProcessCharts;
using Concentric.Tests.Core.Metrics.CubeVerification;
using Concentric.Tests.TestData;
using Concentric.Time;
using Concentric.Visits;

namespace Concentric.Tests.Core.Decomposition;

/// <summary>
/// That the parts of a change are those of the figure, of whatever community, category or source, and that each opens its records.
/// </summary>
public sealed class ChangeReaderTests : IAsyncLifetime
{
    private static readonly DateOnly Today = TestStore.Today;
    private static readonly PeriodOnDay Month = new(Period.MonthOf(new(2026, 2, 1)), PeriodKind.Custom, Today);

    private LiveCube live = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        live = await LiveCube.CreateAsync();
        // Every month since 2024 something is called back, so that the records reach back and there is something that is usual.
        var records = Enumerable.Range(0, 26).Select(i => new DateOnly(2024, 1, 5).AddMonths(i)).SelectMany(day =>
            Enumerable.Range(0, 8).Select(i => CalledBack(i % 2 == 0 ? TestStore.Xinsheng : TestStore.Xinshun, day.AddDays(i), i != 3)));
        await live.Store.AddAsync([.. records]);
        await live.Store.AddAsync(
            // In February only, of a community that had none before.
            CalledBack(TestStore.Binhe, new(2026, 2, 4), true, TestStore.SlowCategory, PetitionSource.Hotline),
            CalledBack(TestStore.Binhe, new(2026, 2, 5), false, TestStore.SlowCategory, PetitionSource.Hotline),
            // Late at the end of both months, and since February.
            Make.Petition(TestStore.Xinsheng, new(2026, 1, 2)), Make.Petition(TestStore.Binhe, new(2026, 2, 2)),
            // In January only, of a source that has none after.
            CalledBack(TestStore.Xinsheng, new(2026, 1, 7), false, source: PetitionSource.Patrol),
            Joint(CalledBack(TestStore.Xinsheng, new(2026, 2, 10), false)), Joint(CalledBack(TestStore.Xinsheng, new(2026, 1, 10), true)));
    }

    public ValueTask DisposeAsync() => live.DisposeAsync();

    [Theory]
    [InlineData("petitions.satisfaction-rate")]
    [InlineData("petitions.closing-rate")]
    [InlineData("score.three-rates")]
    [InlineData("petitions.received")]
    [InlineData("petitions.resolved")]
    [InlineData("petitions.overdue")]
    public async Task TheParts_AddUpToTheChange_InEveryDimension_AndEachOpensItsRecords(string key)
    {
        await live.StartAsync(Stop);
        var metric = live.Cube.Catalogue[key];
        foreach (IReadOnlyList<int>? communities in new[] { null, new[] { TestStore.Xinsheng, TestStore.Binhe } })
        {
            var change = await ReadAsync(metric, communities);
            Assert.Equal(ChangeGap.None, change.Gap);
            Assert.Contains(change.Dimensions, dimension => dimension.Name == ChangeDimension.Community);
            foreach (var dimension in change.Dimensions)
            {
                Assert.Equal(change.Amount, dimension.Parts.Sum(part => part.Effect.Total), 9);
                Assert.Equal(change.Now.N, dimension.Parts.Sum(part => part.Now.N), 6);
                Assert.Equal(WhyTotal(metric, change), change.Shown(metric, dimension).Parts.Sum(part => part.Total));
                Assert.DoesNotContain(dimension.Parts, part => part.Kind == ChangePartKind.Rest);
                if (metric.Parts.Count > 0) continue;
                foreach (var part in dimension.Parts)
                    Assert.Equal(part.Now, await live.Sql.ReadAsync(metric, SliceOf(part, dimension, communities, Month.Period), Stop),
                        (one, other) => Math.Abs((one.Value ?? 0) - (other.Value ?? 0)) < 1e-9 && one.N == other.N);
            }
        }
    }

    [Fact]
    public async Task APartThatIsInOnePeriodAlone_IsAllMix_AndJointRecordsAreALineOfTheirOwn()
    {
        await live.StartAsync(Stop);
        var metric = live.Cube.Catalogue["petitions.satisfaction-rate"];
        var change = await ReadAsync(metric, null);
        var communities = change.Dimensions[0].Parts;
        var binhe = communities.Single(part => part.Key == $"{TestStore.Binhe}");
        Assert.True(binhe.IsNew);
        Assert.Equal((0, 2), (binhe.Effect.Own, binhe.Now.N));
        var joint = communities.Single(part => part.Kind == ChangePartKind.Joint);
        Assert.Equal((1, 0.0, 1, 1.0), (joint.Now.N, joint.Now.Value, joint.Was.N, joint.Was.Value));
        var sources = change.Dimensions.Single(dimension => dimension.Name == "source").Parts;
        Assert.True(sources.Single(part => part.Key == PetitionSource.Patrol).IsGone);
        Assert.Equal([ChangeDimension.Community, "category", "source"], change.Dimensions.Select(dimension => dimension.Name));
    }

    [Fact]
    public async Task AMergedSource_CountsAsTheOneItBelongsToNow_AlsoWhatWasLeftOnIt()
    {
        await live.Store.Get<OfficeTermLists>().Find(PetitionSource.List.Key)!
            .MergeAsync(TestStore.Administrator, PetitionSource.Patrol, PetitionSource.Visit, Stop);
        // Saved while its source was merged.
        await live.Store.AddAsync(CalledBack(TestStore.Xinsheng, new(2026, 2, 7), true, source: PetitionSource.Patrol));
        await live.StartAsync(Stop);
        var change = await ReadAsync(live.Cube.Catalogue["petitions.satisfaction-rate"], null);
        var sources = change.Dimensions.Single(dimension => dimension.Name == "source").Parts;
        var visit = sources.Single(part => part.Key == PetitionSource.Visit);
        Assert.Equal((1, 1), (visit.Now.N, visit.Was.N));
        Assert.DoesNotContain(sources, part => part.Key == PetitionSource.Patrol);
    }

    [Fact]
    public async Task WhatCantBeToldApart_SaysWhy()
    {
        await live.StartAsync(Stop);
        var catalogue = live.Cube.Catalogue;
        Assert.Equal(ChangeGap.NotDivisible, (await ReadAsync(catalogue["petitions.days-to-close"], null)).Gap);
        var rate = catalogue["petitions.satisfaction-rate"];
        var ahead = new PeriodOnDay(new(Today.AddDays(1), Today.AddDays(9)), PeriodKind.Custom, Today);
        Assert.Equal(ChangeGap.NotBegun, (await live.Store.Get<ChangeReader>().ReadAsync(rate, ahead, ahead.Previous, null, Stop))!.Gap);
        Assert.Equal(ChangeGap.NotCovered, (await ReadAsync(rate, null, new(new(2019, 1, 1), new(2019, 1, 31)))).Gap);
        Assert.Equal(ChangeGap.NoCases, (await ReadAsync(catalogue["hazards.on-time-rate"], null)).Gap);
        Assert.Equal(ChangeGap.NoCasesBefore, (await ReadAsync(rate, null, new(new(2025, 12, 20), new(2025, 12, 21)))).Gap);
        // One community alone is no part; its categories still are.
        Assert.DoesNotContain((await ReadAsync(rate, [TestStore.Binhe], new(new(2026, 2, 5), new(2026, 2, 5)))).Dimensions, one =>
            one.Name == ChangeDimension.Community);
    }

    [Fact]
    public async Task ACommunityWhoseRateFell_IsNamed_AndTheOthersAreNot()
    {
        await live.Store.AddAsync([.. Enumerable.Range(0, 40).SelectMany(i => new[]
        {
            CalledBack(TestStore.Xinshun, new DateOnly(2026, 1, 2).AddDays(i % 25), true),
            CalledBack(TestStore.Xinshun, new DateOnly(2026, 2, 2).AddDays(i % 25), i % 8 == 0),
            CalledBack(TestStore.Xinsheng, new DateOnly(2026, 1, 2).AddDays(i % 25), i % 8 != 0),
            CalledBack(TestStore.Xinsheng, new DateOnly(2026, 2, 2).AddDays(i % 25), i % 9 != 0),
        })]);
        await live.StartAsync(Stop);
        var change = await ReadAsync(live.Cube.Catalogue["petitions.satisfaction-rate"], null);
        Assert.Equal(VariationKind.Worse, change.Dimensions[0].Parts.Single(part => part.Key == $"{TestStore.Xinshun}").Standing);
        Assert.Equal([$"{TestStore.Xinshun}"], change.Dimensions[0].Parts.Where(part => part.StandsOut).Select(part => part.Key));
    }

    [Theory]
    [InlineData(null, "2026-01-01", "2026-01-31")]
    [InlineData("year", "2025-02-01", "2025-02-28")]
    [InlineData("2025-07-01..2025-09-30", "2025-07-01", "2025-09-30")]
    public void AComparison_IsReadAsItIsWritten(string? text, string from, string to)
    {
        List<SliceProblem> problems = [];
        var read = new ComparisonRequest(text).Read(Month, CommunityDirectory.Names.None, TestStore.Leader, problems);
        Assert.Equal(new Period(DateOnly.Parse(from), DateOnly.Parse(to)), read!.Value.Period);
        Assert.Empty(problems);
    }

    [Fact]
    public async Task DaysThatHaveNotCome_AreNotComparedWith_AndDaysInBothAreSaid()
    {
        await live.StartAsync(Stop);
        var metric = live.Cube.Catalogue["petitions.received"];
        List<SliceProblem> problems = [];
        Comparison? With(string text) => new ComparisonRequest(text).Read(Month, CommunityDirectory.Names.None, TestStore.Leader, problems);
        var cut = With($"2026-03-01..{Today.AddYears(1):yyyy-MM-dd}");
        Assert.Equal(new Period(new(2026, 3, 1), Today), cut!.Value.Period);
        Assert.Equal(cut, With($"2026-03-01..{Today:yyyy-MM-dd}"));
        var change = (await live.Store.Get<ChangeReader>().ReadAsync(metric, Month, cut, null, Stop))!;
        Assert.InRange(change.WorkingDays.Before, 1, 18);
        Assert.False(change.Overlaps);
        var both = (await live.Store.Get<ChangeReader>().ReadAsync(metric, Month, With("2026-02-28..2026-03-05"), null, Stop))!;
        Assert.True(both.Overlaps);
        Assert.Empty(problems);
    }

    [Fact]
    public async Task WhereAPartIsNotJudged_ItIsSaidWhy()
    {
        await live.StartAsync(Stop);
        var catalogue = live.Cube.Catalogue;
        foreach (var key in new[] { "petitions.overdue", "score.three-rates" })
        {
            var change = await ReadAsync(catalogue[key], null);
            Assert.Equal((key, PartsGap.NoChance, 0), (key, change.PartsGap, change.Looks));
        }

        Assert.Equal(PartsGap.NoWorkingDays, (await ReadAsync(catalogue["petitions.received"], null,
            new(new(2026, 1, 10), new(2026, 1, 11)))).PartsGap);
        Assert.Equal(PartsGap.None, (await ReadAsync(catalogue["petitions.received"], null)).PartsGap);
    }

    /// <summary>At once, as the tile does: neither a page that was read before nor the history that is long enough hides it.</summary>
    [Theory]
    [InlineData("petitions.received")]
    [InlineData("petitions.satisfaction-rate")]
    public async Task AnEventWithinThePeriod_IsSaid_AndNoPartIsJudged(string key)
    {
        await live.StartAsync(Stop);
        var metric = live.Cube.Catalogue[key];
        Assert.NotEqual(0, (await ReadAsync(metric, null)).Looks);
        await EventAsync(new(2026, 2, 10));
        await live.SettleAsync(Stop);
        var change = await ReadAsync(metric, null);
        Assert.Equal((VariationGap.TooFewSinceRestart, 0, PartsGap.RestartWithin),
            (change.Variation.Gap, change.Looks, change.PartsGap));
        Assert.Equal(new DateOnly(2026, 2, 10), change.RestartWithin?.Day);
    }

    /// <summary>Also where there are weeks enough since the event, and before the period.</summary>
    [Fact]
    public async Task AnEventWithinALongPeriod_LeavesNoPartJudged()
    {
        await live.StartAsync(Stop);
        var (metric, year) = (live.Cube.Catalogue["petitions.received"], new PeriodOnDay(new(new(2025, 3, 1), new(2026, 2, 28)),
            PeriodKind.Custom, Today));
        Task<ExplainedChange?> Read() => live.Store.Get<ChangeReader>().ReadAsync(metric, year, year.Previous, null, Stop);
        Assert.NotEqual(0, (await Read())!.Looks);
        await live.Store.Get<ProcessEventCommands>().SaveAsync(TestStore.Leader, null, 0, new(new(2025, 8, 4), "新口径", null,
            ProcessEventExtent.All, null, [], true, [], "口径变了", null), Stop);
        await live.SettleAsync(Stop);
        var change = (await Read())!;
        Assert.Equal((VariationGap.RestartWithin, 0, PartsGap.RestartWithin), (change.Variation.Gap, change.Looks, change.PartsGap));
    }

    /// <summary>Two periods with an event between them are of two processes, however long either's history is.</summary>
    [Theory]
    [InlineData("2025-02-01", "2025-02-28", "2025-01-31", PartsGap.None)]
    [InlineData("2025-02-01", "2025-02-28", "2025-02-01", PartsGap.None)]
    [InlineData("2025-02-01", "2025-02-28", "2025-02-10", PartsGap.RestartWithinOther)]
    [InlineData("2025-02-01", "2025-02-28", "2025-02-28", PartsGap.RestartWithinOther)]
    [InlineData("2025-02-01", "2025-02-28", "2025-06-02", PartsGap.RestartBetween)]
    [InlineData("2026-01-01", "2026-01-31", "2026-02-01", PartsGap.RestartBetween)]
    [InlineData("2026-01-01", "2026-01-31", "2026-03-01", PartsGap.None)]
    // Days that are compared may be the later ones.
    [InlineData("2026-03-02", "2026-03-17", "2026-03-02", PartsGap.RestartBetween)]
    [InlineData("2026-03-02", "2026-03-17", "2026-03-04", PartsGap.RestartWithinOther)]
    public async Task AnEventBetweenThePeriods_IsSaid_AndNoPartIsJudged(string from, string to, string day, PartsGap gap)
    {
        await live.StartAsync(Stop);
        await EventAsync(DateOnly.Parse(day));
        await live.SettleAsync(Stop);
        var change = await ReadAsync(live.Cube.Catalogue["petitions.received"], null, new(DateOnly.Parse(from), DateOnly.Parse(to)));
        Assert.Equal((gap, gap == PartsGap.None), (change.PartsGap, change.Looks > 0));
        Assert.Equal(gap == PartsGap.None ? null : DateOnly.Parse(day), change.Restart?.Day);
        Assert.Null(change.RestartWithin);
    }

    /// <summary>As in the year's comparison of whoever took office less than a year ago: of the community, and of its part of the street.
    /// </summary>
    [Fact]
    public async Task ANewSecretaryBetweenThePeriods_LeavesTheCommunityUnjudged()
    {
        var workers = new[] { "甲", "乙" }.Select(name => new Worker { CommunityId = TestStore.Xinsheng, Name = name }).ToArray();
        await live.Store.AddAsync(workers);
        await live.Store.AddAsync([.. workers.Zip(new DateOnly[] { new(2024, 1, 1), new(2025, 6, 2) }, (worker, from) => new Posting
        {
            CommunityId = TestStore.Xinsheng,
            WorkerId = worker.Id,
            Position = Position.Secretary,
            StartsOn = from,
        })]);
        await live.StartAsync(Stop);
        var (metric, year) = (live.Cube.Catalogue["petitions.received"], new Period(new(2025, 2, 1), new(2025, 2, 28)));
        var own = await ReadAsync(metric, [TestStore.Xinsheng], year);
        Assert.Equal((PartsGap.RestartBetween, 0), (own.PartsGap, own.Looks));
        // One of three is none of the whole: its part alone is of two processes.
        var street = await ReadAsync(metric, null, year);
        Assert.Equal((PartsGap.None, null), (street.PartsGap, street.Restart));
        Assert.All(street.Dimensions[0].Parts.Where(part => part.Kind == ChangePartKind.Community), part =>
            Assert.Equal((part.Key == $"{TestStore.Xinsheng}", part.Key == $"{TestStore.Xinsheng}"),
                (part.Restart is not null, part.Standing == VariationKind.Unknown)));
        Assert.True(street.Looks > 0);
    }

    /// <summary>On the first working morning of a month.</summary>
    [Fact]
    public async Task BeforeTheFirstWorkingDayIsOver_NoPartIsJudged()
    {
        await live.StartAsync(Stop);
        var morning = new PeriodOnDay(Period.MonthOf(Today), PeriodKind.Month, new(2026, 3, 2));
        var change = (await live.Store.Get<ChangeReader>().ReadAsync(live.Cube.Catalogue["petitions.received"], morning,
            morning.Previous, null, Stop))!;
        Assert.Equal((ChangeGap.None, VariationGap.NoWorkingDays, 0, PartsGap.NoWorkingDayYet),
            (change.Gap, change.Variation.Gap, change.Looks, change.PartsGap));
    }

    [Fact]
    public async Task AMetricThatIsNeverJudged_SaysSo_AndNotThatItIsTooEarly()
    {
        foreach (var day in Enumerable.Range(0, 5).Select(month => new DateOnly(2025, 11, 10).AddMonths(month)))
        {
            await live.Store.Get<VisitCommands>().EnterAsync(TestStore.WorkerOfXinsheng,
                Make.VisitValues(["7-2-301"], TestStore.Xinsheng, day), null, Stop);
        }

        await live.StartAsync(Stop);
        var change = await ReadAsync(live.Cube.Catalogue["visits.households"], null);
        Assert.Equal((VariationKind.Unknown, VariationGap.CountsDistinct), (change.Variation.Kind, change.Variation.Gap));
    }

    [Theory]
    [InlineData("yesterday", "Problem.With")]
    [InlineData("2026-12-01..2026-12-31", "Problem.WithNotBegun")]
    [InlineData("9999-12-30..9999-12-31", "Problem.WithNotBegun")]
    [InlineData("2025-07-01..", "Problem.DayMissing")]
    [InlineData("2025-07-32..2025-08-01", "Problem.Day")]
    [InlineData("2025-09-01..2025-07-01", "Problem.FromAfterTo")]
    public void AComparisonThatIsNone_IsNamed_AndThePeriodBeforeTaken(string text, string key)
    {
        List<SliceProblem> problems = [];
        var read = new ComparisonRequest(text).Read(Month, CommunityDirectory.Names.None, TestStore.Leader, problems);
        Assert.Equal(Month.Previous, read);
        Assert.Equal(("with", key), Assert.Single(problems.Select(problem => (problem.Field, problem.TextKey))));
    }

    private async Task EventAsync(DateOnly day) => await live.Store.Get<ProcessEventCommands>().SaveAsync(TestStore.Leader, null, 0,
        new(day, "供暖季", null, ProcessEventExtent.All, null, [], true, [], "供暖以后诉求增多", null), Stop);

    private static long WhyTotal(Metric metric, ExplainedChange change) =>
        ShownChange.Of(metric, change.Amount, [new(0, change.Amount)]).Total.Total;

    private static MetricSlice SliceOf(ChangePart part, ChangeDimension dimension, IReadOnlyList<int>? communities, Period period) =>
        part.Kind switch
        {
            ChangePartKind.Community => new(period, Today, [int.Parse(part.Key)], null, new(RecordSplit.Joint, [RecordSplit.No])),
            ChangePartKind.Joint => new(period, Today, communities, null, new(RecordSplit.Joint, [RecordSplit.Yes])),
            _ => new(period, Today, communities, null, new(dimension.Name, [part.Key])),
        };

    private async Task<ExplainedChange> ReadAsync(Metric metric, IReadOnlyList<int>? communities, Period? with = null) =>
        (await live.Store.Get<ChangeReader>().ReadAsync(metric, Month, with is { } other ? new(other, Today) : Month.Previous, communities,
            Stop))!;

    private static Petition CalledBack(int community, DateOnly day, bool isSatisfied, string? category = null, string? source = null) =>
        Make.Petition(community, day.AddDays(-4), petition =>
        {
            (petition.Category, petition.Source) = (category ?? TestStore.Category, source ?? PetitionSource.CouncilHall);
            (petition.ClosedOn, petition.Outcome, petition.CallBackOn, petition.CallBackValid, petition.CallBackResolved) =
                (day.AddDays(-1), PetitionOutcome.Resolved, day, true, isSatisfied);
            petition.Satisfaction = isSatisfied ? Satisfaction.Satisfied : Satisfaction.Dissatisfied;
        });

    private static Petition Joint(Petition petition)
    {
        petition.IsJoint = true;
        foreach (var id in new[] { TestStore.Xinsheng, TestStore.Xinshun }) petition.Communities.Add(new() { CommunityId = id });
        return petition;
    }
}
