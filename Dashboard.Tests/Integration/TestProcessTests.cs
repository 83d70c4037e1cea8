using Concentric.Tests.TestData;
using Microsoft.Data.Sqlite;

namespace Concentric.Tests.Integration;

/// <summary>A process that a test starts has the test's clock, whatever the machine's says.</summary>
[OnSqlite("it reads the file of the store")]
public sealed class TestProcessTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task AVerb_WritesTheTestsDay()
    {
        var ahead = TimeSpan.FromDays(-300);
        var start = ProgramRun.Information(["create-api-key", "--name", "BI", "--role", "analyst"],
            new() { ["Data__Folder"] = folder.Path }, clock: new TestClock(ahead));
        var run = await ProgramRun.StartAsync(start);
        Assert.True(run.ExitCode == 0, run.Errors);
        using var connection = new SqliteConnection($"Data Source={folder.Inside("concentric.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT CreatedAt FROM ApiKeys";
        var made = DateTime.SpecifyKind(DateTime.Parse((string)command.ExecuteScalar()!, System.Globalization.CultureInfo.InvariantCulture),
            DateTimeKind.Utc);
        Assert.InRange(new TestClock(ahead).GetUtcNow() - made, TimeSpan.Zero, TimeSpan.FromMinutes(5));
    }
}
