using System.Globalization;
using Concentric.Metrics;
using static Concentric.Dashboard.Resources.UiTexts;

namespace Concentric.Dashboard.Features.Figures;

/// <summary>What is not known of a rate of answers, in words.</summary>
internal static class SpanWords
{
    /// <summary>For the foot of a tile.</summary>
    public static string Short(UnreachedSpan span) =>
        L["Overview.Span.Short", Count(span.Reached), Count(span.Asked), Share(span.Low), Share(span.High)];

    /// <summary>A sentence.</summary>
    public static string Long(UnreachedSpan span) => span.Asked > span.Reached
        ? L["Overview.Span.Long", Count(span.Reached), Count(span.Asked), Share(span.Reached / span.Asked), Share(span.Low),
            Share(span.High)]
        : L["Overview.Span.All", Count(span.Asked)];

    private static string Count(double count) => count.ToString("#,##0", CultureInfo.CurrentCulture);

    private static string Share(double share) => FigureFormat.Percent(share, 0).ToString("0.#", CultureInfo.CurrentCulture);
}
