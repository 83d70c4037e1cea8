using System.Text.RegularExpressions;
using Concentric.Tests.TestData;

namespace Concentric.Tests.SqlServer;

/// <summary>
/// One switch decides where the stores of the tests lie. A test that opens SQLite past it, or speaks what only SQLite understands, says so
/// by <see cref="OnSqliteAttribute"/>, or would fail on a server, or pass there without having touched it.
/// </summary>
public sealed partial class StoreOfTests
{
    /// <summary>What of a source means SQLite, whatever the switch says.</summary>
    private static readonly string[] Marks =
    [
        "new SqliteConnection(", "(SqliteConnection)", "new SqliteException(", "UseSqlite(", "new SqliteDashboardDbContext(",
        "StoreOptions(StoreProvider.Sqlite", "new(StoreProvider.Sqlite", "ConfigureDbContext<SqliteDashboardDbContext>",
        "MigratedStore.CopyT", "DemoStoreFile.CopyTo", "OptionsFor($\"Data Source", "new QueryPlans(", "PRAGMA ",
        "sqlite_master", "RAISE(", "printf(", "|| Id", "new SmallDisk(", "concentric.db", "dashboard.db", ".StoreFile",
    ];

    /// <summary>A process of the program has a store of SQLite unless it is told of another.</summary>
    private static readonly string[] Processes = ["ProgramRun.StartAsync(", "ProgramRun.Information(", "new RunningProgram("];

    /// <summary>What tells it.</summary>
    private static readonly string[] Told = ["ProgramStore store = new()", "[\"Database__Provider\"] = store.Provider"];

    /// <summary>What is the fixture itself: its options, copies and processes.</summary>
    private static bool IsFixture(string file) =>
        file.StartsWith("Dashboard.Tests/TestData/", StringComparison.Ordinal)
            || file == "Dashboard.Tests/SqlServer/StoreOfTests.cs"
            // It compiles for SQL Server what runs on SQLite, on whatever the others run.
            || file == "Dashboard.Tests/SqlServer/DashboardSqlServer.cs";

    [Fact]
    public void EveryTestThatOpensSqliteItself_SaysSo()
    {
        var files = Repository.SourceFiles()
            .Where(file => file.StartsWith("Dashboard.Tests/", StringComparison.Ordinal) && !IsFixture(file));
        var found = files.SelectMany(file => Unmarked(File.ReadAllText(Path.Combine(Repository.Root, file)))
            .Select(test => $"{file}: {test}"));
        Assert.Equal("", string.Join('\n', found));
    }

    [Theory]
    [InlineData("[Fact]\n    public void Opens()\n    {\n        new SqliteConnection(x);\n    }", "Opens")]
    [InlineData("[Fact]\n    [OnSqlite(\"a\")]\n    public void Opens()\n    {\n        new SqliteConnection(x);\n    }")]
    [InlineData("[Fact]\n    public void Opens()\n    {\n        Help();\n    }\n\n    private void Help() => More();\n\n"
        + "    private void More() => Run(\"PRAGMA x\");", "Opens")]
    [InlineData("[Fact]\n    public void Opens()\n    {\n    }\n\n    private void Help() => Run(\"PRAGMA x\");")]
    [InlineData("[Fact]\n    public void Opens()\n    {\n        Help();\n    }\n\n    private void Help()\n    {\n"
        + "        if (store.Provider == StoreProvider.SqlServer) return;\n        Run(\"PRAGMA x\");\n    }")]
    [InlineData("private readonly string file = \"concentric.db\";\n\n"
        + "    [Theory]\n    public void Opens()\n    {\n        Read(file);\n    }", "Opens")]
    [InlineData("[Fact]\n    public Task Opens() => ProgramRun.StartAsync([]);", "Opens")]
    [InlineData("public Tests() => MigratedStore.CopyTo(file);\n\n    [Fact]\n    public void Opens() => Read();", "Opens")]
    [InlineData("public async ValueTask InitializeAsync()\n    {\n        await Run(\"PRAGMA x\");\n    }\n\n"
        + "    [Fact]\n    public void Opens() => Read();", "Opens")]
    [InlineData("private readonly ProgramStore store = new();\n\n"
        + "    [Fact]\n    public Task Opens() => ProgramRun.StartAsync([]);")]
    [InlineData("[Fact]\n    public void Opens()\n    {\n        UseSqlite(options, \"Data Source=:memory:\");\n    }")]
    public void TheWalk_FindsWhoOpensItself_OrThroughAnother(string members, params string[] expected) =>
        Assert.Equal(expected, Unmarked($"public class Tests\n{{\n    {members}\n}}\n"));

