using System.Globalization;
using Concentric.Dashboard.Components.Records;
using Concentric.Dashboard.Components.Records.Fields;
using Concentric.Dashboard.Features.Figures;
using Concentric.Data;
using Concentric.Ledgers;
using Concentric.Metrics;
using Concentric.Rules;
using Concentric.SentenceChecks;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using static Concentric.Dashboard.Resources.UiTexts;

namespace Concentric.Dashboard.Features.SentenceChecks;

/// <summary>
/// Holds the numbers of a pasted text against the records. The text stays in the browser's tab and in this circuit: it is stored
/// only where somebody keeps the check.
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
    private DraftValue? draftOfChoices;
    private KeptList? list;
    private KeptCheck? kept;
    private string? title;
    private bool replaces;
    private bool isMissing;
    private ElementReference head;
    private bool leadsToResult;
    private RememberedList? remembered;
    private string? told;

    /// <summary>Id of a kept check that is to be opened; null for none.</summary>
    [SupplyParameterFromQuery(Name = "kept")]
    public int? KeptId { get; set; }

    [Inject]
    private KeptChecks Kept { get; set; } = null!;

    [Inject]
    private MetricCube Cube { get; set; } = null!;

    [Inject]
    private TextFiles Files { get; set; } = null!;

    [Inject]
    private SentenceChecker Checker { get; set; } = null!;

    protected override async Task OnParametersSetAsync()
    {
        (caller, names) = (await Callers.GetAsync(), await Directory.GetAsync(Leaving));
        seen = names.SeenBy(caller);
        // What was typed before is not to come over a text that is opened.
        draft = KeptId is { } open ? $"{caller.UserId}/sentence-check/{open}" : $"{caller.UserId}/sentence-check";
        var before = reading;
        address = new(Asked) { Path = "/sentence-check", Further = ("kept", KeptId?.ToString(CultureInfo.InvariantCulture)) };
        reading = address.Request.Read(names, caller, Clock.Today);
        if (KeptId != kept?.Id && await OpenAsync(caller)) return;
        // Another period or other communities: what was checked is checked again by them.
        if (found is not null && before is not null && !IsSame(before, reading)) await RunAsync();
    }

    /// <summary>Takes over a kept check that the address names, and checks it anew.</summary>
    /// <returns>False where there is none.</returns>
    private async Task<bool> OpenAsync(CurrentUser reader)
    {
        kept = KeptId is { } id ? await Kept.FindAsync(reader, id, Leaving) : null;
        isMissing = KeptId is not null && kept is null;
        if (kept is null) return false;
        (text, writtenOn) = (kept.Text, kept.WrittenOn);
        choices = KeptChecks.ChoicesOf(kept).GroupBy(choice => choice.Key).ToDictionary(same => same.Key, same => same.Last());
        (asked, leadsToResult) = ((text, writtenOn), true);
        if (Cube.Current is not null) await RunAsync();
        return true;
    }

    /// <summary>The title of what is open is proposed for its own text, and for no other: one kept under it would be lost.</summary>
    private void BeginKeeping() => (title, replaces) = (found?.Text == kept?.Text ? kept?.Title : null, false);

    private async Task KeepAsync(CurrentUser keeper, CancellationToken cancellationToken)
    {
        var communities = reading!.CommunityIds is { } ids
            ? string.Join(',', ids.Select(names!.Find).OfType<Community>().Select(one => one.Code)) : null;
        await Kept.KeepAsync(keeper, title, found!, [.. choices.Values], communities, cancellationToken,
            replaces);
    }

    /// <summary>What is open may have been kept again, and is what later changes are measured from.</summary>
    private async Task ReadKeptAsync()
    {
        if (kept is not null) kept = await Kept.FindAsync(caller!, kept.Id, Leaving) ?? kept;
        if (list is not null) await list.ReadAsync();
    }

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender) Follow(ChangeLogEntry.MovesFigures, AgainAsync);
    }

    /// <summary>On a phone the result stands below what is seen, and what was opened stands far from where it was chosen.</summary>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!leadsToResult || LongReading.IsRunning || HasLeft) return;
        // What was refused has the focus already.
        leadsToResult = false;
        if (found is not null && state.IsClean) await head.FocusAsync();
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
        (asked, leadsToResult) = ((text, writtenOn), true);
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

    /// <summary>The text of a file goes behind what stands in the box: nothing typed is lost, and nothing is checked unread.</summary>
    private async Task TakeAsync(InputFileChangeEventArgs change)
    {
        var file = change.File;
        state.Clear();
        told = L["Sentence.File.Reading", file.Name];
        try
        {
            string taken;
            // One byte more than may be, so that what is too large is told as such by whoever reads it.
            await using (var stream = file.OpenReadStream(Math.Max(InputLimits.CheckedFileBytes + 1, file.Size), Leaving))
                taken = await Files.ReadAsync(file.Name, stream, Leaving);
            told = L[string.IsNullOrWhiteSpace(text) ? "Sentence.File.Taken" : "Sentence.File.Taken.After", file.Name, taken.Length];
            text = string.IsNullOrWhiteSpace(text) ? taken : $"{text.TrimEnd()}\n\n{taken}";
        }
        catch (RefusedException refusal)
        {
            told = null;
            state.Refuse(refusal.Violations);
            return;
        }

        StateHasChanged();
        if (draftOfChoices is not null && !HasLeft) await draftOfChoices.KeepAsync(Leaving);
    }

    private Task AgainAsync() => found is null ? Task.CompletedTask : RunAsync();

    private async Task ChooseAsync(ClaimChoice choice)
    {
        if (choice is { Metric: null, From: null, Communities: null }) choices.Remove(choice.Key);
        else choices[choice.Key] = choice;
        await RunAsync();
        if (remembered is not null) await remembered.ReadAsync();
        // Not while this is rendered: the draft reads the field as the browser has it.
        if (draftOfChoices is not null && !HasLeft) await draftOfChoices.KeepAsync(Leaving);
    }

    private void RestoreChoices(string? text) =>
        choices = SentenceCheckInput.Read(text).GroupBy(choice => choice.Key).ToDictionary(same => same.Key, same => same.Last());
}
