using System.Diagnostics;
using Concentric.Attachments;
using Concentric.Data;
using Concentric.Notices;
using Concentric.Tests.TestData;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Integration;

/// <summary>The scripts of deploy/, as an office's server runs them, on the store of an application that is at work.</summary>
[OnSqlite("the file of the store is backed up")]
public sealed class BackupScriptTests : IAsyncLifetime
{
    private const int Runs = 8;

    private readonly DashboardApp app = new();
    private readonly TempFolder backups = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        Assert.SkipUnless(Has("bash") && Has("sqlite3") && Has("tar") && Has("flock"), "needs bash, sqlite3, tar and flock");
        app.Browser();
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        backups.Dispose();
    }

    [Fact]
    public async Task WhileFilesComeAndGo_AndRecordsAreSaved_EachBackupIsWhole()
    {
        // Not with the name of a run's workbook: those of no run are removed when the application has started.
        var kept = Path.Combine(new DataFolder(app.Folder).Inside("exports"), "kept.xlsx");
        await File.WriteAllTextAsync(kept, "kept", Cancellation);
        var attached = await AttachAsync();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var churn = Task.WhenAll(ChurnAsync(end.Token), SaveAsync(end.Token));
        for (var i = 0; i < Runs; i++)
        {
            var run = await RunAsync("backup.sh", app.Folder, backups.Path);
            Assert.True(run.ExitCode == 0, run.Errors);
        }

        await end.CancelAsync();
        await churn;
        var archives = Directory.GetFiles(backups.Path, "*.tar.gz");
        Assert.Equal(Runs, archives.Length);
        Assert.Equal(2 * Runs, Directory.GetFileSystemEntries(backups.Path).Length);
        foreach (var archive in archives)
        {
            var restored = backups.Inside("restored");
            var run = await RunAsync("restore.sh", archive, restored);
            Assert.True(run.ExitCode == 0, run.Errors);
            Assert.Equal("kept", await File.ReadAllTextAsync(Path.Combine(restored, "exports", Path.GetFileName(kept)), Cancellation));
            Assert.Equal("1", await AskAsync(Path.Combine(restored, "concentric.db"), "SELECT COUNT(*) FROM Attachments"));
            Assert.Equal(Documents.Pdf(), await File.ReadAllBytesAsync(Path.Combine(restored, attached), Cancellation));
            Assert.DoesNotContain(Directory.GetFiles(restored, "*", SearchOption.AllDirectories), path =>
                path.EndsWith(".part", StringComparison.Ordinal) || path.Contains(".running", StringComparison.Ordinal));
            Assert.Equal("ok", await AskAsync(Path.Combine(restored, "concentric.db"), "PRAGMA integrity_check"));
            Assert.Equal("wal", await AskAsync(Path.Combine(restored, "concentric.db"), "PRAGMA journal_mode"));
            Directory.Delete(restored, recursive: true);
        }

        var status = BackupStatus.Read(new(app.Folder));
        Assert.Equal((archives.Order().Last(), (DateTime?)null, false), (status.Archive, status.FailedAt, status.HasFailed));
    }

    [Fact]
    public async Task WhatFails_SaysWhy_LeavesNothingHalf_AndIsToldToTheAdministrators()
    {
        await app.AddAccountAsync("chief", Concentric.Data.Role.Administrator);
        await app.AddAccountAsync("leader", Concentric.Data.Role.Leader);
        Assert.Equal(0, (await RunAsync("backup.sh", app.Folder, backups.Path)).ExitCode);
        var watch = app.Get<BackupWatch>();
        Assert.Null(await watch.LookAsync(Cancellation));
        // A folder in the place of a file that is to be copied can't be: nobody, root included, may write below a file.
        await File.WriteAllTextAsync(backups.Inside("file"), "", Cancellation);
        var run = await RunAsync("backup.sh", app.Folder, backups.Inside("file/inside"));
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("can't be made", run.Errors);
        var status = BackupStatus.Read(new(app.Folder));
        Assert.True(status.HasFailed);
        Assert.NotNull(status.SucceededAt);
        Assert.Contains("can't be made", status.Problem);
        Assert.Equal(NoticeKind.BackupFailed, await watch.LookAsync(Cancellation));
        Assert.Null(await watch.LookAsync(Cancellation));
        await using (var db = await app.Factory.CreateDbContextAsync(Cancellation))
        {
            var notice = await db.Notices.AsNoTracking().Include(one => one.User)
                .SingleAsync(one => one.Kind == NoticeKind.BackupFailed, Cancellation);
            Assert.Equal("chief", notice.User!.UserName);
        }

        Assert.Equal(0, (await RunAsync("backup.sh", app.Folder, backups.Path)).ExitCode);
        Assert.False(BackupStatus.Read(new(app.Folder)).HasFailed);
    }

    [Fact]
    public async Task DamagedStore_IsNotBackedUpOverGoodOnes()
    {
        using var folder = new TempFolder();
        await File.WriteAllBytesAsync(folder.Inside("concentric.db"), [.. "SQLite format 3\0"u8, .. new byte[5_000]], Cancellation);
        var run = await RunAsync("backup.sh", folder.Path, backups.Path);
        Assert.Equal(1, run.ExitCode);
        Assert.Empty(Directory.GetFileSystemEntries(backups.Path));
        Assert.True(BackupStatus.Read(new(folder.Path)).HasFailed);
    }

    [Fact]
    public async Task RestoreUnderARunningApplication_IsRefused()
    {
        Assert.Equal(0, (await RunAsync("backup.sh", app.Folder, backups.Path)).ExitCode);
        var run = await RunAsync("restore.sh", Directory.GetFiles(backups.Path, "*.tar.gz").Single(), app.Folder);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("stop the application first", run.Errors);
        Assert.True(File.Exists(Path.Combine(app.Folder, "concentric.db")));
    }

    [Fact]
    public async Task BackupThatIsMissingForTooLong_IsTold_ButNotOfAnOfficeThatBacksUpOtherwise()
    {
        await app.AddAccountAsync("chief", Concentric.Data.Role.Administrator);
        var watch = app.Get<BackupWatch>();
        Assert.Null(await watch.FindAsync(Cancellation));
        app.Pass(TimeSpan.FromHours(BackupOptions.DefaultHours));
        Assert.Null(await watch.FindAsync(Cancellation));
        app.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(NoticeKind.BackupMissing, await watch.FindAsync(Cancellation));
        var never = new BackupWatch(app.Factory, app.Get<StoreOptions>(), Fixed.Of(new BackupOptions(0)), new(app.Folder),
            app.Get<AdministratorNotices>(), app.Get<Concentric.Time.OfficeClock>());
        Assert.Null(await never.FindAsync(Cancellation));
        var now = app.Time.GetUtcNow().UtcDateTime;
        await File.WriteAllTextAsync(Path.Combine(app.Folder, BackupStatus.FileName), $"succeeded={now:yyyy-MM-ddTHH:mm:ssZ}\narchive=/a\n",
            Cancellation);
        Assert.Null(await watch.FindAsync(Cancellation));
    }

    /// <summary>
    /// Photos that are put in place by a rename, and removed, with their folders: several in each millisecond that a copy takes.
    /// </summary>
    private Task ChurnAsync(CancellationToken end)
    {
        var random = new Random(1);
        var content = new byte[2_000];
        return AtEachTickAsync(tick =>
        {
            for (var i = tick * 8; i < (tick + 1) * 8; i++)
            {
                var folder = Path.Combine(app.Folder, "photos", random.Next(20)
                    .ToString("x2", System.Globalization.CultureInfo.InvariantCulture));
                Directory.CreateDirectory(folder);
                var file = Path.Combine(folder, $"{i % 40}.jpg");
                File.WriteAllBytes(file + ".part", content);
                File.Move(file + ".part", file, overwrite: true);
                if (i % 3 == 0) File.Delete(file);
                if (i % 11 == 0) Directory.Delete(folder, recursive: true);
            }

            return Task.CompletedTask;
        }, end);
    }

    /// <summary>A record with an attachment.</summary>
    /// <returns>The path of its file in the data folder.</returns>
    private async Task<string> AttachAsync()
    {
        await using var db = await app.Factory.CreateDbContextAsync(Cancellation);
        db.Actor = CurrentUser.System;
        var community = db.Add(new Community { Code = "xinsheng", Name = "馨盛园", NameEn = "Xinsheng Garden" }).Entity;
        await db.SaveChangesAsync(Cancellation);
        var hazard = db.Add(Make.Hazard(community.Id)).Entity;
        await db.SaveChangesAsync(Cancellation);
        using var content = new MemoryStream(Documents.Pdf());
        await app.Get<AttachmentCommands>().AddAsync(CurrentUser.System, new("hazard", hazard.Id), "纪要.pdf", content, Cancellation);
        return AttachmentFiles.NameOf(await db.Attachments.Select(one => one.Key).SingleAsync(Cancellation));
    }

    private Task SaveAsync(CancellationToken end) => AtEachTickAsync(async tick =>
    {
        await using var db = await app.Factory.CreateDbContextAsync(CancellationToken.None);
        db.StoreFacts.Add(new StoreFact { Key = $"churn-{tick}", Value = new string('x', 2_000) });
        await db.SaveChangesAsync(CancellationToken.None);
    }, end);

    /// <summary>As fast as a busy office, and no faster: the other tests of the run need the processor too.</summary>
    private static async Task AtEachTickAsync(Func<int, Task> work, CancellationToken end)
    {
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        try
        {
            for (var i = 0; await tick.WaitForNextTickAsync(end); i++) await work(i);
        }
        catch (OperationCanceledException)
        {
            // All backups are made.
        }
    }

    private static async Task<string?> AskAsync(string file, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        await connection.OpenAsync(Cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (await command.ExecuteScalarAsync(Cancellation))?.ToString();
    }

    private static Task<ProgramRun> RunAsync(string script, params string[] args) =>
        ProgramRun.StartAsync(new ProcessStartInfo("bash",
            [Path.Combine(Repository.Root, "deploy", script), .. args])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true
        });

    private static bool Has(string program) =>
        Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));
}
