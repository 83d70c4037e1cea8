using Concentric.Time;
using CsCheck;

namespace Concentric.Tests.Core.Time;

/// <summary>A period that is not over is compared with the part of the one before that answers to it.</summary>
public class PeriodOnDayTests
{
    [Theory]
    // From – to that runs on: its elapsed part.
    [InlineData(PeriodKind.Custom, "2026-10-01/2026-12-31", "2026-11-28", "2026-07-01/2026-08-28", "2025-10-01/2025-11-28")]
    [InlineData(PeriodKind.Custom, "2026-10-01/2026-12-31", "2026-10-31", "2026-07-01/2026-07-31", "2025-10-01/2025-10-31")]
    [InlineData(PeriodKind.Custom, "2026-03-01/2026-03-31", "2026-03-30", "2026-02-01/2026-02-28", "2025-03-01/2025-03-30")]
    [InlineData(PeriodKind.Custom, "2026-11-16/2026-12-15", "2026-11-28", "2026-10-17/2026-10-29", "2025-11-16/2025-11-28")]
    [InlineData(PeriodKind.Custom, "2024-02-29/2024-03-10", "2024-02-29", "2024-02-18/2024-02-18", "2023-02-28/2023-02-28")]
    // To date: as ever.
    [InlineData(PeriodKind.Quarter, "2026-10-01/2026-11-28", "2026-11-28", "2026-07-01/2026-08-28", "2025-10-01/2025-11-28")]
    [InlineData(PeriodKind.Year, "2026-01-01/2026-11-28", "2026-11-28", "2025-01-01/2025-11-28", "2025-01-01/2025-11-28")]
    // Over: the whole of it.
    [InlineData(PeriodKind.Custom, "2026-03-01/2026-03-31", "2026-11-28", "2026-02-01/2026-02-28", "2025-03-01/2025-03-31")]
    public void WhatItIsComparedWith(PeriodKind kind, string period, string today, string previous, string yearBefore)
    {
        var when = new PeriodOnDay(Read(period), kind, Day(today));
        Assert.Equal((Read(previous), Read(yearBefore)), (when.Previous!.Value.Period, when.YearBefore!.Value.Period));
    }

    [Fact]
    public void OneThatRuns_IsComparedAsOfTheLastDayOfTheOther()
    {
        var runs = new PeriodOnDay(Read("2026-10-01/2026-12-31"), PeriodKind.Custom, Day("2026-11-28"));
        Assert.Equal((true, true, Day("2026-11-28"), Day("2026-08-28")),
            (runs.IsRunning, runs.HasBegun, runs.AsOf, runs.Previous!.Value.Today));
        var over = new PeriodOnDay(Read("2026-03-01/2026-03-31"), PeriodKind.Custom, Day("2026-04-01"));
        Assert.Equal((false, Day("2026-03-31"), Day("2026-04-01")), (over.IsRunning, over.AsOf, over.Today));
        // One day past its end, and so is the other.
        Assert.Equal(Day("2026-03-01"), over.Previous!.Value.Today);
        var ahead = new PeriodOnDay(Read("2027-01-01/2027-01-31"), PeriodKind.Custom, Day("2026-11-28"));
        Assert.Equal((false, null, null), (ahead.HasBegun, ahead.Previous, ahead.YearBefore));
    }

    /// <summary>Whatever the period and the day: no comparison is longer than what has come of the period, nor does it touch it.</summary>
    [Fact]
    public void APartIsComparedWithAPart() =>
        (from start in Gen.Int[Day("1995-01-01").DayNumber, Day("2090-01-01").DayNumber]
         from days in Gen.Int[1, 800]
         from isMonths in Gen.Bool
         from at in Gen.Int[0, 900]
         let from1 = DateOnly.FromDayNumber(start)
         let first = isMonths ? Period.MonthTo(from1).From : from1
         let period = isMonths ? new Period(first, Period.MonthOf(first.AddMonths(days / 40)).To) : new(first, first.AddDays(days - 1))
         select new PeriodOnDay(period, PeriodKind.Custom, first.AddDays(at)))
        .Sample(when =>
        {
            var elapsed = when.AsOf.DayNumber - when.Period.From.DayNumber + 1;
            foreach (var before in new[] { when.Previous!.Value, when.YearBefore!.Value })
            {
                Assert.InRange(before.Period.Days - elapsed, -4 - elapsed / 300, 4 + elapsed / 300);
                Assert.True(before.Period.From < when.Period.From && before.Period.Days >= 1);
                Assert.Equal(when.Today.DayNumber - when.AsOf.DayNumber, before.Today.DayNumber - before.Period.To.DayNumber);
                Assert.True(before.Today <= when.Today);
            }

            Assert.True(when.Previous!.Value.Period.To < when.Period.From);
        });

    [Theory]
    // While the period runs a month of the past is looked at when its last day was over.
    [InlineData("2026-10-01/2026-12-31", "2026-11-28", "2026-09-01/2026-09-30", "2026-10-01")]
    [InlineData("2026-10-01/2026-12-31", "2026-11-28", "2026-11-01/2026-11-28", "2026-11-28")]
    // On the last day of a month that ends it, as that is compared; on a day to date within a month, as while it runs.
    [InlineData("2026-11-01/2026-11-30", "2026-11-30", "2026-10-01/2026-10-31", "2026-10-31")]
    [InlineData("2026-11-01/2026-11-29", "2026-11-29", "2026-10-01/2026-10-31", "2026-11-01")]
    [InlineData("2026-11-01/2026-11-30", "2026-12-01", "2026-10-01/2026-10-31", "2026-11-01")]
    // Of one that is over, as many days later as this one is; never after today.
    [InlineData("2026-01-01/2026-03-31", "2026-04-10", "2026-01-01/2026-01-31", "2026-02-10")]
    [InlineData("2026-01-01/2026-03-31", "2026-04-10", "2026-03-01/2026-03-31", "2026-04-10")]
    public void AMonthOfATrend_IsLookedAtAtTheSameAge(string period, string today, string month, string seen) =>
        Assert.Equal(Day(seen), new PeriodOnDay(Read(period), PeriodKind.Custom, Day(today)).AtSameAge(Read(month)));

    /// <summary>A tile and its trend show the same month: on the same day.</summary>
    [Theory]
    [InlineData("2026-11-01/2026-11-30", "2026-11-30")]
    [InlineData("2026-11-01/2026-11-30", "2026-12-01")]
    [InlineData("2026-11-01/2026-11-30", "2026-12-20")]
    public void TheMonthComparedWith_IsTheOneOfTheTrend(string period, string today)
    {
        var when = new PeriodOnDay(Read(period), PeriodKind.Month, Day(today));
        foreach (var compared in new[] { when.Previous!.Value, when.YearBefore!.Value })
            Assert.Equal(compared.Today, when.AtSameAge(compared.Period));
    }

    private static Period Read(string text) => new(Day(text[..10]), Day(text[11..]));

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd");
}
