using Concentric.ProcessCharts;

namespace Concentric.Tests.Core.ProcessCharts;

public sealed class TargetForecastTests
{
    [Theory]
    [InlineData(0.95, true, 6)]
    // Of what should be few the target lies below, and a rise leads away from it.
    [InlineData(0.50, false, null)]
    // Reached already.
    [InlineData(0.88, true, null)]
    // Further ahead than anything is said of.
    [InlineData(1.125, true, 24)]
    [InlineData(1.135, true, null)]
    public void ARise_SaysWhenItsTargetIsReached(double target, bool isMore, int? ahead) =>
        // One point in a hundred a month, from 0.78 to 0.89.
        Assert.Equal(ahead, TargetForecast.PointsUntil([.. Enumerable.Range(0, 12).Select(i => 0.78 + (i * 0.01))], target, isMore));

    [Fact]
    public void AFall_LeadsToATargetBelow() =>
        Assert.Equal(5, TargetForecast.PointsUntil([.. Enumerable.Range(0, 12).Select(i => 30.0 - i)], 14, isMore: false));

    [Theory]
    [InlineData(11, null)]
    [InlineData(12, 3)]
    public void FewerPointsThanAreJudged_SayNothing(int points, int? ahead) =>
        Assert.Equal(ahead,
            TargetForecast.PointsUntil([.. Enumerable.Range(0, points).Select(i => (double)i)], points + 1.5, isMore: true));

    [Fact]
    public void OfOldPoints_NothingIsTaken()
    {
        // A fall long ago, and a rise since.
        double[] values = [.. Enumerable.Range(0, 30).Select(i => 100.0 - i), .. Enumerable.Range(0, 24).Select(i => (double)i)];
        Assert.Equal(2, TargetForecast.PointsUntil(values, 25, isMore: true));
    }

    /// <summary>Without a trend, and with neighbours that resemble each other, a rise is hardly ever told.</summary>
    [Theory]
    [InlineData(0.0)]
    [InlineData(0.3)]
    public void OfNoise_ATrendIsHardlyEverTold(double dependence)
    {
        var random = new Random(20_261_130);
        var told = 0;
        for (var series = 0; series < 1_000; series++)
        {
            var (values, last) = (new double[24], 0.0);
            for (var i = 0; i < values.Length; i++)
            {
                var normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
                last = (dependence * last) + (Math.Sqrt(1 - (dependence * dependence)) * normal);
                values[i] = last;
            }

            if (TargetForecast.PointsUntil(values, 1.5, isMore: true) is not null) told++;
        }

        // Half of 1 % are rises; dependence is told only roughly from so few points.
        Assert.InRange(told, 0, 30);
    }
}
