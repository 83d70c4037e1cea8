using Concentric.Data;
using Concentric.Kinds;
using Concentric.Rules;

namespace Concentric.Meetings;

/// <summary>
/// Done, and opened again when it turns out not to be. Each method checks, then changes; a refusal
/// (<see cref="RefusedException"/>) changes nothing. Why something was changed is told in the audit trail.
/// </summary>
public sealed partial class Commitment
{
    /// <summary>Where a commitment with these days stands.</summary>
    public static CommitmentState StateOf(DateOnly dueOn, DateOnly? doneOn, DateOnly today) =>
        doneOn is { } done ? done <= dueOn ? CommitmentState.Kept : CommitmentState.Late
        : dueOn < today ? CommitmentState.Overdue : CommitmentState.Open;

    /// <summary>It has been done.</summary>
    /// <param name="on">Not before the meeting, not in the future.</param>
    /// <param name="metOn">Day of its meeting; null when it was made alone.</param>
    public void Complete(DateOnly on, DateOnly? metOn, ActorStamp by)
    {
        var check = new ValidationContext();
        check.That(DoneOn is null, "done-on", DoneOn, Rule.Done);
        CheckDone(on, metOn, by, check);
        check.ThrowIfAny();
        DoneOn = on;
    }

    /// <summary>Its due day has become a day off, and is the next working day from now on. Only for open ones.</summary>
    internal void FollowCalendar(DateOnly dueOn) => DueOn = dueOn;

    /// <summary>It turned out not to be done: open again, and its due date stays.</summary>
    /// <returns>The reason as it is kept.</returns>
    public string Reopen(string? reason)
    {
        var check = new ValidationContext();
        check.That(DoneOn is not null, "done-on", null, Rule.NotDone);
        var why = check.RequiredLines(Field.ReasonKey, reason, TextLimits.Note);
        check.ThrowIfAny();
        DoneOn = null;
        return why;
    }

    /// <summary>Corrects the day on which it was done.</summary>
    /// <returns>The reason as it is kept.</returns>
    public string CorrectCompletion(DateOnly on, DateOnly? metOn, string? reason, ActorStamp by)
    {
        var check = new ValidationContext();
        if (check.That(DoneOn is not null, "done-on", null, Rule.NotDone)) CheckDone(on, metOn, by, check);
        var why = check.RequiredLines(Field.ReasonKey, reason, TextLimits.Note);
        check.ThrowIfAny();
        DoneOn = on;
        return why;
    }

    private static void CheckDone(DateOnly on, DateOnly? metOn, ActorStamp by, ValidationContext check)
    {
        if (check.Past("done-on", on, by.Today) && metOn is { } met) check.That(on >= met, "done-on", on, Rule.BeforeMeeting, met);
    }
}
