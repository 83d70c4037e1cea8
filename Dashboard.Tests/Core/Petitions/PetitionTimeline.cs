using Concentric.Petitions;

namespace Concentric.Tests.Core.Petitions;

/// <summary>A round as its steps tell it.</summary>
internal sealed record RoundTold(DateOnly ReceivedOn, DateOnly DueOn, DateOnly? ClosedOn, PetitionOutcome? Outcome, DateOnly? CallBackOn,
    CallBackAnswers? Answers)
{
    public static RoundTold Of(PetitionRound round) => new(
        round.ReceivedOn, round.DueOn, round.ClosedOn, round.Outcome, round.CallBackOn,
        round.CallBackValid ? new(round.CallBackResponded, round.CallBackResolved, round.Satisfaction!.Value) : null);
}

/// <summary>What a petition must be if its timeline is all that is known of it. Asserts on the way that no step is out of place.</summary>
internal sealed class PetitionTimeline
{
    private readonly List<DateOnly> closings = [];
    private readonly List<RoundTold> ended = [];
    private PetitionStage passed;
    private DateOnly? takenUpOn;
    private DateOnly presentDue;

    public PetitionTimeline(IEnumerable<PetitionStep> steps)
    {
        foreach (var step in steps) Take(step);
        // A receipt that was corrected after a reopening is that of the first round.
        if (ended.Count > 0) ended[0] = ended[0] with { ReceivedOn = ReceivedOn };
    }

    public PetitionStage Stage { get; private set; }

    public DateOnly ReceivedOn { get; private set; }

    public DateOnly DueOn { get; private set; }

    public DateOnly? ClosedOn { get; private set; }

    public PetitionOutcome? Outcome { get; private set; }

    public DateOnly? CallBackOn { get; private set; }

    /// <summary>Null until it is transferred.</summary>
    public int? CommunityId { get; private set; }

    public SortedSet<int> Shared { get; } = [];

    public CallBackAnswers? Answers { get; private set; }

    public int Reopened { get; private set; }

    public int Extended { get; private set; }

    /// <summary>Each round: those that a reopening ended are left as they were.</summary>
    public IReadOnlyList<RoundTold> Rounds => [.. ended, new(takenUpOn ?? ReceivedOn, DueOn, ClosedOn, Outcome, CallBackOn, Answers)];

    public DateOnly? FirstClosedOn => closings.Count > 0 ? closings[0] : null;

    private void Take(PetitionStep step)
    {
        presentDue = DueOn;
        if (step.DueOn is { } due) DueOn = due;
        switch (step.Kind)
        {
            case PetitionStepKind.Collected: ReceivedOn = step.HappenedOn; break;
            case PetitionStepKind.Negotiated: Reach(PetitionStage.Negotiated); break;
            case PetitionStepKind.Handled: Reach(PetitionStage.Handled); break;
            case PetitionStepKind.FedBack: Reach(PetitionStage.FedBack); break;
            case PetitionStepKind.Skipped:
                Assert.NotNull(step.Note);
                Assert.Equal(passed + 1, Enum.Parse<PetitionStage>(step.Concerns.ToString()!));
                passed++;
                break;
            case PetitionStepKind.Closed: Close(step); break;
            case PetitionStepKind.Reopened: Reopen(step.HappenedOn); break;
            case PetitionStepKind.CalledBack:
                Assert.NotNull(ClosedOn);
                (CallBackOn, Answers) = (step.HappenedOn, AnswersOf(step));
                break;
            case PetitionStepKind.Transferred:
                CommunityId = step.CommunityId;
                if (Shared.Count > 0) Shared.Add(step.CommunityId!.Value);
                break;
            case PetitionStepKind.Shared:
                Shared.Clear();
                Shared.UnionWith(step.SharedWith!.Split(',', StringSplitOptions.RemoveEmptyEntries)
                    .Select(id => int.Parse(id, System.Globalization.CultureInfo.InvariantCulture)));
                break;
            case PetitionStepKind.Extended: Extended++; break;
            case PetitionStepKind.Corrected: Correct(step); break;
        }
    }

    private void Reach(PetitionStage stage)
    {
        Assert.Null(ClosedOn);
        Assert.True(stage <= passed + 1, $"{stage} after {passed}");
        if (stage > passed) passed = stage;
        if (stage > Stage) Stage = stage;
    }

    private void Close(PetitionStep step)
    {
        Assert.Null(ClosedOn);
        if (step.Outcome != PetitionOutcome.Withdrawn) Assert.Equal(PetitionStage.FedBack, passed);
        closings.Add(step.HappenedOn);
        (ClosedOn, Outcome) = (step.HappenedOn, step.Outcome);
    }

    private void Reopen(DateOnly on)
    {
        Assert.NotNull(ClosedOn);
        ended.Add(new(takenUpOn ?? ReceivedOn, presentDue, ClosedOn, Outcome, CallBackOn, Answers));
        takenUpOn = on;
        (ClosedOn, Outcome, CallBackOn, Answers) = (null, null, null, null);
        Stage = passed = Stage > PetitionStage.Negotiated ? PetitionStage.Negotiated : Stage;
        Reopened++;
    }

    private void Correct(PetitionStep step)
    {
        switch (step.Concerns)
        {
            case PetitionStepKind.Collected: ReceivedOn = step.HappenedOn; break;
            case PetitionStepKind.CalledBack: (CallBackOn, Answers) = (step.HappenedOn, AnswersOf(step)); break;
            case PetitionStepKind.Closed:
                closings[^1] = step.HappenedOn;
                (ClosedOn, Outcome) = (step.HappenedOn, step.Outcome);
                break;
        }
    }

    private static CallBackAnswers? AnswersOf(PetitionStep step) =>
        step.Satisfaction is { } satisfaction ? new(step.Responded!.Value, step.Resolved!.Value, satisfaction) : null;
}
