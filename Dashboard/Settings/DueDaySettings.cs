using Concentric.Hazards;
using Concentric.Instructions;
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

    private static readonly EscalationSettings Standing = new();
    private static readonly Setting Secretary =
        Setting.Whole("Escalation:SecretaryAfterWorkingDays", Standing.SecretaryAfterWorkingDays, 0, 250);
    private static readonly Setting Leader = Setting.Whole("Escalation:LeaderAfterWorkingDays", Standing.LeaderAfterWorkingDays, 0, 250);

    public static SettingGroup Group { get; } = new("due-days", [General, Major, Escalate, DueSoon, Secretary, Leader]);

    public static HazardSettings ReadHazards(SettingsReader reader) =>
        new(reader.Whole(General), reader.Whole(Major), reader.Whole(Escalate));

    public static EscalationSettings ReadEscalation(SettingsReader reader) => new(reader.Whole(Secretary), reader.Whole(Leader));

    public static WorkSettings ReadWork(SettingsReader reader) => new(reader.Whole(DueSoon));
}
