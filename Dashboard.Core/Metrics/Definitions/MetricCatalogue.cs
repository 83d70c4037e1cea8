using Microsoft.Extensions.Options;

namespace Concentric.Metrics;

/// <summary>
/// All metrics, by key. Each is defined beside the records that it counts; which there are is said at the top, in
/// <c>DeclaredMetrics</c>, so that what reads any metric need not know each of them.
/// </summary>
public sealed class MetricCatalogue
{
    private static Func<Func<MetricOptions>, IEnumerable<Metric>>? declared;

    private readonly Dictionary<string, Metric> byKey;

    private readonly Func<MetricOptions> options;

    /// <param name="options">What the office has settled, and does not change while the catalogue is used.</param>
    public MetricCatalogue(MetricOptions options)
        : this(() => options)
    {
    }

    private MetricCatalogue(Func<MetricOptions> options)
    {
        this.options = options;
        List<Metric> all = [.. declared?.Invoke(options) ?? throw new InvalidOperationException("No metrics have been declared.")];
        All = all;
        byKey = all.ToDictionary(metric => metric.Key, StringComparer.Ordinal);
        var anyPeriod = Time.Period.YearTo(new(2000, 1, 1));
        Measures = [.. all.SelectMany(metric => metric.Terms(anyPeriod, anyPeriod.To)).Select(term => term.Measure).Distinct()];
        Dimensions = [.. Measures.Select(measure => measure.Dimension).Distinct()];
        Recordings = Dimensions.GroupBy(dimension => dimension.Kind).ToDictionary(kind => kind.Key, kind => kind.First().EveryRow());
        // A dimension holds measures in its own order, and may hold some that no metric uses directly.
        Measures = [.. Dimensions.SelectMany(dimension => dimension.Measures)];
        for (var i = 0; i < Measures.Count; i++) Measures[i].Index = i;
    }

    /// <summary>A catalogue that goes by the settings as they are at each reading.</summary>
    public static MetricCatalogue Following(IOptionsMonitor<MetricOptions> options) => new(() => options.CurrentValue);

    /// <summary>Says which metrics there are, once, before anybody asks.</summary>
    internal static void Declare(Func<Func<MetricOptions>, IEnumerable<Metric>> metrics) => declared = metrics;

    /// <summary>As they stand.</summary>
    public MetricOptions Options => options();

    /// <summary>In the order in which they are listed.</summary>
    public IReadOnlyList<Metric> All { get; }

    /// <summary>Every measure, once; its <see cref="Measure.Index"/> is its place here.</summary>
    public IReadOnlyList<Measure> Measures { get; }

    /// <summary>Every dimension, once.</summary>
    public IReadOnlyList<DateDimension> Dimensions { get; }

    /// <summary>By kind, what counts its records by the day with which they come up: received, found, held.</summary>
    public IReadOnlyDictionary<string, Measure> Recordings { get; }

    /// <summary>Where the records of a kind are counted.</summary>
    internal MetricSource<T> SourceOf<T>()
        where T : class => Measures.Select(measure => measure.Source).OfType<MetricSource<T>>().First();

    /// <summary>The metric with a key; null when there is none.</summary>
    public Metric? Find(string key) => byKey.GetValueOrDefault(key);

    /// <exception cref="KeyNotFoundException">No metric has the key.</exception>
    public Metric this[string key] => byKey.TryGetValue(key, out var metric) ? metric : throw new KeyNotFoundException($"No metric {key}.");
}
