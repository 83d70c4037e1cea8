using Concentric.Anomalies;

namespace Concentric.Dashboard.Settings;

/// <summary>From when the course of a petition is worth asking about.</summary>
internal static class SignSettings
{
    private static readonly AnomalySettings Standard = new();
    private static readonly Setting CallBack = Days("Signs:CallBackWithinDays", Standard.CallBackWithinDays);
    private static readonly Setting Reopened = Days("Signs:ReopenedWithinDays", Standard.ReopenedWithinDays);
    private static readonly Setting LateHour = Setting.Whole("Signs:LateHour", Standard.LateHour, 0, 23);
    private static readonly Setting Backdated = Days("Signs:BackdatedDays", Standard.BackdatedDays);
    private static readonly Setting Batch = Setting.Whole("Signs:BatchSize", Standard.BatchSize, 2, AnomalySettings.MostBatch);

    public static SettingGroup Group { get; } = new("signs", [CallBack, Reopened, LateHour, Backdated, Batch]);

    public static AnomalySettings Read(SettingsReader reader) =>
        new(reader.Whole(CallBack), reader.Whole(Reopened), reader.Whole(LateHour), reader.Whole(Backdated), reader.Whole(Batch));

    private static Setting Days(string key, int standard) => Setting.Whole(key, standard, 1, AnomalySettings.MostDays);
}
