using System.Globalization;

namespace Concentric.Dashboard.Settings;

public enum SettingType
{
    Text,

    /// <summary>A whole number.</summary>
    Whole,

    /// <summary>A number with a point for decimals.</summary>
    Number,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Flag,

    /// <summary>One of a few words.</summary>
    Choice,

    /// <summary>A time zone by its IANA or Windows name.</summary>
    Zone,

    /// <summary>A text that nobody is shown.</summary>
    Secret,
}

/// <summary>
/// One setting, declared once: what reads and checks it, the page, and the table in the README all go by this. Its words are
/// <c>Label.</c> and <c>Purpose.</c> of SettingText, followed by its key.
/// </summary>
/// <param name="Key">As in <c>Metrics:MinimumRanked</c>.</param>
/// <param name="Type">What may be written.</param>
/// <param name="Default">
/// As it would be written in a file; null for none, or one that depends on others (<c>Default.</c> in the texts).
/// </param>
public sealed record Setting(string Key, SettingType Type, string? Default = null)
{
    /// <summary>The smallest number; of numbers only.</summary>
    public decimal Least { get; init; }

    /// <summary>The largest number.</summary>
    public decimal Most { get; init; }

    /// <summary>What may be chosen.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>False for what belongs to the machine and is set by file, environment or command line only.</summary>
    public bool IsOnScreen { get; init; } = true;

    public bool IsSecret => Type == SettingType.Secret;

    public bool IsNumber => Type is SettingType.Whole or SettingType.Number;

    /// <summary>Its name in forms: a colon would have to be escaped wherever an element is looked up.</summary>
    public string Field => Key.Replace(':', '-');

    public static Setting Text(string key, string? standard = null) => new(key, SettingType.Text, standard);

    public static Setting Whole(string key, int standard, int least, int most) =>
        new(key, SettingType.Whole, Write(standard)) { Least = least, Most = most };

    public static Setting Number(string key, decimal standard, decimal least, decimal most) =>
        new(key, SettingType.Number, Write(standard)) { Least = least, Most = most };

    public static Setting Flag(string key, bool standard) => new(key, SettingType.Flag, standard ? "true" : "false");

    public static Setting Choice<T>(string key, T standard)
        where T : struct, Enum =>
        new(key, SettingType.Choice, standard.ToString()) { Choices = Enum.GetNames<T>() };

    /// <summary>What belongs to the machine.</summary>
    public static Setting OfMachine(string key, string? standard = null) => new(key, SettingType.Text, standard) { IsOnScreen = false };

    private static string Write(decimal number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Settings that are about one thing: a section of the page and of the README's table, judged as a whole.</summary>
/// <param name="Key">As in <c>figures</c>; the name of its page, and of its texts (<c>Group.</c>, <c>Lead.</c>, <c>Effect.</c>).</param>
public sealed record SettingGroup(string Key, IReadOnlyList<Setting> Settings)
{
    /// <summary>False when all of it belongs to the machine.</summary>
    public bool IsOnScreen => Settings.Any(setting => setting.IsOnScreen);
}
