using System.Diagnostics;
using System.Globalization;
using Concentric.Communities;
using Concentric.Data;
using Concentric.Hazards;
using Concentric.Imports.Runs;
using Concentric.Kinds;
using Concentric.Ledgers;
using Concentric.Live;
using Concentric.Petitions;
using Concentric.Registration;
using Concentric.Sheets;
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

            var isDone = await TakeAsync(services, runs, worker, file, "new", cancellationToken);
            var changed = await ChangedAsync(services, rows, cancellationToken);
            isDone &= await TakeAsync(services, runs, worker, changed, "changed", cancellationToken);
            Clock.Print("peak resident size before the imports", $"{idle / 1_000_000} MB");
            await worker.StopAsync(cancellationToken);
            return isDone ? 0 : 1;
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Checks a file and takes it in, while somebody else saves one record after the other.</summary>
    private static async Task<bool> TakeAsync(ServiceProvider services, ImportRuns runs, ImportWorker worker, MemoryStream file,
        string what, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        file.Position = 0;
        var id = await runs.UploadAsync(CurrentUser.System with { UserId = 1 }, "petition", "petitions.xlsx", file,
            CultureInfo.GetCultureInfo("en"), cancellationToken);
        await worker.IdleAsync(cancellationToken);
        var checking = Stopwatch.GetElapsedTime(started);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var saving = SaveAsync(services, stop.Token);
        started = Stopwatch.GetTimestamp();
        await runs.CommitAsync(CurrentUser.System, id, cancellationToken);
        await worker.IdleAsync(cancellationToken);
        var taking = Stopwatch.GetElapsedTime(started);
        await stop.CancelAsync();
        var (saves, longest) = await saving;
        var run = (await runs.FindAsync(CurrentUser.System, id, cancellationToken))!.Run;
        Clock.Print($"{what}: state, new, changed, refused",
            $"{run.State}, {run.Added:N0}, {run.Changed:N0}, {run.Refused:N0} {run.Failure}");
        Clock.Print($"{what}: checked in", $"{checking.TotalSeconds:0.0} s");
        Clock.Print($"{what}: taken in, in", $"{taking.TotalSeconds:0.0} s");
        Clock.Print($"{what}: both", $"{(checking + taking).TotalSeconds:0.0} s");
        Clock.Print($"{what}: saves of others meanwhile, the longest", $"{saves:N0}, {longest.TotalSeconds:0.00} s");
        Clock.Print($"{what}: peak resident size so far", $"{Process.GetCurrentProcess().PeakWorkingSet64 / 1_000_000} MB");
        return run.State == ImportState.Done;
    }

    /// <summary>Saves hazards until it is stopped. One that the store refuses ends the benchmark.</summary>
    private static async Task<(int Saves, TimeSpan Longest)> SaveAsync(ServiceProvider services, CancellationToken cancellationToken)
    {
        var (saves, longest) = (0, TimeSpan.Zero);
        var commands = services.GetRequiredService<HazardCommands>();
        var values = new FieldValues<Hazard>
        {
            [x => x.CommunityId] = 1,
            [x => x.Title] = "堆物",
            [x => x.Category] = "消防",
            [x => x.FoundOn] = services.GetRequiredService<OfficeClock>().Today,
        };
        while (!cancellationToken.IsCancellationRequested)
        {
            var started = Stopwatch.GetTimestamp();
            await commands.EnterAsync(CurrentUser.System, values, null, CancellationToken.None);
            var took = Stopwatch.GetElapsedTime(started);
            (saves, longest) = (saves + 1, took > longest ? took : longest);
            // As people do: without a pause this would keep the store's one writer to itself.
            await Task.Delay(50, CancellationToken.None);
        }

        return (saves, longest);
    }

    /// <summary>What is in the store, every title another.</summary>
    private static async Task<MemoryStream> ChangedAsync(ServiceProvider services, int rows, CancellationToken cancellationToken)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<DashboardDbContext>>()
            .CreateDbContextAsync(cancellationToken);
        var numbers = await db.Petitions.OrderBy(petition => petition.Id).Take(rows).Select(petition => petition.Number)
            .ToListAsync(cancellationToken);
        var stream = new MemoryStream();
        var table = new XlsxWriter(stream, CultureInfo.GetCultureInfo("zh-CN"));
        await table.BeginAsync("诉求", [new SheetColumn("编号", SheetType.Identifier, 18), new SheetColumn("标题", SheetType.Text, 30)],
            cancellationToken);
        foreach (var number in numbers)
        {
            table.Identifier(number);
            table.Text($"改过的标题 {number}");
            await table.EndRowAsync(cancellationToken);
        }

        await table.CompleteAsync(cancellationToken);
        return stream;
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
        await using var db = await services.GetRequiredService<IDbContextFactory<DashboardDbContext>>()
            .CreateDbContextAsync(cancellationToken);
        for (var i = 1; i <= 20; i++)
        {
            var code = i.ToString(CultureInfo.InvariantCulture);
            db.Communities.Add(new Community
            {
                Id = i,
                Code = $"c{code}",
                Name = $"第{code}社区",
                NameEn = $"Community {code}",
                SortOrder = i
            });
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    private static async Task<string> CategoryAsync(ServiceProvider services, CancellationToken cancellationToken)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<DashboardDbContext>>()
            .CreateDbContextAsync(cancellationToken);
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
