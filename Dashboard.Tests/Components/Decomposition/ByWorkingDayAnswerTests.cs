using Concentric.Dashboard.Api;
using Concentric.Decomposition;
using Concentric.Metrics;
using Concentric.ProcessCharts;
using Concentric.Time;

namespace Concentric.Tests.Components.Decomposition;

/// <summary>The API gives the comparison by the working day beside the plain one, as the page tells it.</summary>
public sealed class ByWorkingDayAnswerTests
{
    private static readonly MetricCatalogue Catalogue = new(new());

    /// <summary>30 in 20 working days against 10 in 10: by the day half as many more, not three times as many.</summary>
    [Fact]
    public void ACount_IsHeldAgainstAsManyWorkingDays()
    {
        Assert.Equal(new(10, 0.5), Of("petitions.received", 30, 10, new(20, 10)));
        // With more days there may be fewer by the day.
        Assert.Equal(new(-5, -0.25), Of("petitions.received", 15, 10, new(20, 10)));
        Assert.Equal(new(30, null), Of("petitions.received", 30, 0, new(20, 10)));
    }

    [Fact]
    public void WhatIsJudgedAsItIs_HasNone()
    {
        Assert.Null(Of("petitions.received", 30, 10, new(20, 20)));
        Assert.Null(Of("petitions.received", 30, 10, new(20, 0)));
        Assert.Null(Of("petitions.closing-rate", 0.9, 0.8, new(20, 10)));
        Assert.Null(Of("petitions.overdue", 3, 1, new(20, 10)));
        Assert.Null(Of("petitions.received", 30, 10, new(20, 10), ChangeGap.NotCovered));
    }

    /// <summary>The whole has none where one community alone began anew.</summary>
    [Fact]
    public void APart_SaysWithWhatItBeganAnewByItself()
    {
        var part = new ChangePart(ChangePartKind.Rest, "", new(3), new(1), new(0, 2), VariationKind.Unknown);
        var period = new Period(new(2026, 2, 1), new(2026, 2, 28));
        var change = new ExplainedChange(default, period, PeriodKind.Custom, new(2026, 3, 18), null, ChangeGap.None, new(3), new(1),
            default, new(20, 20), PartsGap.None, []);
        var dimension = new ChangeDimension(ChangeDimension.Community, [part]);
        Assert.Null(Told(part));
        var told = Told(part with { Restart = new(new(2026, 2, 10), true, []) });
        Assert.Equal((new DateOnly(2026, 2, 10), true), (told!.RestartedOn, told.IsNewSecretary));

        RestartAnswer? Told(ChangePart one) =>
            ChangeAnswer.PartOf(Catalogue["petitions.received"], change, dimension, one, null!).Restart;
    }

    private static ByWorkingDayAnswer? Of(string key, double now, double was, WorkingDaysCompared days, ChangeGap gap = ChangeGap.None)
    {
        MetricValue value = new(now), before = new(was);
        var period = new Period(new(2026, 2, 1), new(2026, 2, 28));
        return ByWorkingDayAnswer.Of(Catalogue[key], new(default, period, PeriodKind.Custom, new(2026, 3, 18), null, gap, value, before,
            default, days, PartsGap.None, []), value, before);
    }
}
