namespace Concentric.Rotation;

/// <summary>
/// Metrics that are views of the same records: petitions closed in time move the closing rate, the rate on time and the days it takes
/// all at once, and are one finding, not three.
/// </summary>
/// <param name="Key">Of the declared ones, else the key of the only metric.</param>
/// <param name="Metrics">The metric fixed beforehand first, then those called better or worse, then in the catalogue's order.</param>
public sealed record EffectFinding(string Key, IReadOnlyList<MetricEffect> Metrics)
{
    /// <summary>
    /// By their names on screen (<c>Rotation.Finding.</c>), the metrics of each by key; one that ends in a point is a prefix.
    /// </summary>
    private static readonly (string Key, string[] Metrics)[] Declared =
    [
        ("petitions-handled", ["petitions.closed", "petitions.resolved", "petitions.confirmed", "petitions.shared"]),
        ("petitions-in-time", ["petitions.closing-rate", "petitions.on-time-rate", "petitions.days-to-close", "petitions.overdue"]),
        ("petition-answers",
            ["petitions.reached-rate", "petitions.satisfaction-rate", "petitions.resolution-rate", "petitions.response-rate", "score."]),
        ("petitions-come-back", ["petitions.reopened-rate", "petitions.stayed-fixed-rate"]),
        ("hazards-come-back", ["hazards.reopened-rate", "hazards.stayed-fixed-rate"]),
        ("hazards-rectified", ["hazards.rectified", "hazards.verified", "hazards.fire-lanes"]),
        ("activities", ["activities."]),
        ("visits", ["visits."]),
        ("wishes", ["wishes."]),
        ("contributions", ["contributions."]),
    ];

    /// <summary>The declared findings, each of several metrics.</summary>
    public static IReadOnlyList<string> Keys { get; } = [.. Declared.Select(finding => finding.Key)];

    /// <summary>The finding that a metric belongs to.</summary>
    public static string KeyOf(string metric) => Array.Find(Declared, finding => finding.Metrics.Any(key =>
        key.EndsWith('.') ? metric.StartsWith(key, StringComparison.Ordinal) : metric == key)).Key ?? metric;

    /// <summary>The metric fixed beforehand first, then findings of which something is told, then the others.</summary>
    public static IReadOnlyList<EffectFinding> Of(IEnumerable<MetricEffect> effects) =>
    [
        .. effects.GroupBy(effect => KeyOf(effect.Metric.Key))
            .Select(group => new EffectFinding(group.Key, [.. group.OrderByDescending(effect => effect.IsPrimary)
                .ThenBy(effect => effect.Verdict)]))
            .OrderByDescending(finding => finding.Metrics[0].IsPrimary).ThenBy(finding => finding.Metrics.Min(effect => effect.Verdict)),
    ];
}
