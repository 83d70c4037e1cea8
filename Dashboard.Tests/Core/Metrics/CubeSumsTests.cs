using Concentric.CoBuilders;
using Concentric.Data;
using Concentric.Metrics;
using Concentric.Tests.TestData;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Core.Metrics;

/// <summary>Sums are packed by how large they are; whatever their size, the cube tells them to the fen.</summary>
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
        // A slip of the pen, long before all others.
        given.Add(Given(unit.Id, new(206, 3, 1), 300, dice));
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

            await cube.RecountAsync(new Dictionary<string, IReadOnlyCollection<DateOnly>?>
            {
                [RecordKinds.NameOf<Contribution>()] = step == 6 ? null : [before, after],
            }, Cancellation);
            Compare(cube, given, dice);
        }

        Assert.Empty(await cube.VerifyAsync(Cancellation));
    }

    private static void Compare(MetricCube cube, List<Contribution> given, Random dice)
    {
        var metric = cube.Catalogue["contributions.yuan"];
        List<Period> periods = [new(DateOnly.MinValue, DateOnly.MaxValue), .. given.Select(x => new Period(x.GivenOn, x.GivenOn))];
        for (var i = 0; i < 60; i++)
        {
            var (a, b) = (Day(dice), Day(dice));
            periods.Add(a < b ? new(a, b) : new(b, a));
        }

        foreach (var period in periods)
        {
            int[]? chosen = dice.Next(3) switch { 0 => null, 1 => Communities, _ => [Communities[dice.Next(2)]] };
            var expected = given.Where(x => period.Contains(x.GivenOn) && (chosen is null || chosen.Contains(x.CommunityId)))
                .Sum(x => x.AmountFen);
            Assert.Equal(expected / 100.0, cube.Current!.For(chosen).Read(metric, period, TestStore.Today).Value);
        }
    }

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
