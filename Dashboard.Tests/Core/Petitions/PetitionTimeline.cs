using Concentric.Petitions;

namespace Concentric.Tests.Core.Petitions;

/// <summary>What a petition must be if its timeline is all that is known of it. Asserts on the way that no step is out of place.</summary>
internal sealed class PetitionTimeline
{
    private readonly List<DateOnly> closings = [];
    private PetitionStage passed;

    public PetitionTimeline(IEnumerable<PetitionStep> steps)
    {
        foreach (var step in steps) Take(step);
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

    public DateOnly? FirstClosedOn => closings.Count > 0 ? closings[0] : null;

    private void Take(PetitionStep step)
    {
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
            case PetitionStepKind.Reopened: Reopen(); break;
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
                Shared.UnionWith(step.SharedWith!.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(id => int.Parse(id, System.Globalization.CultureInfo.InvariantCulture)));
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

    private void Reopen()
    {
        Assert.NotNull(ClosedOn);
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

    private static CallBackAnswers? AnswersOf(PetitionStep step) => step.Satisfaction is { } satisfaction ? new(step.Responded!.Value, step.Resolved!.Value, satisfaction) : null;
}
