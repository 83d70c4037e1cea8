using Concentric.Dashboard.Components.Records;
using Concentric.Dashboard.Components.Shared;
using Concentric.Dashboard.Features.Figures;
using Concentric.Hazards;
using Concentric.Resources;

namespace Concentric.Dashboard.Features.Hazards;

/// <summary>Tells a hazard's steps.</summary>
internal static class HazardTimeline
{
    public static IReadOnlyList<TimelineEntry> Of(HazardView view) => [.. view.Hazard.Steps.Select(step => new TimelineEntry(
        step.HappenedOn, step.At, step.By, Texts.Term(step.Kind), step.Note, Detail(step), ToneOf(step.Kind)))];

    private static string? Detail(HazardStep step) => (step.Concerns, step.DueOn) switch
    {
        ({ } concerned, _) => $"{Texts.Term(concerned)} → {SliceAddress.Day(step.HappenedOn)}",
        (_, { } due) => $"{Texts.Column("due-on")} {SliceAddress.Day(due)}",
        _ => null,
    };

    private static Tone ToneOf(HazardStepKind kind) => kind switch
    {
        HazardStepKind.Verified => Tone.Good,
        HazardStepKind.Returned or HazardStepKind.Reopened => Tone.Bad,
        HazardStepKind.Extended or HazardStepKind.Corrected => Tone.Warn,
        _ => Tone.Accent,
    };
}
