using Concentric.Tests.TestData;

namespace Concentric.Tests.Integration;

/// <summary>What the program says, and its exit code, when it can't start. Each test runs the real program.</summary>
[OnSqlite("the store is the file in the data folder that is wrong")]
public sealed class StartUpTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task WhatNobodyForesaw_EndsWithAMessageAndNoListOfCalls() =>
        Assert.Equal(Concentric.Dashboard.Infrastructure.StartUp.Failed,
            await Concentric.Dashboard.Infrastructure.StartUp.GuardAsync(() => throw new InvalidOperationException("unforeseen")));

    [Fact]
    public async Task WrongSettings_AreAllNamedAtOnce_WithValueAndMend()
    {
        var run = await ProgramRun.StartAsync([], new()
        {
            ["Data__Folder"] = folder.Path,
            ["Database__Provider"] = "Postgres",
            ["Office__TimeZone"] = "Mars/Phobos",
            ["Office__Name"] = new string('街', 101),
            ["Metrics__MinimumRanked"] = "0",
            ["Metrics__ScoreWeights__Response"] = "0.5",
            ["SignIn__IdleMinutes"] = "4",
            ["SignIn__RememberedIdleDays"] = "30",
            ["Proxy__Addresses"] = "127.0.0.1, proxy.example",
        });

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("Database:Provider = \"Postgres\": there is no such store; write Sqlite (embedded, the standard) or SqlServer.",
            run.Errors);
        Assert.Contains("Office:TimeZone = \"Mars/Phobos\": there is no such time zone; write an IANA or Windows name", run.Errors);
        Assert.Contains("Office:Name = ", run.Errors);
        Assert.Contains("SignIn:IdleMinutes = \"4\": write a whole number from 5 to 43200.", run.Errors);
        Assert.Contains("SignIn:AbsoluteDays: must not be shorter than SignIn:RememberedIdleDays", run.Errors);
        Assert.Contains("Proxy:Addresses = \"proxy.example\": write addresses or networks of proxies", run.Errors);
        Assert.Contains("Metrics:MinimumRanked = \"0\": write a whole number from 1 to 1000.", run.Errors);
        Assert.Contains("Metrics:ScoreWeights = \"0.5 + 0.5 + 0.4 = 1.4\": the three weights must add up to 1", run.Errors);
        AssertNoStackTrace(run);
    }

    [Fact]
    public async Task WrongMailSettings_AreAllNamedAtOnce_AndThePasswordIsNot()
    {
        var run = await ProgramRun.StartAsync([], new()
        {
            ["Data__Folder"] = folder.Path,
            ["Mail__Host"] = "smtp example",
            ["Mail__Port"] = "70000",
            ["Mail__Security"] = "Ssl3",
            ["Mail__Password"] = "hidden-word",
            ["Mail__From"] = "the office",
            ["Mail__TimeoutSeconds"] = "61",
            ["Mail__CertificateAuthority"] = "/nowhere/ca.pem",
            ["Mail__AttachFiles"] = "perhaps",
            ["Exports__KeepDays"] = "0",
        });
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("Mail:Host = \"smtp example\": write the name or address of the mail server", run.Errors);
        Assert.Contains("Mail:Port = \"70000\": write a whole number from 1 to 65535.", run.Errors);
        Assert.Contains("Mail:Security = \"Ssl3\": write StartTls (the standard), Tls or None.", run.Errors);
        Assert.Contains("Mail:User: set Mail:User and Mail:Password both, or neither.", run.Errors);
        Assert.Contains("Mail:From = \"the office\": write the address that mails come from", run.Errors);
        Assert.Contains("Mail:Site: write the address under which people open this site", run.Errors);
        Assert.Contains("Mail:TimeoutSeconds = \"61\": write a whole number from 1 to 60.", run.Errors);
        Assert.Contains("Mail:CertificateAuthority = \"/nowhere/ca.pem\": write the path of a PEM file", run.Errors);
        Assert.Contains("Mail:AttachFiles = \"perhaps\": write true or false.", run.Errors);
        Assert.Contains("Exports:KeepDays = \"0\": write a whole number from 1 to", run.Errors);
        Assert.DoesNotContain("hidden-word", run.Errors + run.Output);
        AssertNoStackTrace(run);
    }

    [Fact]
    public async Task MailSettingsWithoutAServer_AreNotPassedOverInSilence()
    {
        var run = await ProgramRun.StartAsync([], new() { ["Data__Folder"] = folder.Path, ["Mail__From"] = "office@example.cn" });
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("Mail:From = \"office@example.cn\": to send mail, set Mail:Host too", run.Errors);
    }

    [Fact]
    public async Task SqlServerWithoutConnectionString_SaysWhatToWrite()
    {
        var run = await ProgramRun.StartAsync([], new() { ["Data__Folder"] = folder.Path, ["Database__Provider"] = "SqlServer" });
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("ConnectionStrings:Dashboard: is missing", run.Errors);
        AssertNoStackTrace(run);
    }

    [Fact]
    public async Task ConnectionStringOfTheOtherProvider_PointsToTheProvider_AndKeepsThePassword()
    {
        var run = await ProgramRun.StartAsync([], new()
        {
            ["Data__Folder"] = folder.Path,
            ["ConnectionStrings__Dashboard"] = "Server=db;Database=Concentric;User=sa;Password=hidden-word",
        });
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("set Database:Provider to SqlServer", run.Errors);
        Assert.DoesNotContain("hidden-word", run.Errors + run.Output);
        AssertNoStackTrace(run);
    }

    [Fact]
    public async Task FolderThatCannotBeWritten_IsNamed()
    {
        // Below a file there is no folder for anybody, root included.
        await File.WriteAllTextAsync(folder.Inside("file"), "", TestContext.Current.CancellationToken);
        var run = await ProgramRun.StartAsync([], new() { ["Data__Folder"] = folder.Inside("file/data") });
        Assert.Equal(1, run.ExitCode);
        Assert.Contains($"Data:Folder = \"{folder.Inside("file/data")}\": no file can be written in this folder", run.Errors);
        AssertNoStackTrace(run);
    }

    [Fact]
    public async Task BrokenConfigurationFile_IsNamedWithTheLine()
    {
        await File.WriteAllTextAsync(folder.Inside("appsettings.json"), "{\n  \"Data\": {", TestContext.Current.CancellationToken);
        var run = await ProgramRun.StartAsync([], new() { ["ASPNETCORE_CONTENTROOT"] = folder.Path });
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(folder.Inside("appsettings.json"), run.Errors);
        Assert.Contains("LineNumber: 1", run.Errors);
        AssertNoStackTrace(run);
    }

    [Fact]
    public async Task AddressThatIsTaken_IsNamed()
    {
        using var other = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        other.Start();
        var run = await ProgramRun.StartAsync([],
            new() { ["Data__Folder"] = folder.Path, ["ASPNETCORE_URLS"] = $"http://{other.LocalEndpoint}" });
        Assert.Equal(1, run.ExitCode);
        Assert.Contains($"The address can't be used: Failed to bind to address http://{other.LocalEndpoint}", run.Errors);
        Assert.DoesNotContain("   at ", run.Errors);
    }

    [Fact]
    public async Task DamagedStore_IsLeftAsItIs()
    {
        var file = folder.Inside("concentric.db");
        var content = new string('x', 5_000);
        await File.WriteAllTextAsync(file, content, TestContext.Current.CancellationToken);
        var run = await ProgramRun.StartAsync([], new() { ["Data__Folder"] = folder.Path });
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("The store is damaged or is no SQLite database: " + file, run.Errors);
        Assert.Equal(content, await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        AssertNoStackTrace(run);
    }

    [Theory]
    [InlineData("zh_CN.UTF-8", true, false)]
    [InlineData("en_GB.UTF-8", false, true)]
    [InlineData("C.UTF-8", true, true)]
    public async Task Messages_AreInTheLanguageOfTheTerminal_OrInBoth(string language, bool chinese, bool english)
    {
        var run = await ProgramRun.StartAsync([], new() { ["Data__Folder"] = folder.Path, ["Database__Provider"] = "Postgres" }, language);
        Assert.Equal(chinese, run.Errors.Contains("没有这种数据库"));
        Assert.Equal(english, run.Errors.Contains("there is no such store"));
    }

    private static void AssertNoStackTrace(ProgramRun run)
    {
        Assert.DoesNotContain("   at ", run.Errors + run.Output);
        Assert.DoesNotContain("Exception", run.Errors + run.Output);
    }
}
