namespace Concentric.Petitions;

/// <summary>How a petition stands towards one stage.</summary>
public enum StageState { Ahead, Reached, Skipped }

/// <summary>One stage of a petition's present round.</summary>
/// <param name="On">Day of the last attempt at it; null when it was not reached, or nobody wrote down when.</param>
/// <param name="Attempts">How often it was entered since the petition was last taken up.</param>
public sealed record StageProgress(PetitionStage Stage, StageState State, DateOnly? On, int Attempts);

/// <summary>
/// How far a petition has come in the council hall's loop since it was last taken up, told from its steps: what happened
/// before a reopening is history, except that it was collected and negotiated.
/// </summary>
public sealed class PetitionProgress
{
    private readonly StageProgress[] stages = [.. Enum.GetValues<PetitionStage>()
        .Select(stage => new StageProgress(stage, StageState.Ahead, null, 0))];
    private PetitionStage reached;

    private PetitionProgress()
    {
    }

    /// <summary>The four stages in their order.</summary>
    public IReadOnlyList<StageProgress> Stages => stages;

    /// <summary>The stage that comes next; null when all four are passed.</summary>
    public PetitionStage? Next => reached < PetitionStage.FedBack ? reached + 1 : null;

    public StageProgress this[PetitionStage stage] => stages[(int)stage];

    /// <summary>Tells it from the steps in the order in which they were entered.</summary>
    public static PetitionProgress Of(Petition petition)
    {
        var progress = new PetitionProgress();
        progress.stages[0] = new(PetitionStage.Collected, StageState.Reached, petition.ReceivedOn, 1);
        foreach (var step in petition.Steps) progress.Take(step);
        // Records that were loaded in bulk may have come without their steps.
        while (progress.reached < petition.Stage)
        {
            progress.reached++;
            if (progress[progress.reached].State == StageState.Ahead)
                progress.stages[(int)progress.reached] = progress[progress.reached] with { State = StageState.Reached };
        }

        return progress;
    }

    private void Take(PetitionStep step)
    {
        switch (step.Kind)
        {
            case PetitionStepKind.Negotiated: Reach(PetitionStage.Negotiated, step.HappenedOn); break;
            case PetitionStepKind.Handled: Reach(PetitionStage.Handled, step.HappenedOn); break;
            case PetitionStepKind.FedBack: Reach(PetitionStage.FedBack, step.HappenedOn); break;
            case PetitionStepKind.Skipped when step.Concerns is { } passed and <= PetitionStepKind.FedBack:
                stages[(int)passed] = new((PetitionStage)(int)passed, StageState.Skipped, step.HappenedOn, 0);
                break;
            case PetitionStepKind.Reopened: Reopen(); break;
        }
    }

    private void Reach(PetitionStage stage, DateOnly on)
    {
        stages[(int)stage] = new(stage, StageState.Reached, on, this[stage].Attempts + 1);
        if (stage > reached) reached = stage;
    }

    private void Reopen()
    {
        if (reached > PetitionStage.Negotiated) reached = PetitionStage.Negotiated;
        for (var stage = reached + 1; stage <= PetitionStage.FedBack; stage++) stages[(int)stage] = new(stage, StageState.Ahead, null, 0);
    }
}
