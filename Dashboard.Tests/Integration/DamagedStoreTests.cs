using System.Net;
using Concentric.Data;
using Concentric.People;
using Concentric.Tests.TestData;
using Microsoft.Data.Sqlite;

namespace Concentric.Tests.Integration;

/// <summary>Pages of the embedded store that a failing disk has changed: at the start, and while the program runs.</summary>
[OnSqlite("the file of the store is damaged")]
public sealed class DamagedStoreTests
{
    private const int PageBytes = 4_096;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1, 0x00)]
    [InlineData(2, 0xFF)]
    [InlineData(7, 0x00)]
    [InlineData(-3, 0xA5)]
    public async Task Start_NamesTheFileAndTheMend_AndHasNoStackTrace(int page, byte filler)
    {
        using var folder = new TempFolder();
        var settings = new Dictionary<string, string> { ["Data__Folder"] = folder.Path };
        MigratedStore.CopyTo(folder.Inside("concentric.db"));
        Assert.Equal(0,
            (await ProgramRun.StartAsync(["generate", "--petitions", "200", "--activities", "50", "--hazards", "50", "--communities", "3",
                "--years", "1"], settings)).ExitCode);
        var file = folder.Inside("concentric.db");
        await FoldLogAsync(file);
        await DamageAsync(file, page, filler);
        var before = await File.ReadAllBytesAsync(file, Cancellation);
        foreach (var verb in (string[][])[[], ["create-admin", "--user", "chief", "--generate-password"]])
        {
            var run = await ProgramRun.StartAsync(verb, settings);
            Assert.Equal(1, run.ExitCode);
            Assert.Contains("The store is damaged or is no SQLite database: " + file, run.Errors);
            Assert.Contains("restore the last backup", run.Errors);
            Assert.DoesNotContain("   at ", run.Errors + run.Output);
            Assert.DoesNotContain("Exception", run.Errors + run.Output);
        }

        Assert.Equal(before, await File.ReadAllBytesAsync(file, Cancellation));
    }

    [Fact]
    public async Task WhileTheProgramRuns_ThePageSaysSo_TheApiToo_AndItIsNotReady()
    {
        await using var app = new TestApp();
        var browser = await app.BrowserOfAsync("chief", Role.Administrator);
        var key = await app.Get<ApiKeyCommands>().MakeAsync(CurrentUser.System, "BI", Role.Analyst, null, Cancellation);
        var file = Path.Combine(app.Folder, "concentric.db");
        // What is at hand in memory is whole; connections that are opened anew read what the disk has.
        SqliteConnection.ClearAllPools();
        await FoldLogAsync(file);
        for (var page = 2; page * PageBytes <= new FileInfo(file).Length; page++) await DamageAsync(file, page, 0xA5);

        var answer = await browser.GetAsync("/admin/accounts", Cancellation);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains("The database is damaged", await answer.Content.ReadAsStringAsync(Cancellation));
        using var call = new HttpRequestMessage(HttpMethod.Get, "/api/v1/communities");
        call.Headers.Authorization = new("Bearer", key);
        call.Headers.AcceptLanguage.ParseAdd("en");
        var told = await app.Browser().SendAsync(call, Cancellation);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, told.StatusCode);
        Assert.Contains("The database is damaged", await told.Content.ReadAsStringAsync(Cancellation));
        var ready = await app.Browser().GetAsync("/health/ready", Cancellation);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Contains("\"store\":\"damaged\"", await ready.Content.ReadAsStringAsync(Cancellation));
        Assert.Equal(HttpStatusCode.OK, (await app.Browser().GetAsync("/health/live", Cancellation)).StatusCode);
    }

    /// <summary>Fills a page; counted from the end when it is negative.</summary>
    private static async Task DamageAsync(string path, int page, byte filler)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        file.Position = page > 0 ? (page - 1) * PageBytes : file.Length + (page * PageBytes);
        await file.WriteAsync(Enumerable.Repeat(filler, PageBytes).ToArray(), Cancellation);
    }

    private static async Task FoldLogAsync(string file)
    {
        await using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        await connection.OpenAsync(Cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        await command.ExecuteNonQueryAsync(Cancellation);
    }
}
