using Concentric.Dashboard.Components.Records;
using Concentric.Dashboard.Components.Shared;
using Concentric.Dashboard.Features.Search;
using Concentric.Instructions;
using Concentric.Ledgers;
using Concentric.Resources;
using static Concentric.Dashboard.Resources.UiTexts;

namespace Concentric.Dashboard.Features.Instructions;

/// <summary>How instructions are told, on pages and in files.</summary>
internal static class InstructionWords
{
    public const string Path = "/instructions";

    /// <summary>Where it stands: that nobody has it, or that it is late, goes before the rest.</summary>
    public static (string Text, Tone Tone) StateOf(InstructionRow row, DateOnly today) => row switch
    {
        { IsUnheld: true } => (L["Instruction.Unheld"], Tone.Bad),
        { State: InstructionState.Open, DueOn: { } due } when due < today =>
            (L["Instruction.Late", today.DayNumber - due.DayNumber], Tone.Bad),
        { State: InstructionState.Open } => (Texts.Term(row.State), Tone.Warn),
        { State: InstructionState.Answered } => (Texts.Term(row.State), Tone.Accent),
        { State: InstructionState.Accepted } => (Texts.Term(row.State), Tone.Good),
        _ => (Texts.Term(row.State), Tone.Quiet),
    };

    /// <summary>Name of the record it is about; masked where that is personal.</summary>
    public static string SubjectOf(InstructionRow row, CommunityDirectory.Names names)
    {
        if (row.List is null || row.Subject is null) return L["Instruction.Archived", Texts.Kind(row.Key.Kind)];
        var hit = HitView.Of(row.List, row.Subject, names);
        return hit.Title.Length > 0 ? hit.Title : hit.Number ?? Texts.Kind(row.Key.Kind);
    }

    /// <summary>What was done in a step, and by whom.</summary>
    public static string HeadOf(InstructionStep step) => step.To is null
        ? L[$"Instruction.Step.{step.Kind}", step.By]
        : L[$"Instruction.Step.{step.Kind}", step.By, step.To];

    public static string DueOf(InstructionRow row) => row.DueOn is { } due ? ValueText.Of(due) : L["Instruction.NoDay"];
}
