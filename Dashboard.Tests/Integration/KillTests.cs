using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using Concentric.Data;
using Concentric.Exports;
using Concentric.Jobs;
using Concentric.Notices;
using Concentric.People;
using Concentric.Tests.TestData;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Integration;

/// <summary>
/// The real program in Production, killed with SIGKILL again and again while it makes and mails thirty workbooks. A start
/// costs two seconds, so the kills are as many as fit into half a minute; the moments are random, from a seed that the test writes down.
/// </summary>
public sealed class KillTests : IAsyncLifetime
{
    private const int Schedules = 15;
    private const int Exports = 2 * Schedules;
    private const int MostKills = 6;

    /// <summary>
    /// With fewer runs left no more is killed: one that is cut off again and again fails on purpose, lest it end the program for ever.
    /// </summary>
    private const int Calm = 6;

    // It takes its time, so that a good part of the kills falls between the mail and its answer.
    private readonly SmtpServer mails = new() { Thinks = TimeSpan.FromMilliseconds(60) };
    private readonly TempFolder data = new();
    private readonly TestClock clock = new();
    private TestStore store = null!;
    private int leader;
    private int worker;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        store = await TestStore.CreateAsync(services => services.AddPeople());
        store.ForOneUse();
        var accounts = store.Get<AccountCommands>();
        leader = await accounts.AddAsync(CurrentUser.System, "leader", new("刘敏", Role.Leader, [], "leader@example.cn"), TestApp.Password,
            Cancellation);
        worker = await accounts.AddAsync(CurrentUser.System, "worker", new("王芳", Role.Worker, [TestStore.Xinsheng], "worker@example.cn"),
            TestApp.Password, Cancellation);
        await store.AddAsync([.. Enumerable.Range(0, 300).Select(_ => Make.Petition())]);
        // Due once within the last week and not again for days: each owes one workbook for the office and one for the worker.
        var due = clock.GetUtcNow().UtcDateTime.AddDays(-3);
        await using var db = store.Open();
        for (var i = 0; i < Schedules; i++)
        {
            var schedule = new ExportSchedule
            {
                Key = $"kill-{i}",
                Template = "street-summary",
                Cadence = ExportCadence.Weekly,
                Cron = string.Create(CultureInfo.InvariantCulture, $"{due.Minute} {due.Hour} * * {(int)due.DayOfWeek}"),
                Language = "zh-CN",
                IsOn = true,
                OnSince = due.AddDays(-1),
            };
            schedule.Recipients.AddRange([new() { UserId = leader }, new() { UserId = worker }]);
            db.ExportSchedules.Add(schedule);
        }

        await db.SaveChangesAsync(Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await store.DisposeAsync();
        await mails.DisposeAsync();
        data.Dispose();
    }

    [Fact]
    public async Task KilledAtRandomMoments_EveryWorkbookIsMadeOnce_WholeAndToldOnce()
    {
        const int seed = 20_261_122;
        var random = new Random(seed);
        var kills = 0;
        while (kills < MostKills && await LeftAsync() is > Calm or null)
        {
            using var program = Start();
            // Mostly while it works, some mails after the start and a moment more; sometimes while it starts.
            if (random.Next(6) == 0) await Task.Delay(random.Next(2_000), Cancellation);
            else
            {
                var mailed = mails.Connections + random.Next(9);
                await UntilAsync(program, () => Task.FromResult(mails.Connections >= mailed));
                await Task.Delay(random.Next(250), Cancellation);
            }

            await program.KillAsync();
            kills++;
        }

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"seed {seed}: {kills} kills, {await LeftAsync()} of {Exports} exports left for the last start");
        Assert.InRange(kills, 3, MostKills);
        using (var last = Start())
        {
            await UntilAsync(last, async () => await LeftAsync() == 0 && !await IsAtWorkAsync());
            await last.KillAsync();
        }

