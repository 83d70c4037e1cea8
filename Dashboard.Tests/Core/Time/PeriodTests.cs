using System.Globalization;
using Concentric.Time;
using CsCheck;

namespace Concentric.Tests.Core.Time;

public class PeriodTests
{
    [Theory]
    // To date: the same stretch of the month before, however short that is.
    [InlineData(PeriodKind.Month, "2026-03-01/2026-03-18", "2026-02-01/2026-02-18")]
    [InlineData(PeriodKind.Month, "2026-03-01/2026-03-30", "2026-02-01/2026-02-28")]
    [InlineData(PeriodKind.Month, "2024-03-01/2024-03-30", "2024-02-01/2024-02-29")]
    [InlineData(PeriodKind.Month, "2026-01-01/2026-01-01", "2025-12-01/2025-12-01")]
    // A month that is over is held against a month that is over.
    [InlineData(PeriodKind.Month, "2026-03-01/2026-03-31", "2026-02-01/2026-02-28")]
    [InlineData(PeriodKind.Month, "2026-02-01/2026-02-28", "2026-01-01/2026-01-31")]
    [InlineData(PeriodKind.Month, "2024-02-01/2024-02-28", "2024-01-01/2024-01-28")]
    [InlineData(PeriodKind.Quarter, "2026-01-01/2026-03-18", "2025-10-01/2025-12-18")]
    [InlineData(PeriodKind.Quarter, "2026-04-01/2026-05-31", "2026-01-01/2026-02-28")]
    [InlineData(PeriodKind.Quarter, "2026-04-01/2026-05-30", "2026-01-01/2026-02-28")]
    [InlineData(PeriodKind.Quarter, "2026-04-01/2026-06-30", "2026-01-01/2026-03-31")]
    [InlineData(PeriodKind.Year, "2024-01-01/2024-02-29", "2023-01-01/2023-02-28")]
    [InlineData(PeriodKind.Year, "2026-01-01/2026-12-31", "2025-01-01/2025-12-31")]
    // Custom: whole months with as many months, otherwise as many days.
    [InlineData(PeriodKind.Custom, "2026-01-01/2026-02-28", "2025-11-01/2025-12-31")]
    [InlineData(PeriodKind.Custom, "2024-02-01/2024-02-29", "2024-01-01/2024-01-31")]
    [InlineData(PeriodKind.Custom, "2026-03-01/2026-03-01", "2026-02-28/2026-02-28")]
    [InlineData(PeriodKind.Custom, "2025-03-19/2026-03-18", "2024-03-19/2025-03-18")]
    [InlineData(PeriodKind.Custom, "0001-01-05/0001-01-12", "0001-01-01/0001-01-04")]
    [InlineData(PeriodKind.Custom, "0001-01-01/0001-01-31", "0001-01-01/0001-01-01")]
    [InlineData(PeriodKind.Month, "0001-01-01/0001-01-15", "0001-01-01/0001-01-01")]
    [InlineData(PeriodKind.Year, "0001-12-01/0002-02-15", "0001-01-01/0001-01-01")]
    public void Previous_IsOfTheSameMake(PeriodKind kind, string period, string expected) =>
        Assert.Equal(Read(expected), Read(period).Previous(kind));

    [Theory]
    [InlineData("2026-03-01/2026-03-18", "2025-03-01/2025-03-18")]
    [InlineData("2024-02-01/2024-02-29", "2023-02-01/2023-02-28")]
    [InlineData("2025-02-01/2025-02-28", "2024-02-01/2024-02-29")]
    [InlineData("2025-02-10/2025-02-28", "2024-02-10/2024-02-28")]
    [InlineData("2024-02-29/2024-02-29", "2023-02-28/2023-02-28")]
    [InlineData("2025-10-01/2026-03-31", "2024-10-01/2025-03-31")]
    [InlineData("0001-06-01/0001-06-30", "0001-01-01/0001-01-01")]
    public void YearBefore_IsTheSameStretchOfTheYearBefore(string period, string expected) =>
        Assert.Equal(Read(expected), Read(period).YearBefore());

    [Theory]
    [InlineData("2026-03-18", "2026-03-01", "2026-01-01", "2026-01-01", "2026-03-16/2026-03-22")]
    [InlineData("2026-06-30", "2026-06-01", "2026-04-01", "2026-01-01", "2026-06-29/2026-07-05")]
    [InlineData("2026-07-05", "2026-07-01", "2026-07-01", "2026-01-01", "2026-06-29/2026-07-05")]
    [InlineData("2024-02-29", "2024-02-01", "2024-01-01", "2024-01-01", "2024-02-26/2024-03-03")]
    [InlineData("2025-12-31", "2025-12-01", "2025-10-01", "2025-01-01", "2025-12-29/2026-01-04")]
    [InlineData("2026-01-01", "2026-01-01", "2026-01-01", "2026-01-01", "2025-12-29/2026-01-04")]
    public void ToDate_BeginsWithTheMonthQuarterYear_AndWeeksOnMonday(string day, string month, string quarter, string year, string week)
    {
        var today = Day(day);
        Assert.Equal(new(Day(month), today), Period.MonthTo(today));
        Assert.Equal(new(Day(quarter), today), Period.QuarterTo(today));
        Assert.Equal(new(Day(year), today), Period.YearTo(today));
        Assert.Equal(Read(week), Period.WeekOf(today));
    }

    [Fact]
    public void Months_AreCutToThePeriod()
    {
        Assert.Equal(["2023-12-31/2023-12-31", "2024-01-01/2024-01-31", "2024-02-01/2024-02-29", "2024-03-01/2024-03-05"],
            Read("2023-12-31/2024-03-05").Months().Select(Write));
        Assert.Equal(["2026-03-18/2026-03-18"], Read("2026-03-18/2026-03-18").Months().Select(Write));
        Assert.Equal(["9999-11-15/9999-11-30", "9999-12-01/9999-12-31"], Read("9999-11-15/9999-12-31").Months().Select(Write));
    }

    /// <summary>Whatever the period: the one before lies before it, and no comparison is longer than a calendar can make it.</summary>
    [Fact]
    public void Comparisons_LieBefore_AndAreOfLikeLength() =>
        (from start in Gen.Int[Day("1990-01-01").DayNumber, Day("2100-01-01").DayNumber]
         from days in Gen.Int[1, 800]
         select new Period(DateOnly.FromDayNumber(start), DateOnly.FromDayNumber(start + days - 1)))
        .Sample(period =>
        {
            var previous = period.Previous();
            Assert.Equal(period.From.AddDays(-1), previous.To);
            var year = period.YearBefore();
            Assert.True(year.To < period.To && year.From < period.From);
            Assert.InRange(year.Days - period.Days, -1, 1);
            Assert.Equal(period.Days, period.Months().Sum(month => month.Days));
        });

    private static Period Read(string text) => new(Day(text[..10]), Day(text[11..]));

    private static string Write(Period period) => $"{period.From:yyyy-MM-dd}/{period.To:yyyy-MM-dd}";

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
