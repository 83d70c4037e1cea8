using Concentric.Activities;
using Concentric.Data;
using Concentric.Hazards;
using Concentric.Live;
using Concentric.Metrics;
using Concentric.Overview;
using Concentric.Petitions;
using Concentric.Time;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using static Concentric.Benchmarks.Clock;

namespace Concentric.Benchmarks.Cube;

/// <summary>
/// The overview's figures from the cube, by SQL on SQLite and by DuckDB in memory, in one run; how long the cube takes to
/// build, to recount one petition, and how much memory it holds.
/// </summary>
internal static class CubeBenchmark
{
    public static async Task<int> RunAsync(string store, CancellationToken cancellationToken)
    {
        PrintMachine();
        // Recounting needs commits; they go to a copy.
        await using var copy = await StoreCopy.OfAsync(store, cancellationToken);
        await MeasureAsync(copy.Services, copy.File, cancellationToken);
        return 0;
    }

    /// <summary>The cube alone, and what each metric costs to read.</summary>
    public static async Task<int> RunWithoutSqlAsync(string store, CancellationToken cancellationToken)
    {
        PrintMachine();
        await using var copy = await StoreCopy.OfAsync(store, cancellationToken);
        await MeasureAsync(copy.Services, null, cancellationToken);
        return 0;
    }

    /// <param name="file">The store itself, to ask it by SQL; null to ask the cube alone.</param>
    private static async Task MeasureAsync(ServiceProvider services, string? file, CancellationToken cancellationToken)
    {
        var factory = services.GetRequiredService<IDbContextFactory<DashboardDbContext>>();
        await using (var db = await factory.CreateDbContextAsync(cancellationToken))
        {
            Print("records",
                $"{await db.Petitions.CountAsync(cancellationToken):#,##0} petitions, "
                + $"{await db.Activities.CountAsync(cancellationToken):#,##0} activities, "
                + $"{await db.Hazards.CountAsync(cancellationToken):#,##0} hazards, "
                + $"{await db.Communities.CountAsync(cancellationToken)} communities");
        }

        var cube = services.GetRequiredService<MetricCube>();
        await BuildAsync(cube, cancellationToken);
        var (today, communities) = await ScopeAsync(factory, cancellationToken);
        ReadOverview(services, cube, today, communities);
        if (file is null) ReadMetrics(cube, today);
        else CompareSql(cube, file, today);
        await RecountAsync(services, factory, cancellationToken);
    }

