using Concentric.Calendar;
using Concentric.Metrics;
using Concentric.Petitions;
using Concentric.ProcessCharts;
using Concentric.Tests.Core.Metrics.CubeVerification;
using Concentric.Tests.TestData;
using Concentric.Time;

namespace Concentric.Tests.Core.ProcessCharts;

/// <summary>Figures judged by their own past, from real records through the cube. Today is Wednesday, 18 March 2026.</summary>
public sealed class VariationReaderTests : IAsyncLifetime
{
    private static readonly PeriodOnDay March = new(new(new(2026, 3, 1), new(2026, 3, 31)), PeriodKind.Month, TestStore.Today);

    private LiveCube live = null!;

    public async ValueTask InitializeAsync() => live = await LiveCube.CreateAsync();

    public ValueTask DisposeAsync() => live.DisposeAsync();

    [Fact]
    public async Task ACount_IsJudgedByTheWorkingDaysItHad()
    {
        // One on each working day for 14 months, and since March three.
        await ReceiveAsync(new(2025, 1, 1), new(2026, 2, 28), 1);
        await ReceiveAsync(new(2026, 3, 1), TestStore.Today, 3);
        var received = Judge("petitions.received", March);
        Assert.Equal((VariationKind.Changed, true, 14), (received.Kind, received.IsMonthly, received.Points));
        // March has 13 working days so far.
        Assert.Equal(13, received.Usual!.Value.Centre, 6);
        Assert.InRange(received.Usual.Value.Upper, 20, 30);

        // February had 20 working days, a month before 23: at one a day both are as usual.
        var february = new PeriodOnDay(new(new(2026, 2, 1), new(2026, 2, 28)), PeriodKind.Month, TestStore.Today);
        Assert.Equal(VariationKind.AsUsual, (Judge("petitions.received", february)).Kind);
    }

    [Fact]
    public async Task WithLessThanAYearBefore_WeeksAreCompared_AndWithFewWeeksNothing()
    {
        await ReceiveAsync(new(2025, 12, 1), TestStore.Today, 1);
        var march = Judge("petitions.received", March);
        Assert.Equal((VariationKind.AsUsual, false, 12), (march.Kind, march.IsMonthly, march.Points));
        var february = Judge("petitions.received",
            new(new(new(2026, 2, 1), new(2026, 2, 28)), PeriodKind.Month, TestStore.Today));
        Assert.Equal((VariationKind.Unknown, VariationGap.TooFewPoints), (february.Kind, february.Gap));
    }

    [Fact]
    public async Task AfterARestart_OnlyWhatCameSinceCounts()
    {
        await ReceiveAsync(new(2025, 1, 1), TestStore.Today, 1);
        Assert.Equal(VariationGap.TooFewSinceRestart, (Judge("petitions.received", March, new DateOnly(2026, 1, 15))).Gap);
        // One to come restarts nothing, and of several the latest counts.
        Assert.Equal(14, (Judge("petitions.received", March, new DateOnly(2026, 3, 10))).Points);
        Assert.Equal(25, (Judge("petitions.received", March, new DateOnly(2025, 9, 1), new DateOnly(2025, 3, 1))).Points);
    }

    [Fact]
    public async Task WhatCannotBeTold_SaysWhy()
    {
        await ReceiveAsync(new(2025, 1, 1), TestStore.Today, 1);
        // None was ever due: no rate.
        Assert.Equal(VariationGap.NoCases, (Judge("petitions.satisfaction-rate", March)).Gap);
        Assert.Equal(VariationGap.AllZero, (Judge("petitions.resolved", March)).Gap);
        Assert.Equal(VariationGap.CountsDistinct, (Judge("visits.households", March)).Gap);
        Assert.Equal(VariationGap.NoWorkingDays, (Judge("petitions.received",
            new(new(new(2026, 3, 14), new(2026, 3, 15)), PeriodKind.Custom, TestStore.Today))).Gap);
        Assert.Equal(VariationGap.NoCases, (Judge("petitions.received",
            new(new(new(2026, 4, 1), new(2026, 4, 30)), PeriodKind.Custom, TestStore.Today))).Gap);
        Assert.Equal(VariationGap.TooFewPoints, (Judge("activities.held", March)).Gap);
    }

