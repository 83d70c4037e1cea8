using System.Diagnostics;
using System.Globalization;
using Concentric.Communities;
using Concentric.Data;
using Concentric.Exports.Sheets;
using Concentric.Imports;
using Concentric.Imports.Runs;
using Concentric.Live;
using Concentric.People;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Concentric.Benchmarks.Imports;

/// <summary>A workbook of petitions checked and taken in on the embedded store: time of each, and the most memory.</summary>
internal static class ImportBenchmark
{
    public static async Task<int> RunAsync(int rows, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("concentric-import-").FullName;
        try
        {
            Clock.PrintMachine();
            await using var services = Services(folder);
            await services.GetRequiredService<StorePreparation>().PrepareAsync(cancellationToken);
            await PrepareAsync(services, cancellationToken);
            var file = await FileAsync(rows, await CategoryAsync(services, cancellationToken), cancellationToken);
            Clock.Print($"workbook of {rows:N0} rows", $"{file.Length / 1_000_000.0:0.0} MB");
            var worker = services.GetRequiredService<ImportWorker>();
            await worker.StartAsync(cancellationToken);
            var runs = services.GetRequiredService<ImportRuns>();
            var idle = Process.GetCurrentProcess().PeakWorkingSet64;

            var started = Stopwatch.GetTimestamp();
            file.Position = 0;
            var id = await runs.UploadAsync(Caller.System with { UserId = 1 }, "petition", "petitions.xlsx", file, CultureInfo.GetCultureInfo("en"), cancellationToken);
            await worker.IdleAsync(cancellationToken);
            var checking = Stopwatch.GetElapsedTime(started);
            started = Stopwatch.GetTimestamp();
            await runs.CommitAsync(Caller.System, id, cancellationToken);
            await worker.IdleAsync(cancellationToken);
            var taking = Stopwatch.GetElapsedTime(started);
            var run = (await runs.FindAsync(Caller.System, id, cancellationToken))!.Run;
            Clock.Print("state, new, refused", $"{run.State}, {run.Added:N0}, {run.Refused:N0} {run.Failure}");
            Clock.Print("checked in", $"{checking.TotalSeconds:0.0} s");
            Clock.Print("taken in, in", $"{taking.TotalSeconds:0.0} s");
            Clock.Print("both", $"{(checking + taking).TotalSeconds:0.0} s");
            Clock.Print("peak resident size, before the import", $"{Process.GetCurrentProcess().PeakWorkingSet64 / 1_000_000} MB, {idle / 1_000_000} MB");
            await worker.StopAsync(cancellationToken);
            return run.State == ImportState.Done ? 0 : 1;
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static ServiceProvider Services(string folder)
    {
        var zone = OfficeClock.FindZone("Asia/Shanghai");
        return new ServiceCollection()
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning))
            .AddSingleton(TimeProvider.System)
            .AddSingleton(new OfficeClock(TimeProvider.System, zone))
            .AddStore(new StoreOptions(StoreProvider.Sqlite, $"Data Source={Path.Combine(folder, "dashboard.db")}"))
            .AddSingleton<StorePreparation>()
            .AddSingleton(new DataFolder(folder))
            .AddSingleton<LiveUpdates>()
            .AddSingleton<CommunityDirectory>()
            .AddRecords()
            .AddImports()
            .BuildServiceProvider();
    }

    private static async Task PrepareAsync(ServiceProvider services, CancellationToken cancellationToken)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<DashboardDbContext>>().CreateDbContextAsync(cancellationToken);
        for (var i = 1; i <= 20; i++)
        {
            var code = i.ToString(CultureInfo.InvariantCulture);
            db.Communities.Add(new Community { Id = i, Code = $"c{code}", Name = $"第{code}社区", NameEn = $"Community {code}", SortOrder = i });
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    private static async Task<string> CategoryAsync(ServiceProvider services, CancellationToken cancellationToken)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<DashboardDbContext>>().CreateDbContextAsync(cancellationToken);
        return await db.PetitionCategories.Select(category => category.Name).FirstAsync(cancellationToken);
    }

    private static async Task<MemoryStream> FileAsync(int rows, string category, CancellationToken cancellationToken)
    {
        var (stream, random) = (new MemoryStream(), new Random(1));
        var table = new XlsxWriter(stream, CultureInfo.GetCultureInfo("zh-CN"));
        string[] headers = ["社区", "标题", "类别", "来源", "诉求人", "电话", "责任单位", "受理日期", "详情"];
        await table.BeginAsync("诉求", [.. headers.Select(header => new SheetColumn(header, SheetType.Text, 12))], cancellationToken);
        for (var i = 0; i < rows; i++)
        {
            table.Text($"第{1 + random.Next(20)}社区");
            table.Text($"{random.Next(1, 40)} 号楼 {random.Next(1, 7)} 单元楼道堆物,影响通行 {i}");
            table.Text(category);
            table.Text("热线");
            table.Text("张建国");
            table.Identifier($"138{random.Next(10_000_000, 99_999_999)}");
            table.Text("物业公司");
            table.Day(new DateOnly(2025, 1, 1).AddDays(random.Next(365)));
            table.Text("居民反映多次,希望尽快处理。");
            await table.EndRowAsync(cancellationToken);
        }

        await table.CompleteAsync(cancellationToken);
        return stream;
    }
}
