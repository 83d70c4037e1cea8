using Concentric.Tests.SqlServer.Capture;

namespace Concentric.Tests.SqlServer;

/// <summary>The compile test is only worth what it refuses, so each kind of mistake is planted here once.</summary>
public sealed class SqlServerModelTests(HarnessModel ground) : IClassFixture<HarnessModel>
{
    [Fact]
    public void TheSchemaOfTheModel_IsTaken()
    {
        Assert.Empty(ground.Model.SchemaErrors);
        Assert.Contains("Trees.PriceFen BIGINT NOT NULL", ground.Model.Schema.Describe());
        Assert.Contains("Trees.Felled DATETIME2", ground.Model.Schema.Describe());
        Assert.Contains("Trees.Id INT IDENTITY NOT NULL", ground.Model.Schema.Describe());
    }

    [Theory]
    [InlineData("SELECT [t].[Id] FROM [Trees] AS [t] WHERE [t].[State] = @state")]
    [InlineData("SELECT COUNT(*), [t].[State] FROM [Trees] AS [t] GROUP BY [t].[State] ORDER BY [t].[State]")]
    [InlineData("SELECT DATEPART(month, [t].[Planted]), SUM([t].[PriceFen]) FROM [Trees] AS [t] GROUP BY DATEPART(month, [t].[Planted])")]
    [InlineData("SELECT [t].[State], COUNT(*) AS [n] FROM [Trees] AS [t] GROUP BY [t].[State] HAVING COUNT(*) > 1 ORDER BY [n] DESC")]
    [InlineData(
        "SELECT [t].[PlotId], (SELECT [p].[Name] FROM [Plots] AS [p] WHERE [p].[Id] = [t].[PlotId]) FROM [Trees] AS [t] GROUP BY "
        + "[t].[PlotId]")]
    [InlineData("SELECT [t].[Id], SUM([t].[PriceFen]) OVER (PARTITION BY [t].[PlotId]) FROM [Trees] AS [t]")]
    [InlineData(
        "SELECT [p].[Id], [x].[n] FROM [Plots] AS [p] OUTER APPLY (SELECT COUNT(*) AS [n] FROM [Trees] AS [t] WHERE [t].[PlotId] = "
        + "[p].[Id]) AS [x]")]
    [InlineData(
        "SELECT [t].[Id] FROM [Trees] AS [t] WHERE [t].[Id] IN (SELECT [i].[value] FROM OPENJSON(@ids) WITH ([value] int '$') AS [i])")]
    [InlineData("SELECT DISTINCT [t].[State] FROM [Trees] AS [t] ORDER BY [t].[State]")]
    [InlineData("INSERT INTO [Plots] ([Name], [Version]) SELECT [p].[Name], 1 FROM [Plots] AS [p]")]
    [InlineData(
        "DECLARE @made TABLE ([Id] int); INSERT INTO [Plots] ([Name], [Version]) OUTPUT INSERTED.[Id] INTO @made VALUES (@state, 1); "
        + "SELECT [m].[Id] FROM @made AS [m]")]
    public void GoodSql_IsTaken(string sql) => Assert.Empty(ground.Model.Validate([Command(sql)]));

