using Concentric.Data;
using Concentric.Kinds;
using Concentric.Rules;

namespace Concentric.Projects;

/// <summary>
/// Proposed, agreed, building, done: one after the other. It may go back, or be stopped and taken up again, each with a note
/// that says why. A refusal (<see cref="RefusedException"/>) changes nothing. Needs <see cref="Stages"/> in the order in which
/// they were entered.
/// </summary>
public sealed partial class Project
{
    private static readonly ProjectStage[] Course = [ProjectStage.Proposed, ProjectStage.Agreed, ProjectStage.Building, ProjectStage.Done];

    /// <summary>The stages that it can reach from here.</summary>
    public IReadOnlyList<ProjectStage> Reachable => Stage switch
    {
        // Taken up again where it stood, or further back.
        ProjectStage.Stopped => [.. Course.TakeWhile(stage => stage <= StoppedAt)],
        ProjectStage.Done => [.. Course.TakeWhile(stage => stage < ProjectStage.Done)],
        _ => [.. Course.TakeWhile(stage => stage < Stage), Stage + 1, ProjectStage.Stopped],
    };

    /// <summary>The stage after this one; null when it is done or stopped.</summary>
    public ProjectStage? Next => Stage < ProjectStage.Done ? Stage + 1 : null;

    private ProjectStage StoppedAt => Stages.FindLast(entry => entry.Stage != ProjectStage.Stopped)?.Stage ?? ProjectStage.Proposed;

    /// <summary>A project is proposed.</summary>
    /// <param name="values">What is said about it.</param>
    /// <param name="by">Who enters it.</param>
    /// <param name="check">What has been found wrong before; thrown with the rest.</param>
    public static Project Propose(FieldValues<Project> values, ActorStamp by, ValidationContext check)
    {
        var project = ProjectRecords.Kind.Make(values, by, check);
        project.Append(ProjectStage.Proposed, project.StartedOn, null, by);
        return project;
    }

    /// <summary>It reaches a stage: the next one, an earlier one, or it is stopped.</summary>
    /// <param name="stage">One of <see cref="Reachable"/>.</param>
    /// <param name="on">Not before the last stage, not in the future.</param>
    /// <param name="note">Required unless it is the next stage.</param>
    /// <param name="by">Who enters it.</param>
    public void Reach(ProjectStage stage, DateOnly on, string? note, ActorStamp by)
    {
        var check = new ValidationContext();
        if (check.Defined(nameof(Stage), stage))
            check.That(Reachable.Contains(stage), nameof(Stage), null, Rule.NotReachable, Stage, stage);
        if (check.Past("HappenedOn", on, by.Today))
            check.That(on >= Stages[^1].ReachedOn, "HappenedOn", on, Rule.BeforeLastStep, Stages[^1].ReachedOn);
        var said = CheckNote(check, Stage, stage, note);
        check.ThrowIfAny();
        Append(stage, on, said, by);
    }

    /// <summary>Corrects what is said about it; a corrected first day moves the first stage.</summary>
    /// <returns>False when nothing was different.</returns>
    public bool Correct(FieldValues<Project> values, ActorStamp by, ValidationContext check)
    {
        if (!ProjectRecords.Kind.Correct(this, values, by, check)) return false;
        Stages[0].ReachedOn = StartedOn;
        return true;
    }

    /// <summary>Whether it may have been proposed on another day, as its stages have it.</summary>
    internal void CheckStart(DateOnly on, ValidationContext check)
    {
        if (on != StartedOn && !check.Has("started-on")) CheckNeighbours(check, "started-on", 0, on);
    }

    /// <summary>Corrects the day and the note of a stage that it reached; the stage stays.</summary>
    /// <param name="entryId">One of <see cref="Stages"/>.</param>
    /// <param name="on">Between the stages before and after.</param>
    /// <param name="note">In full; required where it was.</param>
    /// <param name="by">Who corrects it.</param>
    public void CorrectStage(long entryId, DateOnly on, string? note, ActorStamp by)
    {
        var check = new ValidationContext();
        var at = Stages.FindIndex(entry => entry.Id == entryId);
        string? said = null;
        if (check.That(at >= 0, "Entry", null, Rule.Unknown))
        {
            CheckDay(check, "HappenedOn", at, on, by);
            said = at == 0 ? check.Lines("Note", note, TextLimits.Note) : CheckNote(check, Stages[at - 1].Stage, Stages[at].Stage, note);
        }

        check.ThrowIfAny();
        Stages[at].ReachedOn = on;
        Stages[at].Note = said;
        Settle();
    }

    /// <summary>True when only a note explains the way from one stage to another.</summary>
    public static bool NeedsNote(ProjectStage from, ProjectStage to) =>
        to == ProjectStage.Stopped || from == ProjectStage.Stopped || to < from;

    private static string? CheckNote(ValidationContext check, ProjectStage from, ProjectStage to, string? note) =>
        NeedsNote(from, to) ? check.RequiredLines("Note", note, TextLimits.Note) : check.Lines("Note", note, TextLimits.Note);

    private void CheckDay(ValidationContext check, string field, int at, DateOnly on, ActorStamp by)
    {
        if (check.Past(field, on, by.Today)) CheckNeighbours(check, field, at, on);
    }

    private void CheckNeighbours(ValidationContext check, string field, int at, DateOnly on)
    {
        if (at > 0) check.That(on >= Stages[at - 1].ReachedOn, field, on, Rule.BeforeLastStep, Stages[at - 1].ReachedOn);
        if (at < Stages.Count - 1) check.That(on <= Stages[at + 1].ReachedOn, field, on, Rule.AfterNextStep, Stages[at + 1].ReachedOn);
    }

    private void Append(ProjectStage stage, DateOnly on, string? note, ActorStamp by)
    {
        Stages.Add(new() { Stage = stage, ReachedOn = on, Note = note, At = by.At, By = by.By });
        Settle();
    }

    /// <summary>What the stages say, for lists and metrics.</summary>
    private void Settle()
    {
        Stage = Stages[^1].Stage;
        StartedOn = Stages[0].ReachedOn;
        DoneOn = Stage == ProjectStage.Done ? Stages[^1].ReachedOn : null;
    }
}
