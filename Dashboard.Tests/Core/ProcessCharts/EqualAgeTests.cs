using System.Globalization;
using Concentric.Calendar;
using Concentric.Decomposition;
using Concentric.Ledgers;
using Concentric.Metrics;
using Concentric.Petitions;
using Concentric.ProcessCharts;
using Concentric.Tests.Core.Metrics.CubeVerification;
using Concentric.Tests.TestData;
using Concentric.Time;

namespace Concentric.Tests.Core.ProcessCharts;

/// <summary>
/// Rates whose cases mature late are held against what another period showed at the same age. Four years of petitions and hazards in
/// which nothing changes: four in ten are closed late, by three weeks on average, and one in twelve comes back.
/// </summary>
public sealed class EqualAgeTests(EqualAgeTests.Street street) : IClassFixture<EqualAgeTests.Street>
{
    private static readonly string[] Maturing =
        ["petitions.closing-rate", "petitions.reopened-rate", "hazards.on-time-rate.b", "hazards.reopened-rate"];

    private readonly LiveCube live = street.Live;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Looked at on the 20th of 24 months in turn, each time by what was known then.</summary>
    [Fact]
    public void In24MonthsWithoutATrend_NothingIsWorseMoreOftenThanChance()
    {
        foreach (var key in Maturing)
        {
            foreach (var kind in new[] { PeriodKind.Month, PeriodKind.Quarter })
            {
                var (lower, higher, grown, judged, worse, better) = (0, 0, 0, 0, 0, 0);
                for (var back = 24; back > 0; back--)
                {
                    var day = new DateOnly(2026, 2, 20).AddMonths(1 - back);
                    var when = new PeriodOnDay(Period.ToDate(kind, day), kind, day);
                    var now = Slice().Read(Metric(key), when.Period, day);
                    var before = Slice().ReadCompared(Metric(key), when, when.Previous)!.Value;
                    if (now.Value < before.Value) lower++;
                    if (now.Value > before.Value) higher++;
                    if (now.Value < Slice().Read(Metric(key), when.Previous!.Value.Period, day).Value) grown++;
                    var variation = VariationReader.Judge(Slice(), Metric(key), when, WorkingCalendar.WeekdaysOnly, []);
                    if (variation.Kind != VariationKind.Unknown) judged++;
                    if (variation.Kind == VariationKind.Worse) worse++;
                    if (variation.Kind == VariationKind.Better) better++;
                }

                var told = string.Create(CultureInfo.InvariantCulture,
                    $"{key} by {kind}: lower {lower}, higher {higher}, lower than what it has become {grown}, of {judged} worse {worse}")
                    + string.Create(CultureInfo.InvariantCulture, $" and better {better}");
                TestContext.Current.TestOutputHelper!.WriteLine(told);
                // As often one as the other, within what tosses of a coin do in all but 3 of 1,000 cases.
                Assert.True(Math.Abs(lower - higher) <= 3 * Math.Sqrt(lower + higher), told);
                Assert.True(judged == 24 && worse <= 1 && better <= 1, told);
                // What this is about: held against what the other period has become since, it would look worse nearly always.
                if (key is "petitions.closing-rate" or "hazards.on-time-rate.b") Assert.True(grown >= 20, told);
            }
        }
    }

    /// <summary>A period that is over, looked at ten days later: not as what it is held against has become since.</summary>
    [Theory]
    [InlineData("petitions.closing-rate")]
    [InlineData("hazards.reopened-rate")]
    public void WhatItIsComparedWith_IsWhatWasShownThen(string key)
    {
        var when = new PeriodOnDay(new(new(2025, 11, 1), new(2025, 11, 30)), PeriodKind.Month, new(2025, 12, 10));
        var compared = Slice().ReadCompared(Metric(key), when, when.Previous)!.Value;
        var then = new PeriodOnDay(new(new(2025, 10, 1), new(2025, 10, 31)), PeriodKind.Month, new(2025, 11, 10));
        Assert.Equal(Slice().Read(Metric(key), then.Period, then.Today), compared);
        var since = Slice().Read(Metric(key), then.Period, TestStore.Today);
        Assert.Equal(since.Denominator, compared.Denominator);
        Assert.True(since.Numerator > compared.Numerator);
    }

