using Concentric.Data;
using Concentric.Nodes;
using Concentric.People;
using Concentric.Tests.TestData;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Concentric.Tests.Integration;

/// <summary>The verbs of the command line, run as the real program.</summary>
public sealed class VerbTests : IDisposable
{
    private readonly ProgramStore store = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => store.Dispose();

    [Fact]
    public async Task UnknownVerb_ShowsTheVerbs_AndFails()
    {
        var run = await RunAsync("frobnicate");
        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains("frobnicate", run.Errors);
        Assert.Contains("create-admin", run.Output);
    }

    [Theory]
    [InlineData("migrate", "--help")]
    [InlineData("create-admin", "--user")]
    [InlineData("create-api-key", "--communities")]
    [InlineData("export", "--template")]
    [InlineData("generate", "--hazards")]
    [InlineData("files", "--to")]
    public async Task EachVerb_ExplainsItself(string verb, string option)
    {
        var run = await RunAsync(verb, "--help");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains(option, run.Output);
        Assert.Empty(run.Errors);
    }

    [Fact]
    [OnSqlite("its file is made")]
    public async Task Migrate_MakesTheStore()
    {
        File.Delete(store.Folder.Inside("concentric.db"));
        var run = await RunAsync("migrate");
        Assert.Equal(0, run.ExitCode);
        Assert.True(File.Exists(store.Folder.Inside("concentric.db")));
        Assert.Contains(store.Folder.Inside("concentric.db"), run.Output);
    }

    /// <summary>And whoever then starts with the old place is told what to set or to run, before anything is touched.</summary>
    [Fact]
    public async Task Files_AreMovedIntoTheDatabase_AndTheSettingMustFollow()
    {
        Directory.CreateDirectory(store.Folder.Inside("office"));
        await File.WriteAllBytesAsync(store.Folder.Inside("office/seal.png"), new byte[1_000_000], Cancellation);
        var early = await RunAsync("create-admin", "--user", "chief", "--generate-password", "--Data:Files=Database");
        Assert.NotEqual(0, early.ExitCode);
        Assert.Contains("Data:Files = \"Database\": the files of this store are in the data folder", early.Errors);
        Assert.Contains("files --to database", early.Errors);

        var unknown = await RunAsync("files", "--to", "cloud");
        Assert.NotEqual(0, unknown.ExitCode);
        Assert.Contains("“cloud”", unknown.Errors);

        await File.WriteAllBytesAsync(store.Folder.Inside("office/Thumbs.db"), new byte[1], Cancellation);
        var moved = await RunAsync("files", "--to", "database");
        Assert.True(moved.ExitCode == 0, moved.Errors);
        Assert.Contains("They stay where they are:\noffice/Thumbs.db", moved.Errors.ReplaceLineEndings("\n"));
        Assert.True(File.Exists(store.Folder.Inside("office/Thumbs.db")));
        Assert.Contains("1 files were moved, 1.0 MB. Set Data:Files to Database and start.", moved.Output);
        for (var i = 0; i < FileMove.MostLeft; i++)
            await File.WriteAllBytesAsync(store.Folder.Inside($"office/Thumbs{i:00}.db"), new byte[1], Cancellation);
        var again = await RunAsync("files", "--to", "database");
        Assert.StartsWith($"{FileMove.MostLeft + 1} files are not the program’s", again.Errors);
        Assert.Equal(FileMove.MostLeft, again.Errors.Split("office/Thumbs").Length - 1);
        Assert.False(File.Exists(store.Folder.Inside("office/seal.png")));
        var late = await RunAsync("create-admin", "--user", "chief", "--generate-password");
        Assert.NotEqual(0, late.ExitCode);
        Assert.Contains("Data:Files = \"Folder\": the files of this store are in the database", late.Errors);
        Assert.Equal(0, (await RunAsync("create-admin", "--user", "chief", "--generate-password", "--Data:Files=Database")).ExitCode);
    }

