using Concentric.Data;
using Concentric.Hazards;
using Concentric.Metrics;
using Concentric.Petitions;
using Concentric.Registration;
using Concentric.Tests.TestData;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Core.Metrics;

/// <summary>What comes back counts as rework: it makes no month that has ended better, and wipes nobody's answer.</summary>
public sealed class RoundFiguresTests : IAsyncLifetime
{
    private static readonly Period February = Period.MonthOf(new(2026, 2, 1));
    private static readonly Period March = Period.MonthOf(new(2026, 3, 1));

    /// <summary>They tell of rework itself, or of where a petition stands now.</summary>
    private static readonly string[] Moving = ["petitions.reopened-rate", "hazards.reopened-rate", "petitions.open.", "petitions.overdue."];

    private TestStore store = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static CurrentUser Worker => TestStore.Administrator;

    private PetitionCommands Petitions => store.Get<PetitionCommands>();

    private HazardCommands Hazards => store.Get<HazardCommands>();

    public async ValueTask InitializeAsync() =>
        store = await TestStore.CreateAsync(services => services.AddMetricCube(MetricOptions.Default));

    public ValueTask DisposeAsync() => store.DisposeAsync();

    /// <summary>Its own columns say in the end what they said before; only its rounds do not.</summary>
    [Fact]
    public async Task AHazardThatIsRectifiedAndFoundAgainInOneSave_HasBothRoundsWhole()
    {
        var hazard = Make.Hazard(TestStore.Xinsheng, new(2026, 2, 2), one => one.DueOn = new(2026, 2, 20));
        await store.AddAsync(hazard);
        await using var db = store.Open();
        var again = await db.Set<Hazard>().AsTracking().Include(one => one.Rounds).SingleAsync(Stop);
        again.RectifiedOn = new(2026, 2, 5);
        again.BeginRound(new(2026, 2, 9), new(2026, 2, 20));
        await db.SaveChangesAsync(Stop);
        Assert.Equal(
            [(1, TestStore.Xinsheng, new DateOnly(2026, 2, 20), new DateOnly(2026, 2, 21), (DateOnly?)new DateOnly(2026, 2, 5)),
                (2, TestStore.Xinsheng, new DateOnly(2026, 2, 20), new DateOnly(2026, 2, 21), null)],
            (await store.Open().HazardRounds.OrderBy(round => round.Number).ToListAsync(Stop))
                .Select(round => (round.Number, round.CommunityId, round.DueOn, round.OverdueFrom, round.RectifiedOn)));
    }

