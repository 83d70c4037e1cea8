using Concentric.Data;
using Concentric.Ledgers;
using Concentric.Metrics;
using Concentric.Time;

namespace Concentric.Decomposition;

/// <summary>With what a period is compared, as an address or a program says it.</summary>
/// <param name="Text">
/// <see cref="Previous"/>, <see cref="Year"/>, or two days as in <c>2025-07-01..2025-09-30</c>; nothing for the period before.
/// </param>
public sealed record ComparisonRequest(string? Text)
{
    /// <summary>Name of the field.</summary>
    public const string Field = "with";

    /// <summary>The period before.</summary>
    public const string Previous = "previous";

    /// <summary>The same days a year earlier.</summary>
    public const string Year = "year";

    private const string Between = "..";

    /// <summary>True for two days of its own.</summary>
    public bool IsCustom => !string.IsNullOrEmpty(Text) && Text is not (Previous or Year);

    /// <summary>Two days as they are written.</summary>
    public static string Of(string? from, string? to) => $"{from}{Between}{to}";

    /// <summary>
    /// Reads it; what is wrong is named, and the period before taken in its place. Days of its own end today at the latest, as the period
    /// does: what has not come has no records, but it would have working days. They are looked at when they were as old as this period is
    /// now; days that end later than it can't be.
    /// </summary>
    /// <returns>Null before the period has begun.</returns>
    public Comparison? Read(PeriodOnDay when, CommunityDirectory.Names names, CurrentUser caller, ICollection<SliceProblem> problems)
    {
        if (!IsCustom) return Text == Year ? when.YearBefore : when.Previous;
        var parts = Text!.Split(Between);
        if (parts.Length != 2)
        {
            problems.Add(new(Field, Text, "Problem.With"));
            return when.Previous;
        }

        var read = new SliceRequest(NamedPeriods.Custom, parts[0], parts[1]).Read(names, caller, when.Today);
        foreach (var problem in read.Problems) problems.Add(problem with { Field = Field });
        if (read.Problems.Count > 0) return when.Previous;
        var other = read.On(when.Today);
        if (!other.HasBegun)
        {
            problems.Add(new(Field, Text, "Problem.WithNotBegun"));
            return when.Previous;
        }

        if (!when.HasBegun) return null;
        var sameAge = other.AsOf.DayNumber + (when.Today.DayNumber - when.AsOf.DayNumber);
        return new(other.Period with { To = other.AsOf }, DateOnly.FromDayNumber(Math.Min(sameAge, when.Today.DayNumber)));
    }
}
