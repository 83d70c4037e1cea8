using Concentric.Dashboard.Components.Records;
using Concentric.Dashboard.Components.Shared;
using Concentric.Petitions;
using Concentric.Resources;

namespace Concentric.Dashboard.Features.Petitions;

/// <summary>Tells a petition's steps.</summary>
internal static class PetitionTimeline
{
    public static IReadOnlyList<TimelineEntry> Of(PetitionView view)
    {
        var entries = new List<TimelineEntry>();
        DateOnly? due = null;
        foreach (var step in view.Petition.Steps)
        {
            entries.Add(new(step.HappenedOn, step.At, step.By, Texts.Term(step.Kind), step.Note, Detail(step, due), ToneOf(step)));
            due = step.DueOn ?? due;
        }

        return entries;
    }

    private static string? Detail(PetitionStep step, DateOnly? due)
    {
        List<string> parts = [];
        if (step.Concerns is { } concerned) parts.Add(step.Kind == PetitionStepKind.Corrected ? $"{Texts.Term(concerned)} → {ValueText.Of(step.HappenedOn)}" : Texts.Term(concerned));
        if (step.Outcome is { } outcome) parts.Add(Texts.Term(outcome));
        if (step.DueOn is { } next) parts.Add(due is null || due == next ? $"{Texts.Column("due-on")} {ValueText.Of(next)}" : $"{Texts.Column("due-on")} {ValueText.Of(due)} → {ValueText.Of(next)}");
        return parts.Count == 0 ? null : string.Join(" · ", parts);
    }

    private static Tone ToneOf(PetitionStep step) => step.Kind switch
    {
        PetitionStepKind.Closed => step.Outcome == PetitionOutcome.Resolved ? Tone.Good : Tone.Warn,
        PetitionStepKind.CalledBack => Tone.Good,
        PetitionStepKind.Reopened => Tone.Bad,
        PetitionStepKind.Skipped or PetitionStepKind.Extended or PetitionStepKind.Corrected => Tone.Warn,
        PetitionStepKind.Transferred or PetitionStepKind.Shared => Tone.Quiet,
        _ => Tone.Accent,
    };
}
