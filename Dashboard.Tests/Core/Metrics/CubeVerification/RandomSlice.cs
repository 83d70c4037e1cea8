using Concentric.Metrics;
using Concentric.Tests.TestData;
using Concentric.Time;

namespace Concentric.Tests.Core.Metrics.CubeVerification;

/// <summary>Slices that pages, clients and URLs may ask for, the odd ones included.</summary>
internal static class RandomSlice
{
    private const int Unknown = 999;

    public static MetricSlice Of(Random dice) =>
        new(SomeDays(dice), Near(dice), Communities(dice), dice.Next(6) == 0 ? Programmes(dice) : null);

    private static Period SomeDays(Random dice)
    {
        var (a, b) = (Near(dice), Near(dice));
        return dice.Next(8) switch
        {
            0 => new(a, a),
            1 => new(DateOnly.MinValue, DateOnly.MaxValue),
            2 => new(DateOnly.MinValue, DateOnly.MinValue),
            3 => Period.YearTo(a),
            // Before there was anything, or after.
            4 => new(a.AddYears(-10), a.AddYears(-9)),
            5 => new(a.AddYears(3), a.AddYears(4)),
            _ => a < b ? new(a, b) : new(b, a),
        };
    }

    private static DateOnly Near(Random dice) => TestStore.Today.AddDays(dice.Next(-80, 25));

    private static List<int>? Communities(Random dice) => dice.Next(8) switch
    {
        0 => null,
        1 => [],
        2 => [Unknown],
        3 => [.. Backdrop.Communities],
        4 => [Backdrop.Communities[0], Unknown, Backdrop.Communities[0]],
        5 => [Backdrop.Communities[dice.Next(5)]],
        _ => [.. Backdrop.Communities.Where(_ => dice.Next(2) == 0)],
    };

    private static List<string> Programmes(Random dice) =>
        [.. Backdrop.Programmes.Where(_ => dice.Next(2) == 0).Select(Backdrop.KeyOf), "unknown"];
}
