using Concentric.Alerts;

namespace Concentric.Dashboard.Settings;

/// <summary>When alerts wait to be told.</summary>
internal static class QuietSettings
{
    private static readonly AlertSettings Standard = new();
    private static readonly Setting From = Setting.Whole("Alerts:QuietFromHour", Standard.QuietFromHour, 0, 23);
    private static readonly Setting Until = Setting.Whole("Alerts:QuietUntilHour", Standard.QuietUntilHour, 0, 23);
    private static readonly Setting DaysOff = Setting.Flag("Alerts:QuietOnDaysOff", Standard.IsQuietOnDaysOff);

    public static SettingGroup Group { get; } = new("alerts", [From, Until, DaysOff]);

    public static AlertSettings Read(SettingsReader reader) => new(reader.Whole(From), reader.Whole(Until), reader.Flag(DaysOff));
}
