using Concentric.Calendar;
using Concentric.Data;
using Concentric.Metrics;
using Concentric.Registration;
using Concentric.Rules;
using Concentric.Tests.TestData;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Core.Metrics.Targets;

/// <summary>A target is shown only for the slice it was set for, and of a part of its days as it says.</summary>
public sealed class TargetTests
{
    private static readonly MetricCatalogue Catalogue = new(MetricOptions.Default);
    private static readonly Metric Held = Catalogue["activities.held"];
    private static readonly Metric Rate = Catalogue["petitions.on-time-rate"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Against day by day: any dated targets, gaps between them, one of each year, any period, a random calendar.</summary>
    [Theory]
    [InlineData(TargetSpread.Days)]
    [InlineData(TargetSpread.WorkingDays)]
    [InlineData(TargetSpread.YearBefore)]
    public void ShareOfAPeriod_IsTheSumOfItsDays(TargetSpread spread)
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var calendar = Enumerable.Range(0, 40).Select(_ => new DateOnly(2025, 1, 1).AddDays(random.Next(1_095))).Distinct()
                .Select(day => new CalendarDay { Day = day, IsWorking = random.Next(2) == 0, Name = "", NameEn = "" }).ToList();
            var working = new WorkingCalendar(calendar);
            var targets = new List<MetricTarget>();
            var next = new DateOnly(2025, 1, 1).AddDays(random.Next(200));
            for (var i = 0; i < random.Next(4); i++)
            {
                var last = next.AddDays(random.Next(250));
                targets.Add(Target(random.Next(1, 5_000), spread, next, last));
                next = last.AddDays(random.Next(3) == 0 ? random.Next(2, 90) : 1);
            }

            if (random.Next(2) == 0) targets.Add(Target(random.Next(1, 5_000), spread));
            var first = new DateOnly(2025, 1, 1).AddDays(random.Next(600));
            var period = new Period(first, first.AddDays(random.Next(500)));
            var today = new DateOnly(2026, 1, 1).AddDays(random.Next(600));
            // What came a year before: each day as many as its number in the month, but nothing on a 29 February, which no day answers to.
            var isKnown = random.Next(3) > 0;
            double? Past(Period past) => !isKnown ? null
                : Days(past).Where(day => day is not { Month: 2, Day: 29 }).Sum(day => (double)day.Day);

            var told = new MetricTargets(targets, working).Of(Held, new(period, PeriodKind.Custom, today), null, Past);
            var reckoned = Reckon();
            // Of less than half a one there is none.
            if (reckoned < 0.5) reckoned = told is null ? null : reckoned;
            Assert.True(told is null == reckoned is null && Math.Abs((told ?? 0) - (reckoned ?? 0)) <= 1e-6,
                $"Seed {seed}: {told}, by days {reckoned}.");

            double? Reckon()
            {
                var sum = 0.0;
                if (period.From > today) return null;
                foreach (var day in Days(period).Where(day => day <= today))
                {
                    var target = targets.Find(one => one.FirstDay <= day && day <= one.LastDay)
                        ?? targets.Find(one => one.FirstDay is null);
                    if (target is null) return null;
                    var whole = Days(new(target.FirstDay ?? new(day.Year, 1, 1), target.LastDay ?? new(day.Year, 12, 31))).ToList();
                    Func<DateOnly, double> weight = one => working.IsWorkingDay(one) ? 1 : 0;
                    if (spread == TargetSpread.Days || !whole.Exists(working.IsWorkingDay)) weight = _ => 1;
                    if (spread == TargetSpread.YearBefore && isKnown)
                        weight = one => one is { Month: 2, Day: 29 } ? 0 : one.AddMonths(-12).Day;
                    sum += target.Amount * weight(day) / whole.Sum(weight);
                }

                return sum;
            }
        }

