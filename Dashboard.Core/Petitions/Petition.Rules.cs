using Concentric.Calendar;
using Concentric.Data;
using Concentric.Kinds;
using Concentric.Ledgers;
using Concentric.Rules;

namespace Concentric.Petitions;

/// <summary>
/// The council hall's loop. Each method checks, then changes, then adds a step; a refusal (<see cref="RefusedException"/>) changes
/// nothing. Needs <see cref="Steps"/> in the order in which they were entered.
/// </summary>
public sealed partial class Petition
{
    /// <summary>The first step: a petition has come in.</summary>
    /// <param name="values">What is said about it. Without a due date the category's working days from receipt give it.</param>
    /// <param name="category">The category that is named; null when there is none.</param>
    /// <param name="calendar">For the due date.</param>
    /// <param name="by">Who enters it.</param>
    /// <param name="check">What has been found wrong before; thrown with the rest.</param>
    public static Petition Collect(FieldValues<Petition> values, PetitionCategory? category, WorkingCalendar calendar, ActorStamp by,
        ValidationContext check)
    {
        CheckCategory(values, null, category, check);
        var said = values;
        var due = PetitionRecords.Kind["due-on"];
        if (said[due] is null && category is not null && said[PetitionRecords.Kind["received-on"]] is DateOnly received
            && received >= ValidationContext.FirstDay && received <= by.Today)
            said = said.With(due, calendar.AddWorkingDays(received, category.DueWorkingDays));
        var petition = PetitionRecords.Kind.Make(said, by, check);
        petition.Append(PetitionStepKind.Collected, petition.ReceivedOn, by, null, dueOn: petition.DueOn);
        return petition;
    }

    /// <summary>Those concerned have negotiated. May be repeated; an attempt at an earlier stage leaves the stage as it is.</summary>
    public void Negotiate(DateOnly on, string? note, string? skipReason, ActorStamp by) =>
        Reach(PetitionStage.Negotiated, on, note, skipReason, by);

    /// <summary>The responsible unit has handled it. May be repeated.</summary>
    public void Handle(DateOnly on, string? note, string? skipReason, ActorStamp by) =>
        Reach(PetitionStage.Handled, on, note, skipReason, by);

    /// <summary>The resident has been told. May be repeated.</summary>
    public void FeedBack(DateOnly on, string? note, string? skipReason, ActorStamp by) =>
        Reach(PetitionStage.FedBack, on, note, skipReason, by);

    /// <summary>Closes it: what was asked for has been done.</summary>
    public void CloseAsResolved(DateOnly on, string? note, string? skipReason, WorkingCalendar calendar, ActorStamp by) =>
        Close(PetitionOutcome.Resolved, on, note, skipReason, calendar, by);

    /// <summary>Closes it: it can't be done, and the resident has been told why.</summary>
    public void CloseAsExplained(DateOnly on, string? note, string? skipReason, WorkingCalendar calendar, ActorStamp by) =>
        Close(PetitionOutcome.Explained, on, note, skipReason, calendar, by);

    /// <summary>Closes it without a solution; a note must say why.</summary>
    public void CloseAsUnresolved(DateOnly on, string? note, string? skipReason, WorkingCalendar calendar, ActorStamp by) =>
        Close(PetitionOutcome.Unresolved, on, note, skipReason, calendar, by);

    /// <summary>Closes it at any stage because the resident took it back; a note must say so.</summary>
    public void Withdraw(DateOnly on, string? note, WorkingCalendar calendar, ActorStamp by) =>
        Close(PetitionOutcome.Withdrawn, on, note, null, calendar, by);

    /// <summary>
    /// Takes a closed petition up again, which counts as rework and begins another round: a new due date, no outcome and no call-back,
    /// and at most the stage of negotiation, so that it is handled and fed back once more. The round before stays what it was.
    /// </summary>
    public void Reopen(DateOnly on, string? reason, DateOnly dueOn, ActorStamp by)
    {
        var check = new ValidationContext();
        check.That(ClosedOn is not null, nameof(ClosedOn), null, Rule.StillOpen);
        TimelineOfSteps().CheckNext(on, by.Today, check);
        check.Due(nameof(DueOn), dueOn, on, by.Today);
        var why = check.RequiredLines("Reason", reason, TextLimits.Note);
        check.ThrowIfAny();
        BeginRound(on, dueOn);
        Append(PetitionStepKind.Reopened, on, by, why, dueOn: dueOn);
    }

