using Concentric.Communities;

namespace Concentric.Dashboard.Settings;

/// <summary>The office's time zone.</summary>
internal sealed record OfficeTimeZone(TimeZoneInfo Zone);

/// <summary>Who the office is, where people reach the program, and which time it goes by.</summary>
internal static class OfficeSettings
{
    private static readonly Setting Name = Setting.Text("Office:Name", StreetOffice.NoName);
    private static readonly Setting NameEn = Setting.Text("Office:NameEn", "Street office");
    private static readonly Setting Address = Setting.Text("Office:Address");

    public static readonly Setting TimeZone = new("Office:TimeZone", SettingType.Zone, "Asia/Shanghai");

    public static SettingGroup Group { get; } = new("office", [Name, NameEn, Address, TimeZone]);

    public static StreetOffice Read(SettingsReader reader) =>
        new(reader.Text(Name), reader.Text(NameEn)) { Address = reader.Address(Address) };

    public static OfficeTimeZone ReadZone(SettingsReader reader) => new(reader.Zone(TimeZone));
}
