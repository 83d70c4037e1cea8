using Concentric.Hazards;
using Concentric.Work;

namespace Concentric.Dashboard.Settings;

/// <summary>How long work may take, and from when it is pressing. The due days of petitions are those of their categories.</summary>
internal static class DueDaySettings
{
    private static readonly HazardSettings Standard = new();
    private static readonly Setting General = Setting.Whole("Hazards:GeneralDueWorkingDays", Standard.GeneralDueWorkingDays, 1, 250);
    private static readonly Setting Major = Setting.Whole("Hazards:MajorDueWorkingDays", Standard.MajorDueWorkingDays, 1, 250);
    private static readonly Setting Escalate = Setting.Whole("Hazards:EscalateAfterWorkingDays", Standard.EscalateAfterWorkingDays, 0, 250);
    private static readonly Setting DueSoon = Setting.Whole("Work:DueSoonWorkingDays", new WorkSettings().DueSoonWorkingDays, 1, 30);

    public static SettingGroup Group { get; } = new("due-days", [General, Major, Escalate, DueSoon]);

    public static HazardSettings ReadHazards(SettingsReader reader) =>
        new(reader.Whole(General), reader.Whole(Major), reader.Whole(Escalate));

    public static WorkSettings ReadWork(SettingsReader reader) => new(reader.Whole(DueSoon));
}
