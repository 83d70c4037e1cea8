using Concentric.Dashboard.Demo.Synthetic;
using Concentric.Rules;

namespace Concentric.Dashboard.Demo.Generator;

/// <summary>How much falls on which day: weekdays, holidays, months, and a little more each year.</summary>
internal sealed class Seasons(WorkDays work, DateOnly from, DateOnly to)
{
    private const double GrowthPerYear = 0.09;

    /// <summary>January to December: heating in winter, drains and heat in summer, quiet around the Spring Festival.</summary>
    private static readonly double[] PetitionMonths = [1.12, 0.78, 0.95, 0.94, 0.97, 1.04, 1.2, 1.18, 1.0, 0.9, 1.06, 1.1];

    private static readonly double[] EventMonths = [0.8, 0.75, 1.1, 1.1, 1.12, 1.1, 0.9, 0.85, 1.15, 1.15, 1.0, 0.95];

    /// <summary>Sunday to Saturday.</summary>
    private static readonly double[] EventWeekdays = [1.1, 0.7, 0.75, 0.8, 0.9, 1.25, 1.4];

    private static readonly double[] WritingWeekdays = [0.45, 1.2, 1.08, 1.03, 1.0, 0.98, 0.5];

    /// <summary>What residents write: on every day, most on Mondays.</summary>
    public int[] Petitions(SeededRandom random, int total) =>
        Counts(random, total, day => PetitionMonths[day.Month - 1] * WritingWeekdays[(int)day.DayOfWeek] * (work.IsWorking(day) ? 1 : 0.8));

    /// <summary>What offices do: on working days.</summary>
    public int[] Work(SeededRandom random, int total) =>
        Counts(random, total, day => PetitionMonths[day.Month - 1] * (work.IsWorking(day) ? 1 : 0.07));

    /// <summary>What people come to: mostly at the end of the week.</summary>
    public int[] Events(SeededRandom random, int total) =>
        Counts(random, total, day => EventMonths[day.Month - 1] * EventWeekdays[(int)day.DayOfWeek]);

    private int[] Counts(SeededRandom random, int total, Func<DateOnly, double> weight)
    {
        var weights = new double[to.DayNumber - from.DayNumber + 1];
        for (var i = 0; i < weights.Length; i++)
        {
            var day = from.AddDays(i);
            weights[i] = weight(day) * (1 + (GrowthPerYear * i / 365.25));
        }

        return DaySpread.Counts(random, weights, total);
    }
}
