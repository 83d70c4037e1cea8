using Concentric.Metrics;

namespace Concentric.Dashboard.Settings;

/// <summary>What the office has settled for its figures.</summary>
internal static class FigureSettings
{
    private const string Weights = "Metrics:ScoreWeights";

    private static readonly ScoreWeights Standard = MetricOptions.Default.ScoreWeights;
    private static readonly Setting MinimumRanked = Setting.Whole("Metrics:MinimumRanked", MetricOptions.Default.MinimumRanked, 1, 1000);
    private static readonly Setting Response = Setting.Number($"{Weights}:Response", Standard.Response, 0, 1);
    private static readonly Setting Resolution = Setting.Number($"{Weights}:Resolution", Standard.Resolution, 0, 1);
    private static readonly Setting Satisfaction = Setting.Number($"{Weights}:Satisfaction", Standard.Satisfaction, 0, 1);

    public static SettingGroup Group { get; } = new("figures", [MinimumRanked, Response, Resolution, Satisfaction]);

    public static MetricOptions Read(SettingsReader reader)
    {
        var weights = new ScoreWeights(reader.Number(Response), reader.Number(Resolution), reader.Number(Satisfaction));
        var sum = weights.Response + weights.Resolution + weights.Satisfaction;
        var said = $"{weights.Response} + {weights.Resolution} + {weights.Satisfaction} = {sum}";
        if (sum != 1) reader.Complain(Weights, said, "Settings.Sum");
        return new MetricOptions(reader.Whole(MinimumRanked)) { ScoreWeights = weights };
    }
}
