using System.Net;
using Concentric.Data;
using Concentric.Exports;
using Concentric.Imports.Runs;
using Concentric.People;
using Concentric.Search;
using Concentric.Tests.TestData;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Concentric.Tests.Integration;

/// <summary>
/// One process on one embedded store and data folder; each test runs the real program beside the application in this process.
/// </summary>
[OnSqlite("one process holds the folder of an embedded store")]
public sealed class OneProcessTests : IAsyncLifetime
{
    private static readonly string[] OwnNotes = ["nightly:", "search", "notices", "backups", "alerts", "recurrences"];

    private readonly TestApp app = new();

    private string Store => Path.Combine(app.Folder, "concentric.db");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Until the application has made what it makes once it listens: its schedules and the index of its search.</summary>
    public async ValueTask InitializeAsync()
    {
        app.Listen();
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        do
        {
            await using var db = await app.Factory.CreateDbContextAsync(Cancellation);
            var facts = await db.StoreFacts.Select(fact => fact.Key).ToListAsync(Cancellation);
            if (await db.ExportSchedules.AnyAsync(Cancellation) && await app.Get<SearchIndexer>().ProgressAsync(Cancellation) is null
                && facts.Contains(StoreFacts.Recurrences) && facts.Contains(StoreFacts.Alerts)) return;
        }
        while (await look.WaitForNextTickAsync(Cancellation));
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Theory]
    [InlineData("")]
    [InlineData("generate --petitions 10 --activities 10 --hazards 10 --communities 2 --years 1")]
    public async Task SecondProcess_IsRefusedAtOnce_AndNothingIsTouched(string verb)
    {
        await RunGoesOnAsync();
        var before = await EverythingAsync();
        var run = await ProgramRun.StartAsync(verb.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            new() { ["Data__Folder"] = app.Folder });
        AssertInUse(run, app.Folder);
        Assert.Equal(before, await EverythingAsync());
    }

    [Fact]
    public async Task SecondProcess_IsRefused_ByWhateverPathItNamesTheStore()
    {
        await RunGoesOnAsync();
        var before = await EverythingAsync();
        using var other = new TempFolder();
        var linked = other.Inside("elsewhere.db");
        File.CreateSymbolicLink(linked, Store);
        Directory.CreateSymbolicLink(other.Inside("folder"), app.Folder);
        foreach (var settings in (Dictionary<string, string>[])
            [
                new() { ["Data__Folder"] = other.Path, ["ConnectionStrings__Dashboard"] = $"Data Source={Store}" },
                new() { ["Data__Folder"] = other.Path, ["ConnectionStrings__Dashboard"] = $"Data Source={linked}" },
                new() { ["Data__Folder"] = other.Inside("folder") },
                new() { ["Data__Folder"] = app.Folder, ["ConnectionStrings__Dashboard"] = $"Data Source={other.Inside("another.db")}" },
            ])
        {
            var run = await ProgramRun.StartAsync([], settings);
            AssertInUse(run, "");
        }

        Assert.Equal(before, await EverythingAsync());
        Assert.False(File.Exists(other.Inside("another.db")));
    }

    [Fact]
    public async Task StoreToBeMigrated_IsLeftAlone_WhileAnotherProcessHoldsIt()
    {
        await using (var db = await app.Factory.CreateDbContextAsync(Cancellation))
            await db.Database.ExecuteSqlRawAsync(
                "DELETE FROM __EFMigrationsHistory WHERE MigrationId = (SELECT MAX(MigrationId) FROM __EFMigrationsHistory)", Cancellation);
        var before = await EverythingAsync();
        foreach (var verb in (string[][])[["migrate"], ["create-admin", "--user", "chief", "--generate-password"], []])
            AssertInUse(await ProgramRun.StartAsync(verb, new() { ["Data__Folder"] = app.Folder }), "");
        Assert.Equal(before, await EverythingAsync());
    }

    [Theory]
    [InlineData("migrate")]
    [InlineData("create-admin --user chief --generate-password")]
    [InlineData("add-community --code xinhe --name 馨和园")]
    [InlineData("create-api-key --name BI --role analyst")]
    public async Task VerbsThatWriteARowOrTwo_RunBesideTheServer(string verb)
    {
        await RunGoesOnAsync();
        var run = await ProgramRun.StartAsync(verb.Split(' '), new() { ["Data__Folder"] = app.Folder });
        Assert.True(run.ExitCode == 0, run.Errors);
        await using var db = await app.Factory.CreateDbContextAsync(Cancellation);
        Assert.Equal(ImportState.Committing, await db.ImportRuns.Select(one => one.State).SingleAsync(Cancellation));
    }

    [Fact]
    public async Task AfterTheProcessHasEnded_HoweverItEnded_TheNextMayStart()
    {
        using var folder = new TempFolder();
        var settings = new Dictionary<string, string> { ["Data__Folder"] = folder.Path };
        Assert.Equal(0, (await ProgramRun.StartAsync(["migrate"], settings)).ExitCode);
        using (var killed = new RunningProgram(settings))
        {
            using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
            while (!killed.HasExited && !IsHeld(folder.Path)) await look.WaitForNextTickAsync(Cancellation);
            Assert.False(killed.HasExited, killed.Errors);
            await killed.KillAsync();
        }

        Assert.True(File.Exists(folder.Inside(StoreLock.FolderFile)));
        Assert.Equal(0,
            (await ProgramRun.StartAsync(["generate", "--petitions", "10", "--activities", "10", "--hazards", "10", "--communities", "2",
                "--years", "1"], settings)).ExitCode);
    }

