using System.Globalization;
using Concentric.Anomalies;
using Concentric.Data;
using Concentric.Ledgers;
using Concentric.Metrics;
using Concentric.Petitions;
using Concentric.Profiles;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Concentric.Benchmarks.Clock;

namespace Concentric.Benchmarks.Looks;

/// <summary>
/// The second looks over a large store: a figure under two definitions, the signs, the programmes; over the year and over all years.
/// </summary>
internal static class LooksBenchmark
{
    private const int Times = 3;

    public static async Task<int> RunAsync(string store, CancellationToken cancellationToken)
    {
        PrintMachine();
        await using var copy = await StoreCopy.OfAsync(store, cancellationToken);
        var today = copy.Services.GetRequiredService<OfficeClock>().Today;
        var first = today;
        await using (var db = await copy.Services.GetRequiredService<IDbContextFactory<DashboardDbContext>>()
            .CreateDbContextAsync(cancellationToken))
            first = await db.Petitions.MinAsync(petition => petition.ReceivedOn, cancellationToken);
        foreach (var period in new[] { Period.YearTo(today), new Period(first, today) })
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{period.From:O} to {period.To:O}"));
            await DefinitionsAsync(copy.Services, new(period, today), cancellationToken);
            foreach (var sign in Enum.GetValues<Anomaly>())
            {
                var table = default(AnomalyTable);
                var times = await RepeatAsync(Times, async () =>
                    table = await copy.Services.GetRequiredService<AnomalyQueries>().ReadAsync(sign, period, cancellationToken));
                Print(string.Create(CultureInfo.InvariantCulture, $"sign {sign}: {table!.Street.Count:#,##0} of {table.Street.N:#,##0}"),
                    times);
            }

            var programmes = copy.Services.GetRequiredService<ProgrammeQueries>();
            var lines = default(IReadOnlyList<ProgrammeLine>);
            Print("list of programmes",
                await RepeatAsync(Times, async () => lines = await programmes.ListAsync(period, null, cancellationToken)));
            var most = lines!.MaxBy(line => line.Activities)!;
            Print(string.Create(CultureInfo.InvariantCulture, $"a programme with {most.Activities:#,##0} activities"),
                await RepeatAsync(Times, () => programmes.FindAsync(most.Programme.Key, period, null, today, cancellationToken)));
        }

        return 0;
    }

    private static async Task DefinitionsAsync(IServiceProvider services, MetricSlice slice, CancellationToken cancellationToken)
    {
        var (queries, catalogue) = (services.GetRequiredService<MetricQueries>(), services.GetRequiredService<MetricCatalogue>());
        foreach (var (one, other) in CompetingDefinitions.Pairs)
        {
            var rows = 0L;
            var times = await RepeatAsync(Times, async () =>
                rows = (await queries.ReadDifferenceAsync(catalogue[one], catalogue[other], slice, new LedgerRequest(PageSize: 20), null,
                    cancellationToken)).Parts.Sum(part => part.Page.Total));
            Print(string.Create(CultureInfo.InvariantCulture, $"{one} and {other.Split('.', 2)[1]}: {rows:#,##0} differ"), times);
        }
    }
}