    [Theory]
    [InlineData("SQL71501", "SELECT [t].[Colour] FROM [Trees] AS [t]")]
    [InlineData("SQL71501",
        "SELECT [t].[Id] FROM [Trees] AS [t] WHERE EXISTS (SELECT 1 FROM [Plots] AS [p] WHERE [p].[Colour] = [t].[Id])")]
    [InlineData("SQL71502", "SELECT [t].[Id] FROM [Shrubs] AS [t]")]
    [InlineData("SQL71502", "SELECT [x].[m] FROM [Plots] AS [p] CROSS APPLY (SELECT COUNT(*) AS [n] FROM [Trees] AS [t]) AS [x]")]
    [InlineData("SQL71501", "UPDATE [Plots] SET [Colour] = 1 OUTPUT 1 WHERE [Id] = 1")]
    [InlineData("SQL71501", "DELETE FROM [t] FROM [Trees] AS [t] WHERE [t].[Colour] = 1")]
    [InlineData("SQL71501", "INSERT INTO [Plots] ([Name], [Colour]) OUTPUT INSERTED.[Id] VALUES (@state, 1)")]
    [InlineData("Build", "SELECT [t].[Id] FROM [Trees] AS [t] WHERE [t].[State] = @nobody")]
    [InlineData("Syntax", "SELECT [t].[Id] FROM [Trees] AS [t] LIMIT 5")]
    [InlineData("Syntax", "SELECT [x].[Id] FROM (SELECT [t].[Id] FROM [Trees] AS [t] ORDER BY [t].[Id]) AS [x]")]
    [InlineData("Msg8120", "SELECT [t].[State], COUNT(*) FROM [Trees] AS [t] GROUP BY [t].[PlotId]")]
    [InlineData("Msg8120", "SELECT [t].[State], COUNT(*) FROM [Trees] AS [t]")]
    [InlineData("Msg8120", "SELECT [t].[PlotId] FROM [Trees] AS [t] GROUP BY [t].[PlotId] ORDER BY [t].[Planted]")]
    [InlineData("Msg8120",
        "SELECT (SELECT [p].[Name] FROM [Plots] AS [p] WHERE [p].[Id] = [t].[PlotId]) FROM [Trees] AS [t] GROUP BY [t].[State]")]
    [InlineData("Msg8120", "SELECT DATEPART(year, [t].[Planted]), COUNT(*) FROM [Trees] AS [t] GROUP BY DATEPART(month, [t].[Planted])")]
    [InlineData("Msg130", "SELECT SUM((SELECT COUNT(*) FROM [Plots] AS [p] WHERE [p].[Id] = [t].[PlotId])) FROM [Trees] AS [t]")]
    [InlineData("Msg130",
        "SELECT COUNT(CASE WHEN EXISTS (SELECT 1 FROM [Plots] AS [p] WHERE [p].[Id] = [t].[PlotId]) THEN 1 END) FROM [Trees] AS [t]")]
    [InlineData("Msg144",
        "SELECT COUNT(*) FROM [Trees] AS [t] GROUP BY (SELECT [p].[Name] FROM [Plots] AS [p] WHERE [p].[Id] = [t].[PlotId])")]
    [InlineData("Msg164", "SELECT COUNT(*) FROM [Trees] AS [t] GROUP BY @state")]
    [InlineData("Msg147", "SELECT [t].[Id] FROM [Trees] AS [t] WHERE COUNT(*) > 1")]
    [InlineData("Msg145", "SELECT DISTINCT [t].[State] FROM [Trees] AS [t] ORDER BY [t].[Id]")]
    [InlineData("Msg169", "SELECT [t].[Id] FROM [Trees] AS [t] ORDER BY [t].[State], [t].[Id], [t].[State] DESC")]
    [InlineData("Msg195", "SELECT strftime('%Y', [t].[Planted]) FROM [Trees] AS [t]")]
    [InlineData("Msg110", "INSERT INTO [Plots] ([Name], [Version]) VALUES (@state)")]
    [InlineData("Msg205", "SELECT [t].[Id] FROM [Trees] AS [t] UNION ALL SELECT [p].[Id], [p].[Name] FROM [Plots] AS [p]")]
    public void PlantedMistake_IsReported(string code, string sql) =>
        Assert.Contains(ground.Model.Validate([Command(sql)]), e =>
            e.Code == code && e.ToString().StartsWith("planted: ", StringComparison.Ordinal));

    [Fact]
    public void OneMistakeAmongMany_IsReportedAlone_AndTheModelStaysUsable()
    {
        CapturedCommand[] commands =
        [
            Command("SELECT [t].[Id] FROM [Trees] AS [t]"),
            Command("SELECT [t].[Id] FROM [Trees] AS [t] WHERE [t].[State] = @nobody"),
            Command("SELECT [t].[Colour] FROM [Trees] AS [t]"),
            Command("SELECT [p].[Id] FROM [Plots] AS [p]"),
        ];

        Assert.Equal(["Build", "SQL71501"], ground.Model.Validate(commands).Select(e => e.Code));
        Assert.Empty(ground.Model.Validate([commands[0], commands[3]]));
        Assert.Equal(["SQL71501"], ground.Model.Validate([commands[2]]).Select(e => e.Code));
    }

    [Fact]
    public void MoreParametersThanACommandMayHave_AreReported()
    {
        var parameters = Enumerable.Range(0, 2101).Select(i => new CapturedParameter($"@p{i}", "int", IsOutput: false)).ToList();
        var error = Assert.Single(ground.Model.Validate([new("planted", "SELECT [t].[Id] FROM [Trees] AS [t]", parameters)]));
        Assert.Equal("Msg8003", error.Code);
    }

    private static CapturedCommand Command(string sql) =>
        new("planted", sql, [new("@state", "nvarchar(16)", IsOutput: false), new("@ids", "nvarchar(max)", IsOutput: false)]);
}
