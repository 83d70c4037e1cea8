using Concentric.Data;

namespace Concentric.Dashboard.Settings;

/// <summary>All settings. A group more is a class beside these and a line in each of the two lists.</summary>
internal static class SettingGroups
{
    /// <summary>In the order in which they are shown.</summary>
    public static IReadOnlyList<SettingGroup> All { get; } =
    [
        OfficeSettings.Group, FigureSettings.Group, DueDaySettings.Group, QuietSettings.Group, SignSettings.Group, MailSettings.Group,
        SignInSettings.Group, KeepingSettings.Group, ApiSettings.Group, MachineSettings.Group,
    ];

    private static readonly Dictionary<string, Setting> ByKey =
        All.SelectMany(group => group.Settings).ToDictionary(setting => setting.Key, StringComparer.Ordinal);

    /// <summary>The setting of a key; null when there is none.</summary>
    public static Setting? Find(string key) => ByKey.GetValueOrDefault(key);

    /// <summary>Registers all options. What is wrong is told by <see cref="SettingsSections.CheckSettings"/>.</summary>
    /// <returns>Where the store is.</returns>
    public static StoreOptions AddSettings(this IHostApplicationBuilder builder)
    {
        // What a relative folder is relative to.
        var root = builder.Environment.ContentRootPath;
        var data = builder.AddSettings(MachineSettings.Group, reader => new DataFolder(reader.Folder(MachineSettings.Folder, root)));
        var store = builder.AddSettings(MachineSettings.Group, reader => StoreSettings.Read(reader, data.Path, root));
        builder.AddSettings(MachineSettings.Group, MachineSettings.ReadFiles);
        builder.AddSettings(OfficeSettings.Group, OfficeSettings.Read);
        builder.AddSettings(OfficeSettings.Group, OfficeSettings.ReadZone);
        builder.AddSettings(FigureSettings.Group, FigureSettings.Read);
        builder.AddSettings(DueDaySettings.Group, DueDaySettings.ReadHazards);
        builder.AddSettings(DueDaySettings.Group, DueDaySettings.ReadWork);
        builder.AddSettings(DueDaySettings.Group, DueDaySettings.ReadEscalation);
        builder.AddSettings(QuietSettings.Group, QuietSettings.Read);
        builder.AddSettings(SignSettings.Group, SignSettings.Read);
        builder.AddSettings(MailSettings.Group, MailSettings.Read);
        builder.AddSettings(SignInSettings.Group, SignInSettings.Read);
        builder.AddSettings(KeepingSettings.Group, KeepingSettings.ReadExports);
        builder.AddSettings(KeepingSettings.Group, KeepingSettings.ReadBackups);
        builder.AddSettings(ApiSettings.Group, ApiSettings.Read);
        builder.AddSettings(MachineSettings.Group, Infrastructure.ProxyOptions.Read);
        return store;
    }
}
