using System.Text.RegularExpressions;
using Concentric.Tests.TestData;

namespace Concentric.Tests.Core.Time;

/// <summary>
/// Neither the program nor a test asks the machine which day it is: both take it from a <see cref="TimeProvider"/> that they are given,
/// so that what holds today holds on any day. How long something took is another question; <c>Stopwatch</c> answers it.
/// </summary>
public partial class SourcesOfTimeTests
{
    /// <summary>Where the machine's clock comes in, and why.</summary>
    private static readonly (string File, string Code)[] Exceptions =
    [
        // The one place that gives the program its clock.
        ("Dashboard.Core/Data/StoreServices.cs", "TimeProvider.System"),
        // What several nodes must agree on goes by the server's clock; and the test that it is asked.
        ("Dashboard.Core/Data/StoreClock.cs", "SYSUTCDATETIME"),
        ("Dashboard.Tests/SqlServer/ExportStatementTests.cs", "SYSUTCDATETIME"),
        ("Dashboard.Tests/SqlServer/ImportStatementTests.cs", "SYSUTCDATETIME"),
        // The reader's own clock, for want of the page's: beside words that say the connection is lost.
        ("Dashboard/wwwroot/js/circuit.js", "new Date()"),
        // The age of a draft in the browser that keeps it.
        ("Dashboard/wwwroot/js/drafts.js", "Date.now("),
        // These shift the clock: of a TestClock, and in a browser.
        ("Dashboard.Tests/Core/Live/LiveUpdatesTests.cs", "base.GetUtcNow("),
        ("Dashboard.Tests/EndToEnd/BrowserTest.cs", "Date.now("),
    ];

    [Fact]
    public void TheDay_ComesFromATimeProvider()
    {
        var found = Sources().SelectMany(file => Uses(file, File.ReadAllText(Path.Combine(Repository.Root, file)))).ToList();
        Assert.Empty(found.Where(use => !Exceptions.Contains((use.File, use.Code))).Select(use => $"{use.File}:{use.Line} {use.Code}"));
        // What is no longer needed goes.
        Assert.Empty(Exceptions.Except(found.Select(use => (use.File, use.Code))));
    }

    [Theory]
    [InlineData("x.cs", "var a = DateTime.Now;", "DateTime.Now")]
    [InlineData("x.cs", "DateOnly.FromDateTime(System.DateTime.Today)", "DateTime.Today")]
    [InlineData("x.razor", "@DateTimeOffset.UtcNow", "DateTimeOffset.UtcNow")]
    [InlineData("x.cs", "new OfficeClock(TimeProvider.System, zone)", "TimeProvider.System")]
    [InlineData("x.cs", "time.GetLocalNow()", ".GetLocalNow(")]
    [InlineData("x.cs", "TimeZoneInfo.Local.Id", "TimeZoneInfo.Local")]
    [InlineData("x.cs", "instant.ToLocalTime()", ".ToLocalTime(")]
    [InlineData("x.cs", "\"SELECT SYSUTCDATETIME()\"", "SYSUTCDATETIME")]
    [InlineData("x.cs", "\"SELECT date('now')\"", "'now'")]
    [InlineData("x.js", "const a = new Date();", "new Date()")]
    [InlineData("x.js", "Date.now()", "Date.now(")]
    [InlineData("x.cs", "// Not DateTime.Now", null)]
    [InlineData("x.js", "new Date(value)", null)]
    [InlineData("x.cs", "Stopwatch.GetTimestamp()", null)]
    public void TheWalk_SeesEachOfThem(string file, string line, string? code) =>
        Assert.Equal(code, Uses(file, line).SingleOrDefault().Code);

    private static IEnumerable<string> Sources() => new[] { "Dashboard", "Dashboard.Core", "Dashboard.Tests" }
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*", SearchOption.AllDirectories))
        .Select(path => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'))
        .Where(file => Path.GetExtension(file) is ".cs" or ".razor" or ".js" && !Elsewhere().IsMatch(file));

    private static IEnumerable<(string File, int Line, string Code)> Uses(string file, string text) => text.Split('\n')
        .Select((line, index) => (Line: index + 1, Text: line))
        .Where(line =>
            !line.Text.TrimStart().StartsWith("//", StringComparison.Ordinal) && !line.Text.Contains("// Not ", StringComparison.Ordinal))
        .SelectMany(line => Machine().Matches(line.Text).Select(match => (file, line.Line, match.Value)));

    /// <summary>What is built, this file and the one clock that runs, and the names of what SQL Server knows.</summary>
    [GeneratedRegex("(^|/)(obj|bin|node_modules)/|/SourcesOfTimeTests.cs$|/TestClock.cs$|/SqlFunctions.cs$|/SqlServerModelTests.cs$")]
    private static partial Regex Elsewhere();

    [GeneratedRegex(
        @"\bDateTime(Offset)?\.(Now|UtcNow|Today)\b|\bTimeProvider\.System\b|\bTimeZoneInfo\.Local\b|\.(GetLocalNow|ToLocalTime)\(|\bbase\.GetUtcNow\("
        + @"|\b(SYS(UTC)?DATETIME(OFFSET)?|GET(UTC)?DATE|CURRENT_TIMESTAMP)\b|'now'|\bnew Date\(\)|\bDate\.now\(")]
    private static partial Regex Machine();
}
