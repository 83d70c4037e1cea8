using Concentric.Calendar;
using Concentric.Data;
using Concentric.Kinds;
using Concentric.Rules;

namespace Concentric.Hazards;

/// <summary>
/// Found, rectified, verified by somebody else. Each method checks, then changes, then adds a step; a refusal
/// (<see cref="RefusedException"/>) changes nothing. Needs <see cref="Steps"/> in the order in which they were entered.
/// </summary>
public sealed partial class Hazard
{
    /// <summary>The first step: a hazard has been found.</summary>
    /// <param name="values">What is said about it. Without a due date the working days of its severity from finding give it.</param>
    /// <param name="settings">How long it may stay.</param>
    /// <param name="calendar">For the due date.</param>
    /// <param name="by">Who enters it.</param>
    /// <param name="check">What has been found wrong before; thrown with the rest.</param>
    public static Hazard Find(
        FieldValues<Hazard> values, HazardSettings settings, WorkingCalendar calendar, ActorStamp by, ValidationContext check)
    {
        var said = values;
        var severity = (HazardSeverity?)said[HazardRecords.Kind["severity"]] ?? default;
        // A day that will be refused is not counted from.
        var due = HazardRecords.Kind["due-on"];
        if (said[due] is null && said[HazardRecords.Kind["found-on"]] is DateOnly on && on >= ValidationContext.FirstDay && on <= by.Today)
            said = said.With(due, calendar.AddWorkingDays(on, settings.DueWorkingDays(severity)));
        var hazard = HazardRecords.Kind.Make(said, by, check);
        hazard.Append(HazardStepKind.Found, hazard.FoundOn, by, null, dueOn: hazard.DueOn);
        return hazard;
    }

    /// <summary>
    /// It has been put right, by the one named. A major hazard takes a photo that shows it: the only step of any kind that takes one.
    /// Needs <see cref="Photos"/>.
    /// </summary>
    /// <param name="isPast">
    /// True for a hazard that comes in from a sheet with its rectification: it was put right before it was here, and a sheet brings no
    /// photos.
    /// </param>
    public void Rectify(DateOnly on, string? rectifiedBy, string? note, ActorStamp by, bool isPast = false)
    {
        var check = new ValidationContext();
        if (check.That(RectifiedOn is null, nameof(RectifiedOn), RectifiedOn, Rule.Rectified) && !isPast)
            check.That(!NeedsPhotoAfter, "Photo", null, Rule.PhotoAfterMissing);
        TimelineOfSteps().CheckNext(on, by.Today, check);
        var who = check.Line(nameof(RectifiedBy), rectifiedBy, TextLimits.Name) ?? by.By;
        var said = check.Lines("Note", note, TextLimits.Note);
        check.ThrowIfAny();
        EndOffer(by);
        RectifiedOn = on;
        RectifiedBy = who;
        Append(HazardStepKind.Rectified, on, by, said);
    }

    /// <summary>The rectification won't do: the hazard is open again, in another round, and its due date stays.</summary>
    public void Return(DateOnly on, string? reason, ActorStamp by)
    {
        var check = new ValidationContext();
        check.That(RectifiedOn is not null, nameof(RectifiedOn), null, Rule.NotRectified);
        check.That(VerifiedOn is null, nameof(VerifiedOn), VerifiedOn, Rule.Verified);
        TimelineOfSteps().CheckNext(on, by.Today, check);
        var why = check.RequiredLines("Reason", reason, TextLimits.Note);
        check.ThrowIfAny();
        BeginRound(on, DueOn);
        Append(HazardStepKind.Returned, on, by, why);
    }

