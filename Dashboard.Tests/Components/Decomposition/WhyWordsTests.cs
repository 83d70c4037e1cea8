using System.Globalization;
using Concentric.Dashboard.Features.Decomposition;
using Concentric.Decomposition;
using Concentric.Metrics;
using Concentric.ProcessCharts;
using Concentric.Time;

namespace Concentric.Tests.Components.Decomposition;

/// <summary>The first sentence on a change, in what is rare.</summary>
public sealed class WhyWordsTests
{
    private static readonly Metric Rate = new MetricCatalogue(new())["petitions.satisfaction-rate"];
    private static readonly ProcessRestart Heating = new(new(2026, 2, 12), false, [new(1, "供暖季", "heating season", "", "")]);

    public WhyWordsTests() => CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = new("en");

    /// <summary>Without a direction there is no other way to go.</summary>
    [Fact]
    public void WhereTheWholeStayedTheSame_PartsRoseAndFell()
    {
        var sentence = Headline(default, Row("A", 0.1, VariationKind.Better), Row("B", -0.1, VariationKind.Worse));
        Assert.EndsWith(": A (+10.0) rose; B (−10.0) fell; together they cancel out; all others came and went as usual.", sentence);
        Assert.EndsWith(": A (+10.0) rose; all others came and went as usual.",
            Headline(default, Row("A", 0.1, VariationKind.Better), Row("B", -0.1, VariationKind.AsUsual)));
    }

    /// <summary>What is named is taken together by the reader: nothing cancels out that does not by the numbers beside it.</summary>
    [Fact]
    public void WhatIsNamed_CancelsOut_OnlyWhereItDoes()
    {
        const string CancelsOut = "together they cancel out";
        WhyRow[] even = [Row("A", 0.1, VariationKind.Better), Row("B", -0.1, VariationKind.Worse)];
        Assert.Contains(CancelsOut, Headline(default, even));
        Assert.Contains(CancelsOut, Headline(default, even, [Row("C", 0.1, VariationKind.AsUsual)]));
        Assert.DoesNotContain(CancelsOut, Headline(default, Row("A", 0.1, VariationKind.Better), Row("B", -0.05, VariationKind.Worse)));
        // Of two dimensions each tells the same change in its own way.
        Assert.DoesNotContain(CancelsOut, Headline(default, even, [Row("C", 0.1, VariationKind.Better)]));
        // Four fell, three of which are named.
        Assert.DoesNotContain(CancelsOut, Headline(default, Row("A", 0.1, VariationKind.Better), Row("B", -0.04, VariationKind.Worse),
            Row("C", -0.03, VariationKind.Worse), Row("D", -0.02, VariationKind.Worse), Row("E", -0.01, VariationKind.Worse)));
        Assert.DoesNotContain(CancelsOut, Headline(default, [.. even.Select(row => row with { ByDay = "+10 %" })]));
    }

    [Theory]
    [InlineData(VariationGap.CountsDistinct, "whether this is usual can't be told of this figure")]
    [InlineData(VariationGap.PastNotKept, "whether this is usual can't be told of this figure")]
    [InlineData(VariationGap.WithoutWorkingDays, "this period has no working day")]
    [InlineData(VariationGap.NoWorkingDays, "no working day of this period is over yet")]
    [InlineData(VariationGap.RestartWithin, "within this period came “heating season”")]
    [InlineData(VariationGap.TooFewSinceRestart, "within this period came “heating season”")]
    [InlineData(VariationGap.AllZero, "it was zero from “heating season” up to this period")]
    [InlineData(VariationGap.TooFewPoints, "what is usual can't be told yet")]
    public void WhyTheWholeIsNotJudged_IsSaid_AndYetOnlyWhereItWillBe(VariationGap gap, string told)
    {
        var variation = new FigureVariation(VariationKind.Unknown, gap, null, false, 0, null) { Restart = Heating };
        var sentence = Headline(variation, Row("A", 0.1, VariationKind.Unknown), Row("B", -0.1, VariationKind.Unknown));
        Assert.Contains(told, sentence);
        Assert.Equal(gap is VariationGap.TooFewPoints or VariationGap.NoWorkingDays, sentence.Contains(" yet"));
    }

    /// <summary>Of the first day it is not within the period, and is told as what leaves too little before it.</summary>
    [Fact]
    public void AnEventOfTheFirstDay_IsNoneWithinThePeriod()
    {
        var first = new FigureVariation(VariationKind.Unknown, VariationGap.TooFewSinceRestart, null, false, 0, null)
        { Restart = Heating with { Day = new(2026, 2, 1) }, LacksBefore = true };
        Assert.EndsWith(": since “heating season” there was too little time before this period to compare it with; below is what each "
            + "part adds.", Headline(first, Unjudged));
    }

