using Concentric.Data;
using Concentric.Tests.TestData;
using Microsoft.Data.Sqlite;

namespace Concentric.Tests.Integration;

/// <summary>The verb <c>generate</c>, run as the real program.</summary>
[OnSqlite("the store is a file that the verb makes")]
public sealed class GenerateVerbTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Generate_FillsTheStore_AndSaysSo()
    {
        // Equal numbers, because an argument was once taken for a repetition.
        var run = await RunAsync("--petitions", "400", "--activities", "400", "--hazards", "400", "--communities", "4", "--years", "1",
            "--seed", "3");
        Assert.Equal((0, ""),
            (run.ExitCode,
                string.Join("", run.Errors.Split('\n')
                    .Where(line => !line.StartsWith("Writing", StringComparison.Ordinal)
                        && !line.StartsWith("Making", StringComparison.Ordinal) && !line.StartsWith("Taking", StringComparison.Ordinal)))));
        Assert.Contains("400 petitions, 400 activities and 400 hazards of 4 communities", run.Output);
        Assert.Contains("Writing records: 1,200 of 1,200", run.Errors);
        Assert.Equal((400, 400, 400), (Count("Petitions"), Count("Activities"), Count("Hazards")));
    }

    [Fact]
    public async Task Generate_LeavesRealRecordsAlone()
    {
        Assert.Equal(0, (await RunAsync("--petitions", "5", "--activities", "0", "--hazards", "0", "--communities", "1")).ExitCode);
        Execute($"DELETE FROM StoreFacts WHERE Key = '{StoreFacts.Origin}'");
        var run = await RunAsync("--petitions", "50");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("holds real records", run.Errors);
        Assert.Contains(folder.Inside("concentric.db"), run.Errors);
        Assert.Equal(5, Count("Petitions"));
    }

    [Theory]
    [InlineData("--petitions", "10000001", "--petitions is “10000001”; give a whole number from 0 to 10000000.")]
    [InlineData("--communities", "0", "--communities is “0”; give a whole number from 1 to 200.")]
    [InlineData("--years", "-3", "--years is “-3”; give a whole number from 1 to 20.")]
    [InlineData("--seed", "one", "--seed is “one”; give a whole number from 0 to 2147483647.")]
    public async Task Generate_RefusesBadArguments(string option, string value, string message)
    {
        var run = await RunAsync(option, value);
        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains(message, run.Errors);
        Assert.False(File.Exists(folder.Inside("concentric.db")));
    }

    private Task<ProgramRun> RunAsync(params string[] args) =>
        ProgramRun.StartAsync(["generate", .. args], new() { ["Data__Folder"] = folder.Path });

    private long Count(string table) => (long)Execute($"SELECT COUNT(*) FROM {table}")!;

    private object? Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={folder.Inside("concentric.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
