using Concentric.Data;
using Concentric.Rules;

namespace Concentric.Hazards;

/// <summary>
/// Mending what was entered wrongly. The timeline keeps the old line; a new one says whose day has moved where.
/// A day that moves takes a reason, because it changes the figures of the past.
/// </summary>
public sealed partial class Hazard
{
    /// <summary>Corrects what is said about the hazard, its day of finding and its due date.</summary>
    /// <returns>False when nothing was different.</returns>
    public bool Correct(HazardDetails details, string? reason, ActorStamp by, ValidationContext check)
    {
        var present = Present;
        var clean = Clean(details with { DueOn = details.DueOn ?? DueOn }, check);
        var (foundMoves, dueMoves) = (clean.FoundOn != FoundOn, clean.DueOn != DueOn);
        if (check.Past(nameof(FoundOn), clean.FoundOn, by.Today) && foundMoves) TimelineOfSteps().CheckBetween(nameof(FoundOn), clean.FoundOn, HazardStepKind.Found, check);
        // One that was returned keeps its due date, even when that had passed.
        if (foundMoves || dueMoves) check.Due(nameof(DueOn), clean.DueOn!.Value, dueMoves && First?.ReopenedOn is not null ? TakenUpOn : clean.FoundOn, by.Today);
        if (foundMoves && First is { ReopenedOn: not null, DueOn: var firstDue }) check.That(clean.FoundOn <= firstDue, nameof(FoundOn), clean.FoundOn, Rule.AfterNextStep, firstDue);
        var why = foundMoves || dueMoves ? check.RequiredLines("Reason", reason, TextLimits.Note) : check.Lines("Reason", reason, TextLimits.Note);
        check.ThrowIfAny();
        if (clean == present) return false;
        Take(clean);
        Append(HazardStepKind.Corrected, foundMoves ? FoundOn : by.Today, by, why, dueOn: dueMoves ? DueOn : null, concerns: foundMoves ? HazardStepKind.Found : null);
        return true;
    }

    /// <summary>Corrects the day of the present rectification and who did it. When it won't do, return it.</summary>
    /// <returns>False when nothing was different.</returns>
    public bool CorrectRectification(DateOnly on, string? rectifiedBy, string? reason, ActorStamp by)
    {
        var check = new ValidationContext();
        if (check.That(RectifiedOn is not null, nameof(RectifiedOn), null, Rule.NotRectified) && check.Past(nameof(RectifiedOn), on, by.Today))
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

    private HazardDetails Present => new(Title, Category, FoundOn)
    {
        Description = Description,
        Place = Place,
        Severity = Severity,
        IsFireLane = IsFireLane,
        ResponsibleUnit = ResponsibleUnit,
        CoBuilderId = CoBuilderId,
        DueOn = DueOn,
    };

    private void Take(HazardDetails clean)
    {
        Title = clean.Title!;
        Category = clean.Category!;
        FoundOn = clean.FoundOn;
        Description = clean.Description;
        Place = clean.Place;
        Severity = clean.Severity;
        IsFireLane = clean.IsFireLane;
        ResponsibleUnit = clean.ResponsibleUnit;
        CoBuilderId = clean.CoBuilderId;
        DueOn = clean.DueOn!.Value;
    }

    private static HazardDetails Clean(HazardDetails details, ValidationContext check)
    {
        check.Defined(nameof(Severity), details.Severity);
        return details with
        {
            Title = check.RequiredLine(nameof(Title), details.Title, TextLimits.Title),
            Category = check.RequiredLine(nameof(Category), details.Category, TextLimits.Key),
            Description = check.Lines(nameof(Description), details.Description, TextLimits.Description),
            Place = check.Line(nameof(Place), details.Place, TextLimits.Title),
            ResponsibleUnit = check.Line(nameof(ResponsibleUnit), details.ResponsibleUnit, TextLimits.Name),
        };
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

    private void Append(HazardStepKind kind, DateOnly on, ActorStamp by, string? note, DateOnly? dueOn = null, HazardStepKind? concerns = null) =>
        Steps.Add(new HazardStep { Kind = kind, At = by.At, HappenedOn = on, By = by.By, Note = note, DueOn = dueOn, Concerns = concerns });
}