    [Fact]
    public async Task APetitionThatComesBack_StaysLateInItsMonth_AndIsNotOnTimeTheSecondTime()
    {
        for (var day = 2; day <= 10; day++) await ClosedAsync(new(2026, 2, day), new(2026, 2, 19), new(2026, 2, 18));
        for (var day = 2; day <= 3; day++) await ClosedAsync(new(2026, 2, day), new(2026, 2, 19), new(2026, 2, 20));
        var at = await ClosedAsync(new(2026, 2, 12), new(2026, 2, 19), new(2026, 2, 26), PetitionOutcome.Unresolved);
        at = await Petitions.CallBackAsync(Worker, new(at.Id, at.Version, new(true, false, Satisfaction.Dissatisfied), new(2026, 2, 27),
            StaysClosed: "再核实"), Stop);
        await HoldsAsync();

        at = await Petitions.ReopenAsync(Worker, new(at.Id, at.Version, "没有解决", new(2026, 3, 2), new(2026, 3, 10)), Stop);
        await HoldsAsync();
        Assert.Equal(1, (await ReadAsync("petitions.open", March)).Value);

        at = await CloseAsync(at, new(2026, 3, 4), PetitionOutcome.Resolved);
        await Petitions.CallBackAsync(Worker, new(at.Id, at.Version, new(true, true, Satisfaction.Satisfied), new(2026, 3, 5)), Stop);
        await HoldsAsync();
        Assert.Equal((1d, 1d, 1d),
            ((await ReadAsync("petitions.closed", March)).Value, (await ReadAsync("petitions.resolved", March)).Value,
                (await ReadAsync("petitions.confirmed", March)).Value));
        // Nothing fell due for the first time in March.
        Assert.Equal((null, null),
            ((await ReadAsync("petitions.on-time-rate", March)).Value, (await ReadAsync("petitions.closing-rate", March)).Value));
        Assert.Equal(2, (await ReadAsync("petitions.days-to-close", March)).Value);
        // Twelve petitions, thirteen closings, two answers of one resident.
        var both = new Period(February.From, March.To);
        Assert.Equal((12d, 12d), ((await ReadAsync("petitions.received", both)).Value, (await ReadAsync("petitions.closed", both)).Value));
        Assert.Equal((0.5, 2d),
            ((await ReadAsync("petitions.satisfaction-rate", both)).Value,
                (await ReadAsync("petitions.satisfaction-rate", both)).Denominator));
        Assert.Equal(1 / 12d, (await ReadAsync("petitions.reopened-rate", February)).Value);

        async Task HoldsAsync()
        {
            var onTime = await ReadAsync("petitions.on-time-rate", February);
            Assert.Equal((9d, 12d), (onTime.Numerator, onTime.Denominator));
            Assert.Equal(1, (await ReadAsync("petitions.closing-rate", February)).Value);
            Assert.Equal((12d, 11d, 0d),
                ((await ReadAsync("petitions.closed", February)).Value, (await ReadAsync("petitions.resolved", February)).Value,
                    (await ReadAsync("petitions.confirmed", February)).Value));
            Assert.Equal((0d, 1d),
                ((await ReadAsync("petitions.satisfaction-rate", February)).Value,
                    (await ReadAsync("petitions.satisfaction-rate", February)).Denominator));
            Assert.Equal(1, (await ReadAsync("petitions.overdue", new(February.From, new(2026, 2, 25)))).Value);
            Assert.Equal(0, (await ReadAsync("petitions.open", February)).Value);
        }
    }

    [Fact]
    public async Task ClosedTwiceInOneMonth_CountsOnce_AndTwiceOnlyInTwoMonths()
    {
        var at = await ClosedAsync(new(2026, 2, 2), new(2026, 2, 9), new(2026, 2, 5));
        at = await Petitions.ReopenAsync(Worker, new(at.Id, at.Version, "又坏了", new(2026, 2, 6), new(2026, 2, 12)), Stop);
        at = await CloseAsync(at, new(2026, 2, 10), PetitionOutcome.Resolved);
        at = await Petitions.ReopenAsync(Worker, new(at.Id, at.Version, "又坏了", new(2026, 2, 20), new(2026, 3, 3)), Stop);
        await CloseAsync(at, new(2026, 3, 6), PetitionOutcome.Explained);
        foreach (var (period, closed, resolved) in new[] { (February, 1, 1), (March, 1, 0),
            (new Period(new(2026, 2, 6), new(2026, 2, 28)), 1, 1), (new Period(February.From, March.To), 1, 1) })
        {
            Assert.Equal((closed, resolved),
                ((await ReadAsync("petitions.closed", period)).Value, (await ReadAsync("petitions.resolved", period)).Value));
        }

        // Late in its third round, from the day after that round's due date.
        Assert.Equal((0d, 1d, 0d),
            ((await OverdueOn(new(2026, 3, 3))).Value, (await OverdueOn(new(2026, 3, 5))).Value, (await OverdueOn(new(2026, 3, 6))).Value));
        var pages = await store.Get<MetricQueries>()
            .ReadDifferenceAsync(Metric("petitions.closed"), Metric("petitions.resolved"), new(February, TestStore.Today), new(), null,
                Stop);
        Assert.Empty(pages.Parts);

        Task<MetricValue> OverdueOn(DateOnly day) => ReadAsync("petitions.overdue", new(February.From, day));
    }

