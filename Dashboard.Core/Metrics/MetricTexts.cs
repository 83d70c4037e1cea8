using System.Globalization;
using Concentric.Resources;

namespace Concentric.Metrics;

/// <summary>What texts say of metrics.</summary>
public static class MetricTexts
{
    extension(Texts)
    {
        public static string Name(Metric metric, CultureInfo? culture = null) => Texts.Get($"Metric.{metric.Key}.Name", culture);

        public static string Formula(Metric metric, CultureInfo? culture = null) => Texts.Get($"Metric.{metric.Key}.Formula", culture);
    }
}
