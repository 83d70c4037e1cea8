using System.Globalization;
using Concentric.Dashboard.Resources;
using Concentric.Signs;
using Microsoft.Extensions.Localization;

namespace Concentric.Dashboard.Features.Signs;

/// <summary>Words signs as questions, and their shares.</summary>
internal static class SignWords
{
    public static string Question(Sign sign, SignSettings settings, IStringLocalizer<SignText> texts) => sign switch
    {
        Sign.NoCallBack => texts["Ask.NoCallBack", settings.CallBackWithinDays],
        Sign.LastHours => texts["Ask.LastHours", settings.LateHour],
        Sign.Reopened => texts["Ask.Reopened", settings.ReopenedWithinDays],
        Sign.Backdated => texts["Ask.Backdated", settings.BackdatedDays, settings.BatchSize],
        _ => texts["Ask.LastDay"],
    };

    public static string Percent(double? share) => share is { } value ? Metrics.FigureFormat.Percent(value).ToString("0.0", CultureInfo.CurrentCulture) + " %" : "—";

    /// <summary>A difference of shares in percentage points; neither colour nor arrow, for it is no judgement.</summary>
    public static string Points(double? difference) => difference is not { } value ? "" : (value * 100).ToString("+0.0;−0.0;0.0", CultureInfo.CurrentCulture);
}
