using System.Globalization;
using Concentric.Data;
using Concentric.Hazards;
using Concentric.Kinds;
using Concentric.Ledgers;
using Concentric.Live;
using Concentric.Registration;
using Concentric.Time;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Concentric.Benchmarks.Saves;

/// <summary>What it costs that an acknowledged save has been flushed, on the disk of a folder.</summary>
internal static class SaveBenchmark
{
    private const int Times = 500;

    public static async Task<int> RunAsync(string parent, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateDirectory(Path.Combine(parent, "concentric-saves")).FullName;
        try
        {
            Clock.PrintMachine();
            foreach (var mode in (string[])["NORMAL", "FULL"])
            {
                await using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, mode + ".db")};Pooling=False");
                await connection.OpenAsync(cancellationToken);
                await RunAsync(connection,
                    $"PRAGMA journal_mode=WAL; PRAGMA synchronous={mode}; CREATE TABLE t (Id INTEGER PRIMARY KEY, Text TEXT)",
                    cancellationToken);
                var text = new string('x', 1_000);
                Clock.Print($"a commit of 1 kB, synchronous={mode}",
                    await Clock.RepeatAsync(Times, () =>
                        RunAsync(connection, $"INSERT INTO t (Text) VALUES ('{text}')", cancellationToken)));
            }

            await using var services = Services(folder);
            await services.GetRequiredService<StorePreparation>().PrepareAsync(cancellationToken);
            await using (var db = await services.GetRequiredService<IDbContextFactory<DashboardDbContext>>()
                .CreateDbContextAsync(cancellationToken))
            {
                db.Communities.Add(new Community { Id = 1, Code = "c1", Name = "第1社区", NameEn = "Community 1", SortOrder = 1 });
                await db.SaveChangesAsync(cancellationToken);
            }

            var commands = services.GetRequiredService<HazardCommands>();
            var values = new FieldValues<Hazard>
            {
                [x => x.CommunityId] = 1,
                [x => x.Title] = "堆物",
                [x => x.Category] = "消防",
                [x => x.FoundOn] = services.GetRequiredService<OfficeClock>().Today,
            };
            await commands.EnterAsync(CurrentUser.System, values, null, cancellationToken);
            var measured = await Clock.RepeatAsync(Times, () => commands.EnterAsync(CurrentUser.System, values, null, cancellationToken));
            Clock.Print("a hazard recorded, with steps, audit and change log", measured);
            return 0;
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task RunAsync(SqliteConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static ServiceProvider Services(string folder) => new ServiceCollection()
        .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning))
        .AddSingleton(TimeProvider.System)
        .AddSingleton(new OfficeClock(TimeProvider.System, OfficeClock.FindZone("Asia/Shanghai")))
        .AddStore(new StoreOptions(StoreProvider.Sqlite,
            string.Create(CultureInfo.InvariantCulture, $"Data Source={Path.Combine(folder, "dashboard.db")}")))
        .AddSingleton<StorePreparation>()
        .AddSingleton(new DataFolder(folder))
        .AddSingleton<LiveUpdates>()
        .AddSingleton<CommunityDirectory>()
        .AddRecords()
        .BuildServiceProvider();
}
