using System.Globalization;
using Concentric.Dashboard.Components.Records;
using Concentric.Dashboard.Resources;
using Concentric.Dashboard.Settings;
using Concentric.Resources;
using Concentric.Settings;
using Concentric.Time;
using static Concentric.Dashboard.Resources.UiTexts;

namespace Concentric.Dashboard.Features.Settings;

/// <summary>Words for settings, made from their declarations, in the reader's language.</summary>
internal static class SettingWords
{
    public static string Label(Setting setting) => L[$"Setting.Label.{setting.Key}"];

    public static string Purpose(Setting setting) => L[$"Setting.Purpose.{setting.Key}"];

    /// <summary>The label of a key in the audit trail; null when it is no setting's.</summary>
    public static string? FindLabel(string key) => UiTexts.Find($"Setting.Label.{key}");

    /// <summary>A value as people read it.</summary>
    public static string Value(Setting setting, string? value) => value is null or "" ? L["Setting.Empty"] : setting.Type switch
    {
        SettingType.Flag => Texts.Get(value == "true" ? "Yes" : "No"),
        SettingType.Choice => UiTexts.Find($"Setting.Choice.{value}") ?? value,
        SettingType.Whole when int.TryParse(value, CultureInfo.InvariantCulture, out var number) => ValueText.Of(number),
        _ => value,
    };

    /// <summary>The default as people read it; null where there is none.</summary>
    public static string? Default(Setting setting) =>
        UiTexts.Find($"Setting.Default.{setting.Key}") ?? (setting.Default is null ? null : Value(setting, setting.Default));

    /// <summary>The smallest and largest number; null for what is none.</summary>
    public static string? Range(Setting setting) =>
        setting.IsNumber ? L["Setting.Range", ValueText.Of(setting.Least), ValueText.Of(setting.Most)] : null;

    /// <summary>Who or what has set it, and when; null for what nobody has.</summary>
    public static string? Source(SettingLine line, OfficeClock clock)
    {
        if (line.Origin is not (SettingOrigin.Store or SettingOrigin.Default)) return L[$"Setting.SetBy.{line.Origin}", line.Source];
        if (line.ChangedBy is null || line.ChangedAt is not { } at) return null;
        return L[line.Origin == SettingOrigin.Store ? "Setting.SetBy.Store" : "Setting.SetBy.Back", line.ChangedBy, Moment(at, clock)];
    }

    /// <summary>What changes when a setting does.</summary>
    public static string Effect(SettingGroup group, Setting setting) =>
        UiTexts.Find($"Setting.Effect.{setting.Key}") ?? L[$"Setting.Effect.{group.Key}"];

    /// <summary>What is wrong, with its field, its value and the mend.</summary>
    public static string Describe(SettingProblem problem)
    {
        // A mend that names another setting names it as the page does.
        object?[] values = [.. problem.Values.Select(value => value is string text ? FindLabel(text) ?? text : value)];
        var mend = L[$"Terminal.{problem.Mend}", values];
        var label = FindLabel(problem.Key) ?? problem.Key;
        return problem.Value is null ? L["Setting.Missing", label, mend] : L["Setting.Problem", label, problem.Value, mend];
    }

    /// <summary>The field that a problem concerns, as the form names it.</summary>
    public static string FieldOf(SettingProblem problem) => SettingGroups.Find(problem.Key)?.Field ?? problem.Key;

    public static string Moment(DateTime at, OfficeClock clock) =>
        clock.Moment(at);
}
