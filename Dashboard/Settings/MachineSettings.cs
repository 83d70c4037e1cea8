using Concentric.Data.Files;
using Concentric.Rules;

namespace Concentric.Dashboard.Settings;

/// <summary>
/// What must be known before there is a store, or belongs to the machine: set by file, environment or command line only. Whoever may
/// change settings on screen is not thereby somebody who may say where the server listens, writes and sends.
/// </summary>
internal static class MachineSettings
{
    public static readonly Setting Folder = Setting.OfMachine("Data:Folder", "data");
    public static readonly Setting Files = Setting.Choice("Data:Files", FilePlace.Folder) with { IsOnScreen = false };
    public static readonly Setting Provider = Setting.OfMachine("Database:Provider", "Sqlite");

    /// <summary>42 is the library's own measure; some servers know no statement that saves several rows, and want 1.</summary>
    public static readonly Setting MaxBatchSize = Setting.Whole("Database:MaxBatchSize", 42, 1, 1_000) with { IsOnScreen = false };

    public static readonly Setting Connection = Setting.OfMachine("ConnectionStrings:Dashboard");
    public static readonly Setting Proxies = Setting.OfMachine("Proxy:Addresses", "127.0.0.0/8, ::1");
    public static readonly Setting Telemetry = Setting.OfMachine("Telemetry:Endpoint");

    /// <summary>The framework's own.</summary>
    private static readonly Setting Urls = Setting.OfMachine("Urls", "http://localhost:5080");

    public static FileStoreOptions ReadFiles(SettingsReader reader)
    {
        var text = reader.Raw(Files) ?? Files.Default!;
        if (EnumText.TryRead<FilePlace>(text, out var place)) return new(place);
        reader.Complain(Files.Key, text, "Settings.Files");
        return new(FilePlace.Folder);
    }

    public static SettingGroup Group { get; } = new("machine",
        [Urls, Provider, Connection, MaxBatchSize, Folder, Files, Proxies, Telemetry]);
}