    [Fact]
    public async Task AHazardThatComesBack_StaysWhatItWas_AndIsOverdueFromTheDayOfItsReturn()
    {
        var inTime = await FoundAsync(new(2026, 2, 2), new(2026, 2, 10));
        inTime = await Hazards.RectifyAsync(Worker, new(inTime.Id, inTime.Version, "物业", new(2026, 2, 9)), Stop);
        var late = await FoundAsync(new(2026, 2, 2), new(2026, 2, 10));
        await Hazards.RectifyAsync(Worker, new(late.Id, late.Version, "物业", new(2026, 2, 12)), Stop);
        await HoldsAsync();

        inTime = await Hazards.ReturnAsync(Worker, new(inTime.Id, inTime.Version, "不合格", new(2026, 3, 2)), Stop);
        await HoldsAsync();
        // Its due date stays, and has passed: it is overdue at once, and was not in between.
        Assert.Equal((0d, 1d), ((await OverdueOn(new(2026, 3, 1))).Value, (await OverdueOn(new(2026, 3, 2))).Value));

        inTime = await Hazards.RectifyAsync(Worker, new(inTime.Id, inTime.Version, "物业", new(2026, 3, 4)), Stop);
        inTime = await Hazards.VerifyAsync(new("复查员", Role.Administrator), new(inTime.Id, inTime.Version, new(2026, 3, 5)), Stop);
        inTime = await Hazards.ReopenAsync(Worker, new(inTime.Id, inTime.Version, "又堆上了", new(2026, 3, 9)), Stop);
        await HoldsAsync();
        Assert.Equal((1d, 1d, 1d),
            ((await ReadAsync("hazards.rectified", March)).Value, (await ReadAsync("hazards.verified", March)).Value,
                (await ReadAsync("hazards.open", March)).Value));
        Assert.Equal(2, (await ReadAsync("hazards.rectified", new(February.From, March.To))).Value);
        Assert.Equal(0.5, (await ReadAsync("hazards.reopened-rate", February)).Value);
        await using var db = store.Open();
        var hazard = await db.Hazards.AsNoTracking().SingleAsync(row => row.Id == inTime.Id, Stop);
        Assert.Equal((null, null, new DateOnly(2026, 3, 23), 3),
            (hazard.RectifiedOn, hazard.VerifiedBy, hazard.DueOn, hazard.Rounds.Count));

        async Task HoldsAsync()
        {
            var onTime = await ReadAsync("hazards.on-time-rate", February);
            Assert.Equal((1d, 2d), (onTime.Numerator, onTime.Denominator));
            Assert.Equal((2d, 2d, 1d),
                ((await ReadAsync("hazards.found", February)).Value, (await ReadAsync("hazards.rectified", February)).Value,
                    (await ReadAsync("hazards.on-time-rate.b", February)).Value));
            Assert.Equal((1d, 0d), ((await OverdueOn(new(2026, 2, 11))).Value, (await ReadAsync("hazards.overdue", February)).Value));
        }

        Task<MetricValue> OverdueOn(DateOnly day) => ReadAsync("hazards.overdue", new(February.From, day));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task AMonthThatHasEnded_NeverChangesBecauseSomethingCameBack(int seed)
    {
        var dice = new Random(seed);
        var (petitions, hazards) = (new List<Saved>(), new List<Saved>());
        for (var i = 0; i < 12; i++)
        {
            var received = new DateOnly(2026, 2, 2).AddDays(dice.Next(10));
            var at = await ClosedAsync(received, received.AddDays(dice.Next(8)), received.AddDays(dice.Next(14)),
                (PetitionOutcome)dice.Next(3));
            if (dice.Next(2) == 0)
                at = await Petitions.CallBackAsync(Worker, new(at.Id, at.Version, Answers(dice), new(2026, 2, 28), StaysClosed: "再核实"),
                    Stop);
            petitions.Add(at);
            var hazard = await FoundAsync(received, received.AddDays(dice.Next(8)));
            hazards.Add(await Hazards.RectifyAsync(Worker, new(hazard.Id, hazard.Version, "物业", received.AddDays(dice.Next(14))), Stop));
        }

        var before = await PictureAsync();
        for (var (i, day) = (0, March.From); i < 8; i++, day = day.AddDays(2))
        {
            var place = dice.Next(petitions.Count);
            var at = await Petitions.ReopenAsync(Worker,
                new(petitions[place].Id, petitions[place].Version, "没有解决", day, day.AddDays(dice.Next(9))), Stop);
            at = await CloseAsync(at, day.AddDays(dice.Next(2)), (PetitionOutcome)dice.Next(3));
            if (dice.Next(2) == 0)
                at = await Petitions.CallBackAsync(Worker,
                    new(at.Id, at.Version, Answers(dice), day.AddDays(1), StaysClosed: "再核实"), Stop);
            petitions[place] = at;
            var hazard = hazards[^1];
            hazards.RemoveAt(hazards.Count - 1);
            await Hazards.ReturnAsync(Worker, new(hazard.Id, hazard.Version, "不合格", day), Stop);
            Assert.Equal(before, await PictureAsync());
        }
    }

    private static CallBackAnswers? Answers(Random dice) =>
        dice.Next(5) == 0 ? null : new(true, dice.Next(2) == 0, (Satisfaction)dice.Next(3));

    private async Task<Dictionary<string, MetricValue>> PictureAsync()
    {
        var picture = new Dictionary<string, MetricValue>();
        await store.Get<MetricCube>().BuildAsync(Stop);
        foreach (var metric in store.Get<MetricCatalogue>().All.Where(metric =>
            metric.Key.StartsWith("petitions.", StringComparison.Ordinal) || metric.Key.StartsWith("hazards.", StringComparison.Ordinal)))
        {
            if (!Moving.Any(moving => metric.Key.StartsWith(moving, StringComparison.Ordinal)))
                picture.Add(metric.Key, await ReadAsync(metric.Key, February, isCounted: true));
        }

        return picture;
    }

    private Metric Metric(string key) => store.Get<MetricCatalogue>()[key];

    /// <summary>The figure from the store; from the cube it is the same, and the list behind it has as many rows.</summary>
    private async Task<MetricValue> ReadAsync(string key, Period period, bool isCounted = false)
    {
        var cube = store.Get<MetricCube>();
        if (!isCounted) await cube.BuildAsync(Stop);
        var value = await store.Get<MetricQueries>().ReadAsync(Metric(key), new(period, TestStore.Today), Stop);
        Assert.Equal(value, cube.Current!.For(null).Read(Metric(key), period, TestStore.Today));
        var rows = await store.Get<MetricQueries>().ReadRowsAsync(Metric(key), new(period, TestStore.Today), new(), Stop);
        Assert.Equal(value.N, rows.Total);
        return value;
    }

    private async Task<Saved> FoundAsync(DateOnly found, DateOnly due) =>
        await Hazards.EnterAsync(Worker, Make.HazardValues(foundOn: found).With(x => x.DueOn, due), null, Stop);

    private async Task<Saved> ClosedAsync(DateOnly received, DateOnly due, DateOnly closed,
        PetitionOutcome outcome = PetitionOutcome.Resolved)
    {
        var at = await Petitions.EnterAsync(Worker, Make.PetitionValues(receivedOn: received).With(x => x.DueOn, due), null, Stop);
        return await CloseAsync(at, closed, outcome);
    }

    private Task<Saved> CloseAsync(Saved at, DateOnly on, PetitionOutcome outcome) =>
        Petitions.CloseAsync(Worker, new(at.Id, at.Version, outcome, on, Note: "说明", SkipReason: "当场办结"), Stop);
}
