using Concentric.Alerts;
using Concentric.Calendar;
using Concentric.Tests.TestData;

namespace Concentric.Tests.Core.Alerts;

/// <summary>An alert begins once, is over only after it has been well for long enough, and never goes back and forth.</summary>
public sealed class AlertProgressTests
{
    private static readonly WorkingCalendar Weekdays = WorkingCalendar.WeekdaysOnly;

    /// <summary>Any series of looks, against what is read off the series itself.</summary>
    [Fact]
    public void Series_AreToldAsTheyRead()
    {
        for (var seed = 0; seed < 2_000; seed++)
        {
            var random = new Random(seed);
            var wellDays = random.Next(1, 8);
            var standings = Enum.GetValues<AlertStanding>();
            // Several looks a day, and days without any.
            var looks = new List<(DateOnly Day, AlertStanding Standing)>();
            var day = TestStore.Today;
            for (var i = 0; i < 80; i++)
            {
                day = day.AddDays(random.Next(3));
                looks.Add((day, standings[random.Next(10) < 5 ? 1 : random.Next(standings.Length)]));
            }

            var progress = new AlertProgress(false, null);
            var begun = -1;
            for (var i = 0; i < looks.Count; i++)
            {
                (progress, var step) = progress.Look(looks[i].Standing, looks[i].Day, wellDays, Weekdays);
                switch (step)
                {
                    case AlertStep.Begins:
                        Assert.True(begun < 0, $"Seed {seed}, look {i}: begun twice.");
                        Assert.Equal(AlertStanding.Bad, looks[i].Standing);
                        begun = i;
                        break;
                    case AlertStep.IsOver:
                        Assert.True(begun >= 0, $"Seed {seed}, look {i}: over without having begun.");
                        Assert.True(HasBeen(AlertStanding.Well, looks, begun, i, wellDays), $"Seed {seed}, look {i}: over too soon.");
                        begun = -1;
                        break;
                    case AlertStep.IsUntold:
                        Assert.True(begun >= 0 && HasBeen(AlertStanding.Unknown, looks, begun, i, wellDays),
                            $"Seed {seed}, look {i}: given up too soon.");
                        begun = -1;
                        break;
                    default:
                        Assert.False(begun < 0 && looks[i].Standing == AlertStanding.Bad, $"Seed {seed}, look {i}: not told.");
                        Assert.False(begun >= 0 && HasBeen(AlertStanding.Well, looks, begun, i, wellDays),
                            $"Seed {seed}, look {i}: over too late.");
                        Assert.False(begun >= 0 && HasBeen(AlertStanding.Unknown, looks, begun, i, wellDays),
                            $"Seed {seed}, look {i}: given up too late.");
                        break;
                }

                Assert.Equal(begun >= 0, progress.IsOpen);
            }
        }
    }

    /// <summary>A figure that goes over its limit and back for a year is told once.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void AFigureAroundItsLimit_IsToldOnce(int daysOfEach)
    {
        var (progress, begun) = (new AlertProgress(false, null), 0);
        for (var i = 0; i < 365; i++)
        {
            var standing = i / daysOfEach % 2 == 0 ? AlertStanding.Bad : AlertStanding.Well;
            (progress, var step) = progress.Look(standing, TestStore.Today.AddDays(i), 5, Weekdays);
            if (step == AlertStep.Begins) begun++;
            Assert.NotEqual(AlertStep.IsOver, step);
        }

        Assert.Equal(1, begun);
    }

    [Fact]
    public void DaysOff_AreNoDaysOfBeingWell()
    {
        // From Friday on well: Monday is the first working day after it.
        var friday = new DateOnly(2026, 3, 20);
        var (progress, _) = new AlertProgress(true, null).Look(AlertStanding.Well, friday, 1, Weekdays);
        Assert.Equal(new(true, friday), progress);
        Assert.Equal(AlertStep.None, progress.Look(AlertStanding.Well, friday.AddDays(2), 1, Weekdays).Step);
        Assert.Equal(AlertStep.IsOver, progress.Look(AlertStanding.Well, friday.AddDays(3), 1, Weekdays).Step);
    }

    /// <summary>What nothing will bring back is not waited for.</summary>
    [Theory]
    [InlineData(AlertGap.NoMetric, AlertStep.IsUntold)]
    [InlineData(AlertGap.NoTarget, AlertStep.IsUntold)]
    [InlineData(AlertGap.LittleTarget, AlertStep.IsUntold)]
    [InlineData(AlertGap.NoCases, AlertStep.None)]
    [InlineData(AlertGap.NoRange, AlertStep.None)]
    [InlineData(AlertGap.NotRecorded, AlertStep.None)]
    public void WhatCantBeToldAnyMore_Ends(AlertGap gap, AlertStep step) =>
        Assert.Equal(step, new AlertProgress(true, null).Look(AlertStanding.Unknown, TestStore.Today, 5, Weekdays, gap).Step);

    private static bool HasBeen(AlertStanding standing, List<(DateOnly Day, AlertStanding Standing)> looks, int begun, int now,
        int wellDays)
    {
        var first = now;
        while (first > begun && looks[first].Standing == standing) first--;
        return first < now && Weekdays.WorkingDaysBetween(looks[first + 1].Day, looks[now].Day) >= wellDays;
    }
}
