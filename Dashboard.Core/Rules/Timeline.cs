namespace Concentric.Rules;

/// <summary>
/// The steps of a record that have a place in the order of days, as entered, with the days they have since they were last
/// corrected. Each comes on or after the one before.
/// </summary>
internal sealed class Timeline<TKind>
    where TKind : struct, Enum
{
    private readonly List<(TKind Kind, DateOnly Day)> steps = [];

    public void Add(TKind kind, DateOnly day) => steps.Add((kind, day));

    /// <summary>A correction moved the day of the last step of a kind.</summary>
    public void Move(TKind kind, DateOnly day)
    {
        var at = LastOf(kind);
        if (at >= 0) steps[at] = (kind, day);
    }

    /// <summary>A next step comes on or after the last one, and not in the future.</summary>
    public void CheckNext(DateOnly on, DateOnly today, ValidationContext check)
    {
        if (!check.Past("HappenedOn", on, today) || steps.Count == 0) return;
        var last = steps.Max(step => step.Day);
        check.That(on >= last, "HappenedOn", on, Rule.BeforeLastStep, last);
    }

    /// <summary>A corrected day stays between the step before and the step after.</summary>
    public void CheckBetween(string field, DateOnly on, TKind kind, ValidationContext check)
    {
        var at = LastOf(kind);
        if (at > 0) check.That(on >= steps[at - 1].Day, field, on, Rule.BeforeLastStep, steps[at - 1].Day);
        if (at >= 0 && at < steps.Count - 1) check.That(on <= steps[at + 1].Day, field, on, Rule.AfterNextStep, steps[at + 1].Day);
    }

    private int LastOf(TKind kind) => steps.FindLastIndex(step => EqualityComparer<TKind>.Default.Equals(step.Kind, kind));
}
