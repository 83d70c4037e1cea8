using Concentric.Dashboard.Components.Records;
using Concentric.Dashboard.Components.Shared;
using Concentric.Profiles;
using Concentric.Projects;
using Concentric.Resources;

namespace Concentric.Dashboard.Features.Projects;

/// <summary>Tells the stages of a project.</summary>
internal static class ProjectTimeline
{
    public static IReadOnlyList<TimelineEntry> Of(ProjectView view) =>
        [.. view.Project.Stages.Select(entry =>
            new TimelineEntry(entry.ReachedOn, entry.At, entry.By, Texts.Term(entry.Stage), entry.Note, Tone: ToneOf(entry.Stage)))];

    public static Tone ToneOf(ProjectStage stage) => stage switch
    {
        ProjectStage.Done => Tone.Good,
        ProjectStage.Stopped => Tone.Warn,
        ProjectStage.Proposed => Tone.Quiet,
        _ => Tone.Accent,
    };
}
