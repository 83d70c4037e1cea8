using Concentric.Dashboard.Components.Records;
using Concentric.Dashboard.Components.Shared;
using Concentric.Hazards;
using Concentric.Ledgers;
using Concentric.Resources;
using Concentric.Time;

namespace Concentric.Dashboard.Features.Hazards;

/// <summary>Tells a hazard's steps.</summary>
internal static class HazardTimeline
{
    public static IReadOnlyList<TimelineEntry> Of(HazardView view, CommunityDirectory.Names? names) =>
        [.. view.Hazard.Steps.Select(step => new TimelineEntry(step.HappenedOn, step.At, step.By, Texts.Term(step.Kind), step.Note,
            Detail(step, names), ToneOf(step.Kind)))];

    private static string? Detail(HazardStep step, CommunityDirectory.Names? names) => (step.Concerns, step.DueOn) switch
    {
        ({ } concerned, _) => $"{Texts.Term(concerned)} → {step.HappenedOn.ToIso()}",
        (_, { } due) => $"{Texts.Column("due-on")} {due.ToIso()}",
        _ when step.CommunityId is { } community =>
            $"→ {ValueText.Of(new[] { names?.Name(community), step.ResponsibleUnit }.OfType<string>())}",
        _ => null,
    };

    private static Tone ToneOf(HazardStepKind kind) => kind switch
    {
        HazardStepKind.Verified => Tone.Good,
        HazardStepKind.Returned or HazardStepKind.Reopened => Tone.Bad,
        HazardStepKind.Extended or HazardStepKind.Corrected or HazardStepKind.Declined => Tone.Warn,
        HazardStepKind.Transferred or HazardStepKind.Offered => Tone.Quiet,
        _ => Tone.Accent,
    };
}
