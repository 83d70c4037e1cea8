using Concentric.Calendar;
using CsCheck;

namespace Concentric.Tests.Core.Calendar;

/// <summary>The due day after a change of the calendar, held against counting by hand over random calendars.</summary>
public class DueDayRuleTests
{
    private static readonly DateOnly First = new(2026, 1, 1);

    private static readonly Gen<DateOnly> Day = Gen.Int[0, 120].Select(First.AddDays);

    private static readonly Gen<Dictionary<DateOnly, bool>> Exceptions = Gen.Select(Day, Gen.Bool).Array[0, 25]
        .Select(days => days.DistinctBy(day => day.Item1).ToDictionary(day => day.Item1, day => day.Item2));

    [Fact]
    public void TheDueDay_IsTheOneFoundByHand() =>
        Gen.Select(Exceptions, Gen.Select(Day, Gen.Int[0, 2]).Array[1, 8], Day, Gen.Int[1, 30], Day,
            Gen.Select(Gen.Int[0, 3], Gen.Int[0, 40]))
            .Sample((before, changes, from, term, today, set) =>
            {
                var after = new Dictionary<DateOnly, bool>(before);
                foreach (var (day, kind) in changes)
                {
                    if (kind == 2) after.Remove(day);
                    else after[day] = kind == 1;
                }

                var shifting = changes.Select(change => change.Item1).Where(day => Works(before, day) != Works(after, day)).ToList();
                if (shifting.Count == 0) return;
                var rule = new DueDayRule(Of(before), Of(after), shifting.Min(), today);
                var counted = Counted(before, from, term);
                var due = set.Item1 > 0 ? counted : from.AddDays(set.Item2);
                Assert.Equal(ByHand(before, after, from, term, due, today), rule.Of(due, from, term));
                Assert.Equal(NextWorked(before, after, due), rule.Of(due, from, null));
            });

    [Fact]
    public void ADueDay_NeverMovesToBeforeToday()
    {
        // Wednesday to Wednesday; the Saturday between becomes a working day: due on Tuesday, which has passed.
        var (from, due, saturday) = (new DateOnly(2026, 3, 11), new DateOnly(2026, 3, 18), new DateOnly(2026, 3, 14));
        var (before, after) = (Of([]), Of(new() { [saturday] = true }));
        Assert.Equal(new(2026, 3, 17), new DueDayRule(before, after, saturday, new(2026, 3, 16)).Of(due, from, 5));
        Assert.Equal(due, new DueDayRule(before, after, saturday, due).Of(due, from, 5));
        Assert.Equal(due, new DueDayRule(before, after, saturday, due.AddDays(30)).Of(due, from, 5));
    }

    private static DateOnly ByHand(Dictionary<DateOnly, bool> before, Dictionary<DateOnly, bool> after, DateOnly from, int term,
        DateOnly due, DateOnly today)
    {
        if (Counted(before, from, term) != due) return NextWorked(before, after, due);
        var counted = Counted(after, from, term);
        if (counted >= due) return counted;
        var latest = counted > today ? counted : today;
        return latest < due ? latest : due;
    }

    private static DateOnly NextWorked(Dictionary<DateOnly, bool> before, Dictionary<DateOnly, bool> after, DateOnly due)
    {
        if (!Works(before, due)) return due;
        while (!Works(after, due)) due = due.AddDays(1);
        return due;
    }

    private static DateOnly Counted(Dictionary<DateOnly, bool> exceptions, DateOnly from, int term)
    {
        var day = from;
        while (term > 0)
        {
            day = day.AddDays(1);
            if (Works(exceptions, day)) term--;
        }

        return day;
    }

    private static bool Works(Dictionary<DateOnly, bool> exceptions, DateOnly day) =>
        exceptions.TryGetValue(day, out var works) ? works : day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);

    private static WorkingCalendar Of(Dictionary<DateOnly, bool> exceptions) =>
        new(exceptions.Select(day => new CalendarDay { Day = day.Key, IsWorking = day.Value, Name = "", NameEn = "" }));
}
