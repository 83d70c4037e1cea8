using Concentric.Rotation;
using CsCheck;

namespace Concentric.Tests.Core.Rotation;

/// <summary>A whole page of metrics on made-up streets: how often it says anything that is not there, and how often what is.</summary>
public sealed class EffectFamilyTests(ITestOutputHelper output)
{
    private const int Pages = 400;

    [Theory]
    [InlineData(8, 2, Pages)]
    [InlineData(12, 2, Pages)]
    [InlineData(20, 2, Pages)]
    [InlineData(30, 3, 100)]
    [InlineData(50, 2, 200)]
    public void WithoutAnEffect_AtMostFiveOfAHundredPagesSayAnything(int communities, int exchanged, int pages)
    {
        var made = new NullExchange(20260507);
        var (any, alone, primary) = (0, 0, 0);
        for (var page = 0; page < pages; page++)
        {
            var family = made.Make(communities, exchanged);
            if (Says(EffectFamily.Judge(family, exchanged))) any++;
            if (Says(EffectFamily.Judge(family, exchanged, 2))) primary++;
            if (family.Any(metric => DifferenceInDifferences.Compare([metric.Changes], exchanged)[0] is { IsMarked: true })) alone++;
        }

        output.WriteLine($"| {communities}, {exchanged} exchanged, {pages} pages | {Share(alone, pages)} | {Share(any, pages)} | "
            + $"{Share(primary, pages)} |");
        // No more than chance makes of 5 in 100, in 99 of 100 runs.
        var most = (int)((0.05 * pages) + (2.33 * Math.Sqrt(pages * 0.05 * 0.95)));
        Assert.InRange(any, 0, most);
        Assert.InRange(primary, 0, most);
        Assert.True(alone > pages / 5, "Judged one by one the metrics of a page say something much more often.");
    }

    /// <summary>Why one length of windows counts: of several, or of one looked at each week, the most marked would be believed.</summary>
    [Theory]
    [InlineData(12)]
    [InlineData(20)]
    public void OneLengthOfWindows_HoldsTheFive_AndTheFirstOfManyDoesNot(int communities)
    {
        int[] lengths = [.. Enumerable.Range(EffectWindows.LeastWeeks, NullExchange.Weeks - EffectWindows.LeastWeeks + 1)];
        var made = new NullExchange(20261130);
        var (one, ofThree, anyWeek) = (0, 0, 0);
        for (var page = 0; page < Pages; page++)
        {
            // The first rate, fixed beforehand and judged by itself.
            var says = made.MakeFirstRates(communities, 2, lengths).Select((rate, i) => (Weeks: lengths[i],
                Says: DifferenceInDifferences.Compare([rate.Changes], 2)[0] is { IsMarked: true })).ToList();
            one += says.Exists(length => length is { Weeks: 26, Says: true }) ? 1 : 0;
            ofThree += says.Exists(length => length.Says && EffectWindows.Choices.Contains(length.Weeks)) ? 1 : 0;
            anyWeek += says.Exists(length => length.Says) ? 1 : 0;
        }

        output.WriteLine($"| {communities}, 2 exchanged, {Pages} pages | {Share(one, Pages)} | {Share(ofThree, Pages)} | "
            + $"{Share(anyWeek, Pages)} |");
        Assert.InRange(one, 0, (int)((0.05 * Pages) + (2.33 * Math.Sqrt(Pages * 0.05 * 0.95))));
        Assert.True(anyWeek > 2 * one, $"Looked at each week it says something in {anyWeek} pages, once in {one}.");
        Assert.True(ofThree > one);
    }

    [Theory]
    [InlineData(8, 2, 200, 0.25)]
    [InlineData(12, 2, 200, 0.5)]
    [InlineData(20, 2, 200, 0.6)]
    [InlineData(30, 3, 100, 0.8)]
    [InlineData(50, 2, 100, 0.65)]
    public void APlantedEffect_IsFoundAsOftenAsSaid(int communities, int exchanged, int pages, double least)
    {
        var made = new NullExchange(20250507);
        var (counts, rates, primary) = (0, 0, 0);
        for (var page = 0; page < pages; page++)
        {
            var family = made.Make(communities, exchanged, Math.Log(2), 0.15);
            var judged = EffectFamily.Judge(family, exchanged);
            counts += judged[0].Verdict == EffectVerdict.Better ? 1 : 0;
            rates += judged[2].Verdict == EffectVerdict.Better ? 1 : 0;
            primary += EffectFamily.Judge(family, exchanged, 2)[2].Verdict == EffectVerdict.Better ? 1 : 0;
        }

        output.WriteLine($"| {communities}, {exchanged} exchanged | {Share(counts, pages)} | {Share(rates, pages)} | "
            + $"{Share(primary, pages)} |");
        Assert.True(counts >= least * pages);
        Assert.True(primary > rates, "Fixed beforehand, a metric is found more often.");
    }

