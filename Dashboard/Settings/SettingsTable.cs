using System.Globalization;
using System.Text;
using Concentric.Dashboard.Resources;

namespace Concentric.Dashboard.Settings;

/// <summary>The table of all settings in the README, made of their declarations.</summary>
internal static class SettingsTable
{
    /// <summary>Lines in Markdown: key, default, range, what it is.</summary>
    public static string Of(CultureInfo culture)
    {
        var text = new StringBuilder();
        Line(Word("Key"), Word("Default"), Word("Range"), Word("What"));
        Line("---", "---", "---", "---");
        foreach (var group in SettingGroups.All)
        {
            foreach (var setting in group.Settings)
                Line($"`{setting.Key}`", Default(setting, culture), Range(setting, culture), What(setting, culture));
        }

        return text.ToString();

        void Line(params string[] cells) => text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");

        string Word(string name) => UiTexts.Get($"Setting.Table.{name}", culture);
    }

    private static string Default(Setting setting, CultureInfo culture) => UiTexts.Find($"Setting.Default.{setting.Key}", culture)
        ?? (setting.Default is { } written ? $"`{written}`" : UiTexts.Get("Setting.Empty", culture));

    private static string Range(Setting setting, CultureInfo culture) => setting switch
    {
        { IsNumber: true } => UiTexts.Get("Setting.Range", culture, Plain(setting.Least), Plain(setting.Most)),
        { Type: SettingType.Flag } => "`true`, `false`",
        { Choices.Count: > 0 } => string.Join(", ", setting.Choices.Select(choice => $"`{choice}`")),
        _ => "",
    };

    private static string What(Setting setting, CultureInfo culture)
    {
        var label = UiTexts.Get($"Setting.Label.{setting.Key}", culture);
        var purpose = UiTexts.Get($"Setting.Purpose.{setting.Key}", culture);
        var what = UiTexts.Get("Setting.Table.Row", culture, label, purpose);
        return setting.IsOnScreen ? what : what + UiTexts.Get("Setting.Table.Machine", culture);
    }

    private static string Plain(decimal number) => number.ToString(CultureInfo.InvariantCulture);
}