    [Fact]
    public async Task TheChart_ShowsEachMonth_AndTheRunningOneUnjudged()
    {
        await ReceiveAsync(new(2025, 1, 1), TestStore.Today, 1);
        var slice = live.Cube.Current!.For(null);
        var chart = VariationReader.Chart(slice, live.Cube.Catalogue["petitions.received"], TestStore.Today, TestStore.Today,
            WorkingCalendar.WeekdaysOnly, [])!;
        Assert.Equal((ProcessModel.Events, true, 15), (chart.Model, chart.IsMonthly, chart.Points.Count));
        Assert.Equal(chart.Points[^1], Assert.Single(chart.Points, point => !point.IsOver));
        Assert.Equal(new(2026, 3, 1), chart.Points[^1].Period.From);
        Assert.All(chart.Points, point => Assert.Equal(1, point.Charted.Point.Value, 9));
        Assert.All(chart.Points, point => Assert.Equal(ProcessRule.None, point.Charted.Rule));
    }

    [Theory]
    [InlineData(10, Assurance.Always)]
    [InlineData(11, Assurance.Sometimes)]
    [InlineData(20, Assurance.Sometimes)]
    [InlineData(21, Assurance.Never)]
    public void ATarget_IsMetByTheWholeRangePartOfItOrNone(double target, Assurance assured)
    {
        var variation = new FigureVariation(VariationKind.AsUsual, VariationGap.None, new(15, 10, 20), true, 24, null);
        Assert.Equal(assured, variation.Assures(live.Cube.Catalogue["activities.held"], target));
        var reversed = assured switch { Assurance.Always => Assurance.Sometimes, Assurance.Never => Assurance.Always, _ => assured };
        // Of what should be few the same range meets a target that it stays below.
        if (target is not 20) Assert.Equal(reversed, variation.Assures(live.Cube.Catalogue["petitions.overdue"], target));
        Assert.Equal(Assurance.None, variation.Assures(live.Cube.Catalogue["petitions.received"], target));
        Assert.Equal(Assurance.None, variation.Assures(live.Cube.Catalogue["activities.held"], null));
    }

    [Fact]
    public void AChange_IsToldByTheWorkingDay_WhereDaysDiffer()
    {
        var held = live.Cube.Catalogue["activities.held"];
        var change = Change.LikeForLike(held, new(43), new(38), 38, 43, out var isByDay);
        Assert.True(isByDay);
        Assert.Equal(0, change.Amount, 9);
        Assert.Equal(-11.6, Change.LikeForLike(held, new(43), new(38), 43, 43, out isByDay).Amount, 1);
        Assert.False(isByDay);
        // A rate, a level and a base of 0 are what they are.
        var rate = live.Cube.Catalogue["petitions.on-time-rate"];
        Assert.Equal(-10, Change.LikeForLike(rate, new(0.9), new(0.8), 38, 43, out isByDay).Amount, 9);
        Assert.Equal(ChangeKind.Difference, Change.LikeForLike(held, new(0), new(8), 38, 43, out isByDay).Kind);
        Assert.False(isByDay);
    }

    private async Task ReceiveAsync(DateOnly from, DateOnly to, int each)
    {
        var petitions = new List<Petition>();
        for (var day = from; day <= to; day = day.AddDays(1))
        {
            if (!WorkingCalendar.WeekdaysOnly.IsWorkingDay(day)) continue;
            for (var i = 0; i < each; i++) petitions.Add(Make.Petition(TestStore.Xinsheng, day));
        }

        await live.Store.AddAsync(petitions.ToArray());
        if (live.Cube.Current is null) await live.StartAsync(TestContext.Current.CancellationToken);
        else await live.SettleAsync(TestContext.Current.CancellationToken);
    }

    private FigureVariation Judge(string metric, PeriodOnDay when, params DateOnly[] restarts) => VariationReader.Judge(
        live.Cube.Current!.For(null), live.Cube.Catalogue[metric], when, WorkingCalendar.WeekdaysOnly, restarts);
}
