using System.Diagnostics;
using System.Globalization;
using Concentric.Communities;
using Concentric.Data;
using Concentric.Exports;
using Concentric.Exports.Lists;
using Concentric.Lists;
using Concentric.Metrics;
using Concentric.Petitions;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Concentric.Benchmarks.Clock;

namespace Concentric.Benchmarks.Exports;

/// <summary>Whole exports from the store, reading included, while somebody else's list page is asked for again and again.</summary>
internal static class StoreExportBenchmark
{
    private static readonly CurrentUser Leader = new("leader", Role.Leader);

    public static async Task<int> RunAsync(string store, CancellationToken cancellationToken)
    {
        PrintMachine();
        await using var copy = await StoreCopy.OfAsync(store, cancellationToken, services => services
            .AddSingleton(new StreetOffice("街道", "Street")).AddExportTemplates().AddSingleton<Concentric.Exports.Views.ViewFile>()
                .AddSingleton<ListExports>().AddSingleton<ListMoments>());
        // As in the running program: without it every figure is counted anew.
        await copy.Services.GetRequiredService<MetricCube>().BuildAsync(cancellationToken);
        var days = await DaysAsync(copy, cancellationToken);
        var lists = copy.Services.GetRequiredService<ListExports>();
        var kind = copy.Services.GetRequiredService<RecordRegister>().Find("petition")!;
        var culture = CultureInfo.GetCultureInfo("zh-CN");
        await MeasureAsync("list of petitions, all", copy, async stream => await lists.WriteAsync(kind, Leader, new ListRequest(),
            ListFormat.Xlsx, culture, stream, cancellationToken), cancellationToken);
        var tenthOfDays = $"{days.Tenth.From:yyyy-MM-dd}..{days.Tenth.To:yyyy-MM-dd}";
        var tenth = new ListRequest { Filters = new Dictionary<string, string> { ["received-on"] = tenthOfDays } };
        await MeasureAsync("list of petitions, about a tenth", copy, async stream =>
            await lists.WriteAsync(kind, Leader, tenth, ListFormat.Xlsx, culture, stream, cancellationToken), cancellationToken);
        var templates = copy.Services.GetRequiredService<ExportTemplates>();
        foreach (var (name, key, period) in new[] { ("petition ledger, about a tenth", "petition-ledger", days.Tenth),
            ("petition ledger, all", "petition-ledger", days.All), ("street summary, a month", "street-summary", days.Month),
            ("street summary, all", "street-summary", days.All) })
        {
            var steps = new Steps();
            await MeasureAsync(name, copy, async stream =>
                (await templates.Find(key)!.WriteAsync(new ExportQuestion(period, PeriodKind.Custom, null, culture, "x"), stream, steps,
                    cancellationToken)).Rows, cancellationToken, steps);
        }

        return 0;
    }

    private static async Task MeasureAsync(string name, StoreCopy copy, Func<Stream, Task<long>> write, CancellationToken cancellationToken,
        Steps? steps = null)
    {
        for (var attempt = 1; attempt <= 2; attempt++)
        {
            var file = Path.GetTempFileName();
            try
            {
                GC.Collect();
                using var process = Process.GetCurrentProcess();
                var idle = process.WorkingSet64;
                var peak = idle;
                using var ended = new CancellationTokenSource();
                var pages = new List<double>();
                var reader = Task.Run(async () =>
                {
                    while (!ended.IsCancellationRequested)
                    {
                        var asked = Stopwatch.GetTimestamp();
                        await using (var db = await copy.Services.GetRequiredService<IDbContextFactory<DashboardDbContext>>()
                            .CreateDbContextAsync(CancellationToken.None))
                            await db.Petitions.AsNoTracking().OrderByDescending(petition => petition.Id).Take(50)
                                .ToListAsync(CancellationToken.None);
                        pages.Add(Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
                        process.Refresh();
                        peak = Math.Max(peak, process.WorkingSet64);
                        await Task.Delay(50, CancellationToken.None);
                    }
                }, CancellationToken.None);
                steps?.Begin();
                var started = Stopwatch.GetTimestamp();
                long rows;
                await using (var stream = new FileStream(file, FileMode.Create)) rows = await write(stream);
                var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
                await ended.CancelAsync();
                await reader;
                Print($"{name}: {rows:#,##0} rows", string.Create(CultureInfo.InvariantCulture,
                    $"{seconds:0.0} s, {new FileInfo(file).Length / 1_000_000.0:0.0} MB, {(peak - idle) / 1_000_000} MB above idle; "
                        + $"another's page {new Times(pages).Median:0.0} ms median, {pages.Max():0.0} ms worst{steps}"));
            }
            finally
            {
                File.Delete(file);
            }
        }
    }

    private static async Task<(Period All, Period Tenth, Period Month)> DaysAsync(StoreCopy copy, CancellationToken cancellationToken)
    {
        await using var db = await copy.Services.GetRequiredService<IDbContextFactory<DashboardDbContext>>()
            .CreateDbContextAsync(cancellationToken);
        var (first, last) = (await db.Petitions.MinAsync(petition => petition.ReceivedOn, cancellationToken),
            await db.Petitions.MaxAsync(petition => petition.ReceivedOn, cancellationToken));
        var length = last.DayNumber - first.DayNumber;
        return (new(first, last), new(last.AddDays(-length / 12), last), new(last.AddDays(-30), last));
    }

    /// <summary>When the figures were counted, and when the rows were written.</summary>
    private sealed class Steps : IProgress<int>
    {
        private long started;
        private double figures;
        private double rows;

        public void Begin() => (started, figures, rows) = (Stopwatch.GetTimestamp(), 0, 0);

        public void Report(int value)
        {
            var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
            if (figures == 0) figures = seconds;
            if (value < 99) rows = seconds;
        }

        public override string ToString() =>
            string.Create(CultureInfo.InvariantCulture, $"; figures counted after {figures:0.0} s, rows written after {rows:0.0} s");
    }
}