    /// <summary>The days of the period before are the same comparison, whoever wrote them; what ends later can't be as old.</summary>
    [Theory]
    [InlineData("2025-11-10")]
    [InlineData("2025-11-30")]
    [InlineData("2025-12-20")]
    public void DaysOfItsOwn_AreLookedAtWhenTheyWereAsOld(string day)
    {
        var today = DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        var when = new PeriodOnDay(new(new(2025, 10, 1), new(2025, 11, 30)), PeriodKind.Custom, today);
        foreach (var other in new[] { when.Previous!.Value, when.YearBefore!.Value }) Assert.Equal(other, With(other.Period));
        Period later = new(when.AsOf.AddDays(-5), today);
        Assert.Equal(new(later, today), With(later));

        Comparison? With(Period days) => new ComparisonRequest(ComparisonRequest.Of(Text(days.From), Text(days.To)))
            .Read(when, CommunityDirectory.Names.None, TestStore.Leader, []);

        static string Text(DateOnly one) => one.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    [Fact]
    public void AChartsMonths_AreAsTheyStoodAtTheirEnd_AndAreTraced()
    {
        var metric = Metric("petitions.closing-rate");
        var chart = VariationReader.Chart(Slice(), metric, TestStore.Today, TestStore.Today, WorkingCalendar.WeekdaysOnly, [])!;
        Assert.All(chart.Points, point => Assert.Equal(
            Slice().Read(metric, point.Period, point.IsOver ? point.Period.To.AddDays(1) : TestStore.Today), point.Value));
        // The month that runs has younger cases: what is usual for it is less.
        var (running, last) = (chart.Points[^1], chart.Points[^2]);
        Assert.False(running.IsOver);
        Assert.True(running.Charted.Lower < last.Charted.Lower && running.Charted.Upper < last.Charted.Upper + 0.1);
        // Its range and the middle of it are of one age.
        Assert.InRange(running.Centre!.Value, running.Charted.Lower, running.Charted.Upper);
        Assert.True(running.Centre < chart.Baseline!.Centre);
        var drawn = new FigureJudge(new([], WorkingCalendar.WeekdaysOnly), WorkingCalendar.WeekdaysOnly, new([], []), 3)
            .Chart(default, Slice(), null, metric, new(new(new(2026, 3, 1), new(2026, 3, 31)), PeriodKind.Month, TestStore.Today), false)!;
        Assert.Equal((running.Centre, chart.Baseline.Centre), (drawn.Points[^1].Centre, drawn.Points[^2].Centre));
    }

    /// <summary>Read by hand: each late closing counts by the share of cases that had as much time.</summary>
    [Fact]
    public async Task AnotherPeriod_IsReadAsIfItsCasesHadAsMuchTime()
    {
        var metric = Metric("petitions.closing-rate");
        Period now = new(new(2026, 3, 1), TestStore.Today), other = new(new(2025, 5, 1), new(2025, 5, 31));
        var ages = Slice().AgesOf(metric, now, TestStore.Today)!;
        await using var db = live.Store.Open();
        var rounds = db.PetitionRounds.Where(round => round.Number == 1).AsEnumerable().ToList();
        var young = rounds.Where(round => now.Contains(round.DueOn) && round.DueOn < TestStore.Today).ToList();
        double Share(int lag) => young.Count(round => TestStore.Today.DayNumber - round.DueOn.DayNumber >= lag) / (double)young.Count;
        var cases = rounds.Where(round => other.Contains(round.DueOn)).ToList();
        var expected = cases.Where(round => round.ClosedOn is not null)
            .Sum(round => Math.Max(0, round.ClosedOn!.Value.DayNumber - round.DueOn.DayNumber) is var lag and > 0 ? Share(lag) : 1);
        foreach (var slice in new[] { Slice(), live.Cube.Current!.For([TestStore.Xinsheng]),
            live.Cube.Current.For([TestStore.Xinsheng, TestStore.Binhe]) })
        {
            var read = AtAges(slice);
            Assert.Equal(cases.Count, read.Denominator);
            Assert.Equal(expected, read.Numerator!.Value, 9);
        }

        Assert.Equal(0, AtAges(live.Cube.Current!.For([TestStore.Binhe])).Denominator);
        Assert.Null(Slice().AgesOf(Metric("petitions.on-time-rate"), now, TestStore.Today));

        MetricValue AtAges(CubeSlice slice)
        {
            var read = new MetricValue[1];
            slice.ReadSeriesAtAges(metric, PeriodGrid.Months(other.To, 0, WorkingCalendar.WeekdaysOnly), 0, ages, read);
            return read[0];
        }
    }

    /// <summary>The months of a chart are read in one go, from one within the grid on: each is what it is by itself.</summary>
    [Fact]
    public void SeveralMonths_AreReadTogether_AsEachByItself()
    {
        var metric = Metric("petitions.closing-rate");
        var ages = Slice().AgesOf(metric, new(new(2026, 3, 1), TestStore.Today), TestStore.Today)!;
        var grid = PeriodGrid.Months(new(2025, 6, 30), 4, WorkingCalendar.WeekdaysOnly);
        foreach (var slice in new[] { Slice(), live.Cube.Current!.For([TestStore.Xinsheng]),
            live.Cube.Current.For([TestStore.Xinsheng, TestStore.Binhe]) })
        {
            var together = new MetricValue[3];
            slice.ReadSeriesAtAges(metric, grid, 1, ages, together);
            var each = Enumerable.Range(3, 3).Select(month =>
            {
                var read = new MetricValue[1];
                var end = Period.MonthOf(new(2025, month, 1)).To;
                slice.ReadSeriesAtAges(metric, PeriodGrid.Months(end, 0, WorkingCalendar.WeekdaysOnly), 0, ages, read);
                return read[0];
            });
            Assert.Equal(each, together);
        }
    }

    /// <summary>Whoever was not reached may be called again, on a day that is not kept: nothing is held against a guess.</summary>
    [Fact]
    public void WhatIsNotKept_IsComparedWithNothing_AndSaysWhy()
    {
        var metric = Metric("petitions.reached-rate");
        var when = new PeriodOnDay(Period.QuarterTo(TestStore.Today), PeriodKind.Quarter, TestStore.Today);
        Assert.Null(Slice().ReadCompared(metric, when, when.Previous));
        Assert.Equal(VariationGap.PastNotKept, VariationReader.Judge(Slice(), metric, when, WorkingCalendar.WeekdaysOnly, []).Gap);
        Assert.False(FigureJudge.IsJudged(metric));
    }

    private CubeSlice Slice() => live.Cube.Current!.For(null);

    private Metric Metric(string key) => live.Cube.Catalogue[key];

    /// <summary>Made once: no test changes it.</summary>
    public sealed class Street : IAsyncLifetime
    {
        internal LiveCube Live { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Live = await LiveCube.CreateAsync();
            var random = new Random(5);
            var records = new List<(DateOnly Received, DateOnly? Closed, DateOnly? Back)>();
            for (var day = TestStore.Today.AddYears(-4); day <= TestStore.Today; day = day.AddDays(1))
            {
                for (var some = WorkingCalendar.WeekdaysOnly.IsWorkingDay(day) ? random.Next(4) : 0; some > 0; some--)
                {
                    // Due after seven days.
                    var closed = day.AddDays(random.Next(10) < 6 ? 1 + random.Next(7) : 8 + Late(random, 21));
                    DateOnly? back = random.Next(12) == 0 ? closed.AddDays(1 + Late(random, 25)) : null;
                    records.Add((day, closed <= TestStore.Today ? closed : null, back <= TestStore.Today ? back : null));
                }
            }

            await Live.Store.AddAsync([.. records.Select(one => Make.Petition(TestStore.Xinsheng, one.Received, x =>
            {
                x.ClosedOn = one.Closed;
                if (one.Back is { } back) x.BeginRound(back, back.AddDays(7));
            }))]);
            await Live.Store.AddAsync([.. records.Select(one => Make.Hazard(TestStore.Xinsheng, one.Received, x =>
            {
                (x.DueOn, x.RectifiedOn) = (one.Received.AddDays(7), one.Closed);
                if (one.Back is { } back) x.BeginRound(back, back.AddDays(7));
            }))]);
            await Live.StartAsync(Stop);
        }

        public ValueTask DisposeAsync() => Live.DisposeAsync();

        private static int Late(Random random, double mean) => (int)(-mean * Math.Log(1 - random.NextDouble()));
    }
}