    /// <summary>Asks the resident after the closing. One that reached nobody may be tried again.</summary>
    /// <param name="on">Day of the call.</param>
    /// <param name="answers">Null when the resident was not reached or did not answer all three questions.</param>
    /// <param name="note">In the resident's words.</param>
    /// <param name="by">Who called.</param>
    public void CallBack(DateOnly on, CallBackAnswers? answers, string? note, ActorStamp by)
    {
        var check = new ValidationContext();
        check.That(ClosedOn is not null, nameof(ClosedOn), null, Rule.StillOpen);
        check.That(!CallBackValid, nameof(CallBackOn), CallBackOn, Rule.CalledBack);
        TimelineOfSteps().CheckNext(on, by.Today, check);
        if (answers is not null) check.Defined(nameof(Satisfaction), answers.Satisfaction);
        var said = check.Lines("Note", note, TextLimits.Note);
        check.ThrowIfAny();
        TakeAnswers(on, answers);
        NoteAnswers(Append(PetitionStepKind.CalledBack, on, by, said), answers);
    }

    /// <summary>
    /// The resident has said that it is not resolved: it is taken up again with the call-back, as another round, for whoever was to
    /// handle it. As <see cref="Reopen"/>, but the call-back is reason enough.
    /// </summary>
    public void TakeUpAgain(DateOnly dueOn, ActorStamp by)
    {
        var check = new ValidationContext();
        check.That(ClosedOn is not null && CallBackOn is not null, nameof(CallBackOn), null, Rule.NotCalledBack);
        check.ThrowIfAny();
        var on = CallBackOn!.Value;
        check.Due(nameof(DueOn), dueOn, on, by.Today);
        check.ThrowIfAny();
        BeginRound(on, dueOn);
        Append(PetitionStepKind.Reopened, on, by, null, dueOn: dueOn);
    }

    /// <summary>
    /// It stays closed although the resident is not content, or can't be reached: somebody says why, and it waits for nobody any more.
    /// One that nobody has tried to call back can't be settled, unless it was withdrawn.
    /// </summary>
    public void Settle(string? reason, ActorStamp by)
    {
        var check = new ValidationContext();
        check.That(ClosedOn is not null, nameof(ClosedOn), null, Rule.StillOpen);
        check.That(SettledOn is null, nameof(SettledOn), SettledOn, Rule.Settled);
        check.That(ClosedOn is null || CallBackOn is not null || Outcome == PetitionOutcome.Withdrawn, nameof(CallBackOn), null,
            Rule.NotCalledBack);
        var why = check.RequiredLines("Reason", reason, TextLimits.Note);
        check.ThrowIfAny();
        SettledOn = by.Today;
        Append(PetitionStepKind.Settled, by.Today, by, why);
    }

    /// <summary>Sets a later due date while the present one has not passed; counted.</summary>
    public void Extend(DateOnly dueOn, string? reason, ActorStamp by)
    {
        var check = new ValidationContext();
        RefuseClosed(check);
        check.That(DueOn >= by.Today, nameof(DueOn), dueOn, Rule.DueDatePassed, DueOn);
        check.That(dueOn > DueOn, nameof(DueOn), dueOn, Rule.NotLater, DueOn);
        check.Due(nameof(DueOn), dueOn, TakenUpOn, by.Today);
        var why = check.RequiredLines("Reason", reason, TextLimits.Note);
        check.ThrowIfAny();
        DueOn = dueOn;
        ExtensionCount++;
        Append(PetitionStepKind.Extended, by.Today, by, why, dueOn: dueOn);
    }

    /// <summary>
    /// Its due day follows the working calendar: no extension, for nobody is given more working days. Only for open ones.
    /// </summary>
    internal void FollowCalendar(DateOnly dueOn, string reason, ActorStamp by)
    {
        DueOn = dueOn;
        Append(PetitionStepKind.Corrected, by.Today, by, reason, dueOn: dueOn);
    }
}
