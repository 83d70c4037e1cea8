namespace Concentric.Calendar;

/// <summary>What changes of the calendar come to.</summary>
internal static class CalendarChanges
{
    /// <summary>1 when the day becomes a working day, −1 when it ceases to be one, else 0.</summary>
    public static int ShiftOf(CalendarChange change, IReadOnlyDictionary<DateOnly, CalendarDay> present)
    {
        var weekday = WorkingCalendar.IsWeekday(change.Day);
        return Convert.ToInt32(change.After?.IsWorking ?? weekday)
            - Convert.ToInt32(present.GetValueOrDefault(change.Day)?.IsWorking ?? weekday);
    }

    /// <summary>By which due days follow; null when no day becomes a working day or ceases to be one.</summary>
    /// <param name="present">The exceptions before the changes.</param>
    public static DueDayRule? RuleOf(IReadOnlyDictionary<DateOnly, CalendarDay> present, IReadOnlyList<CalendarChange> changes,
        DateOnly today)
    {
        var shifting = changes.Where(change => ShiftOf(change, present) != 0).ToList();
        if (shifting.Count == 0) return null;
        var after = new Dictionary<DateOnly, CalendarDay>(present);
        foreach (var change in changes)
        {
            if (change.After is null) after.Remove(change.Day);
            else after[change.Day] = change.After;
        }

        return new(new(present.Values), new(after.Values), shifting.Min(change => change.Day), today);
    }
}
