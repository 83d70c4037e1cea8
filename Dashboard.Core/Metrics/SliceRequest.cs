using System.Globalization;
using Concentric.Data;
using Concentric.Ledgers;
using Concentric.Resources;
using Concentric.Rules;
using Concentric.Time;

namespace Concentric.Metrics;

/// <summary>What is wrong with one field of a request: which field, which value, and how to mend it.</summary>
/// <param name="Field">Name of the field in the address, as in <c>from</c>.</param>
/// <param name="Value">What was given.</param>
/// <param name="TextKey">Key of the explanation in the texts; {0} is the value, {1} a limit.</param>
public sealed record SliceProblem(string Field, string Value, string TextKey, string Limit = "")
{
    /// <summary>The longest part of a bad value that is repeated to the reader.</summary>
    public const int MostShown = 60;

    /// <summary>The explanation in the reader's language.</summary>
    public string Explain(CultureInfo? culture = null) =>
        string.Format(culture ?? CultureInfo.CurrentCulture, Texts.Get(TextKey, culture),
            PlainText.Cut(Value, MostShown, "…"), Limit);
}

/// <summary>A slice as an address gives it: the same words on every page and in the API.</summary>
/// <param name="Period">A name of <see cref="NamedPeriods"/>, or <c>custom</c>.</param>
/// <param name="From">First day, yyyy-MM-dd; with <paramref name="To"/> makes the period custom.</param>
/// <param name="To">Last day, yyyy-MM-dd.</param>
/// <param name="Communities">Codes, separated by commas; empty for all.</param>
public sealed record SliceRequest(string? Period = null, string? From = null, string? To = null, string? Communities = null)
{
    /// <summary>
    /// Reads the request for a caller. What is wrong is named, and the default taken in its place, so that a page can show
    /// both; an API refuses instead. A community that the caller may not see is as unknown as one that does not exist.
    /// </summary>
    public SliceReading Read(CommunityDirectory.Names names, CurrentUser caller, DateOnly today)
    {
        var problems = new List<SliceProblem>();
        var (kind, period) = ReadPeriod(today, problems);
        var communities = ReadCommunities(names, caller, problems);
        return new(kind, period, communities, problems);
    }

    private (PeriodKind Kind, Period Period) ReadPeriod(DateOnly today, List<SliceProblem> problems)
    {
        var isCustom = Period == NamedPeriods.Custom
            || (string.IsNullOrEmpty(Period) && (!string.IsNullOrEmpty(From) || !string.IsNullOrEmpty(To)));
        if (!isCustom)
        {
            if (NamedPeriods.Find(Period, today) is { } named) return named;
            if (!string.IsNullOrEmpty(Period)) problems.Add(new("period", Period, "Problem.Period"));
            return NamedPeriods.Default(today);
        }

        var from = ReadDay("from", From, problems);
        var to = ReadDay("to", To, problems);
        if (from is { } first && to is { } last)
        {
            if (first > last) problems.Add(new("from", From!, "Problem.FromAfterTo", To!));
            else if (last.DayNumber - first.DayNumber >= Time.Period.MostDays)
                problems.Add(new("to", To!, "Problem.PeriodTooLong", Time.Period.MostYears.ToString(CultureInfo.InvariantCulture)));
            else return (PeriodKind.Custom, new(first, last));
        }
        return NamedPeriods.Default(today);
    }

    private static DateOnly? ReadDay(string field, string? text, List<SliceProblem> problems)
    {
        if (string.IsNullOrEmpty(text)) problems.Add(new(field, "", "Problem.DayMissing"));
        else if (!IsoText.TryDay(text, out var day))
            problems.Add(new(field, text, "Problem.Day"));
        else if (day.Year < Time.Period.FirstYear)
            problems.Add(new(field, text, "Problem.DayTooEarly", Time.Period.FirstYear.ToString(CultureInfo.InvariantCulture)));
        else return day;
        return null;
    }

    private IReadOnlyList<int>? ReadCommunities(CommunityDirectory.Names names, CurrentUser caller, List<SliceProblem> problems)
    {
        var chosen = new List<int>();
        foreach (var code in (Communities ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Distinct(StringComparer.OrdinalIgnoreCase))
        {
            if (names.Find(code) is not { } community || !caller.Sees(community.Id))
                problems.Add(new("communities", code, "Problem.Community"));
            // However often and in whatever spelling it is named, it is one community.
            else if (!chosen.Contains(community.Id)) chosen.Add(community.Id);
        }

        if (chosen.Count == 0) return caller.CommunityIds;
        return caller.CommunityIds is null && chosen.Count == names.All.Count ? null : chosen;
    }
}

/// <summary>A request that was read.</summary>
/// <param name="CommunityIds">Null for all.</param>
/// <param name="Problems">What was wrong; empty when all was right.</param>
public sealed record SliceReading(PeriodKind Kind, Period Period, IReadOnlyList<int>? CommunityIds, IReadOnlyList<SliceProblem> Problems)
{
    /// <summary>The period as it stands on a day.</summary>
    public PeriodOnDay On(DateOnly today) => new(Period, Kind, today);
}
