using Concentric.Calendar;
using Concentric.Data;
using Concentric.Rules;

namespace Concentric.Petitions;

/// <summary>
/// Mending what was entered wrongly. The timeline keeps the old line; a new one says whose day has moved where.
/// A day that moves takes a reason, because it changes the figures of the past.
/// </summary>
public sealed partial class Petition
{
    /// <summary>Corrects what is said about the petition, its day of receipt and its due date.</summary>
    /// <returns>False when nothing was different.</returns>
    public bool Correct(PetitionDetails details, PetitionCategory? category, string? reason, WorkingCalendar calendar, ActorStamp by, ValidationContext check)
    {
        var present = Present;
        var clean = Clean(details with { DueOn = details.DueOn ?? DueOn }, present, category, check);
        var (receiptMoves, dueMoves) = (clean.ReceivedOn != ReceivedOn, clean.DueOn != DueOn);
        if (check.Past(nameof(ReceivedOn), clean.ReceivedOn, by.Today) && receiptMoves) TimelineOfSteps().CheckBetween(nameof(ReceivedOn), clean.ReceivedOn, PetitionStepKind.Collected, check);
        var begins = First?.ReopenedOn is null ? clean.ReceivedOn : TakenUpOn;
        if (receiptMoves || dueMoves) check.Due(nameof(DueOn), clean.DueOn!.Value, begins, by.Today);
        // The due date of a round that has ended stays, so the receipt can't come after it.
        if (receiptMoves && First is { ReopenedOn: not null, DueOn: var firstDue }) check.That(clean.ReceivedOn <= firstDue, nameof(ReceivedOn), clean.ReceivedOn, Rule.AfterNextStep, firstDue);
        var why = CheckReason(reason, receiptMoves || dueMoves, check);
        check.ThrowIfAny();
        if (clean == present) return false;
        Take(clean);
        if (ClosedOn is { } closed) WorkingDaysToClose = calendar.WorkingDaysBetween(TakenUpOn, closed);
        if (First is { ReopenedOn: not null, ClosedOn: { } firstClosed } first) first.WorkingDaysToClose = calendar.WorkingDaysBetween(ReceivedOn, firstClosed);
        Append(
            PetitionStepKind.Corrected, receiptMoves ? ReceivedOn : by.Today, by, why,
            dueOn: dueMoves ? DueOn : null, concerns: receiptMoves ? PetitionStepKind.Collected : null);
        return true;
    }

    /// <summary>Corrects the day and outcome of the present closing. To take the petition up again, reopen it.</summary>
    /// <returns>False when nothing was different.</returns>
    public bool CorrectClosing(DateOnly on, PetitionOutcome outcome, string? reason, WorkingCalendar calendar, ActorStamp by)
    {
        var check = new ValidationContext();
        check.Defined(nameof(Outcome), outcome);
        if (check.That(ClosedOn is not null, nameof(ClosedOn), null, Rule.StillOpen) && check.Past(nameof(ClosedOn), on, by.Today))
            TimelineOfSteps().CheckBetween(nameof(ClosedOn), on, PetitionStepKind.Closed, check);
        var why = CheckReason(reason, isNeeded: true, check);
        check.ThrowIfAny();
        if (on == ClosedOn && outcome == Outcome) return false;
        if (ReopenedCount == 0) FirstClosedOn = on;
        ClosedOn = on;
        Outcome = outcome;
        WorkingDaysToClose = calendar.WorkingDaysBetween(TakenUpOn, on);
        Append(PetitionStepKind.Corrected, on, by, why, outcome: outcome, concerns: PetitionStepKind.Closed);
        return true;
    }

    /// <summary>Corrects the day and answers of the last call-back.</summary>
    /// <returns>False when nothing was different.</returns>
    public bool CorrectCallBack(DateOnly on, CallBackAnswers? answers, string? reason, ActorStamp by)
    {
        var check = new ValidationContext();
        if (answers is not null) check.Defined(nameof(Satisfaction), answers.Satisfaction);
        if (check.That(CallBackOn is not null, nameof(CallBackOn), null, Rule.NotCalledBack) && check.Past(nameof(CallBackOn), on, by.Today))
            TimelineOfSteps().CheckBetween(nameof(CallBackOn), on, PetitionStepKind.CalledBack, check);
        var why = CheckReason(reason, isNeeded: true, check);
        check.ThrowIfAny();
        CallBackAnswers? present = CallBackValid ? new(CallBackResponded, CallBackResolved, Satisfaction!.Value) : null;
        if (on == CallBackOn && answers == present) return false;
        TakeAnswers(on, answers);
        NoteAnswers(Append(PetitionStepKind.Corrected, on, by, why, concerns: PetitionStepKind.CalledBack), answers);
        return true;
    }

    private PetitionDetails Present => new(Title, Category, ReceivedOn)
    {
        Description = Description,
        Source = Source,
        Petitioner = new(PetitionerName, PetitionerPhone),
        ResponsibleUnit = ResponsibleUnit,
        CoBuilderId = CoBuilderId,
        DueOn = DueOn,
    };

    private void Take(PetitionDetails clean)
    {
        Title = clean.Title!;
        Category = clean.Category!;
        Description = clean.Description;
        Source = clean.Source;
        (PetitionerName, PetitionerPhone) = clean.Petitioner!;
        ResponsibleUnit = clean.ResponsibleUnit;
        CoBuilderId = clean.CoBuilderId;
        ReceivedOn = clean.ReceivedOn;
        DueOn = clean.DueOn!.Value;
    }

    /// <summary>The details with their texts cleaned; what is left out is as it was.</summary>
    private static PetitionDetails Clean(PetitionDetails details, PetitionDetails? before, PetitionCategory? category, ValidationContext check)
    {
        var key = check.RequiredLine(nameof(Category), details.Category, TextLimits.Key);
        // A category that the office has given up may stay where it is.
        if (key.Length > 0 && check.That(category is not null || key == before?.Category, nameof(Category), key, Rule.Unknown))
            check.That(category is not { IsRetired: true } || key == before?.Category, nameof(Category), category?.Name, Rule.RetiredCategory);
        check.Defined(nameof(Source), details.Source);
        return details with
        {
            Title = check.RequiredLine(nameof(Title), details.Title, TextLimits.Title),
            Category = key,
            Description = check.Lines(nameof(Description), details.Description, TextLimits.Description),
            ResponsibleUnit = check.Line(nameof(ResponsibleUnit), details.ResponsibleUnit, TextLimits.Name),
            Petitioner = details.Petitioner is { } person
                ? new(check.Line(nameof(PetitionerName), person.Name, TextLimits.Name), check.Phone(nameof(PetitionerPhone), person.Phone, before?.Petitioner?.Phone))
                : before?.Petitioner ?? new(null, null),
        };
    }

    private static string? CheckReason(string? reason, bool isNeeded, ValidationContext check) =>
        isNeeded ? check.RequiredLines("Reason", reason, TextLimits.Note) : check.Lines("Reason", reason, TextLimits.Note);
}