    [Fact]
    public async Task StartThatFailsOnItsPort_ChangesNothing()
    {
        using var folder = new TempFolder();
        var settings = new Dictionary<string, string> { ["Data__Folder"] = folder.Path };
        Assert.Equal(0, (await ProgramRun.StartAsync(["migrate"], settings)).ExitCode);
        var file = folder.Inside("concentric.db");
        await using (var services = new ServiceCollection().AddLogging()
            .AddStore(new(StoreProvider.Sqlite, $"Data Source={file};Pooling=False")).AddPeople().BuildServiceProvider())
        {
            await services.GetRequiredService<SetUpLink>().IssueAsync(Cancellation);
            await using var db = services.GetRequiredService<IDbContextFactory<DashboardDbContext>>().CreateDbContext();
            db.ImportRuns.Add(Run());
            // What Identity's keys would otherwise be made of at the start.
            db.DataProtectionKeys.Add(new() { FriendlyName = "key", Xml = Key });
            await db.SaveChangesAsync(Cancellation);
        }

        Directory.CreateDirectory(folder.Inside("imports"));
        await File.WriteAllTextAsync(folder.Inside("imports/000001.upload"), "x", Cancellation);
        var before = await EverythingAsync(file);
        using var other = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        other.Start();
        settings["ASPNETCORE_URLS"] = $"http://{other.LocalEndpoint}";
        var run = await ProgramRun.StartAsync([], settings);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("The address can't be used", run.Errors);
        Assert.Equal(before, await EverythingAsync(file));
        Assert.True(File.Exists(folder.Inside("imports/000001.upload")));
    }

    private const string Key = """
        <key id="6f2d3f3a-5f0e-4a3c-9f5e-0d6c2a1b7e90" version="1"><creationDate>2026-01-01T00:00:00Z</creationDate><activationDate>2026-01-01T00:00:00Z</activationDate><expirationDate>2999-01-01T00:00:00Z</expirationDate><descriptor deserializerType="Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption.ConfigurationModel.AuthenticatedEncryptorDescriptorDeserializer, Microsoft.AspNetCore.DataProtection, Version=10.0.0.0, Culture=neutral, PublicKeyToken=adb9793829ddae60"><descriptor><encryption algorithm="AES_256_CBC" /><validation algorithm="HMACSHA256" /><masterKey p4:requiresEncryption="true" xmlns:p4="http://schemas.asp.net/2015/03/dataProtection"><value>AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gISIjJCUmJygpKissLS4vMDEyMzQ1Njc4OTo7PD0+Pw==</value></masterKey></descriptor></descriptor></key>
        """;

    /// <summary>An import that another start would take for one that was cut off.</summary>
    private async Task RunGoesOnAsync()
    {
        await using var db = await app.Factory.CreateDbContextAsync(Cancellation);
        db.ImportRuns.Add(Run());
        await db.SaveChangesAsync(Cancellation);
    }

    private static ImportRun Run() => new()
    {
        Kind = "petition",
        FileName = "诉求.xlsx",
        FileHash = new string('0', 64),
        Language = "zh-CN",
        State = ImportState.Committing,
        AskedBy = "王芳",
        AskedAt = TestClock.Start.UtcDateTime.AddMinutes(-1),
    };

    /// <summary>Without what the running application itself notes meanwhile.</summary>
    private async Task<string> EverythingAsync() => string.Join('\n', (await EverythingAsync(Store)).Split('\n')
        .Where(line => !OwnNotes.Any(note => line.StartsWith($"StoreFacts|{note}", StringComparison.Ordinal))));

    /// <summary>All rows of all tables that a start could change.</summary>
    private static async Task<string> EverythingAsync(string file)
    {
        await using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        await connection.OpenAsync(Cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText =
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER "
            + "BY name";
        var names = new List<string>();
        await using (var reader = await command.ExecuteReaderAsync(Cancellation))
            while (await reader.ReadAsync(Cancellation)) names.Add(reader.GetString(0));
        var all = new System.Text.StringBuilder();
        foreach (var name in names)
        {
            command.CommandText = $"SELECT * FROM \"{name}\"";
            await using var reader = await command.ExecuteReaderAsync(Cancellation);
            while (await reader.ReadAsync(Cancellation))
            {
                all.Append(name);
                for (var i = 0; i < reader.FieldCount; i++)
                    all.Append('|').Append(reader.GetValue(i) is byte[] bytes ? Convert.ToHexString(bytes) : reader.GetValue(i));
                all.Append('\n');
            }
        }

        return all.ToString();
    }

    private static bool IsHeld(string folder)
    {
        try
        {
            using var file = new FileStream(Path.Combine(folder, StoreLock.FolderFile), FileMode.Open, FileAccess.ReadWrite,
                FileShare.None);
            return false;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    private static void AssertInUse(ProgramRun run, string place)
    {
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("Another process of this program uses: " + place, run.Errors);
        Assert.Contains($"(process {Environment.ProcessId})", run.Errors);
        Assert.Contains("Nothing was changed. Stop that process first", run.Errors);
        Assert.DoesNotContain("   at ", run.Errors);
    }
}