    [Fact]
    public void TheMark_IsATrait_SoThatARunCanLeaveItOut()
    {
        Assert.Equal([new(OnSqliteAttribute.Trait, OnSqliteAttribute.Value)], new OnSqliteAttribute("x").GetTraits());
        Assert.False(OnSqliteAttribute.IsOn(TestContext.Current));
    }

    [Fact]
    [OnSqlite("this one says so")]
    public void AMarkedTest_IsKnownToItsFixtures() => Assert.True(OnSqliteAttribute.IsOn(TestContext.Current));

    /// <summary>The tests of a file that come to a mark, directly or through members of the file, and do not say so.</summary>
    private static List<string> Unmarked(string text)
    {
        if (ClassMark().IsMatch(text)) return [];
        var members = Member().Split(text).Where(part => part.Length > 0)
            .Select(part => (Name: Name().Match(part).Groups["name"].Value, Text: part)).ToList();
        var marks = Told.Any(told => text.Contains(told, StringComparison.Ordinal)) ? Marks : [.. Marks, .. Processes];
        var reached = members.Where(member => IsMarked(member.Text, marks)).Select(member => member.Name)
            .Where(name => name.Length > 0).ToHashSet();
        for (var before = -1; before != reached.Count;)
        {
            before = reached.Count;
            reached.UnionWith(members.Where(member => member.Name.Length > 0
                && reached.Any(name => Regex.IsMatch(member.Text, $@"\b{Regex.Escape(name)}\b"))).Select(member => member.Name).ToList());
        }

        // What sets the class up runs before every test.
        var isSetUp = reached.Contains("InitializeAsync") || reached.Contains(ClassName().Match(text).Groups["name"].Value);
        return [.. members.Where(member => TestMark().IsMatch(member.Text) && (isSetUp || reached.Contains(member.Name))
            && !member.Text.Contains("[OnSqlite(", StringComparison.Ordinal)).Select(member => member.Name)];
    }

    /// <summary>Whether a member opens SQLite. One that asks for the provider knows both; what is in memory is no store.</summary>
    private static bool IsMarked(string member, string[] marks) => !member.Contains("Provider ==", StringComparison.Ordinal)
        && !member.Contains("is not SqliteConnection", StringComparison.Ordinal)
        && !member.Contains(":memory:", StringComparison.Ordinal)
        && marks.Any(mark => member.Contains(mark, StringComparison.Ordinal));

    [GeneratedRegex(@"(?m)^\[OnSqlite\(")]
    private static partial Regex ClassMark();

    [GeneratedRegex(@"(?m)^public (?:sealed |abstract |partial )*class (?<name>\w+)")]
    private static partial Regex ClassName();

    // A member begins after an empty line, or after one line of a member of one line, at the depth of a class.
    [GeneratedRegex(@"(?m)\n(?=    (?:\[Fact|\[Theory|public |private |internal |protected ))(?<!\](?:\r?\n))")]
    private static partial Regex Member();

    [GeneratedRegex(@"(?m)^    (?:public|private|internal|protected)[^=;{(\n]*?\b(?<name>\w+)\s*(?:\(|=|;|\{|$)")]
    private static partial Regex Name();

    [GeneratedRegex(@"(?m)^    \[(?:Fact|Theory)")]
    private static partial Regex TestMark();
}
