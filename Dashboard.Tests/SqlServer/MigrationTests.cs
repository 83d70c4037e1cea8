using Concentric.Communities;
using Concentric.Data;
using Concentric.Migrations.CompiledModel;
using Concentric.Tests.SqlServer.Compile;
using Concentric.Tests.TestData;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Concentric.Tests.SqlServer;

/// <summary>That both migration sets keep up with the model, and that SQL Server would take its set.</summary>
public sealed class MigrationTests(DashboardSqlServer server) : IClassFixture<DashboardSqlServer>
{
    [Fact]
    public void SqlServerMigrations_ArePartOfEveryModelChange()
    {
        using var db = server.Server.CreateDbContext();
        Assert.False(db.Database.HasPendingModelChanges(), Mend("SqlServer"));
    }

    [Fact]
    [OnSqlite("its migrations")]
    public void SqliteMigrations_ArePartOfEveryModelChange()
    {
        var builder = new DbContextOptionsBuilder<SqliteDashboardDbContext>();
        StoreServices.UseSqlite(builder, "Data Source=:memory:");
        using var db = new SqliteDashboardDbContext(builder.Options);
        Assert.False(db.Database.HasPendingModelChanges(), Mend("Sqlite"));
    }

    [Fact]
    public void Start_KnowsTheMigrationsByName()
    {
        using var sqlServer = server.Server.CreateDbContext();
        Assert.Equal(sqlServer.Database.GetMigrations(), StorePreparation.KnownMigrations(StoreProvider.SqlServer));
        var builder = new DbContextOptionsBuilder<SqliteDashboardDbContext>();
        StoreServices.UseSqlite(builder, "Data Source=:memory:");
        using var sqlite = new SqliteDashboardDbContext(builder.Options);
        Assert.Equal(sqlite.Database.GetMigrations(), StorePreparation.KnownMigrations(StoreProvider.Sqlite));
    }

    [Fact]
    public void SqlServer_TakesWhatTheMigrationsMake() => Assert.Empty(DashboardSqlServer.Model.SchemaErrors);

    [Fact]
    public void Migrations_LeadToTheTablesOfTheModel()
    {
        using var db = server.Server.CreateDbContext();
        var wanted = SchemaScript.Play(db.Database.GenerateCreateScript()).Describe();
        var made = DashboardSqlServer.Model.Schema.Describe()
            .Where(line => !line.StartsWith("__EFMigrationsHistory", StringComparison.Ordinal)).ToList();

        Assert.True(wanted.Count > 300, "The comparison sees too little of the schema.");
        Assert.Equal([], wanted.Except(made));
        Assert.Equal([], made.Except(wanted));
    }

    [Fact]
    [OnSqlite("its migrations")]
    public async Task SqliteMigrations_LeadToTheTablesOfTheModel()
    {
        var stop = TestContext.Current.CancellationToken;
        var made = await SqliteSchemaAsync(db => db.Database.MigrateAsync(stop));
        var wanted = await SqliteSchemaAsync(db => db.Database.EnsureCreatedAsync(stop));

        Assert.True(wanted.Count > 300, "The comparison sees too little of the schema.");
        Assert.Equal([], wanted.Except(made));
        Assert.Equal([], made.Except(wanted));
    }

    /// <summary>Nobody has said since when the number of households holds: since the first day there may be.</summary>
    [Fact]
    [OnSqlite("its migrations")]
    public async Task TheNumberOfHouseholdsOfBefore_HoldsFromTheFirstDay()
    {
        var stop = TestContext.Current.CancellationToken;
        await using var connection = new SqliteConnection("Data Source=:memory:");
        await connection.OpenAsync(stop);
        await using var db =
            new SqliteDashboardDbContext(new DbContextOptionsBuilder<SqliteDashboardDbContext>().UseSqlite(connection).Options);
        var before = db.Database.GetMigrations().TakeWhile(name => !name.EndsWith("_HouseholdCounts", StringComparison.Ordinal)).Last();
        await db.GetService<IMigrator>().MigrateAsync(before, stop);
        await db.Database.ExecuteSqlRawAsync("INSERT INTO Communities (Id, Code, Name, NameEn, HouseholdCount, SortOrder, Version) VALUES "
            + "(1, 'a', 'a', 'a', 2140, 1, 0), (2, 'b', 'b', 'b', NULL, 2, 0), (3, 'c', 'c', 'c', 0, 3, 0)", stop);
        await db.Database.MigrateAsync(stop);

        Assert.Equal([(1, Concentric.Rules.ValidationContext.FirstDay, 2_140)], (await db.HouseholdCounts.AsNoTracking().ToListAsync(stop))
            .Select(one => (one.CommunityId, one.HoldsFrom, one.Households)));
        Assert.Equal([2_140, null, 0], await db.Communities.OrderBy(one => one.Id).Select(one => one.HouseholdCount).ToListAsync(stop));
    }

