using System.Globalization;
using Concentric.Data;
using Concentric.Resources;

namespace Concentric.Metrics;

/// <summary>What texts say of metrics.</summary>
public static class MetricTexts
{
    extension(Texts)
    {
        public static string Name(Metric metric, CultureInfo? culture = null) => Texts.Get($"Metric.{metric.Key}.Name", culture);

        public static string Formula(Metric metric, CultureInfo? culture = null) => Texts.Get($"Metric.{metric.Key}.Formula", culture);

        /// <summary>What of a kind is restated: of a community only the number of households is part of a figure.</summary>
        public static string Restated(string kind, CultureInfo? culture = null) =>
            kind == RecordKinds.NameOf<Community>() ? Texts.Column("households", culture) : Texts.Kind(kind, culture);
    }
}
