using Concentric.Decomposition;
using Concentric.Metrics;
using CsCheck;

namespace Concentric.Tests.Core.Decomposition;

/// <summary>That parts add up, exactly and as they are shown.</summary>
public sealed class RateDecompositionTests
{
    private static readonly MetricCatalogue Catalogue = new(new MetricOptions());

    private static readonly Gen<PartCases> Part = Gen.Select(Gen.Int[0, 60], Gen.Int[0, 60], Gen.Int[0, 10], Gen.Int[0, 10],
        (cases, before, counted, countedBefore) => new PartCases(cases * counted / 10.0, cases, before * countedBefore / 10.0, before));

    [Fact]
    public void TheEffects_AreThoseReckonedByHand()
    {
        // 80 of 100 and 30 of 50 before (73.3 %); 30 of 50 and 90 of 100 now (80 %).
        var effects = RateDecomposition.Of([new(30, 50, 80, 100), new(90, 100, 30, 50)])!;
        // Shares go from 2/3 to 1/3, rates from 0.8 to 0.6; the middle is (0.8 + 0.7333) / 2.
        Assert.Equal(-1 / 3.0 * (0.7 - ((0.8 + (110 / 150.0)) / 2)), effects[0].Mix, 12);
        Assert.Equal(-0.2 * 0.5, effects[0].Own, 12);
        Assert.Equal(0.3 * 0.5, effects[1].Own, 12);
        Assert.Equal(0.8 - (110 / 150.0), effects.Sum(effect => effect.Total), 12);
    }

    [Fact]
    public void TheParts_AddUp_AndExchangedPeriodsChangeTheSignAlone() => Part.Array[1, 12].Sample(parts =>
    {
        var (cases, before) = (parts.Sum(part => part.Cases), parts.Sum(part => part.CasesBefore));
        if (RateDecomposition.Of(parts) is not { } effects) return cases == 0 || before == 0;
        var change = (parts.Sum(part => part.Counted) / cases) - (parts.Sum(part => part.CountedBefore) / before);
        var back = RateDecomposition.Of([.. parts.Select(part => new PartCases(part.CountedBefore, part.CasesBefore, part.Counted,
            part.Cases))])!;
        return Math.Abs(effects.Sum(effect => effect.Total) - change) < 1e-9
            && effects.Zip(back).All(pair => Math.Abs(pair.First.Mix + pair.Second.Mix) < 1e-9
                && Math.Abs(pair.First.Own + pair.Second.Own) < 1e-9)
            // A part that is in one period alone has no rate of its own that could have changed.
            && parts.Zip(effects).All(pair => (pair.First.Cases > 0 && pair.First.CasesBefore > 0) || pair.Second.Own == 0);
    });

    [Fact]
    public void WhatIsShown_AddsUpToTheLastDigit_AndNoNumberIsOffByAWholeOne() => Part.Array[2, 50].Sample(parts =>
    {
        if (RateDecomposition.Of(parts) is not { } effects) return true;
        var metric = Catalogue["petitions.satisfaction-rate"];
        var change = effects.Sum(effect => effect.Total);
        var shown = ShownChange.Of(metric, change, effects);
        return shown.Total.Total == (long)Math.Round(Math.Round(change * 1000, 6), MidpointRounding.AwayFromZero)
            && shown.Parts.Sum(part => part.Mix) == shown.Total.Mix && shown.Parts.Sum(part => part.Own) == shown.Total.Own
            && shown.Parts.Zip(effects).All(pair => Math.Abs(pair.First.Mix - (pair.Second.Mix * 1000)) < 1 + 1e-6
                && Math.Abs(pair.First.Own - (pair.Second.Own * 1000)) < 1 + 1e-6)
            && shown.Parts.Zip(effects).All(pair => pair.Second.Own != 0 || pair.First.Own == 0);
    });

    [Fact]
    public void CountsAreWhole_AndYuanHaveTheirFen()
    {
        var shown = ShownChange.Of(Catalogue["petitions.received"], -4, [new(0, -7), new(0, 3)]);
        Assert.Equal([-7, 3], shown.Parts.Select(part => part.Total));
        Assert.Equal(-4, shown.Total.Total);
        Assert.Equal(12_345, ShownChange.Of(Catalogue["contributions.yuan"], 123.45, [new(0, 123.45)]).Total.Total);
    }

    [Fact]
    public void TheIntervalOfADifference_IsThePublishedOne()
    {
        // Newcombe 1998, table II (a): 56/70 less 48/80, method 10: 0.0524 to 0.3339.
        var (low, high) = TwoPeriods.Difference(new(56, 70, 48, 80), 1, 1.959964);
        Assert.Equal(0.0524, low, 4);
        Assert.Equal(0.3339, high, 4);
    }
}
