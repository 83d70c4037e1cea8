using Concentric.Dashboard.Components.Records;
using Concentric.Dashboard.Components.Records.Fields;
using Concentric.Dashboard.Features.Figures;
using Concentric.Data;
using Concentric.Ledgers;
using Concentric.Metrics;
using Concentric.Rules;
using Concentric.SentenceChecks;
using Microsoft.AspNetCore.Components;
using static Concentric.Dashboard.Resources.UiTexts;

namespace Concentric.Dashboard.Features.SentenceChecks;

/// <summary>
/// Holds the numbers of a pasted text against the records. The text stays in the browser's tab and in this circuit: nothing of it is
/// stored.
/// </summary>
public sealed partial class SentenceCheckPage
{
    private readonly FormState state = new("sentence");
    private Dictionary<string, ClaimChoice> choices = [];
    private SliceAddress address = new(new());
    private SliceReading? reading;
    private IReadOnlyList<Community> seen = [];
    private CommunityDirectory.Names? names;
    private CurrentUser? caller;
    private string? draft;
    private string? text;
    private DateOnly? writtenOn;
    private (string? Text, DateOnly? WrittenOn) asked;
    private CheckedText? found;
    private DraftValue? kept;
    private RememberedList? remembered;

    [Inject]
    private MetricCube Cube { get; set; } = null!;

    [Inject]
    private SentenceChecker Checker { get; set; } = null!;

    protected override async Task OnParametersSetAsync()
    {
        (caller, names) = (await Callers.GetAsync(), await Directory.GetAsync(Leaving));
        seen = names.SeenBy(caller);
        draft = $"{caller.UserId}/sentence-check";
        var before = reading;
        address = new(Asked) { Path = "/sentence-check" };
        reading = address.Request.Read(names, caller, Clock.Today);
        // Another period or other communities: what was checked is checked again by them.
        if (found is not null && before is not null && !IsSame(before, reading)) await RunAsync();
    }

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender) Follow(ChangeLogEntry.MovesFigures, AgainAsync);
    }

    private static bool IsSame(SliceReading one, SliceReading other) => one.Period == other.Period && one.Kind == other.Kind
        && (one.CommunityIds is { } ids ? other.CommunityIds is { } others && ids.SequenceEqual(others) : other.CommunityIds is null);

    private string Sum => found!.Claims.Count == 0 ? L["Sentence.Sum.None"]
        : L[Count(SentenceVerdict.Unsure) > 0 ? "Sentence.Sum" : "Sentence.Sum.Sure", found.Claims.Count,
            Count(SentenceVerdict.NotSupported), Count(SentenceVerdict.Unsure)];

    private int Count(SentenceVerdict verdict) => found!.Claims.Count(claim => claim.Verdict == verdict);

    private Task CheckAsync()
    {
        if (state.HoldsBack()) return Task.CompletedTask;
        // What is typed from here on is not checked before it is asked for.
        asked = (text, writtenOn);
        return RunAsync();
    }

    private async Task RunAsync()
    {
        state.Clear();
        var request = new SentenceCheckRequest(asked.Text, asked.WrittenOn, reading!, [.. choices.Values]);
        CheckedText? result = null;
        RefusedException? refusal = null;
        var isDone = await LongReading.RunAsync(async (progress, stop) =>
        {
            try
            {
                result = await Checker.CheckAsync(caller!, request, progress, stop);
            }
            catch (RefusedException refused)
            {
                refusal = refused;
            }
        });
        if (!isDone) return;
        if (refusal is not null) state.Refuse(refusal.Violations);
        // What was found before would speak of another text.
        found = result;
        StateHasChanged();
    }

    private Task AgainAsync() => found is null ? Task.CompletedTask : RunAsync();

    private async Task ChooseAsync(ClaimChoice choice)
    {
        if (choice is { Metric: null, From: null, Communities: null }) choices.Remove(choice.Key);
        else choices[choice.Key] = choice;
        await RunAsync();
        if (remembered is not null) await remembered.ReadAsync();
        // Not while this is rendered: the draft reads the field as the browser has it.
        if (kept is not null && !HasLeft) await kept.KeepAsync(Leaving);
    }

    private void RestoreChoices(string? text) =>
        choices = SentenceCheckInput.Read(text).GroupBy(choice => choice.Key).ToDictionary(same => same.Key, same => same.Last());
}
