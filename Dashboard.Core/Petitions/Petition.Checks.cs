using Concentric.Calendar;
using Concentric.Data;
using Concentric.Rules;

namespace Concentric.Petitions;

/// <summary>What the rules of a petition share.</summary>
public sealed partial class Petition
{
    private static readonly PetitionStepKind[] StageSteps =
        [PetitionStepKind.Collected, PetitionStepKind.Negotiated, PetitionStepKind.Handled, PetitionStepKind.FedBack];

    private void Reach(PetitionStage stage, DateOnly on, string? note, string? skipReason, ActorStamp by)
    {
        var check = new ValidationContext();
        RefuseClosed(check);
        TimelineOfSteps().CheckNext(on, by.Today, check);
        var skipped = CheckSkipped(stage, skipReason, by, check, out var why);
        var said = check.Lines("Note", note, TextLimits.Note);
        check.ThrowIfAny();
        foreach (var passed in skipped) Append(PetitionStepKind.Skipped, on, by, why, concerns: StageSteps[(int)passed]);
        if (stage > Stage) Stage = stage;
        Append(StageSteps[(int)stage], on, by, said);
    }

    private void Close(PetitionOutcome outcome, DateOnly on, string? note, string? skipReason, WorkingCalendar calendar, ActorStamp by)
    {
        var check = new ValidationContext();
        RefuseClosed(check);
        TimelineOfSteps().CheckNext(on, by.Today, check);
        var because = "";
        // Who takes a petition back skips nothing; every other outcome comes after the feedback.
        var skipped = outcome == PetitionOutcome.Withdrawn
            ? []
            : CheckSkipped(PetitionStage.FedBack + 1, skipReason, by, check, out because);
        var said = outcome is PetitionOutcome.Withdrawn or PetitionOutcome.Unresolved
            ? check.RequiredLines("Note", note, TextLimits.Note)
            : check.Lines("Note", note, TextLimits.Note);
        check.ThrowIfAny();
        foreach (var passed in skipped) Append(PetitionStepKind.Skipped, on, by, because, concerns: StageSteps[(int)passed]);
        EndOffer(by);
        ClosedOn = on;
        FirstClosedOn ??= on;
        Outcome = outcome;
        WorkingDaysToClose = calendar.WorkingDaysBetween(TakenUpOn, on);
        Append(PetitionStepKind.Closed, on, by, said, outcome: outcome);
    }

    /// <summary>The stages between the present one and the next, which take a reason and the right to be passed over.</summary>
    private List<PetitionStage> CheckSkipped(PetitionStage next, string? skipReason, ActorStamp by, ValidationContext check,
        out string? why)
    {
        why = check.Lines("SkipReason", skipReason, TextLimits.Note);
        var skipped = new List<PetitionStage>();
        for (var stage = Stage + 1; stage < next; stage++) skipped.Add(stage);
        if (skipped.Count == 0) return skipped;
        if (check.That(why is not null, nameof(Stage), null, Rule.SkipsStage, skipped[0]))
            check.That(by.MaySkipStages, nameof(Stage), null, Rule.MayNotSkip, skipped[0]);
        return skipped;
    }

    private void RefuseClosed(ValidationContext check) => check.That(ClosedOn is null, nameof(ClosedOn), ClosedOn, Rule.Closed);

    private Timeline<PetitionStepKind> TimelineOfSteps()
    {
        var timeline = new Timeline<PetitionStepKind>();
        // Records that were loaded in bulk may have come without their first step.
        if (Steps.All(step => step.Kind != PetitionStepKind.Collected)) timeline.Add(PetitionStepKind.Collected, ReceivedOn);
        foreach (var step in Steps)
        {
            if (step.Kind <= PetitionStepKind.CalledBack) timeline.Add(step.Kind, step.HappenedOn);
            else if (step is { Kind: PetitionStepKind.Corrected, Concerns: { } concerned }) timeline.Move(concerned, step.HappenedOn);
        }
        return timeline;
    }

    private void TakeAnswers(DateOnly? on, CallBackAnswers? answers)
    {
        CallBackOn = on;
        CallBackValid = answers is not null;
        CallBackResponded = answers?.Responded ?? false;
        CallBackResolved = answers?.Resolved ?? false;
        Satisfaction = answers?.Satisfaction;
        SettledOn = null;
    }

    private PetitionStep Append(
        PetitionStepKind kind, DateOnly on, ActorStamp by, string? note, DateOnly? dueOn = null, PetitionOutcome? outcome = null,
        PetitionStepKind? concerns = null)
    {
        var step = new PetitionStep
        {
            Kind = kind,
            At = by.At,
            HappenedOn = on,
            By = by.By,
            Note = note,
            DueOn = dueOn,
            Outcome = outcome,
            Concerns = concerns
        };
        Steps.Add(step);
        return step;
    }

    private static void NoteAnswers(PetitionStep step, CallBackAnswers? answers) =>
        (step.Responded, step.Resolved, step.Satisfaction) = (answers?.Responded, answers?.Resolved, answers?.Satisfaction);
}
