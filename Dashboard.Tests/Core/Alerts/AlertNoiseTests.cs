using Concentric.Alerts;
using Concentric.Calendar;
using Concentric.ProcessCharts;
using Concentric.Time;

namespace Concentric.Tests.Core.Alerts;

/// <summary>
/// How often "worse than usual" fires in a year in which nothing happens, as the days of being well keep it quiet. The table of
/// docs/decisions/alerts.md is what this prints.
/// </summary>
public sealed class AlertNoiseTests(ITestOutputHelper output)
{
    private const int Series = 300;

    /// <summary>The most times a year that a rule of the standard length of being well may fire at nothing.</summary>
    private const double MostOfYear = 0.4;

    private static readonly DateOnly First = new(2023, 1, 1);

    [Fact]
    public void AYearOfNothing_FiresSeldom_AndSeldomerTheLongerItMustBeWell()
    {
        output.WriteLine("| events of a working day | every such morning | 1 well day | 5 well days | 20 well days |");
        foreach (var (name, mean, spread, dependence) in new[] {
            ("independent, 2 a day", 2.0, 0.0, 0.0), ("independent, 2 in a month", 0.1, 0.0, 0.0),
            ("overdispersed, 2 a day", 2.0, 0.3, 0.0), ("overdispersed, autocorrelated 0.5 from month to month", 2.0, 0.3, 0.5) })
        {
            var (apart, one, five, twenty) = (0, 0, 0, 0);
            for (var seed = 0; seed < Series; seed++)
            {
                var bad = Judge(seed, mean, spread, dependence);
                apart += bad.Count(day => day.IsBad);
                one += Begun(bad, 1);
                five += Begun(bad, 5);
                twenty += Begun(bad, 20);
            }

            output.WriteLine(FormattableString.Invariant(
                $"| {name} | {apart / (double)Series:0.00} | {one / (double)Series:0.00} | {five / (double)Series:0.00} ")
                + FormattableString.Invariant($"| {twenty / (double)Series:0.00} |"));
            Assert.True(five / (double)Series <= MostOfYear, $"{name}: {five / (double)Series:0.00} times a year.");
            Assert.True(twenty <= five && five <= one, $"{name}: the longer it must be well, the seldomer.");
        }
    }

    private static int Begun(List<(DateOnly Day, bool IsBad)> mornings, int wellDays)
    {
        var (progress, begun) = (new AlertProgress(false, null), 0);
        foreach (var (day, isBad) in mornings)
        {
            var standing = isBad ? AlertStanding.Bad : AlertStanding.Well;
            (progress, var step) = progress.Look(standing, day, wellDays, WorkingCalendar.WeekdaysOnly);
            if (step == AlertStep.Begins) begun++;
        }

        return begun;
    }

    /// <summary>The working mornings of a fourth year, each by the four weeks before it and the two years of months before these.</summary>
    private static List<(DateOnly Day, bool IsBad)> Judge(int seed, double mean, double spread, double dependence)
    {
        var random = new Random(seed);
        var counts = new Dictionary<DateOnly, int>();
        var (month, drift) = (0, Normal());
        for (var day = First; day.Year < First.Year + 4; day = day.AddDays(1))
        {
            if (day.Month != month)
            {
                month = day.Month;
                drift = (dependence * drift) + (Math.Sqrt(1 - (dependence * dependence)) * Normal());
            }

            if (WorkingCalendar.IsWeekday(day))
                counts[day] = Poisson(mean * Math.Exp((spread * drift) - (spread * spread / 2)));
        }

        List<(DateOnly, bool)> mornings = [];
        for (var day = new DateOnly(First.Year + 3, 1, 1); day.Year < First.Year + 4; day = day.AddDays(1))
        {
            if (!WorkingCalendar.IsWeekday(day)) continue;
            var window = new Period(day.AddDays(-AlertJudge.WindowDays), day.AddDays(-1));
            var newest = Period.MonthOf(window.From);
            List<ProcessPoint> months = [.. Enumerable.Range(1, ProcessChart.BaselinePoints)
                .Select(back => Period.MonthOf(newest.From.AddMonths(-back))).Reverse().Select(PointOf)];
            var (value, exposure) = PointOf(window);
            var usual = ProcessBaseline.Of(ProcessModel.Events, months)!.Expect(exposure);
            mornings.Add((day, usual.SideOf(value) > 0));
        }

        return mornings;

        ProcessPoint PointOf(Period period)
        {
            var (sum, days) = (0, 0);
            for (var day = period.From; day <= period.To; day = day.AddDays(1))
            {
                if (!counts.TryGetValue(day, out var count)) continue;
                sum += count;
                days++;
            }

            return new(sum / (double)days, days);
        }

        double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

        int Poisson(double rate)
        {
            var (count, product, least) = (0, random.NextDouble(), Math.Exp(-rate));
            while (product > least)
            {
                product *= random.NextDouble();
                count++;
            }

            return count;
        }
    }
}