    [Theory]
    [InlineData(12)]
    [InlineData(20)]
    public void WhoWasChosenBecauseTheyStoodLast_IsNotCalledBetterForComingBack(int communities)
    {
        var made = new NullExchange(18860101);
        var (better, bare, warned, found) = (0, 0, 0, 0);
        for (var page = 0; page < Pages; page++)
        {
            var family = made.Make(communities, 2, isWorst: true);
            var judged = EffectFamily.Judge(family, 2, 2)[2];
            better += judged.Verdict == EffectVerdict.Better ? 1 : 0;
            bare += judged.Net is { IsMarked: true, Estimate: > 0 } ? 1 : 0;
            warned += judged.Standing!.Place == BeforePlace.Last ? 1 : 0;
            family = made.Make(communities, 2, rates: 0.3, isWorst: true);
            found += EffectFamily.Judge(family, 2, 2)[2].Verdict == EffectVerdict.Better ? 1 : 0;
        }

        output.WriteLine($"| {communities} | {Share(bare, Pages)} | {Share(better, Pages)} | {Share(warned, Pages)} | "
            + $"{Share(found, Pages)} |");
        Assert.InRange(better, 0, Pages / 20);
        Assert.True(bare > better);
        Assert.Equal(Pages, warned);
    }

    [Fact]
    public void AFamilyOfOne_IsJudgedAsThatMetricAlone() => Changes.Array[8, 12].Sample(changes =>
    {
        var straight = DifferenceInDifferences.Compare(changes[..2], changes[2..]);
        Assert.Equal(straight, EffectFamily.Judge([Of(changes)], 2)[0].Net);
        Assert.Equal(straight, EffectFamily.Judge([Of(changes)], 2, 0)[0].Net);
    }, iter: 100);

    [Fact]
    public void AMetricMore_NeverMakesAnotherMoreMarked() => Gen.Select(Changes.Array[10], Changes.Array[10]).Sample((one, other) =>
    {
        var alone = EffectFamily.Judge([Of(one)], 2)[0].Net!.Value;
        var together = EffectFamily.Judge([Of(one), Of(other)], 2);
        Assert.True(together[0].Net!.Value.Rank >= alone.Rank);
        Assert.True(together[0].Net!.Value.High - together[0].Net!.Value.Low >= alone.High - alone.Low - 1e-9);
        // The same records seen twice are no two chances.
        Assert.Equal(alone.Rank, EffectFamily.Judge([Of(one), Of(one)], 2)[1].Net!.Value.Rank);
    }, iter: 100);

    [Fact]
    public void AMetricThatSomeLack_IsJudgedByTheOthers_AndHidesNoneThatAllHave()
    {
        var changes = Enumerable.Range(0, 12)
            .Select(i => (CommunityChange?)new CommunityChange(i < 2 ? 3 : Math.Sin(i) / 4, 0.05)).ToArray();
        CommunityChange?[] lacking = [.. changes.Select((change, i) => i is 5 or 6 or 7 ? null : change)];
        CommunityChange?[] few = [.. changes.Select((change, i) => i > 5 ? null : change)];
        CommunityChange?[] own = [.. changes.Select((change, i) => i == 1 ? null : change)];
        var judged = EffectFamily.Judge([Of(changes), Of(lacking), Of(few), Of(own)], 2);
        Assert.Equal([EffectVerdict.Better, EffectVerdict.Better, EffectVerdict.CannotTell, EffectVerdict.CannotTell],
            judged.Select(one => one.Verdict));
        Assert.Equal([10, 7, 4, 10], judged.Select(one => one.Others));
        Assert.Equal([VerdictReason.TooFewOthers, VerdictReason.TooFewCases], judged.Skip(2).Select(one => one.Reason));
    }