        static IEnumerable<DateOnly> Days(Period period)
        {
            for (var day = period.From; day <= period.To; day = day.AddDays(1)) yield return day;
        }
    }

    [Fact]
    public void ATarget_IsForItsSliceOnly()
    {
        var targets = new MetricTargets([Target(100, TargetSpread.Days), Target(40, TargetSpread.Days, community: TestStore.Xinsheng),
            new() { MetricKey = Rate.Key, AmountMilli = 950, FirstDay = new(2026, 1, 1), LastDay = new(2026, 6, 30) },
            new() { MetricKey = Rate.Key, AmountMilli = 970, FirstDay = new(2026, 7, 1), LastDay = new(2026, 12, 31) }],
            WorkingCalendar.WeekdaysOnly);
        var year = new PeriodOnDay(new(new(2026, 1, 1), new(2026, 12, 31)), PeriodKind.Year, new(2026, 12, 31));
        Assert.Equal(100, targets.Of(Held, year, null));
        Assert.Equal(40, targets.Of(Held, year, [TestStore.Xinsheng]));
        Assert.Null(targets.Of(Held, year, [TestStore.Xinshun]));
        Assert.Null(targets.Of(Held, year, [TestStore.Xinsheng, TestStore.Xinshun]));
        Assert.Null(targets.Of(Catalogue["visits.count"], year, null));
        // A rate is not spread: over days with two targets there is none.
        Assert.Null(targets.Of(Rate, year, null));
        Assert.Equal(0.95, targets.Of(Rate, new(new(new(2026, 3, 1), new(2026, 3, 31)), PeriodKind.Custom, new(2026, 12, 31)), null));
        // A period that has not begun has none; one that runs has what is due by today.
        Assert.Null(targets.Of(Held, year with { Today = new(2025, 12, 31) }, null));
        Assert.Equal(100 * 182 / 365d, targets.Of(Held, year with { Today = new(2026, 7, 1) }, null)!.Value, 9);
    }

    /// <summary>8.5 of a quarter is 8.5 over its quarter; what a part of it comes to is told as its unit is.</summary>
    [Theory]
    [InlineData("outputs.rubbish", 8_500, "2026-01-01", "2026-03-31", 8.5)]
    [InlineData("outputs.rubbish", 30_500, "2026-01-01", "2026-03-31", 30.5)]
    [InlineData("outputs.rubbish", 9_000, "2026-01-01", "2026-01-15", 1.5)]
    [InlineData("meetings.four-party", 5_000, "2026-01-01", "2026-03-31", 5.0)]
    [InlineData("meetings.four-party", 5_500, "2026-01-01", "2026-03-31", 5.5)]
    [InlineData("meetings.four-party", 9_000, "2026-01-01", "2026-01-15", 1.5)]
    [InlineData("meetings.four-party", 2_900, "2026-01-01", "2026-01-15", null)]
    [InlineData("meetings.four-party", 3_000, "2026-01-01", "2026-01-15", 0.5)]
    public void AWholeTarget_IsAsItWasSet_AndAPartIsNotRounded_ButOfLessThanHalfAOneThereIsNone(
        string metric, long milli, string from, string to, double? expected)
    {
        var quarter = Target(0, TargetSpread.Days, new(2026, 1, 1), new(2026, 3, 31));
        (quarter.MetricKey, quarter.AmountMilli) = (metric, milli);
        DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var told = new MetricTargets([quarter], WorkingCalendar.WeekdaysOnly)
            .Of(Catalogue[metric], new(new(Day(from), Day(to)), PeriodKind.Custom, new(2026, 12, 31)), null);
        Assert.Equal(expected, told is { } value ? Math.Round(value, 9) : null);
    }

    [Fact]
    public async Task WhatIsReadWhileATargetIsSaved_IsReadAgain_AndAnotherNodesTargetIsTold()
    {
        var gate = new Gate("FROM \"MetricTargets\"");
        await using var store = await TestStore.CreateAsync(services => services.AddMetricCube(MetricOptions.Default)
            .ConfigureStore(builder => builder.AddInterceptors(gate)));
        var directory = store.Get<TargetDirectory>();
        var when = new PeriodOnDay(Period.YearTo(TestStore.Today), PeriodKind.Year, TestStore.Today);
        var held = gate.Close();
        var early = directory.GetAsync(Stop).AsTask();
        await held.WaitAsync(Stop);
        await store.Get<TargetCommands>().SaveAsync(TestStore.Leader, null, 0, Input(), Stop);
        gate.Open();
        Assert.Null((await early).Of(Rate, when, null));
        Assert.Equal(0.955, (await directory.GetAsync(Stop)).Of(Rate, when, null));

        await using (var db = store.Open())
            await db.MetricTargets.ExecuteUpdateAsync(set => set.SetProperty(target => target.AmountMilli, 900L), Stop);
        Assert.Equal(0.955, (await directory.GetAsync(Stop)).Of(Rate, when, null));
        store.Get<Concentric.Live.LiveUpdates>().Notify([TargetCommands.Kind]);
        Assert.Equal(0.9, (await directory.GetAsync(Stop)).Of(Rate, when, null));
    }

    [Fact]
    public async Task SetChangedAndTakenAway_WithAuditAndItsDirectoryTold_ByThoseWhoMay()
    {
        await using var store = await TestStore.CreateAsync(services => services.AddMetricCube(MetricOptions.Default));
        var (commands, directory) = (store.Get<TargetCommands>(), store.Get<TargetDirectory>());
        var when = new PeriodOnDay(Period.YearTo(TestStore.Today), PeriodKind.Year, TestStore.Today);
        Assert.Null((await directory.GetAsync(Stop)).Of(Rate, when, null));
        await commands.SaveAsync(TestStore.Leader, null, 0, Input(), Stop);
        Assert.Equal(0.955, (await directory.GetAsync(Stop)).Of(Rate, when, null));
        await using var db = store.Open();
        var saved = await db.MetricTargets.AsNoTracking().SingleAsync(Stop);
        Assert.Equal((955L, "街道工作计划", TestStore.Leader.Name), (saved.AmountMilli, saved.Reason, saved.SetBy));
        await commands.SaveAsync(TestStore.Leader, saved.Id, saved.Version, Input() with { AmountMilli = 97_000 }, Stop);
        await Assert.ThrowsAsync<EditedMeanwhileException>(() =>
            commands.SaveAsync(TestStore.Leader, saved.Id, saved.Version, Input(), Stop));
        // What somebody has changed since is not taken away unseen.
        await Assert.ThrowsAsync<EditedMeanwhileException>(() =>
            commands.DeleteAsync(TestStore.Leader, saved.Id, saved.Version, Stop));
        await commands.DeleteAsync(TestStore.Leader, saved.Id, saved.Version + 1, Stop);
        Assert.Equal(["Added", "Changed", "Deleted"], await db.AuditEntries.Where(line => line.Kind == TargetCommands.Kind)
            .OrderBy(line => line.Id).Select(line => line.Action).ToListAsync(Stop));
        foreach (var caller in new[] { TestStore.WorkerOfXinsheng, new CurrentUser("评委", Role.Panel) })
        {
            await Assert.ThrowsAsync<RefusedException>(() => commands.SaveAsync(caller, null, 0, Input(), Stop));
            await Assert.ThrowsAsync<RefusedException>(() => commands.DeleteAsync(caller, 1, 1, Stop));
        }
    }

    public static TheoryData<string, string, Rule> Bad => new()
    {
        { "no metric", "Metric", Rule.Required }, { "unknown metric", "Metric", Rule.Unknown },
        { "unknown community", "CommunityId", Rule.Unknown },
        { "one day", "LastDay", Rule.Required }, { "backwards", "LastDay", Rule.TooEarly }, { "too early", "FirstDay", Rule.TooEarly },
        { "no amount", "Target", Rule.Required }, { "nothing", "Target", Rule.TargetOfNothing }, { "negative", "Target", Rule.OutOfRange },
        { "over 100 %", "Target", Rule.OutOfRange }, { "too fine", "Target", Rule.TooFine }, { "too large", "Target", Rule.OutOfRange },
        { "no reason", "Reason", Rule.Required }, { "overlap", "FirstDay", Rule.TargetOverlaps },
        { "twice each year", "FirstDay", Rule.TargetOfEachYear },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task BadInput_NamesTheField(string wrong, string field, Rule rule)
    {
        await using var store = await TestStore.CreateAsync(services => services.AddMetricCube(MetricOptions.Default));
        var commands = store.Get<TargetCommands>();
        var good = Input();
        await commands.SaveAsync(TestStore.Leader, null, 0, good with { Metric = Held.Key, AmountMilli = 1_000 }, Stop);
        await commands.SaveAsync(TestStore.Leader, null, 0,
            good with { Metric = Held.Key, AmountMilli = 1_000, FirstDay = new(2026, 1, 1), LastDay = new(2026, 3, 31) }, Stop);
        var input = wrong switch
        {
            "no metric" => good with { Metric = null },
            "unknown metric" => good with { Metric = "none" },
            "unknown community" => good with { CommunityId = 999 },
            "one day" => good with { FirstDay = new(2026, 1, 1) },
            "backwards" => good with { FirstDay = new(2026, 1, 2), LastDay = new(2026, 1, 1) },
            "too early" => good with { FirstDay = new(1999, 12, 31), LastDay = new(2026, 1, 1) },
            "no amount" => good with { AmountMilli = null },
            "nothing" => good with { AmountMilli = 0 },
            "negative" => good with { AmountMilli = -1_000 },
            "over 100 %" => good with { AmountMilli = 100_100 },
            "too fine" => good with { AmountMilli = 95_550 },
            "too large" => good with { Metric = "visits.count", AmountMilli = (TargetCommands.MostAmount * 1_000) + 1 },
            "no reason" => good with { Reason = " " },
            "overlap" => good with { Metric = Held.Key, AmountMilli = 1_000, FirstDay = new(2026, 3, 31), LastDay = new(2026, 12, 31) },
            _ => good with { Metric = Held.Key, AmountMilli = 1_000 },
        };
        var violation = Assert.Single((await Assert.ThrowsAsync<RefusedException>(() =>
            commands.SaveAsync(TestStore.Leader, null, 0, input, Stop))).Violations);
        Assert.Equal((field, rule), (violation.Field, violation.Rule));
    }

    [Fact]
    public async Task Limits_AndATargetOfNothingWhereLessIsBetter_AreTaken()
    {
        await using var store = await TestStore.CreateAsync(services => services.AddMetricCube(MetricOptions.Default));
        var commands = store.Get<TargetCommands>();
        await commands.SaveAsync(TestStore.Leader, null, 0, Input() with { AmountMilli = 100_000 }, Stop);
        await commands.SaveAsync(TestStore.Leader, null, 0,
            Input() with { Metric = "visits.count", AmountMilli = TargetCommands.MostAmount * 1_000 }, Stop);
        await commands.SaveAsync(TestStore.Leader, null, 0, Input() with { Metric = "overdue.items", AmountMilli = 0 }, Stop);
        // Days beside those of another are no overlap, nor are another community's.
        foreach (var (first, last, community) in new[] { (new DateOnly(2026, 1, 1), new DateOnly(2026, 1, 31), (int?)null),
            (new(2026, 2, 1), new(2026, 2, 28), null), (new(2026, 2, 1), new(2026, 2, 28), TestStore.Xinsheng) })
        {
            await commands.SaveAsync(TestStore.Leader, null, 0,
                Input() with { FirstDay = first, LastDay = last, CommunityId = community }, Stop);
        }
    }

    /// <summary>Holds the answer of a statement back.</summary>
    private sealed class Gate(string statement) : Microsoft.EntityFrameworkCore.Diagnostics.DbCommandInterceptor
    {
        private readonly TaskCompletionSource open = new(), reached = new();
        private volatile bool isClosed;

        public Task Close()
        {
            isClosed = true;
            return reached.Task;
        }

        public void Open() => open.SetResult();

        public override async ValueTask<System.Data.Common.DbDataReader> ReaderExecutedAsync(System.Data.Common.DbCommand command,
            Microsoft.EntityFrameworkCore.Diagnostics.CommandExecutedEventData eventData, System.Data.Common.DbDataReader result,
            CancellationToken cancellationToken = default)
        {
            if (!isClosed || !command.CommandText.Contains(statement, StringComparison.Ordinal)) return result;
            isClosed = false;
            reached.SetResult();
            await open.Task.WaitAsync(cancellationToken);
            return result;
        }
    }

    private static TargetInput Input() => new(Rate.Key, null, null, null, 95_500, TargetSpread.WorkingDays, "街道工作计划");

    private static MetricTarget Target(long amount, TargetSpread spread, DateOnly? first = null, DateOnly? last = null,
        int? community = null) => new()
        {
            MetricKey = Held.Key,
            AmountMilli = amount * 1_000,
            Spread = spread,
            FirstDay = first,
            LastDay = last,
            CommunityId = community,
        };
}
