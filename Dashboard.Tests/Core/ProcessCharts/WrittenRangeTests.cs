using System.Globalization;
using Concentric.Alerts;
using Concentric.Ledgers;
using Concentric.Metrics;
using Concentric.ProcessCharts;

namespace Concentric.Tests.Core.ProcessCharts;

/// <summary>What is written of a figure and its range never contradicts the mark beside them.</summary>
public sealed class WrittenRangeTests
{
    private static readonly MetricCatalogue Catalogue = new(MetricOptions.Default);

    /// <summary>0.0 beside "0.0–44.4" was marked worse than the street: the lower end is 0.04.</summary>
    [Theory]
    [InlineData(0, 0.04, 44.4, "0.00", "0.04–44.40")]
    [InlineData(0.06, 0.09, 44.4, "0.06", "0.09–44.40")]
    [InlineData(0.0611, 0.0642, 44.4, "0.061", "0.064–44.400")]
    [InlineData(44.44, 0.04, 44.41, "44.44", "0.04–44.41")]
    [InlineData(0.04, 0.04, 44.4, "0.0", "0.0–44.4")]
    [InlineData(0.1, 0.04, 44.4, "0.1", "0.0–44.4")]
    [InlineData(50, 0.04, 44.4, "50.0", "0.0–44.4")]
    public void AFigureBeyondALimit_IsNotWrittenAsTheLimit(double value, double from, double to, string written, string range)
    {
        var one = WrittenRange.Of(new(20, from, to), value, 1, Fixed);
        Assert.Equal((written, range), (one.Value, one.Text));
    }

    [Fact]
    public void AnyFigure_IsWrittenOutsideExactlyWhereItIsJudgedOutside()
    {
        var random = new Random(20261130);
        for (var i = 0; i < 20_000; i++)
        {
            var decimals = random.Next(0, 4);
            var (range, value) = Draw(random, decimals, 1);
            var one = WrittenRange.Of(range, value, decimals, Fixed);
            Assert.True(SideOf(one) == range.SideOf(value), $"{value:R} of {range}: {one}");
            var (from, to) = WrittenRange.Ends(range, value, decimals, 3, WrittenRange.OfNumber);
            var shown = WrittenRange.OfNumber(value, decimals);
            Assert.True((shown < from ? -1 : shown > to ? 1 : 0) == range.SideOf(value), $"{value:R} of {range}: {shown} of {from}–{to}");
            var shared = WrittenRange.DecimalsOf(range, value, null, Polarity.Neutral, decimals, WrittenRange.OfNumber);
            var (low, now, high) = (Round(range.Lower), Round(value), Round(range.Upper));
            if (range.SideOf(value) is var side and not 0) Assert.Equal(side, now < low ? -1 : now > high ? 1 : 0);

            double Round(double number) => WrittenRange.OfNumber(number, shared);
        }
    }

    /// <summary>A rate, a count, a median and a sum, in both languages, on screen and in the sentence of an alert.</summary>
    [Theory]
    [InlineData("petitions.on-time-rate")]
    [InlineData("petitions.received")]
    [InlineData("petitions.days-to-close")]
    [InlineData("contributions.yuan")]
    public void AFigureOfAnyMetric_IsWrittenOutsideExactlyWhereItIsJudgedOutside(string key)
    {
        var (random, metric) = (new Random(7), Catalogue[key]);
        foreach (var culture in new[] { CultureInfo.GetCultureInfo("zh-CN"), CultureInfo.GetCultureInfo("en") })
        {
            for (var i = 0; i < 2_000; i++)
            {
                var (range, value) = Draw(random, metric.IsRate ? 3 : FigureFormat.Decimals(metric), metric.IsRate ? 0.01 : 1);
                if (metric.IsRate) (range, value) = (new(0.2, range.Lower, Math.Min(1, range.Upper)), Math.Min(1, value));
                if (metric.AddsUp && metric.Unit.IsWhole()) value = Math.Round(value);
                var variation = new FigureVariation(VariationKind.Worse, VariationGap.None, range, true, 12, null);
                Assert.Equal(range.SideOf(value), SideOf(variation.Written(metric, value, culture: culture)!.Value));
                var (from, to) = range.Told(metric);
                var figures = new AlertFigures(value, from, to, null);
                var terms = new AlertTerms(key, AlertCondition.Worse, AlertSide.Above, null, null, null);
                var told = AlertWords.Range(key, figures, culture).Split(' ')[0].Split('–');
                Assert.Equal(range.SideOf(value),
                    SideOf(new(AlertWords.Value(terms, figures, culture).Split(' ')[0], told[0], told[1])));
            }
        }
    }

    /// <summary>What a sheet shows of exact cells says what the mark says that is reckoned from them.</summary>
    [Fact]
    public void Rates_KeepNoneAndAllApart_InAnyNumberOfDecimals()
    {
        Assert.Equal(("99.97", "99.98"), Values(new(0.9999, 0.9998, 1), 0.9997));
        Assert.Equal(("0.02", "0.01"), Values(new(0.00005, 0, 0.0001), 0.0002, isUpper: true));

        (string, string) Values(UsualRange range, double value, bool isUpper = false)
        {
            var written = WrittenRange.Of(Catalogue["petitions.on-time-rate"], range, value, culture: CultureInfo.InvariantCulture);
            return (written.Value, isUpper ? written.To : written.From);
        }
    }

    /// <summary>Ends that often round to the same as the figure, and figures that often are an end.</summary>
    private static (UsualRange Range, double Value) Draw(Random random, int decimals, double scale)
    {
        var step = Math.Pow(10, -decimals);
        var lower = random.NextDouble() * 20 * scale;
        var upper = lower + (random.NextDouble() * (random.Next(2) == 0 ? 3 * step : 30 * scale));
        var end = random.Next(2) == 0 ? lower : upper;
        var value = random.Next(5) switch
        {
            0 => end,
            1 => end + ((random.NextDouble() - 0.5) * 2e-10),
            2 => end + ((random.NextDouble() - 0.5) * step),
            3 => end + ((random.NextDouble() - 0.5) * step / 100),
            _ => random.NextDouble() * 40 * scale,
        };
        return (new((lower + upper) / 2, lower, upper), Math.Max(0, value));
    }

    private static int SideOf(WrittenRange written)
    {
        var (value, from, to) = (Number(written.Value), Number(written.From), Number(written.To));
        return value < from ? -1 : value > to ? 1 : 0;
    }

    private static decimal Number(string text) => decimal.Parse(text, NumberStyles.Number, CultureInfo.InvariantCulture);

    private static string Fixed(double number, int decimals) =>
        number.ToString($"#,##0.{new string('0', decimals)}", CultureInfo.InvariantCulture);
}