    [Fact]
    [OnSqlite("its compiled model")]
    public void TheCompiledModel_IsTheOneOfTheCode()
    {
        var builder = new DbContextOptionsBuilder<SqliteDashboardDbContext>();
        StoreServices.UseSqlite(builder, "Data Source=:memory:");
        using var db = new SqliteDashboardDbContext(builder.Options);
        Assert.IsType<SqliteDashboardDbContextModel>(db.Model);
        var (compiled, coded) = (Describe(db.Model), Describe(db.GetService<IDesignTimeModel>().Model));

        Assert.True(coded.Count > 500, "The comparison sees too little of the model.");
        var mend =
            "The model has changed: dotnet ef dbcontext optimize --project Dashboard.Core --context SqliteDashboardDbContext "
            + "--output-dir Migrations/CompiledModel --namespace Concentric.Migrations.CompiledModel";
        Assert.True(compiled.SetEquals(coded), $"{mend}\n{string.Join('\n', compiled.Except(coded).Concat(coded.Except(compiled)))}");
    }

    /// <summary>One line for each property, key, foreign key and index.</summary>
    private static HashSet<string> Describe(IModel model) =>
    [
        .. model.GetEntityTypes().SelectMany(type => type.GetProperties().Select(property =>
            $"{type.Name} {property.Name} {property.GetColumnName()} {property.GetRelationalTypeMapping().StoreType} "
                + $"{property.GetTypeMapping().Converter?.GetType()} {property.IsNullable} {property.IsConcurrencyToken} "
                + $"{property.ValueGenerated} {property.GetMaxLength()}")),
        .. model.GetEntityTypes()
            .SelectMany(type =>
                type.GetKeys().Select(key => $"{type.Name} {type.GetTableName()} key {Names(key.Properties)} {key.IsPrimaryKey()}")),
        .. model.GetEntityTypes().SelectMany(type => type.GetForeignKeys().Select(link =>
            $"{type.Name} to {link.PrincipalEntityType.Name} by {Names(link.Properties)} {link.DeleteBehavior} {link.IsUnique} "
                + $"{link.DependentToPrincipal?.Name} {link.PrincipalToDependent?.Name}")),
        .. model.GetEntityTypes()
            .SelectMany(type =>
                type.GetIndexes().Select(index => $"{type.Name} index {Names(index.Properties)} {index.IsUnique} {index.GetFilter()}")),
    ];

    private static string Names(IEnumerable<IReadOnlyProperty> properties) =>
        string.Join(',', properties.Select(property => property.Name));

    /// <summary>One line for each column and each column of an index, key or foreign key.</summary>
    private static async Task<List<string>> SqliteSchemaAsync(Func<DbContext, Task> create)
    {
        await using var connection = new SqliteConnection("Data Source=:memory:");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        // A table that SQLite copies to change it is copied outside the transaction: a program killed then leaves half a migration.
        var options = new DbContextOptionsBuilder<SqliteDashboardDbContext>().UseSqlite(connection)
            .ConfigureWarnings(warnings => warnings.Throw(RelationalEventId.NonTransactionalMigrationOperationWarning)).Options;
        await using var db = new SqliteDashboardDbContext(options);
        await create(db);
        return await db.Database.SqlQueryRaw<string>("""
            WITH t AS (SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\_\_EFMigrations%' ESCAPE '\' AND name NOT LIKE 'sqlite%')
            SELECT concat_ws(' ', t.name, c.name, c.type, c."notnull", c.pk) AS Value FROM t, pragma_table_xinfo(t.name) AS c
            UNION ALL SELECT concat_ws(' ', t.name, l.name, l."unique", l.partial, i.seqno, i.name) FROM t, pragma_index_list(t.name) AS l, pragma_index_info(l.name) AS i
            UNION ALL SELECT concat_ws(' ', t.name, f."from", f."table", f."to", f.on_delete) FROM t, pragma_foreign_key_list(t.name) AS f
            """).ToListAsync(TestContext.Current.CancellationToken);
    }

    private static string Mend(string provider) =>
        $"The model has changed: dotnet ef migrations add <Name> --project Dashboard.Core --context {provider}DashboardDbContext "
            + $"--output-dir Migrations/{provider}";
}