    [Fact]
    public async Task AddCommunity_AddsIt_OnceOnly_AndNamesABadCode()
    {
        Assert.Equal(0, (await RunAsync("add-community", "--code", "xinhe", "--name", "馨和园")).ExitCode);
        var again = await RunAsync("add-community", "--code", "xinhe", "--name", "馨和园二期");
        Assert.NotEqual(0, again.ExitCode);
        Assert.Contains("xinhe", again.Errors);
        var bad = await RunAsync("add-community", "--code", "馨和", "--name", "馨和园");
        Assert.NotEqual(0, bad.ExitCode);
        Assert.Contains("馨和", bad.Errors);
        await using var services = Services();
        await using var db = await services.GetRequiredService<IDbContextFactory<DashboardDbContext>>().CreateDbContextAsync(Cancellation);
        var community = Assert.Single(await db.Communities.ToListAsync(Cancellation));
        Assert.Equal(("xinhe", "馨和园"), (community.Code, community.Name));
    }

    [Fact]
    public async Task CreateAdmin_TakesThePasswordFromTheInput_OrMakesOneUp()
    {
        var typed = await ProgramRun.StartAsync(["create-admin", "--user", "chief", "--name", "孙磊"], Environment,
            input: DashboardApp.Password + "\n");
        Assert.Equal(0, typed.ExitCode);
        Assert.DoesNotContain(DashboardApp.Password, typed.Output);
        var madeUp = await RunAsync("create-admin", "--user", "deputy", "--generate-password");
        Assert.Equal(0, madeUp.ExitCode);
        var password = madeUp.Output.Trim().Split(' ')[^1];

        await using var services = Services();
        var check = services.GetRequiredService<SignInCheck>();
        var chief = await check.FindAsync("chief", DashboardApp.Password, "", Cancellation);
        Assert.Equal(("孙磊", Role.Administrator), (chief!.DisplayName, chief.Role));
        Assert.NotNull(await check.FindAsync("deputy", password, "", Cancellation));
    }

    [Fact]
    public async Task CreateAdmin_RefusesAWeakPassword_AndATakenName()
    {
        var weak = await ProgramRun.StartAsync(["create-admin", "--user", "chief"], Environment, input: "short\n");
        Assert.Equal((1, "A password needs at least 10 characters."), (weak.ExitCode, weak.Errors.Trim()));
        Assert.Equal(0, (await RunAsync("create-admin", "--user", "chief", "--generate-password")).ExitCode);
        var taken = await RunAsync("create-admin", "--user", "CHIEF", "--generate-password");
        Assert.Equal((1, "The user name “CHIEF” is taken."), (taken.ExitCode, taken.Errors.Trim()));
        var without = await RunAsync("create-admin", "--user", "other");
        Assert.Equal(1, without.ExitCode);
        Assert.Contains("--generate-password", without.Errors);
    }

    [Fact]
    public async Task CreateApiKey_PrintsAKeyThatWorks_AloneOnTheOutput()
    {
        var run = await RunAsync("create-api-key", "--name", "BI", "--role", "analyst");
        Assert.Equal(0, run.ExitCode);
        await using var services = Services();
        var caller = (await services.GetRequiredService<ApiKeyCommands>().FindAsync(run.Output.Trim(), Cancellation))?.Caller;
        Assert.Equal(("BI", Role.Analyst), (caller!.Name, caller.Role));
        Assert.Null(caller.CommunityIds);
    }

    [Theory]
    [InlineData("boss", "There is no role “boss”")]
    [InlineData("3", "There is no role “3”")]
    [InlineData("worker", "A community worker needs at least one community.")]
    [InlineData("worker --communities nowhere", "There is no such community: nowhere")]
    public async Task CreateApiKey_RefusesWhatIsUnknown(string role, string message)
    {
        var run = await RunAsync(["create-api-key", "--name", "BI", "--role", .. role.Split(' ')]);
        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains(message, run.Errors);
    }

    [Fact]
    public async Task SettingOnTheCommandLine_CountsForVerbsToo()
    {
        var run = await RunAsync("migrate", "--Database:Provider=Postgres");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("Database:Provider = \"Postgres\"", run.Errors);
    }

    private Dictionary<string, string> Environment => store.Settings;

    private Task<ProgramRun> RunAsync(params string[] args) => ProgramRun.StartAsync(args, Environment);

    private ServiceProvider Services()
    {
        var services = new ServiceCollection().AddLogging()
            .AddStore(store.Options);
        return services.AddPeople().BuildServiceProvider();
    }
}