    [Fact]
    public void WhereTheMetricFixedBeforehandShowsNothing_TheOthersAreNotJudged()
    {
        var marked = Of([.. Enumerable.Range(0, 12).Select(i => new CommunityChange(i < 2 ? 3 : Math.Sin(i) / 4, 0.05))]);
        var quiet = Of([.. Enumerable.Range(0, 12).Select(i => new CommunityChange(Math.Sin(i) / 4, 0.05))]);
        var missing = quiet with { Changes = [null, .. quiet.Changes.Skip(1)] };
        Assert.Equal((EffectVerdict.CannotTell, VerdictReason.PrimaryShowsNone), Said(EffectFamily.Judge([quiet, marked], 2, 0)[1]));
        Assert.Equal((EffectVerdict.CannotTell, VerdictReason.NotMarked), Said(EffectFamily.Judge([quiet, marked], 2, 0)[0]));
        Assert.Equal((EffectVerdict.Better, VerdictReason.Marked), Said(EffectFamily.Judge([quiet, marked], 2, 1)[1]));
        Assert.Equal((EffectVerdict.CannotTell, VerdictReason.NotMarked), Said(EffectFamily.Judge([quiet, marked], 2, 1)[0]));
        // One that can't be judged takes nothing from the others.
        Assert.Equal((EffectVerdict.Better, VerdictReason.Marked), Said(EffectFamily.Judge([missing, marked], 2, 0)[1]));
    }

    [Theory]
    [InlineData(3, 3, false)]
    [InlineData(3, 4, true)]
    [InlineData(4, 4, true)]
    [InlineData(1, 18, false)]
    [InlineData(1, 19, true)]
    [InlineData(2, 4, false)]
    [InlineData(2, 5, true)]
    [InlineData(6, 1, false)]
    [InlineData(0, 30, false)]
    [InlineData(3, 0, false)]
    public void WhereNoGroupingIsRare_NothingCanEverBeTold(int exchanged, int others, bool canTell)
    {
        Assert.Equal(canTell, DifferenceInDifferences.CanTell(exchanged, others));
        if (exchanged == 0 || others == 0) return;
        // However large the effect is.
        var changes = Enumerable.Range(0, exchanged + others)
            .Select(i => new CommunityChange(i < exchanged ? 1_000 + i : i, 0.01)).ToArray();
        Assert.Equal(canTell, DifferenceInDifferences.Compare(changes[..exchanged], changes[exchanged..]) is { IsMarked: true });
    }

    [Theory]
    [InlineData(1, 19)]
    [InlineData(2, 5)]
    [InlineData(3, 4)]
    [InlineData(5, 2)]
    public void TheLeastNumberOfOthers_IsTheFirstThatCanTell(int exchanged, int least)
    {
        Assert.Equal(least, DifferenceInDifferences.LeastOthers(exchanged));
        Assert.False(DifferenceInDifferences.CanTell(exchanged, least - 1));
    }

    [Fact]
    public void WhoStoodLast_IsSaidTo_AndTiesAreNeither()
    {
        Assert.Equal(BeforePlace.Last, StandingBefore.Read([0.1, 0.2, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95], 2).Place);
        Assert.Equal([8, 7], StandingBefore.Read([0.1, 0.2, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95], 2).Ranks);
        Assert.Equal(BeforePlace.First, StandingBefore.Read([0.99, 0.97, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95], 2).Place);
        Assert.Equal(BeforePlace.Among, StandingBefore.Read([0.1, 0.97, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95], 2).Place);
        Assert.Equal(BeforePlace.Among, StandingBefore.Read([1, 1, 1, 1, 1, 1, 1, 1], 2).Place);
    }

    private static Gen<CommunityChange> Changes { get; } =
        Gen.Select(Gen.Double[-1, 1], Gen.Double[0.01, 1], (value, variance) => new CommunityChange(value, variance));

    // Levels in no order of the changes.
    private static MetricChanges Of(IReadOnlyList<CommunityChange> changes) => Of([.. changes.Select(change => (CommunityChange?)change)]);

    private static MetricChanges Of(CommunityChange?[] changes) => new(changes, [.. changes.Select((_, i) => i < 2 ? 0.5 : i % 2)]);

    private static (EffectVerdict, VerdictReason) Said(JudgedChange judged) => (judged.Verdict, judged.Reason);

    private static bool Says(IReadOnlyList<JudgedChange> judged) => judged.Any(one => one.Verdict != EffectVerdict.CannotTell);

    private static string Share(int count, int pages) =>
        (count / (double)pages).ToString("0.0 %", System.Globalization.CultureInfo.InvariantCulture);
}
