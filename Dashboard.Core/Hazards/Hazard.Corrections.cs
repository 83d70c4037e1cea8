using Concentric.Data;
using Concentric.Kinds;
using Concentric.Rules;

namespace Concentric.Hazards;

/// <summary>
/// Mending what was entered wrongly. The timeline keeps the old line; a new one says whose day has moved where.
/// A day that moves takes a reason, because it changes the figures of the past.
/// </summary>
public sealed partial class Hazard
{
    /// <summary>Corrects what is said about the hazard, its day of finding and its due date. A day that moves takes a reason.</summary>
    /// <returns>False when nothing was different.</returns>
    public bool Correct(FieldValues<Hazard> values, ActorStamp by, ValidationContext check)
    {
        var (found, due) = (FoundOn, DueOn);
        // A due date that is taken out is as it was.
        var dueField = HazardRecords.Kind["due-on"];
        var said = values[dueField] is null ? values.With(dueField, DueOn) : values;
        if (!HazardRecords.Kind.Correct(this, said, by, check)) return false;
        Append(
            HazardStepKind.Corrected, found != FoundOn ? FoundOn : by.Today, by, HazardRecords.Kind.ReasonOf(said),
            dueOn: due != DueOn ? DueOn : null, concerns: found != FoundOn ? HazardStepKind.Found : null);
        return true;
    }

    /// <summary>Whether its days may move, and its severity change, as is said: its steps, rounds and photos tell.</summary>
    internal void CheckMoved(Hazard said, ValidationContext check)
    {
        // Otherwise a hazard would be rectified as a general one, and be major afterwards.
        if (said.Severity == HazardSeverity.Major && Severity != HazardSeverity.Major && RectifiedOn is not null)
            check.That(HasPhotoAfter, "severity", null, Rule.PhotoAfterMissing);
        var first = First;
        if (said.FoundOn != FoundOn && !check.Has("found-on"))
        {
            TimelineOfSteps().CheckBetween("found-on", said.FoundOn, HazardStepKind.Found, check);
            // The due date of a round that has ended stays, so the finding can't come after it.
            if (first is { ReopenedOn: not null, DueOn: var firstDue })
                check.That(said.FoundOn <= firstDue, "found-on", said.FoundOn, Rule.AfterNextStep, firstDue);
        }

        // One that was returned keeps its due date, even when that had passed.
        if (said.DueOn != DueOn && first?.ReopenedOn is not null && !check.Has("due-on"))
            check.That(said.DueOn >= TakenUpOn, "due-on", said.DueOn, Rule.BeforeBeginning, TakenUpOn);
    }

    /// <summary>Corrects the day of the present rectification and who did it. When it won't do, return it.</summary>
    /// <returns>False when nothing was different.</returns>
    public bool CorrectRectification(DateOnly on, string? rectifiedBy, string? reason, ActorStamp by)
    {
        var check = new ValidationContext();
        if (check.That(RectifiedOn is not null, nameof(RectifiedOn), null, Rule.NotRectified)
            && check.Past(nameof(RectifiedOn), on, by.Today))
            TimelineOfSteps().CheckBetween(nameof(RectifiedOn), on, HazardStepKind.Rectified, check);
        var who = check.Line(nameof(RectifiedBy), rectifiedBy, TextLimits.Name) ?? RectifiedBy;
        check.That(who is null || who != VerifiedBy, nameof(RectifiedBy), who, Rule.SamePerson);
        var why = check.RequiredLines("Reason", reason, TextLimits.Note);
        check.ThrowIfAny();
        if (on == RectifiedOn && who == RectifiedBy) return false;
        RectifiedOn = on;
        RectifiedBy = who;
        Append(HazardStepKind.Corrected, on, by, why, concerns: HazardStepKind.Rectified);
        return true;
    }

    /// <summary>Corrects the day of verification.</summary>
    /// <returns>False when nothing was different.</returns>
    public bool CorrectVerification(DateOnly on, string? reason, ActorStamp by)
    {
        var check = new ValidationContext();
        if (check.That(VerifiedOn is not null, nameof(VerifiedOn), null, Rule.NotVerified) && check.Past(nameof(VerifiedOn), on, by.Today))
            TimelineOfSteps().CheckBetween(nameof(VerifiedOn), on, HazardStepKind.Verified, check);
        var why = check.RequiredLines("Reason", reason, TextLimits.Note);
        check.ThrowIfAny();
        if (on == VerifiedOn) return false;
        VerifiedOn = on;
        Append(HazardStepKind.Corrected, on, by, why, concerns: HazardStepKind.Verified);
        return true;
    }

    private Timeline<HazardStepKind> TimelineOfSteps()
    {
        var timeline = new Timeline<HazardStepKind>();
        // Records that were loaded in bulk may have come without their first step.
        if (Steps.All(step => step.Kind != HazardStepKind.Found)) timeline.Add(HazardStepKind.Found, FoundOn);
        foreach (var step in Steps)
        {
            if (step.Kind <= HazardStepKind.Reopened) timeline.Add(step.Kind, step.HappenedOn);
            else if (step is { Kind: HazardStepKind.Corrected, Concerns: { } concerned }) timeline.Move(concerned, step.HappenedOn);
        }
        return timeline;
    }

    private void Append(HazardStepKind kind, DateOnly on, ActorStamp by, string? note, DateOnly? dueOn = null,
        HazardStepKind? concerns = null) =>
        Steps.Add(new HazardStep { Kind = kind, At = by.At, HappenedOn = on, By = by.By, Note = note, DueOn = dueOn, Concerns = concerns });
}
