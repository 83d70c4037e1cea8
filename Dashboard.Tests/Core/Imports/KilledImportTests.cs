using System.Diagnostics;
using System.Globalization;
using System.Text;
using Concentric.Data;
using Concentric.Imports.Runs;
using Concentric.Petitions;
using Concentric.Tests.TestData;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Core.Imports;

/// <summary>A program that is killed while it takes a file in leaves nothing of the file, and the next one takes it in.</summary>
[OnSqlite("the files of the store are copied while they are written")]
public sealed class KilledImportTests : IAsyncLifetime
{
    private const int Rows = 400;
    private const string FolderName = "CONCENTRIC_KILLED_IMPORT";
    private const string Middle = "in the middle";

    private ImportRig rig = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => rig = await ImportRig.CreateAsync();

    public ValueTask DisposeAsync() => rig.DisposeAsync();

    [Fact]
    public async Task KilledInTheMiddle_NothingIsThere_AndTheNextStartTakesItIn()
    {
        var account = new DashboardUser { UserName = "wang", DisplayName = "王芳", Role = Role.Worker };
        account.Communities.Add(new UserCommunity { CommunityId = TestStore.Xinsheng });
        await rig.Store.AddAsync(account);
        var worker = account.ToCurrentUser();
        var view = await rig.CheckAsync(File(), "a.csv", worker);
        await using (var db = rig.Store.Open())
        {
            // Claimed, as the program that is killed leaves it.
            var now = rig.Store.Time.GetUtcNow().UtcDateTime;
            await db.ImportRuns.ExecuteUpdateAsync(set => set.SetProperty(run => run.State, ImportState.Committing)
                .SetProperty(run => run.HeartbeatAt, now), Stop);
        }

        await KillInTheMiddleAsync();

        await using (var db = rig.Store.Open())
        {
            Assert.Equal(0, await db.Petitions.CountAsync(Stop));
            Assert.Equal(0, await db.AuditEntries.CountAsync(line => line.Kind == "petition", Stop));
            Assert.Equal(0, await db.ChangeLog.CountAsync(line => line.Kind == "petition", Stop));
        }

        // As the next start of the program does.
        await rig.Store.Get<ImportWorker>().StopAsync(Stop);
        await rig.Store.Get<ImportWorker>().StartAsync(Stop);
        var other = await rig.CheckAsync(ImportRig.Csv("标题,类别,受理日期\n"), "b.csv", worker);
        Assert.True(other.Run.Id > view.Run.Id, "Checked after what was cut off.");
        var ended = (await rig.Runs.FindAsync(worker, view.Run.Id, Stop))!.Run;
        Assert.Equal((ImportState.Done, null, Rows), (ended.State, ended.Failure, ended.Added));
        await using var after = rig.Store.Open();
        Assert.Equal(Rows, await after.Petitions.CountAsync(Stop));
        Assert.Equal(Rows, await after.AuditEntries.CountAsync(line => line.Kind == "petition", Stop));
    }

    /// <summary>Not a test: the program that is killed. It stops when rows are in the store and the transaction is open.</summary>
    [Fact(Explicit = true)]
    public async Task TakesAFileIn_AndStopsInTheMiddle()
    {
        var folders = Environment.GetEnvironmentVariable(FolderName)?.Split(Path.PathSeparator)
            ?? throw new InvalidOperationException("Only for the test beside it.");
        await using var store = TestStore.At(folders[0], services => ImportRig.AddTo(services, folders[1]));
        ImportRun run;
        await using (var db = store.Open()) run = await db.ImportRuns.SingleAsync(Stop);
        await store.Get<ImportRunner>().CommitAsync(run, ImportRig.Worker, new Halt(), Stop);
    }

    private async Task KillInTheMiddleAsync()
    {
        var start = new ProcessStartInfo(
            "dotnet",
            [Path.Combine(AppContext.BaseDirectory, "Dashboard.Tests.dll"), "-explicit", "only", "-method",
                $"{typeof(KilledImportTests).FullName}.{nameof(TakesAFileIn_AndStopsInTheMiddle)}", "-noColor"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment[FolderName] = string.Join(Path.PathSeparator, rig.Store.Folder, rig.Folder);
        using var process = Process.Start(start)!;
        try
        {
            var said = new StringBuilder();
            while (await process.StandardOutput.ReadLineAsync(Stop).AsTask().WaitAsync(TimeSpan.FromMinutes(1), Stop) is { } line
                && !line.Contains(Middle, StringComparison.Ordinal)) said.AppendLine(line);
            Assert.False(process.HasExited, said.ToString());
            // The rows are written, and the store is locked: this is the middle.
            await using var connection =
                new SqliteConnection($"Data Source={Path.Combine(rig.Store.Folder, "dashboard.db")};Default Timeout=1;Pooling=False");
            await connection.OpenAsync(Stop);
            Assert.Throws<SqliteException>(() => connection.BeginTransaction());
        }
        finally
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    private static byte[] File()
    {
        var text = new StringBuilder("标题,类别,受理日期\n");
        for (var i = 0; i < Rows; i++) text.Append(CultureInfo.InvariantCulture, $"诉求 {i},环境卫生,2026-03-02\n");
        return ImportRig.Csv(text.ToString());
    }

    /// <summary>Stops for ever once something was written.</summary>
    private sealed class Halt : IProgress<int>
    {
        public void Report(int value)
        {
            if (value <= ImportRunner.StagingShare) return;
            Console.Out.WriteLine(Middle);
            Console.Out.Flush();
            Thread.Sleep(Timeout.Infinite);
        }
    }
}
