using System.Globalization;
using Concentric.Dashboard.Components.Records;
using Concentric.Dashboard.Components.Shared;
using Concentric.Ledgers;
using Concentric.Petitions;
using Concentric.Resources;
using static Concentric.Dashboard.Resources.UiTexts;

namespace Concentric.Dashboard.Features.Petitions;

/// <summary>Tells a petition's steps.</summary>
internal static class PetitionTimeline
{
    public static IReadOnlyList<TimelineEntry> Of(PetitionView view, CommunityDirectory.Names? names)
    {
        var entries = new List<TimelineEntry>();
        DateOnly? due = null;
        foreach (var step in view.Petition.Steps)
        {
            entries.Add(new(step.HappenedOn, step.At, step.By, Texts.Term(step.Kind), step.Note, Detail(step, due, view, names),
                ToneOf(step)));
            due = step.DueOn ?? due;
        }

        return entries;
    }

    private static string? Detail(PetitionStep step, DateOnly? due, PetitionView view, CommunityDirectory.Names? names)
    {
        List<string> parts = [];
        if (step.Concerns is { } concerned)
            parts.Add(step.Kind == PetitionStepKind.Corrected
                ? $"{Texts.Term(concerned)} → {ValueText.Of(step.HappenedOn)}"
                : Texts.Term(concerned));
        if (step.Outcome is { } outcome) parts.Add(Texts.Term(outcome));
        if (step.DueOn is { } next)
            parts.Add(due is null
                || due == next
                ? $"{Texts.Column("due-on")} {ValueText.Of(next)}"
                : $"{Texts.Column("due-on")} {ValueText.Of(due)} → {ValueText.Of(next)}");
        if (step.CommunityId is { } community)
            parts.Add(
                $"→ {ValueText.Of(new[] { names?.Name(community), step.ResponsibleUnit, step.CoBuilderId is { } unit ? view.Handlers.GetValueOrDefault(unit) : null }.OfType<string>())}");
        if (step.SharedWith is { } shared)
            parts.Add(shared.Length == 0
                ? L["Petition.Share.Ended"]
                : ValueText.Of(shared.Split(',').Select(id => names?.Name(int.Parse(id, CultureInfo.InvariantCulture)))));
        if (step is { Resolved: { } resolved, Satisfaction: { } satisfaction })
            parts.Add(L[resolved ? "Petition.Finding.Confirmed.Yes" : "Petition.Finding.Confirmed.No", Texts.Term(satisfaction)]);
        else if (step.Kind == PetitionStepKind.CalledBack) parts.Add(L["Petition.CallBack.NotReached"]);
        return parts.Count == 0 ? null : string.Join(" · ", parts);
    }

    private static Tone ToneOf(PetitionStep step) => step.Kind switch
    {
        PetitionStepKind.Closed => step.Outcome == PetitionOutcome.Resolved ? Tone.Good : Tone.Warn,
        PetitionStepKind.CalledBack => step switch
        {
            { Resolved: false } => Tone.Bad,
            { Resolved: true, Satisfaction: not Satisfaction.Dissatisfied } => Tone.Good,
            _ => Tone.Warn,
        },
        PetitionStepKind.Reopened => Tone.Bad,
        PetitionStepKind.Skipped or PetitionStepKind.Extended or PetitionStepKind.Corrected or PetitionStepKind.Declined
            or PetitionStepKind.Settled => Tone.Warn,
        PetitionStepKind.Transferred or PetitionStepKind.Shared or PetitionStepKind.Offered => Tone.Quiet,
        _ => Tone.Accent,
    };
}