        await AssertAllIsThereOnceAsync(kills);
    }

    private async Task AssertAllIsThereOnceAsync(int kills)
    {
        await using var db = store.Open();
        var runs = await db.ExportRuns.AsNoTracking().Where(run => run.Schedule!.Key.StartsWith("kill-")).ToListAsync(Cancellation);
        Assert.Equal(Exports, runs.Count);
        Assert.All(runs, run => Assert.Equal((ExportState.Done, (string?)null), (run.State, run.Failure)));
        Assert.Equal(Exports, runs.Select(run => (run.ScheduleId, run.Communities)).Distinct().Count());

        // One file for each, whole, and nothing besides.
        var names = runs.ToDictionary(run => string.Create(CultureInfo.InvariantCulture, $"{run.Id:D6}-{run.Attempts}.xlsx"));
        var files = Directory.GetFiles(data.Inside("exports")).Order().ToList();
        Assert.Equal(names.Keys.Order(), files.Select(Path.GetFileName));
        foreach (var file in files)
        {
            var run = names[Path.GetFileName(file)];
            Assert.Equal(run.FileHash, Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(file, Cancellation))));
            await using var book = await ZipFile.OpenReadAsync(file, Cancellation);
            Assert.NotNull(book.GetEntry("xl/workbook.xml"));
        }

        var told = await db.Notices.AsNoTracking().Where(notice => notice.Kind == NoticeKind.Workbook)
            .Select(notice => new { notice.UserId, notice.RecordId }).ToListAsync(Cancellation);
        Assert.Equal(runs.Select(run => (run.Communities is null ? leader : worker, run.Id))
            .Order(), told.Select(notice => (notice.UserId, notice.RecordId)).Order());

        // A mail that was cut off while it was handed over may have arrived or not; never twice.
        var received = mails.Mails.Select(mail => mail.MessageId!).ToList();
        Assert.Equal(received.Distinct().Order(), received.Order());
        var rows = await db.ExportDeliveries.AsNoTracking().Include(row => row.Run).ToListAsync(Cancellation);
        Assert.Equal(Exports, rows.Count);
        Assert.InRange(rows.Count(row => row.State == OutboxState.Uncertain), 0, kills);
        Assert.All(rows, row => Assert.True(row.State is OutboxState.Sent or OutboxState.Uncertain, row.State.ToString()));
        Assert.All(rows.Where(row => row.State == OutboxState.Sent), row =>
            Assert.Contains(received, id => id.StartsWith($"export-{row.RunId}-{row.UserId}-", StringComparison.Ordinal)));
    }

    private RunningProgram Start() => new(new()
    {
        ["Data__Folder"] = data.Path,
        ["Database__Provider"] = store.Provider.ToString(),
        ["ConnectionStrings__Dashboard"] = store.Options.ConnectionString,
        ["Database__MaxBatchSize"] = (store.Options.MaxBatchSize ?? 42).ToString(CultureInfo.InvariantCulture),
        ["Office__TimeZone"] = "UTC",
        ["Mail__Host"] = "127.0.0.1",
        ["Mail__Port"] = mails.Port.ToString(CultureInfo.InvariantCulture),
        ["Mail__Security"] = "None",
        ["Mail__From"] = "office@example.cn",
        ["Mail__Site"] = "http://office.example.cn",
    }, clock);

    /// <returns>Exports that have not ended; null before any was asked for.</returns>
    private async Task<int?> LeftAsync()
    {
        await using var db = store.Open();
        var states = await db.ExportRuns.AsNoTracking().Where(run => run.Schedule!.Key.StartsWith("kill-")).Select(run => run.State)
            .ToListAsync(Cancellation);
        return states.Count == 0 ? null : Exports - states.Count(state => state is ExportState.Done or ExportState.Failed);
    }

    private async Task<bool> IsAtWorkAsync()
    {
        await using var db = store.Open();
        return await db.ExportDeliveries.AnyAsync(row =>
            row.State != OutboxState.Sent && row.State != OutboxState.Uncertain, Cancellation);
    }

    /// <summary>Another process can only be asked again and again.</summary>
    private static async Task UntilAsync(RunningProgram program, Func<Task<bool>> holds)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        limit.CancelAfter(TimeSpan.FromMinutes(2));
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!await holds())
        {
            Assert.False(program.HasExited, program.Errors);
            await look.WaitForNextTickAsync(limit.Token);
        }
    }
}
