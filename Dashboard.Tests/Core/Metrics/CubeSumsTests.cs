using Concentric.CoBuilders;
using Concentric.Data;
using Concentric.Metrics;
using Concentric.Petitions;
using Concentric.Tests.TestData;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Core.Metrics;

/// <summary>
/// Sums are packed by how large they are, in blocks of days, and what came later is counted by blocks too: whatever the size and the span,
/// the cube tells them exactly.
/// </summary>
public sealed class CubeSumsTests
{
    /// <summary>Around each width, one that needs all eight bytes, and what is taken back.</summary>
    private static readonly long[] Amounts =
        [1, 200, 255, 256, 60_000, 65_535, 65_536, int.MaxValue, int.MaxValue + 1L, 5_000_000_000_000, -1, -70_000, -5_000_000_000_000];

    private static readonly int[] Communities = [TestStore.Xinsheng, TestStore.Xinshun];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task SumsOfEverySize_AreToldToTheFen_AlsoAfterADayLongAgoHasChanged(int seed)
    {
        var dice = new Random(seed);
        await using var store = await TestStore.CreateAsync();
        var unit = new CoBuilder { Name = "物业", NameEn = "Property", JoinedOn = TestStore.Today };
        await store.AddAsync(unit);
        var given = Enumerable.Range(0, 60).Select(_ => Given(unit.Id, Day(dice), Amounts[dice.Next(Amounts.Length)], dice)).ToList();
        // Each by itself, with nothing of its time beside it.
        given.AddRange(Amounts.Select((fen, i) => Given(unit.Id, TestStore.Today.AddYears(-2 - i), fen, dice)));
        // A slip of the pen, long before all others; and days that follow each other where one block of days ends.
        given.Add(Given(unit.Id, new(206, 3, 1), 300, dice));
        var bound = TestStore.Today.AddDays(-(TestStore.Today.DayNumber % 64) - 640);
        given.AddRange(Enumerable.Range(-2, 4).Select(days => Given(unit.Id, bound.AddDays(days), 700, dice)));
        await store.AddAsync([.. given]);
        using var cube = new MetricCube(store.Factory, new MetricCatalogue(new MetricOptions()), store.Time);
        await cube.BuildAsync(Cancellation);
        Compare(cube, given, dice);

        for (var step = 0; step < 12; step++)
        {
            var changed = given[dice.Next(given.Count)];
            var (before, after) = (changed.GivenOn, dice.Next(2) == 0 ? changed.GivenOn : Day(dice));
            (changed.GivenOn, changed.AmountFen) = (after, dice.Next(4) == 0 ? 0 : Amounts[dice.Next(Amounts.Length)]);
            await using (var db = store.Open())
            {
                await db.Set<Contribution>().Where(x => x.Id == changed.Id).ExecuteUpdateAsync(
                    set => set.SetProperty(x => x.GivenOn, after).SetProperty(x => x.AmountFen, changed.AmountFen), Cancellation);
            }

            var (earlier, periods) = (cube.Current!, PeriodsOf(given, dice));
            var told = periods.ConvertAll(period => Read(cube, earlier, null, period));
            await cube.RecountAsync(new Dictionary<string, IReadOnlyCollection<DateOnly>?>
            {
                [RecordKinds.NameOf<Contribution>()] = step == 6 ? null : [before, after],
            }, Cancellation);
            Compare(cube, given, dice);
            // Whoever still reads the snapshot from before reads what it was.
            Assert.NotSame(earlier, cube.Current);
            Assert.Equal(told, periods.ConvertAll(period => Read(cube, earlier, null, period)));
        }

        Assert.Empty(await cube.VerifyAsync(Cancellation));
    }

    /// <summary>
    /// Some hundred cases of one community, and some that two share, closed early, late or never: a past span as of a past day has those
    /// that had been closed by then.
    /// </summary>
    [Theory]
    [InlineData(63, 400)]
    [InlineData(64, 400)]
    [InlineData(65, 400)]
    [InlineData(420, 400)]
    [InlineData(420, 15)]
    public async Task WhatCameLater_IsTakenOffOfAnySpan_AsOfAnyDay_HoweverMuchItIs(int count, int days)
    {
        var dice = new Random(count);
        await using var store = await TestStore.CreateAsync();
        var petitions = Enumerable.Range(0, count).Select(_ => Make.Petition(Communities[dice.Next(2)], Received(), petition =>
        {
            petition.ClosedOn = dice.Next(9) == 0 ? null : petition.DueOn.AddDays(dice.Next(-3, 70));
            petition.FirstClosedOn = petition.ClosedOn;
            petition.Outcome = petition.ClosedOn is null ? null : PetitionOutcome.Resolved;
            if (dice.Next(6) > 0) return;
            petition.IsJoint = true;
            petition.Communities.AddRange(Communities.Select(id => new PetitionCommunity { CommunityId = id }));
        })).ToArray();
        await store.AddAsync(petitions);
        using var cube = new MetricCube(store.Factory, new MetricCatalogue(new MetricOptions()), store.Time);
        await cube.BuildAsync(Cancellation);
        for (var i = 0; i < 400; i++)
        {
            int[]? chosen = dice.Next(3) switch { 0 => null, 1 => Communities, _ => [Communities[dice.Next(2)]] };
            var some = Span(Received().AddDays(7), Received().AddDays(7));
            var seenOn = some.To.AddDays(1 + dice.Next(75));
            var due = petitions.Where(x => some.Contains(x.DueOn)
                && (chosen is null || x.IsJoint || chosen.Contains(x.CommunityId))).ToList();
            var read = cube.Current!.For(chosen).Read(cube.Catalogue["petitions.closing-rate"], some, seenOn);
            Assert.Equal((due.Count(x => x.ClosedOn <= seenOn), due.Count), ((int)read.Numerator!, (int)read.Denominator!));
        }

        DateOnly Received() => TestStore.Today.AddDays(-100 - dice.Next(days));
    }

    private static void Compare(MetricCube cube, List<Contribution> given, Random dice)
    {
        foreach (var period in PeriodsOf(given, dice))
        {
            int[]? chosen = dice.Next(3) switch { 0 => null, 1 => Communities, _ => [Communities[dice.Next(2)]] };
            var expected = given.Where(x => period.Contains(x.GivenOn) && (chosen is null || chosen.Contains(x.CommunityId)))
                .Sum(x => x.AmountFen);
            Assert.Equal(expected / 100.0, Read(cube, cube.Current!, chosen, period));
        }
    }

    private static double? Read(MetricCube cube, CubeSnapshot snapshot, int[]? chosen, Period period) =>
        snapshot.For(chosen).Read(cube.Catalogue["contributions.yuan"], period, TestStore.Today).Value;

    /// <summary>All time, each day that has anything, and spans of the last year.</summary>
    private static List<Period> PeriodsOf(List<Contribution> given, Random dice) =>
    [
        new(DateOnly.MinValue, DateOnly.MaxValue), .. given.Select(x => new Period(x.GivenOn, x.GivenOn)),
        .. Enumerable.Range(0, 60).Select(_ => Span(Day(dice), Day(dice))),
    ];

    private static Period Span(DateOnly one, DateOnly other) => one < other ? new(one, other) : new(other, one);

    private static Contribution Given(long unit, DateOnly day, long fen, Random dice) => new()
    {
        CommunityId = Communities[dice.Next(Communities.Length)],
        CoBuilderId = unit,
        GivenOn = day,
        AmountFen = fen,
        Purpose = "修路",
    };

    private static DateOnly Day(Random dice) => TestStore.Today.AddDays(-dice.Next(400));
}
