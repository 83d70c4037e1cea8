using Concentric.Data;
using Concentric.Exports;

namespace Concentric.Dashboard.Settings;

/// <summary>How long files are kept, and from when missing backups are told.</summary>
internal static class KeepingSettings
{
    private static readonly Setting KeepDays =
        Setting.Whole("Exports:KeepDays", ExportOptions.DefaultKeepDays, 1, ScheduleDetails.MostKeepDays);

    private static readonly Setting WarnAfter = Setting.Whole("Backup:WarnAfterHours", BackupOptions.DefaultHours, 0, 8_760);

    public static SettingGroup Group { get; } = new("keeping", [KeepDays, WarnAfter]);

    public static ExportOptions ReadExports(SettingsReader reader) => new(reader.Whole(KeepDays));

    public static BackupOptions ReadBackups(SettingsReader reader) => new(reader.Whole(WarnAfter));
}
