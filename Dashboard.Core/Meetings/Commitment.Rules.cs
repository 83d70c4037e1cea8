using Concentric.Data;
using Concentric.Rules;

namespace Concentric.Meetings;

/// <summary>
/// Made, done, and opened again when it turns out not to be. Each method checks, then changes; a refusal
/// (<see cref="RefusedException"/>) changes nothing. Why something was changed is told in the audit trail.
/// </summary>
public sealed partial class Commitment
{
    /// <summary>Where a commitment with these days stands.</summary>
    public static CommitmentState StateOf(DateOnly dueOn, DateOnly? doneOn, DateOnly today) =>
        doneOn is { } done ? done <= dueOn ? CommitmentState.Kept : CommitmentState.Late
        : dueOn < today ? CommitmentState.Overdue : CommitmentState.Open;

    /// <summary>A commitment that was made.</summary>
    /// <param name="communityId">The community that keeps it.</param>
    /// <param name="details">As entered; the owner filled in.</param>
    /// <param name="metOn">Day of the meeting at which it was made; null when it was made alone.</param>
    /// <param name="by">Who enters it.</param>
    /// <param name="check">What has been found wrong before; thrown with the rest.</param>
    public static Commitment Make(int communityId, CommitmentDetails details, DateOnly? metOn, ActorStamp by, ValidationContext check)
    {
        var commitment = new Commitment { CommunityId = communityId, Title = "", Owner = "" };
        commitment.Take(details, metOn, by, check);
        return commitment;
    }

    /// <summary>It has been done.</summary>
    /// <param name="on">Not before the meeting, not in the future.</param>
    /// <param name="metOn">Day of its meeting; null when it was made alone.</param>
    public void Complete(DateOnly on, DateOnly? metOn, ActorStamp by)
    {
        var check = new ValidationContext();
        check.That(DoneOn is null, nameof(DoneOn), DoneOn, Rule.Done);
        CheckDone(on, metOn, by, check);
        check.ThrowIfAny();
        DoneOn = on;
    }

    /// <summary>It turned out not to be done: open again, and its due date stays.</summary>
    /// <returns>The reason as it is kept.</returns>
    public string Reopen(string? reason)
    {
        var check = new ValidationContext();
        check.That(DoneOn is not null, nameof(DoneOn), null, Rule.NotDone);
        var why = check.RequiredLines("Reason", reason, TextLimits.Note);
        check.ThrowIfAny();
        DoneOn = null;
        return why;
    }

    /// <summary>Corrects the day on which it was done.</summary>
    /// <returns>The reason as it is kept.</returns>
    public string CorrectCompletion(DateOnly on, DateOnly? metOn, string? reason, ActorStamp by)
    {
        var check = new ValidationContext();
        if (check.That(DoneOn is not null, nameof(DoneOn), null, Rule.NotDone)) CheckDone(on, metOn, by, check);
        var why = check.RequiredLines("Reason", reason, TextLimits.Note);
        check.ThrowIfAny();
        DoneOn = on;
        return why;
    }

    /// <summary>Corrects what is said about it. A due date that moves takes a reason, because it changes what counts as kept.</summary>
    /// <returns>The reason as it is kept; null when none was given.</returns>
    public string? Correct(CommitmentDetails details, DateOnly? metOn, string? reason, ActorStamp by, ValidationContext check)
    {
        var why = details.DueOn == DueOn ? check.Lines("Reason", reason, TextLimits.Note) : check.RequiredLines("Reason", reason, TextLimits.Note);
        if (DoneOn is { } done && metOn is { } met) check.That(done >= met, nameof(DoneOn), done, Rule.BeforeMeeting, met);
        Take(details, metOn, by, check);
        return why;
    }

    private void Take(CommitmentDetails details, DateOnly? metOn, ActorStamp by, ValidationContext check)
    {
        var title = check.RequiredLine(nameof(Title), details.Title, TextLimits.Title);
        var owner = check.RequiredLine(nameof(Owner), details.Owner, TextLimits.Name);
        if (check.Given(nameof(DueOn), details.DueOn))
        {
            if (metOn is { } met) check.That(details.DueOn >= met, nameof(DueOn), details.DueOn, Rule.BeforeMeeting, met);
            else check.That(details.DueOn >= ValidationContext.FirstDay, nameof(DueOn), details.DueOn, Rule.TooEarly, ValidationContext.FirstDay);
            var last = by.Today.AddDays(ValidationContext.MostDaysAhead);
            check.That(details.DueOn <= last, nameof(DueOn), details.DueOn, Rule.TooLate, last);
        }

        check.ThrowIfAny();
        Title = title;
        Owner = owner;
        DueOn = details.DueOn;
        CoBuilderId = details.CoBuilderId;
        MeetingId = details.MeetingId;
    }

    private static void CheckDone(DateOnly on, DateOnly? metOn, ActorStamp by, ValidationContext check)
    {
        if (check.Past(nameof(DoneOn), on, by.Today) && metOn is { } met) check.That(on >= met, nameof(DoneOn), on, Rule.BeforeMeeting, met);
    }
}
