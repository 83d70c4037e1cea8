using System.Globalization;
using System.Text.RegularExpressions;
using Concentric.Ledgers;
using Concentric.Metrics;
using Concentric.ProcessCharts;
using Concentric.Tests.TestData;

namespace Concentric.Tests.Core.ProcessCharts;

/// <summary>What is written of a usual range and a target never contradicts what is said of them: always, sometimes or never met.</summary>
public sealed partial class WrittenTargetTests
{
    private static readonly MetricCatalogue Catalogue = new(MetricOptions.Default);

    /// <summary>A range to "90.0" beside the target "90.0" was said never to reach it: its end is 89.96.</summary>
    [Theory]
    [InlineData(0.8, 0.8996, 0.85, Assurance.Never, "85.00", "80.00–89.96", "90.00")]
    [InlineData(0.8996, 0.95, 0.92, Assurance.Sometimes, "92.00", "89.96–95.00", "90.00")]
    [InlineData(0.9004, 0.95, 0.92, Assurance.Always, "92.0", "90.0–95.0", "90.0")]
    [InlineData(0.9, 0.95, 0.92, Assurance.Always, "92.0", "90.0–95.0", "90.0")]
    [InlineData(0.8, 0.95, 0.8996, Assurance.Sometimes, "89.96", "80.00–95.00", "90.00")]
    public void AnEndThatMissesTheTarget_IsNotWrittenAsTheTarget(double from, double to, double value, Assurance assured, string written,
        string range, string target)
    {
        var metric = Catalogue["petitions.on-time-rate"];
        var variation = new FigureVariation(VariationKind.AsUsual, VariationGap.None, new(0.85, from, to), true, 12, null);
        var figure = new JudgedFigure(metric.Key, new(value), variation, 0.9, variation.Assures(metric, 0.9), []);
        Assert.Equal(assured, figure.Assurance);
        var one = figure.Written(metric, CultureInfo.InvariantCulture)!.Value;
        Assert.Equal((written, range, target), (one.Value, one.Text, one.Target!));
        // The sentence of the target says the same number.
        Assert.StartsWith($"{target} ", figure.Aim(metric, CultureInfo.InvariantCulture));
        Assert.Null(variation.Written(metric, value)!.Value.Target);
    }

    /// <summary>What adding up leaves over is no difference, neither in what is said nor in what is written.</summary>
    [Theory]
    [InlineData("petitions.on-time-rate", 0.8995, 0.95)]
    [InlineData("petitions.days-to-close", 2, 6.25)]
    public void WhatDiffersInTheLastDigitsOnly_ReachesTheTarget(string key, double from, double to)
    {
        var metric = Catalogue[key];
        var isMore = metric.Polarity == Polarity.MoreIsBetter;
        var (aim, inside) = (isMore ? from : to, isMore ? 1e-12 : -1e-12);
        foreach (var end in new[] { aim, aim - inside, aim + inside })
        {
            var range = isMore ? new UsualRange(from, end, to) : new UsualRange(to, from, end);
            var variation = new FigureVariation(VariationKind.AsUsual, VariationGap.None, range, true, 12, null);
            Assert.Equal(Assurance.Always, variation.Assures(metric, aim));
            var written = variation.Written(metric, null, aim, CultureInfo.InvariantCulture)!.Value;
            Assert.Equal(written.Target, isMore ? written.From : written.To);
        }
    }

    [Theory]
    [InlineData("petitions.on-time-rate")]
    [InlineData("petitions.days-to-close")]
    [InlineData("activities.held")]
    [InlineData("contributions.yuan")]
    public void AnyRange_IsWrittenBesideAnyTarget_AsItIsSaidToMeetIt(string key)
    {
        var (random, metric) = (new Random(20261130), Catalogue[key]);
        Assert.NotEqual(Polarity.Neutral, metric.Polarity);
        var (decimals, scale) = (metric.IsRate ? 3 : FigureFormat.Decimals(metric), metric.IsRate ? 0.01 : 1);
        var seen = new HashSet<Assurance>();
        for (var i = 0; i < 10_000; i++)
        {
            var (range, value, target) = Draw(random, decimals, scale);
            if (metric.AddsUp && metric.Unit.IsWhole()) value = Math.Round(value);
            var variation = new FigureVariation(VariationKind.AsUsual, VariationGap.None, range, true, 12, null);
            var assured = variation.Assures(metric, target);
            seen.Add(assured);
            var written = variation.Written(metric, value, target, CultureInfo.InvariantCulture)!.Value;
            var (now, from, to, aim) = (Number(written.Value), Number(written.From), Number(written.To), Number(written.Target!));
            Assert.True(assured == Read(metric, from, to, aim), $"{range}, {target:R}: {written}, {assured}");
            // Nor is the figure written as the target that it misses, or on the other side of the range.
            if (Math.Abs(value - target) > 1e-7) Assert.Equal(value.CompareTo(target), now.CompareTo(aim));
            if (range.SideOf(value) is var side and not 0) Assert.Equal(side, now < from ? -1 : now > to ? 1 : 0);

            // In the cells of a file, as far as the figure's own place leaves room, and of a workbook, which has more decimals then.
            Func<double, int, double> round = metric.IsRate ? WrittenRange.OfRate : WrittenRange.OfNumber;
            var (low, high) = range.Told(metric);
            var told = range with { Lower = low, Upper = high };
            var least = metric.IsRate ? 1 : 3;
            var cells = WrittenRange.Ends(told, null, least, 3, round, target, metric.Polarity);
            Assert.True(assured == Read(metric, (decimal)cells.From, (decimal)cells.To, (decimal)round(target, least)),
                $"{range}, {target:R}: {cells}, {assured}");
            var shared = WrittenRange.DecimalsOf(told, value, target, metric.Polarity, FigureFormat.Decimals(metric), round);
            Assert.Equal(assured, Read(metric, (decimal)round(low, shared), (decimal)round(high, shared), (decimal)round(target, shared)));
        }

        Assert.Equal(3, seen.Count);
    }

