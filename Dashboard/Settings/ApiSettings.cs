using Concentric.Dashboard.Api;

namespace Concentric.Dashboard.Settings;

/// <summary>What other programs may ask for.</summary>
internal static class ApiSettings
{
    private static readonly Setting Calls = Setting.Whole("Api:CallsPerMinute", ApiOptions.DefaultCallsPerMinute, 1, 1_000_000);

    public static SettingGroup Group { get; } = new("api", [Calls]);

    public static ApiOptions Read(SettingsReader reader) => new(reader.Whole(Calls));
}
