using System.Globalization;
using Concentric.Anomalies;
using Concentric.Dashboard.Resources;
using Microsoft.Extensions.Localization;

namespace Concentric.Dashboard.Features.Anomalies;

/// <summary>Words signs as questions, and their shares.</summary>
internal static class AnomalyWords
{
    public static string Question(Anomaly sign, AnomalySettings settings, IStringLocalizer<AnomalyText> texts) => sign switch
    {
        Anomaly.NoCallBack => texts["Ask.NoCallBack", settings.CallBackWithinDays],
        Anomaly.LastHours => texts["Ask.LastHours", settings.LateHour],
        Anomaly.Reopened => texts["Ask.Reopened", settings.ReopenedWithinDays],
        Anomaly.Backdated => texts["Ask.Backdated", settings.BackdatedDays, settings.BatchSize],
        _ => texts["Ask.LastDay"],
    };

    public static string Percent(double? share) => share is { } value ? Metrics.FigureFormat.Percent(value).ToString("0.0", CultureInfo.CurrentCulture) + " %" : "—";

    /// <summary>A difference of shares in percentage points; neither colour nor arrow, for it is no judgement.</summary>
    public static string Points(double? difference) => difference is not { } value ? "" : (value * 100).ToString("+0.0;−0.0;0.0", CultureInfo.CurrentCulture);
}