    /// <summary>A usual range that is written by hand can contradict the mark beside it.</summary>
    [Fact]
    public void NoUsualRange_IsWrittenByHand() =>
        Assert.Equal([], Repository.SourceFiles().Concat(Repository.RazorFiles())
            .Where(file => !file.StartsWith("Dashboard.Tests/", StringComparison.Ordinal)
                && !file.StartsWith("Benchmarks/", StringComparison.Ordinal)
                && !file.EndsWith("/WrittenRange.cs", StringComparison.Ordinal))
            .SelectMany(file => File.ReadLines(Path.Combine(Repository.Root, file)).Where(line => WrittenByHand().IsMatch(line))
                .Select(line => $"{file}: {line.Trim()}")));

    [Theory]
    [InlineData("FigureFormat.Value(metric, usual.Lower)", true)]
    [InlineData("L[\"Chart.Usual\", point.Lower, point.Upper]", true)]
    [InlineData("limits.Upper.ToString(\"0.0\", culture)", true)]
    [InlineData("$\"{usual.Lower:0.0}–{usual.Upper:0.0}\"", true)]
    [InlineData("ChartPath.Number(Left(limits.Lower))", false)]
    [InlineData("scale.SelectMany(one => new double?[] { one.Lower, one.Upper })", false)]
    [InlineData("new UsualRange(most.Centre * size, least.Lower * fewest, most.Upper * size)", false)]
    public void ARangeWrittenByHand_IsSeen(string line, bool isByHand) => Assert.Equal(isByHand, WrittenByHand().IsMatch(line));

    private static Assurance Read(Metric metric, decimal from, decimal to, decimal aim)
    {
        var isMore = metric.Polarity == Polarity.MoreIsBetter;
        var (worst, best) = isMore ? (from, to) : (to, from);
        return Reaches(worst) ? Assurance.Always : Reaches(best) ? Assurance.Sometimes : Assurance.Never;

        bool Reaches(decimal end) => isMore ? end >= aim : end <= aim;
    }

    /// <summary>Ends that often round to the same as the target, and targets that often are an end.</summary>
    private static (UsualRange Range, double Value, double Target) Draw(Random random, int decimals, double scale)
    {
        var step = Math.Pow(10, -decimals);
        var target = Math.Round((2 + (random.NextDouble() * 20)) * scale, decimals);
        var (one, other) = (Near(), Near());
        var range = new UsualRange((one + other) / 2, Math.Min(one, other), Math.Max(one, other));
        return (range, Math.Max(0, random.Next(2) == 0 ? Near() : random.NextDouble() * 25 * scale), target);

        double Near() => random.Next(4) switch
        {
            0 => target,
            1 => target + ((random.NextDouble() - 0.5) * step),
            2 => target + ((random.NextDouble() - 0.5) * 4 * step),
            _ => random.NextDouble() * 25 * scale,
        };
    }

    private static decimal Number(string text) => decimal.Parse(text, NumberStyles.Number, CultureInfo.InvariantCulture);

    // Given to what writes numbers, by its own ToString, or within a text.
    [GeneratedRegex(@"\b(FigureFormat|Texts)\.\w+\([^)]*\.(Lower|Upper)\b|\bL\[[^\]]*\.(Lower|Upper)\b"
        + @"|\.(Lower|Upper)\.ToString\(|\$""[^""]*\{[^}""]*\.(Lower|Upper)\b")]
    private static partial Regex WrittenByHand();
}
