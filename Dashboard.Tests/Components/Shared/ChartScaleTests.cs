using Concentric.Dashboard.Components.Shared.Charts;
using CsCheck;

namespace Concentric.Tests.Components.Shared;

public class ChartScaleTests
{
    [Theory]
    [InlineData(18, new double[] { 0, 5, 10, 15, 20 })]
    [InlineData(3, new double[] { 0, 1, 2, 3 })]
    [InlineData(1, new double[] { 0, 1 })]
    [InlineData(100, new double[] { 0, 25, 50, 75, 100 })]
    [InlineData(1234, new double[] { 0, 500, 1000, 1500 })]
    public void Counts_HaveRoundWholeTicks(double largest, double[] ticks) =>
        Assert.Equal(ticks, ChartScale.For([largest, null, 0]).Ticks);

    [Fact]
    public void Rates_NearTheTop_AreNotSquashedByZero()
    {
        var scale = ChartScale.For([0.88, 0.97], fromZero: false, wholeNumbers: false);
        Assert.InRange(scale.Min, 0.8, 0.88);
        Assert.InRange(scale.Max, 0.97, 1.0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void NoValues_OrOnlyZero_StillMakeAnAxis(bool wholeNumbers)
    {
        foreach (var values in new double?[][] { [], [null], [0, 0], [double.NaN] })
        {
            var scale = ChartScale.For(values, wholeNumbers: wholeNumbers);
            Assert.Equal(0, scale.Min);
            Assert.Equal(1, scale.Max);
        }
    }

    [Fact]
    public void AnyValues_LieOnTheAxis_WithAFewEvenTicks() =>
        Gen.Int[-1_000_000_000, 1_000_000_000].Array[1, 40]
            .Select(Gen.OneOf(Gen.Const(1), Gen.Const(100), Gen.Const(10_000)), Gen.Bool, Gen.Bool)
            .Sample((numbers, divisor, fromZero, wholeNumbers) =>
        {
            // Counts, or rates and averages of four decimals.
            var values = numbers.Select(number => number / (double)divisor).ToList();
            var scale = ChartScale.For(values.Select(value => (double?)value), fromZero, wholeNumbers);
            var step = scale.Ticks[1] - scale.Ticks[0];
            return values.All(value => scale.Fraction(value) is > -1e-6 and < 1 + 1e-6)
                && scale.Ticks.Count is >= 2 and <= 7
                && scale.Ticks.Zip(scale.Ticks.Skip(1)).All(pair => Math.Abs(pair.Second - pair.First - step) <= step * 1e-6)
                && (!fromZero || scale.Ticks.Any(tick => tick == 0))
                && (!wholeNumbers || scale.Ticks.All(double.IsInteger));
        });
}
