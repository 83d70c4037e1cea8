using System.Text.Json;
using Concentric.Data;
using Concentric.Kinds;
using Concentric.Projects;
using Concentric.Rules;
using Concentric.Tests.TestData;
using CsCheck;

namespace Concentric.Tests.Core.Projects;

/// <summary>Walks random sequences of commands: no illegal way between stages, and the stages always explain the present.</summary>
public class ProjectSequenceTests
{
    private sealed record Act(int Kind, ProjectStage Stage, int Passes, int Back, string? Note, int Choice);

    private static readonly Gen<Act> Acts = Gen.Select(
        Gen.Frequency((5, Gen.Const(0)), (1, Gen.Const(1)), (2, Gen.Const(2))), Gen.Enum<ProjectStage>(), Gen.Int[0, 3],
        Gen.Frequency((6, Gen.Const(0)), (2, Gen.Int[1, 4]), (1, Gen.Int[-2, 40])), Gen.Int[0, 2], Gen.Int[0, 11],
        (kind, stage, passes, back, note, choice) => new Act(kind, stage, passes, back, new[] { "资金不足", "", null }[note], choice));

    [Fact]
    public void AnySequence_LeavesALegalProjectThatItsStagesExplain()
    {
        var (refused, back, stopped, done) = (0, 0, 0, 0);
        Acts.Array[1, 30].Sample(acts =>
        {
            var today = TestStore.Today;
            var project = Project.Propose(Make.ProjectValues(1, startedOn: today.AddDays(-3)), Stamp(today), new());
            foreach (var act in acts)
            {
                today = today.AddDays(act.Passes);
                // As the store does when they are saved.
                for (var i = 0; i < project.Stages.Count; i++) project.Stages[i].Id = i + 1;
                var before = JsonSerializer.Serialize(project);
                try
                {
                    Do(project, act, today);
                }
                catch (RefusedException)
                {
                    Assert.Equal(before, JsonSerializer.Serialize(project));
                    Interlocked.Increment(ref refused);
                }
                AssertLegal(project, today);
            }
            Interlocked.Add(ref back, project.Stages.Zip(project.Stages.Skip(1)).Count(pair => pair.Second.Stage < pair.First.Stage));
            Interlocked.Add(ref stopped, project.Stages.Count(entry => entry.Stage == ProjectStage.Stopped));
            Interlocked.Add(ref done, project.DoneOn is null ? 0 : 1);
        }, iter: 1_000);
        Assert.All([refused, back, stopped, done], count => Assert.InRange(count, 50, int.MaxValue));
    }

    private static ActorStamp Stamp(DateOnly today) => new("王芳", today.ToDateTime(new(2, 0), DateTimeKind.Utc), today);

    private static void Do(Project project, Act act, DateOnly today)
    {
        var on = today.AddDays(-act.Back);
        switch (act.Kind)
        {
            // Half of the time the next stage, so that projects get anywhere.
            case 0: project.Reach(act.Choice % 2 == 0 ? project.Next ?? act.Stage : act.Stage, on, act.Note, Stamp(today)); break;
            case 1: project.Correct(Corrected(project, act), Stamp(today), new()); break;
            default: project.CorrectStage((act.Choice % (project.Stages.Count + 1)) + 1, on, act.Note, Stamp(today)); break;
        }
    }

    private static FieldValues<Project> Corrected(Project project, Act act) =>
        Make.ProjectValues(1, "道路修补" + act.Choice, project.StartedOn.AddDays(act.Choice - 6));

    private static void AssertLegal(Project project, DateOnly today)
    {
        var stages = project.Stages;
        Assert.Equal((stages[^1].Stage, stages[0].ReachedOn, ProjectStage.Proposed), (project.Stage, project.StartedOn, stages[0].Stage));
        Assert.Equal(project.Stage == ProjectStage.Done ? stages[^1].ReachedOn : null, project.DoneOn);
        Assert.All(stages, entry => Assert.InRange(entry.ReachedOn, project.StartedOn, today));
        var stoodAt = ProjectStage.Proposed;
        foreach (var (from, to) in stages.Zip(stages.Skip(1)))
        {
            Assert.True(to.ReachedOn >= from.ReachedOn);
            if (from.Stage != ProjectStage.Stopped) stoodAt = from.Stage;
            var isLegal = to.Stage == ProjectStage.Stopped ? from.Stage < ProjectStage.Done
                : from.Stage == ProjectStage.Stopped ? to.Stage <= stoodAt
                : to.Stage < from.Stage || to.Stage == from.Stage + 1;
            Assert.True(isLegal, $"{from.Stage} to {to.Stage}");
            Assert.True(to.Note is not null || (from.Stage != ProjectStage.Stopped && to.Stage == from.Stage + 1), "a note");
        }
        Assert.DoesNotContain(project.Stage, project.Reachable);
    }
}
