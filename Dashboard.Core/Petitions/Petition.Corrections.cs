using Concentric.Calendar;
using Concentric.Data;
using Concentric.Kinds;
using Concentric.Ledgers;
using Concentric.Rules;

namespace Concentric.Petitions;

/// <summary>
/// Mending what was entered wrongly. The timeline keeps the old line; a new one says whose day has moved where.
/// A day that moves takes a reason, because it changes the figures of the past.
/// </summary>
public sealed partial class Petition
{
    /// <summary>Corrects what is said about the petition, its day of receipt and its due date. A day that moves takes a reason.</summary>
    /// <returns>False when nothing was different.</returns>
    public bool Correct(FieldValues<Petition> values, PetitionCategory? category, WorkingCalendar calendar, ActorStamp by,
        ValidationContext check)
    {
        CheckCategory(values, Category, category, check);
        var (received, due) = (ReceivedOn, DueOn);
        // A due date that is taken out is as it was.
        var dueField = PetitionRecords.Kind["due-on"];
        var said = values[dueField] is null ? values.With(dueField, DueOn) : values;
        if (!PetitionRecords.Kind.Correct(this, said, by, check)) return false;
        var why = PetitionRecords.Kind.ReasonOf(said);
        if (ClosedOn is { } closed) WorkingDaysToClose = calendar.WorkingDaysBetween(TakenUpOn, closed);
        if (First is { ReopenedOn: not null, ClosedOn: { } firstClosed } first)
            first.WorkingDaysToClose = calendar.WorkingDaysBetween(ReceivedOn, firstClosed);
        Append(
            PetitionStepKind.Corrected, received != ReceivedOn ? ReceivedOn : by.Today, by, why,
            dueOn: due != DueOn ? DueOn : null, concerns: received != ReceivedOn ? PetitionStepKind.Collected : null);
        return true;
    }

    /// <summary>From which day on it may be due.</summary>
    internal DateOnly DueFrom => First?.ReopenedOn is null ? ReceivedOn : TakenUpOn;

    /// <summary>Whether its receipt may have been on another day, as its steps have it.</summary>
    internal void CheckReceipt(DateOnly on, ValidationContext check)
    {
        TimelineOfSteps().CheckBetween("received-on", on, PetitionStepKind.Collected, check);
        // The due date of a round that has ended stays, so the receipt can't come after it.
        if (First is { ReopenedOn: not null, DueOn: var firstDue })
            check.That(on <= firstDue, "received-on", on, Rule.AfterNextStep, firstDue);
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
        // Only one that was withdrawn may be settled without a call.
        if (outcome != PetitionOutcome.Withdrawn && CallBackOn is null) SettledOn = null;
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
        if (check.That(CallBackOn is not null, nameof(CallBackOn), null, Rule.NotCalledBack)
            && check.Past(nameof(CallBackOn), on, by.Today))
            TimelineOfSteps().CheckBetween(nameof(CallBackOn), on, PetitionStepKind.CalledBack, check);
        var why = CheckReason(reason, isNeeded: true, check);
        check.ThrowIfAny();
        CallBackAnswers? present = CallBackValid ? new(CallBackResponded, CallBackResolved, Satisfaction!.Value) : null;
        if (on == CallBackOn && answers == present) return false;
        TakeAnswers(on, answers);
        NoteAnswers(Append(PetitionStepKind.Corrected, on, by, why, concerns: PetitionStepKind.CalledBack), answers);
        return true;
    }

    /// <summary>There is such a category, and it is still given; one that the office has given up may stay where it is.</summary>
    private static void CheckCategory(FieldValues<Petition> values, string? present, PetitionCategory? category, ValidationContext check)
    {
        if (PlainText.Clean((string?)values[PetitionRecords.Kind["category"]]) is not { } key || key == present) return;
        if (check.That(category is not null, "category", key, Rule.Unknown))
            check.That(!category!.IsRetired, "category", category.Name, Rule.RetiredCategory);
    }

    private static string? CheckReason(string? reason, bool isNeeded, ValidationContext check) =>
        isNeeded ? check.RequiredLines("reason", reason, TextLimits.Note) : check.Lines("reason", reason, TextLimits.Note);
}
