namespace Concentric.Metrics;

/// <summary>What the office has settled for its figures.</summary>
/// <param name="MinimumRanked">From <c>Metrics:MinimumRanked</c>: a unit with fewer cases is not ranked.</param>
public sealed record MetricOptions(int MinimumRanked = 5)
{
    public static MetricOptions Default { get; } = new();

    /// <summary>From <c>Metrics:ScoreWeights</c>.</summary>
    public ScoreWeights ScoreWeights { get; init; } = new(0.1m, 0.5m, 0.4m);
}

/// <summary>The weights of the three rates in <c>score.three-rates</c>; each from 0 to 1, together 1.</summary>
/// <param name="Response">Of the response rate.</param>
/// <param name="Resolution">Of the resolution rate.</param>
/// <param name="Satisfaction">Of the satisfaction rate.</param>
public sealed record ScoreWeights(decimal Response, decimal Resolution, decimal Satisfaction);
