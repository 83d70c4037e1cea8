using System.Globalization;
using Concentric.Dashboard.Account;
using Concentric.Dashboard.Components.Records;
using Concentric.Dashboard.Settings;
using Concentric.Settings;
using Concentric.Time;
using Microsoft.AspNetCore.Components;
using static Concentric.Dashboard.Resources.UiTexts;

namespace Concentric.Dashboard.Features.Settings;

/// <summary>The settings of a group: typed, checked, shown before and after, then saved.</summary>
public sealed partial class SettingGroupPage
{
    private const string Weights = "Metrics:ScoreWeights:";

    private readonly FormState state = new("settings");
    private readonly Dictionary<string, string?> typed = [];
    private readonly HashSet<string> removed = [];
    private IReadOnlyList<SettingLine>? lines;
    private SettingGroup? group;
    private SettingsDraft? draft;
    private List<string> meanwhile = [];
    private IReadOnlyList<string> passedOver = [];
    private bool isSending;
    private bool isSaved;
    private bool isSame;

    // Counts up when fields are to show what was read and not what was typed.
    private int round;

    /// <summary>Of the group.</summary>
    [Parameter]
    public string? Key { get; set; }

    [Inject]
    private SettingsEditor Editor { get; set; } = null!;

    [Inject]
    private IEnumerable<ISettingsSection> Sections { get; set; } = null!;

    [Inject]
    private CurrentUserProvider Callers { get; set; } = null!;

    [Inject]
    private OfficeClock Clock { get; set; } = null!;

    /// <summary>What the weights that are typed add up to; null elsewhere, or while one can't be read.</summary>
    private decimal? Sum
    {
        get
        {
            var parts = lines!.Where(line => line.Setting.Key.StartsWith(Weights, StringComparison.Ordinal)).Select(line =>
                decimal.TryParse(line.IsOpen ? typed.GetValueOrDefault(line.Setting.Key) ?? line.Setting.Default : line.Value,
                    CultureInfo.InvariantCulture, out var weight) ? weight : (decimal?)null).ToList();
            return parts.Count == 0 || parts.Contains(null) ? null : parts.Sum();
        }
    }

    protected override async Task OnParametersSetAsync()
    {
        group = SettingGroups.All.FirstOrDefault(one => one.Key == Key);
        (isSaved, isSame, draft, meanwhile) = (false, false, null, []);
        state.Clear();
        if (group is not null) await ReadAsync(keepsTyped: false);
    }

    private async Task ReadAsync(bool keepsTyped)
    {
        var before = lines;
        lines = await Editor.ReadAsync(await Callers.GetAsync(), group!, Leaving);
        passedOver = [.. Sections.Where(section => section.Group == group).SelectMany(section => section.PassedOver)
            .Select(SettingWords.Describe)];
        if (keepsTyped)
        {
            // What was not touched here is what somebody else has made of it since.
            foreach (var line in lines.Where(line => line.IsOpen && !line.Setting.IsSecret))
            {
                var read = before?.FirstOrDefault(one => one.Setting == line.Setting);
                if (read is not null && typed.GetValueOrDefault(line.Setting.Key) == read.Value) typed[line.Setting.Key] = line.Value;
            }

            round++;
            return;
        }

        typed.Clear();
        removed.Clear();
        foreach (var line in lines.Where(line => line.IsOpen && !line.Setting.IsSecret)) typed[line.Setting.Key] = line.Value;
        round++;
    }

    private void Take(Setting setting, string? value)
    {
        (typed[setting.Key], isSaved, isSame) = (value, false, false);
        state.Mend(setting.Field);
    }

    private void Remove(Setting setting, bool yes)
    {
        typed.Remove(setting.Key);
        if (yes) removed.Add(setting.Key);
        else removed.Remove(setting.Key);
    }

    private async Task CheckAsync()
    {
        if (await DraftAsync() is not { } checkedDraft) return;
        (isSame, draft) = checkedDraft.Changes.Count == 0 ? (true, null) : (false, checkedDraft);
    }

    /// <summary>Judges what is typed; null when something is wrong, which the form says then.</summary>
    private async Task<SettingsDraft?> DraftAsync()
    {
        (isSaved, isSame) = (false, false);
        var said = new Dictionary<string, string?>(typed);
        foreach (var line in lines!.Where(line => line.Setting.IsSecret))
        {
            // An empty field says nothing of a secret; only removing it does.
            if (removed.Contains(line.Setting.Key)) said[line.Setting.Key] = null;
            else if (string.IsNullOrWhiteSpace(said.GetValueOrDefault(line.Setting.Key))) said.Remove(line.Setting.Key);
        }

        var judged = await Editor.CheckAsync(lines!, said, Leaving);
        Tell(judged.Problems);
        StateHasChanged();
        return judged.Problems.Count == 0 ? judged : null;
    }

    private async Task SaveAsync()
    {
        if (isSending || draft is null) return;
        isSending = true;
        try
        {
            await Editor.SaveAsync(await Callers.GetAsync(), draft.Changes, CancellationToken.None);
            (isSaved, draft, meanwhile) = (true, null, []);
            await ReadAsync(keepsTyped: false);
        }
        catch (SettingsChangedException changed)
        {
            meanwhile = [.. changed.Changes.Select(Describe)];
            draft = null;
            await ReadAsync(keepsTyped: true);
        }
        catch (SettingsRefusedException refusal)
        {
            draft = null;
            Tell(refusal.Problems);
        }
        catch (Rules.RefusedException refusal)
        {
            draft = null;
            state.Refuse(refusal.Violations);
        }
        finally
        {
            isSending = false;
        }
    }

    private void Tell(IReadOnlyList<SettingProblem> problems) =>
        state.RefuseAs(problems.Select(problem => (SettingWords.FieldOf(problem), SettingWords.Describe(problem))));

    private string Describe(SettingChangedMeanwhile change)
    {
        var setting = SettingGroups.Find(change.Key)!;
        var value = setting.IsSecret ? L["Setting.Secret.New"]
            : change.Value is null ? L["Setting.Default", SettingWords.Default(setting) ?? L["Setting.Empty"]]
            : SettingWords.Value(setting, change.Value);
        return L["Setting.Meanwhile.Line", change.By, SettingWords.Label(setting), value, SettingWords.Moment(change.At, Clock)];
    }
}
