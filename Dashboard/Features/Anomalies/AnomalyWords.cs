using System.Globalization;
using Concentric.Anomalies;
using static Concentric.Dashboard.Resources.UiTexts;

namespace Concentric.Dashboard.Features.Anomalies;

/// <summary>Words signs as questions, and their shares.</summary>
internal static class AnomalyWords
{
    public static string Question(Anomaly sign, AnomalySettings settings) => sign switch
    {
        Anomaly.NoCallBack => L["Anomaly.Ask.NoCallBack", settings.CallBackWithinDays],
        Anomaly.LastHours => L["Anomaly.Ask.LastHours", settings.LateHour],
        Anomaly.Reopened => L["Anomaly.Ask.Reopened", settings.ReopenedWithinDays],
        Anomaly.Backdated => L["Anomaly.Ask.Backdated", settings.BackdatedDays, settings.BatchSize],
        _ => L["Anomaly.Ask.LastDay"],
    };

    /// <summary>What a sign may mean, and of which cases it is a share.</summary>
    public static string Why(Anomaly sign, AnomalySettings settings) => L[$"Anomaly.Why.{sign}", settings.DaysOf(sign)];

    public static string Percent(double? share) => share is { } value ? Percent(value, 1) : "—";

    public static string Percent(double share, int decimals) =>
        Metrics.FigureFormat.Percent(share, decimals).ToString($"0.{new string('0', decimals)}", CultureInfo.CurrentCulture) + " %";

    /// <summary>A difference of shares in percentage points; neither colour nor arrow, for it is no judgement.</summary>
    public static string Points(double? difference) =>
        difference is not { } value ? "" : (value * 100).ToString("+0.0;−0.0;0.0", CultureInfo.CurrentCulture);
}
