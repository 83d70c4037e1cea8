using Concentric.Dashboard.Settings;
using Concentric.Data;
using Concentric.Tests.TestData;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Concentric.Tests.SqlServer;

/// <summary>What of the tests' stores on a server can be judged without one: their statements, names and options.</summary>
public sealed class TestServerTests(DashboardSqlServer nowhere) : IClassFixture<DashboardSqlServer>
{
    [Fact]
    public void Names_AreUnique_AndShortEnoughForEveryServer()
    {
        var longest = new string('N', 300);
        var names = Enumerable.Range(0, 200)
            .Select(i => TestDatabase.NewName(i % 3 == 0 ? null : i % 3 == 1 ? longest : "A+B`1 与")).ToList();
        Assert.Equal(names.Count, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(names, name => Assert.InRange(name.Length, 30, TestDatabase.LongestName));
        Assert.All(names, name => Assert.Matches("^concentric_test_[0-9a-f]{8}_[0-9]{4,}_[A-Za-z0-9]*$", name));
        Assert.Contains(names, name => name.Length == TestDatabase.LongestName);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void MakingAndDroppingADatabase_AreStatementsOfTheLanguage(bool isFull)
    {
        var name = TestDatabase.NewName(nameof(TestServerTests));
        var made = TestDatabase.Creation(name, isFull).SelectMany(Statements).ToList();
        Assert.Equal(name, Assert.Single(made.OfType<CreateDatabaseStatement>()).DatabaseName.Value);
        Assert.Equal(isFull ? 2 : 0, made.OfType<AlterDatabaseSetStatement>().Count());
        var dropped = TestDatabase.Removal(name, isFull).SelectMany(Statements).ToList();
        Assert.Equal(name, Assert.Single(dropped.OfType<DropDatabaseStatement>()).Databases[0].Value);
    }

    /// <summary>What the program says of a poor collation and of row versions it must not say of its tests' own databases.</summary>
    [Fact]
    public void AFullServersDatabase_IsTheOneThatTheInstructionsMake()
    {
        var told = File.ReadAllText(Path.Combine(Repository.Root, "deploy", "sqlserver", "create.sql"));
        var collation = TestDatabase.Creation("x", isFull: true)[0].Split(" COLLATE ")[1];
        Assert.Contains(" COLLATE " + collation, told);
    }

    [Fact]
    public void Migrations_AreWrittenOut_AsStatementsOfTheLanguage_AndMakeEveryTable()
    {
        var batches = TestDatabase.MigrationBatches();
        Assert.True(batches.Count > 100, $"{batches.Count}");
        var made = batches.SelectMany(Statements).SelectMany(statement => Sql.Nodes<CreateTableStatement>(statement))
            .Select(table => table.SchemaObjectName.BaseIdentifier.Value).ToHashSet(StringComparer.OrdinalIgnoreCase);
        using var db = new SqlServerDashboardDbContext(TestDatabase.OptionsFor("Server=nowhere"));
        Assert.Empty(db.Model.GetEntityTypes().Select(type => type.GetTableName()!).Except(made, StringComparer.OrdinalIgnoreCase));
        // So that the program finds nothing left to migrate.
        foreach (var migration in db.Database.GetMigrations())
            Assert.Contains(batches, batch => batch.Contains("[__EFMigrationsHistory]", StringComparison.Ordinal)
                && batch.Contains($"N'{migration}'", StringComparison.Ordinal));
    }

    [Fact]
    public void Emptying_TakesEveryTable_AndBeginsEveryKeyAnew()
    {
        var statements = Statements(TestDatabase.EmptyingBatch()).ToList();
        var emptied = statements.OfType<DeleteStatement>()
            .Select(delete => ((NamedTableReference)delete.DeleteSpecification.Target).SchemaObject.BaseIdentifier.Value).ToList();
        using var db = new SqlServerDashboardDbContext(TestDatabase.OptionsFor("Server=nowhere"));
        var model = db.GetService<IDesignTimeModel>().Model;
        Assert.Equal(model.GetEntityTypes().Select(type => type.GetTableName()!).Distinct().Order(StringComparer.Ordinal), emptied);
        Assert.DoesNotContain("__EFMigrationsHistory", emptied);
        var keyed = model.GetEntityTypes().SelectMany(type => type.GetProperties())
            .Where(property => SqlServerPropertyExtensions.GetValueGenerationStrategy(property)
                == SqlServerValueGenerationStrategy.IdentityColumn)
            .Select(property => property.DeclaringType.GetTableName()!).Distinct().Order(StringComparer.Ordinal).ToList();
        Assert.True(keyed.Count > 30, $"{keyed.Count}");
        Assert.Equal(keyed, statements.OfType<IfStatement>().Select(one => one.ThenStatement).OfType<DbccStatement>()
            .Select(check => ((StringLiteral)check.Literals[0].Value).Value.Trim('[', ']')));
        var constraints = statements.OfType<AlterTableConstraintModificationStatement>().ToList();
        Assert.Equal(emptied.Count, constraints.Count(one => one.ConstraintEnforcement == ConstraintEnforcement.NoCheck));
        Assert.Equal(emptied.Count, constraints.Count(one => one is
        {
            ConstraintEnforcement: ConstraintEnforcement.Check, ExistingRowsCheckEnforcement: ConstraintEnforcement.Check,
        }));
    }

    [Fact]
    public async Task RowsThatBringTheirKeys_AreSentSoThatTheServerTakesThem()
    {
        var sent = await nowhere.Server.CaptureAsync("test.keys", async factory =>
        {
            await using var db = nowhere.CreateBareContext();
            db.AddRange(TestStore.Reference());
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        });
        var inserts = sent.Where(command => command.Text.Contains("[Communities]", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(inserts);
        foreach (var command in inserts)
        {
            var taken = ExplicitKeys.Taking(command.Text);
            var switches = Statements(taken).OfType<SetIdentityInsertStatement>().ToList();
            Assert.Equal(switches.Count(one => one.IsOn), switches.Count(one => !one.IsOn));
            Assert.Contains(switches, one => one.IsOn && one.Table.BaseIdentifier.Value == "Communities");
            Assert.DoesNotContain(switches, one => one.Table.BaseIdentifier.Value == "PetitionCategories");
        }

        const string Numbered = "INSERT INTO [Petitions] ([Title]) VALUES (@p0);";
        Assert.Equal(Numbered, ExplicitKeys.Taking(Numbered));
        Assert.Empty(Errors(ExplicitKeys.Taking(
            "MERGE [Petitions] USING (VALUES (@p0, @p1, 0), (@p2, @p3, 1)) AS i ([Id], [Title], _Position) ON 1=0\nWHEN NOT MATCHED THEN\n"
            + "INSERT ([Id], [Title])\nVALUES (i.[Id], i.[Title])\nOUTPUT INSERTED.[Version], i._Position;\n")));
        Assert.Contains("SET IDENTITY_INSERT [Petitions] ON", ExplicitKeys.Taking(
            "MERGE [Petitions] USING (VALUES (@p0)) AS i ([Id]) ON 1=0\nWHEN NOT MATCHED THEN\nINSERT ([Id])\nVALUES (i.[Id]);"));
    }

    [Fact]
    public void AServerIsWhole_WhenItDoesWhatAWholeOneDoes_AndSaysWhatItLacksOtherwise()
    {
        Assert.All(TestServer.Probes, probe => Assert.Empty(Errors(probe.Batch)));
        Assert.Null(TestServer.WhatItLacks(batch => Answer(TestServer.Probes.Single(probe => probe.Batch == batch).Refusal)));
        foreach (var missing in TestServer.Probes)
        {
            Assert.Equal(missing.Lack, TestServer.WhatItLacks(batch =>
            {
                var probe = TestServer.Probes.Single(one => one.Batch == batch);
                Answer(probe == missing ? probe.Refusal is null ? 102 : null : probe.Refusal);
            }));
        }
    }

    [Fact]
    public async Task ADatabaseThatIsGivenBack_IsEmptied_AndLentAgain_AndAllAreDroppedAtTheEnd()
    {
        var server = new Recorder();
        var databases = server.Databases();
        var first = await databases.RentAsync();
        var other = await databases.RentAsync();
        Assert.NotEqual(first.Name, other.Name);
        await first.DisposeAsync();
        Assert.Equal(TestDatabase.EmptyingBatch(), server.Sent[^1].Batch);
        Assert.Equal(first.Name, server.Sent[^1].Database);
        Assert.Same(first, await databases.RentAsync());
        await other.ForOneUse().DisposeAsync();
        Assert.Equal([other.Name], server.Dropped);
        await databases.DropAllAsync();
        Assert.Equal([other.Name, first.Name], server.Dropped);
    }

    [Theory]
    [InlineData("CREATE DATABASE")]
    [InlineData("ALLOW_SNAPSHOT_ISOLATION")]
    [InlineData("[__EFMigrationsHistory]")]
    [InlineData("CREATE TABLE [Petitions]")]
    public async Task ADatabaseThatIsNotWhole_IsDroppedAtOnce(string failing)
    {
        var server = new Recorder { Refuses = batch => batch.Contains(failing, StringComparison.Ordinal) };
        await Assert.ThrowsAsync<SqlException>(() => server.Databases().RentAsync());
        Assert.Equal(server.Sent[0].Batch.Split('[', ']')[1], Assert.Single(server.Dropped));
        Assert.Single(server.Sent, sent => sent.Batch.Contains(failing, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true, 2)]
    [InlineData(false, 1)]
    public async Task ADatabaseThatCannotBeEmptied_IsDropped_AndAStandInIsNotAskedAgain(bool isFull, int asked)
    {
        var server = new Recorder { IsFull = isFull, Refuses = batch => batch == TestDatabase.EmptyingBatch() };
        var databases = server.Databases();
        var names = new List<string>();
        for (var i = 0; i < 2; i++)
        {
            await using var database = await databases.RentAsync();
            names.Add(database.Name);
        }

        Assert.Equal(names.Distinct(), server.Dropped);
        Assert.Equal(asked, server.Sent.Count(sent => sent.Batch == TestDatabase.EmptyingBatch()));
    }

    [Fact]
    public async Task ADatabaseThatCannotBeDropped_IsTriedAgainAtTheEnd()
    {
        var refuses = true;
        var server = new Recorder { Refuses = batch => refuses && batch.StartsWith("DROP DATABASE", StringComparison.Ordinal) };
        var databases = server.Databases();
        var database = await databases.RentAsync();
        await database.ForOneUse().DisposeAsync();
        Assert.Empty(server.Dropped);
        refuses = false;
        await databases.DropAllAsync();
        Assert.Equal([database.Name], server.Dropped);
    }

    [Fact]
    public void TheConnection_IsTheGivenOne_ToAnotherDatabase()
    {
        var given = "Server=tcp:db.example.cn,1433;User Id=tester;Password=a;Database=elsewhere;TrustServerCertificate=True";
        var builder = new SqlConnectionStringBuilder(TestServer.To(given, "concentric_test_1"));
        Assert.Equal(("concentric_test_1", "tcp:db.example.cn,1433", "tester", true),
            (builder.InitialCatalog, builder.DataSource, builder.UserID, builder.TrustServerCertificate));
        using var db = new SqlServerDashboardDbContext(TestDatabase.OptionsFor(builder.ConnectionString, 1));
        Assert.Equal("concentric_test_1", db.Database.GetDbConnection().Database);
        Assert.Equal(1, db.GetService<IDbContextOptions>().Extensions.OfType<RelationalOptionsExtension>().Single().MaxBatchSize);
    }

    [Theory]
    [InlineData(null, 42)]
    [InlineData(1, 1)]
    public void TheProgram_UnderstandsWhatItIsToldOfItsStore(int? most, int expected)
    {
        using var folder = new TempFolder();
        var told = new StoreOptions(StoreProvider.SqlServer, TestServer.To("Server=nowhere", "concentric_test_1"), most);
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection([new("Data:Folder", folder.Path),
            .. TestServer.SettingsOf(told).Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value))]);
        builder.AddSettings();
        using var host = builder.Build();
        Assert.Equal(told with { MaxBatchSize = expected }, host.Services.GetRequiredService<StoreOptions>());
    }

    private static IEnumerable<TSqlStatement> Statements(string text)
    {
        Assert.Empty(Errors(text));
        return Sql.Parse(text, out _).Batches.SelectMany(batch => batch.Statements);
    }

    private static IReadOnlyList<string> Errors(string text)
    {
        Sql.Parse(text, out var errors);
        return errors;
    }

    private static void Answer(int? error)
    {
        if (error is { } number) throw SqlServerFailure.Of(number);
    }

    /// <summary>A server that notes what it is sent.</summary>
    private sealed class Recorder
    {
        public List<(string Database, string Batch)> Sent { get; } = [];

        public bool IsFull { get; init; } = true;

        public Func<string, bool> Refuses { get; init; } = _ => false;

        /// <summary>In order.</summary>
        public List<string> Dropped { get; } = [];

        public TestDatabases Databases() => new("Server=nowhere", RunAsync, () => IsFull);

        private Task RunAsync(string connectionString, IEnumerable<string> batches)
        {
            var database = new SqlConnectionStringBuilder(connectionString).InitialCatalog;
            foreach (var batch in batches)
            {
                Sent.Add((database, batch));
                if (Refuses(batch)) throw SqlServerFailure.Of(1);
                if (!batch.StartsWith("DROP DATABASE", StringComparison.Ordinal)) continue;
                Assert.Equal("master", database);
                Dropped.Add(batch.Split('[', ']')[1]);
            }

            return Task.CompletedTask;
        }
    }
}