    [Theory]
    [InlineData("2026-01-31", false)]
    [InlineData("2026-02-01", false)]
    [InlineData("2026-02-02", true)]
    [InlineData("2026-02-28", true)]
    public void ARestartIsWithinThePeriod_AfterItsFirstDay(string day, bool isWithin)
    {
        foreach (var gap in new[] { VariationGap.RestartWithin, VariationGap.TooFewSinceRestart, VariationGap.AllZero, VariationGap.None })
        {
            var variation = new FigureVariation(VariationKind.Unknown, gap, null, false, 0, null)
            { Restart = Heating with { Day = DateOnly.Parse(day, CultureInfo.InvariantCulture) } };
            Headline(variation, Unjudged, [], change =>
            {
                Assert.Equal(isWithin && gap is VariationGap.RestartWithin or VariationGap.TooFewSinceRestart && isWithin,
                    change.RestartWithin is not null);
                return change;
            });
        }
    }

    /// <summary>The event is named in the sentence, whatever the whole says; and once.</summary>
    [Theory]
    [InlineData(VariationGap.None, PartsGap.RestartBetween, false,
        "within the usual coming and going; single parts are not judged: between the two periods came “heating season”, and they have no "
        + "usual range in common.")]
    [InlineData(VariationGap.None, PartsGap.RestartWithinOther, false,
        "within the usual coming and going; single parts are not judged: within the other period came “heating season”, and the two have "
        + "no usual range in common.")]
    [InlineData(VariationGap.TooFewPoints, PartsGap.RestartBetween, false,
        "below is what each part adds; single parts are not judged: between the two periods came “heating season”, and they have no usual "
        + "range in common.")]
    [InlineData(VariationGap.TooFewSinceRestart, PartsGap.RestartBetween, true,
        "since “heating season” there was too little time before this period to compare it with; below is what each part adds.")]
    public void WhatLiesBetweenThePeriods_IsNamedInTheSentence(VariationGap gap, PartsGap parts, bool isOwn, string told)
    {
        var kind = gap == VariationGap.None ? VariationKind.AsUsual : VariationKind.Unknown;
        var between = Heating with { Day = new(2026, 1, 31) };
        var variation = new FigureVariation(kind, gap, null, false, 0, null)
        { Restart = isOwn ? between : null, LacksBefore = gap != VariationGap.None };
        Assert.EndsWith(told, Headline(variation, Unjudged, [], change => change with { PartsGap = parts, Restart = between }));
    }

    /// <summary>A community of two processes says so beside its numbers.</summary>
    [Fact]
    public void APartThatBeganAnew_SaysWithWhat()
    {
        var row = Row("A", 0.1, VariationKind.Unknown);
        Assert.Equal("", WhyWords.Note(row, Rate));
        Assert.Equal("between the days compared came “heating season”: not judged",
            WhyWords.Note(row with { Part = row.Part with { Restart = Heating } }, Rate));
    }

    private static WhyRow[] Unjudged => [Row("A", 0.1, VariationKind.Unknown), Row("B", -0.1, VariationKind.Unknown)];

    private static string Headline(FigureVariation variation, params WhyRow[] rows) => Headline(variation, rows, []);

    private static string Headline(FigureVariation variation, WhyRow[] rows, WhyRow[] bySource,
        Func<ExplainedChange, ExplainedChange>? with = null)
    {
        var dimension = new ChangeDimension(ChangeDimension.Community, [.. rows.Select(row => row.Part)]);
        var other = new ChangeDimension("source", [.. bySource.Select(row => row.Part)]);
        var change = new ExplainedChange(default, new(new(2026, 2, 1), new(2026, 2, 28)), PeriodKind.Custom, new(2026, 3, 18),
            new(new(new(2026, 1, 1), new(2026, 1, 31)), new(2026, 2, 18)), ChangeGap.None, new(0.5, 50, 100), new(0.5, 50, 100), variation,
            new(20, 20), PartsGap.None, [dimension]);
        return WhyWords.Headline(with?.Invoke(change) ?? change, Rate, new(null),
            bySource.Length == 0 ? [(dimension, rows)] : [(dimension, rows), (other, bySource)]);
    }

    private static WhyRow Row(string name, double own, VariationKind standing) => new(name,
        new(ChangePartKind.Community, "1", new(0.5 + own, 25, 50), new(0.5, 25, 50), new(0, own), standing),
        new(0, (long)Math.Round(own * 1000)), null, null, true, own);
}
