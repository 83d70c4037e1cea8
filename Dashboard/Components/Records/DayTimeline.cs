using Concentric.Dashboard.Components.Shared;
using Concentric.Lists;
using Concentric.Time;

namespace Concentric.Dashboard.Components.Records;

/// <summary>A day of a record that has no steps of its own.</summary>
/// <param name="Property">The property that holds it.</param>
/// <param name="Day">As it is now; null when it has not come.</param>
/// <param name="Title">What happened on it.</param>
/// <param name="TakenBack">What it is called when the day is taken away again.</param>
/// <param name="Tone">Colours the point.</param>
internal sealed record TimelineDay(string Property, DateOnly? Day, string Title, string? TakenBack = null, Tone Tone = Tone.Accent);

/// <summary>
/// Makes a timeline from a record's days and what the audit trail tells of them: who entered each and when, what was corrected
/// and what was taken back, and why. A day of which the trail says nothing was loaded in bulk and stands there by itself.
/// </summary>
internal static class DayTimeline
{
    private const string Reason = "Reason";

    /// <param name="days">In the order in which they come.</param>
    /// <param name="history">The newest first, as it is read.</param>
    /// <param name="dayOf">The office's day of an instant.</param>
    public static IReadOnlyList<TimelineEntry> Of(IReadOnlyList<TimelineDay> days, IReadOnlyList<HistoryLine> history,
        Func<DateTime, DateOnly> dayOf)
    {
        var told = history.Reverse().SelectMany(line => days.SelectMany(day => Tell(day, line, dayOf))).ToList();
        var first = history.Reverse().SelectMany(line => line.Fields).GroupBy(field => field.Name)
            .ToDictionary(group => group.Key, group => group.First().Before);
        // What was there before the trail begins.
        var untold = days.Select(day => (Step: day, Day: first.TryGetValue(day.Property, out var before) ? Read(before) : day.Day))
            .Where(entry => entry.Day is not null);
        return [.. untold.Select(entry => new TimelineEntry(entry.Day!.Value, null, null, entry.Step.Title, Tone: entry.Step.Tone)),
            .. told];
    }

    private static IEnumerable<TimelineEntry> Tell(TimelineDay day, HistoryLine line, Func<DateTime, DateOnly> dayOf)
    {
        if (line.Fields.FirstOrDefault(field => field.Name == day.Property) is not { } field) yield break;
        var why = line.Fields.FirstOrDefault(field => field.Name == Reason)?.After;
        if (Read(field.After) is { } now)
            yield return new(now, line.At, line.By, day.Title, why, field.Before is null ? null : $"{field.Before} → {field.After}",
                field.Before is null ? day.Tone : Tone.Warn);
        else if (Read(field.Before) is not null)
            yield return new(dayOf(line.At), line.At, line.By, day.TakenBack ?? day.Title, why, null, Tone.Bad);
    }

    private static DateOnly? Read(string? text) =>
        IsoText.TryDay(text, out var day) ? day : null;
}