    private static async Task BuildAsync(MetricCube cube, CancellationToken cancellationToken)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        Print("build the cube, first (statements compiled, cache cold)", await RepeatAsync(1, () => cube.BuildAsync(cancellationToken)));
        Print("memory of the cube", $"{(GC.GetTotalMemory(forceFullCollection: true) - before) / 1_048_576.0:0.0} MiB");
        const int Times = 5;
        var (allocated, busy) = (GC.GetTotalAllocatedBytes(), Environment.CpuUsage.TotalTime);
        Print("build the cube again", await RepeatAsync(Times, () => cube.BuildAsync(cancellationToken)));
        Print("processor time and allocations of one of them",
            $"{(Environment.CpuUsage.TotalTime - busy).TotalMilliseconds / Times:#,##0} ms, "
            + $"{(GC.GetTotalAllocatedBytes() - allocated) / Times / 1_048_576:#,##0} MiB");
    }

    /// <summary>The metrics that cost most, over the year to date of all communities and over the year before.</summary>
    private static void ReadMetrics(MetricCube cube, DateOnly today)
    {
        var when = new PeriodOnDay(Period.YearTo(today), PeriodKind.Year, today);
        var slice = cube.Current!.For(null);
        var costs = cube.Catalogue.All.Select(metric => (metric.Key, Cost: Repeat(300, () => slice.Read(metric, when.Period, today)),
            Before: Repeat(300, () => slice.ReadCompared(metric, when, when.YearBefore))));
        foreach (var (key, cost, before) in costs.OrderByDescending(one => one.Cost.Median + one.Before.Median).Take(12))
            Print($"{key}: year to date; year before, both of all communities", $"{cost.Median:0.0000}; {before.Median:0.0000} ms median");
    }

    private static async Task<(DateOnly Today, int[] Communities)> ScopeAsync(IDbContextFactory<DashboardDbContext> factory,
        CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var today = await db.Petitions.MaxAsync(x => x.ReceivedOn, cancellationToken);
        return (today, await db.Communities.OrderBy(x => x.SortOrder).Select(x => x.Id).ToArrayAsync(cancellationToken));
    }

    private static void ReadOverview(ServiceProvider services, MetricCube cube, DateOnly today, int[] communities)
    {
        var reader = services.GetRequiredService<OverviewReader>();
        (string Name, Period Period, PeriodKind Kind, int[]? Chosen)[] questions =
        [
            ("year to date", Period.YearTo(today), PeriodKind.Year, null),
            ("quarter to date", Period.QuarterTo(today), PeriodKind.Quarter, null),
            ("all three years", new(today.AddYears(-3), today), PeriodKind.Custom, null),
            ("year to date, one community", Period.YearTo(today), PeriodKind.Year, communities[..1]),
            ("year to date, five communities", Period.YearTo(today), PeriodKind.Year, communities[..Math.Min(5, communities.Length)]),
            ("year to date, all communities but one", Period.YearTo(today), PeriodKind.Year, communities[1..]),
        ];
        foreach (var (name, period, kind, chosen) in questions)
        {
            var question = new OverviewQuestion(new(period, kind, today), chosen, communities, communities,
                OverviewReader.RankingColumns[0]);
            Repeat(2_000, () => reader.Read(cube.Current!, question));
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            reader.Read(cube.Current!, question);
            allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
            Print($"overview from the cube: {name}",
                $"{Repeat(1_000, () => reader.Read(cube.Current!, question))}, {allocated / 1024:#,##0} KiB allocated");
        }
    }

    private static void CompareSql(MetricCube cube, string file, DateOnly today)
    {
        var period = Period.YearTo(today);
        var first = Period.MonthOf(today).From;
        Period[] months = [.. Enumerable.Range(0, OverviewReader.TrendMonths).Select(back => Period.MonthOf(first.AddMonths(-back)))
            .Reverse()];
        var statements = new OverviewSql(cube.Catalogue, period, today, months).Statements();
        var slice = cube.Current!.For(null);

        using var sqlite = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
        sqlite.Open();
        SqlRun.Check(sqlite, statements, slice);
        Print($"the same by SQL GROUP BY on SQLite, {statements.Count} statements", Repeat(3, () => SqlRun.All(sqlite, statements)));

        var started = System.Diagnostics.Stopwatch.GetTimestamp();
        var (duck, rows) = DuckStore.Load(sqlite);
        using (duck)
        {
            Print($"loading {rows:#,##0} rows into DuckDB", $"{System.Diagnostics.Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s");
            SqlRun.Check(duck, statements, slice);
            Print($"the same by DuckDB in memory, {statements.Count} statements", Repeat(5, () => SqlRun.All(duck, statements)));
        }
    }

    /// <summary>Closes petitions one by one while the cube follows the feed, as it does in the product.</summary>
    private static async Task RecountAsync(ServiceProvider services, IDbContextFactory<DashboardDbContext> factory,
        CancellationToken cancellationToken)
    {
        const int Saves = 100;
        var updates = services.GetRequiredService<LiveUpdates>();
        var built = NextNotice(updates);
        foreach (var service in services.GetServices<IHostedService>()) await service.StartAsync(cancellationToken);
        await built;

        List<Petition> open;
        await using (var db = await factory.CreateDbContextAsync(cancellationToken))
        {
            open = await db.Petitions.AsNoTracking().Include(x => x.Rounds).Where(x => x.ClosedOn == null && x.ArchivedAt == null)
                .OrderByDescending(x => x.Id).Take(Saves).ToListAsync(cancellationToken);
        }

        var (saves, recounts) = (new List<double>(), new List<double>());
        foreach (var petition in open)
        {
            await using var db = await factory.CreateDbContextAsync(cancellationToken);
            db.Actor = CurrentUser.System;
            db.Attach(petition).Collection(x => x.Rounds).IsLoaded = true;
            (petition.ClosedOn, petition.FirstClosedOn, petition.Outcome, petition.WorkingDaysToClose) = (petition.DueOn,
                petition.FirstClosedOn ?? petition.DueOn, PetitionOutcome.Resolved, 5);
            var noticed = NextNotice(updates);
            saves.AddRange((await RepeatAsync(1, () => db.SaveChangesAsync(cancellationToken))).Milliseconds);
            recounts.AddRange((await RepeatAsync(1, () => noticed)).Milliseconds);
        }

        foreach (var service in services.GetServices<IHostedService>()) await service.StopAsync(cancellationToken);
        Print("save a petition", new Times(saves));
        Print("from its commit to the new snapshot", new Times(recounts));
    }

    private static async Task NextNotice(LiveUpdates updates)
    {
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var subscription = updates.Subscribe(() =>
        {
            seen.TrySetResult();
            return Task.CompletedTask;
        });
        await seen.Task;
    }
}