    /// <summary>
    /// It was rectified and verified, and has been found again: another round with a new due date. The round before stays what it was.
    /// </summary>
    public void Reopen(DateOnly on, string? reason, DateOnly dueOn, ActorStamp by)
    {
        var check = new ValidationContext();
        check.That(VerifiedOn is not null, nameof(VerifiedOn), null, Rule.NotVerified);
        TimelineOfSteps().CheckNext(on, by.Today, check);
        check.Due(nameof(DueOn), dueOn, on, by.Today);
        var why = check.RequiredLines("Reason", reason, TextLimits.Note);
        check.ThrowIfAny();
        BeginRound(on, dueOn);
        Append(HazardStepKind.Reopened, on, by, why, dueOn: dueOn);
    }

    /// <summary>
    /// Somebody has looked, and it is right: neither the one who rectified it nor the one who entered that. Told apart by name.
    /// </summary>
    public void Verify(DateOnly on, string? note, ActorStamp by)
    {
        var check = new ValidationContext();
        check.That(RectifiedOn is not null, nameof(RectifiedOn), null, Rule.NotRectified);
        check.That(VerifiedOn is null, nameof(VerifiedOn), VerifiedOn, Rule.Verified);
        check.That(!NotVerifiedBy().Contains(by.By), nameof(VerifiedBy), by.By, Rule.SamePerson);
        TimelineOfSteps().CheckNext(on, by.Today, check);
        var said = check.Lines("Note", note, TextLimits.Note);
        check.ThrowIfAny();
        VerifiedOn = on;
        VerifiedBy = by.By;
        Append(HazardStepKind.Verified, on, by, said);
    }

    /// <summary>Whether a photo that shows it put right must come before its rectification is noted. Needs <see cref="Photos"/>.</summary>
    public bool NeedsPhotoAfter => Severity == HazardSeverity.Major && !HasPhotoAfter;

    /// <summary>
    /// Whether a photo shows how it was put right in the present round: one of before it was returned or found again shows what would
    /// not do. Needs <see cref="Photos"/>.
    /// </summary>
    internal bool HasPhotoAfter => Photos.Exists(IsOfThisRound);

    /// <summary>Whether it is the only photo that shows how a major hazard was put right, as the record says it was.</summary>
    internal bool IsLastPhotoAfter(HazardPhoto photo) => Severity == HazardSeverity.Major && RectifiedOn is not null
        && IsOfThisRound(photo) && Photos.Count(IsOfThisRound) == 1;

    private bool IsOfThisRound(HazardPhoto photo) => photo.Side == PhotoSide.After
        && Steps.All(step => step.Kind is not (HazardStepKind.Returned or HazardStepKind.Reopened) || step.At <= photo.At);

    /// <summary>Who may not verify the present rectification: whoever made it, and whoever entered that it was made.</summary>
    public IEnumerable<string> NotVerifiedBy() =>
        new[] { RectifiedBy, Steps.LastOrDefault(step => step.Kind == HazardStepKind.Rectified)?.By }.OfType<string>().Distinct();

    /// <summary>Sets a later due date while the present one has not passed; counted.</summary>
    public void Extend(DateOnly dueOn, string? reason, ActorStamp by)
    {
        var check = new ValidationContext();
        RefuseRectified(check);
        check.That(DueOn >= by.Today, nameof(DueOn), dueOn, Rule.DueDatePassed, DueOn);
        check.That(dueOn > DueOn, nameof(DueOn), dueOn, Rule.NotLater, DueOn);
        check.Due(nameof(DueOn), dueOn, TakenUpOn, by.Today);
        var why = check.RequiredLines("Reason", reason, TextLimits.Note);
        check.ThrowIfAny();
        DueOn = dueOn;
        ExtensionCount++;
        Append(HazardStepKind.Extended, by.Today, by, why, dueOn: dueOn);
    }

    /// <summary>
    /// Its due day follows the working calendar: no extension, for nobody is given more working days. Only for open ones.
    /// </summary>
    internal void FollowCalendar(DateOnly dueOn, string reason, ActorStamp by)
    {
        DueOn = dueOn;
        Append(HazardStepKind.Corrected, by.Today, by, reason, dueOn: dueOn);
    }
}
