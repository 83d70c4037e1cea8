using Concentric.Data;
using Concentric.Data.Bulk;
using Concentric.Imports.Undo;
using Concentric.Petitions;
using Concentric.Tests.SqlServer.Capture;
using CsCheck;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Concentric.Tests.SqlServer;

/// <summary>How staged rows are copied into SQL Server: what it would refuse, and that no key is chosen but by the server.</summary>
public sealed class StageStatementTests(DashboardSqlServer server) : IClassFixture<DashboardSqlServer>
{
    [Fact]
    public void EveryTable_IsStagedAndCopiedByStatementsThatCompile()
    {
        using var db = server.CreateBareContext();
        var commands = new List<CapturedCommand>();
        foreach (var (type, sort) in Types(db).SelectMany(_ => Enum.GetValues<StagedSort>(), (type, sort) => (type, sort)))
        {
            var table = Table(type, sort);
            foreach (var column in type.GetProperties().Where(column => !column.IsPrimaryKey()))
                if (sort == StagedSort.Changed) table.Changed.Add(column.GetColumnName());
            if (sort == StagedSort.Changed && table.Changed.Count == 0) continue;
            var texts = table.Texts.Select(column => table.Rename(column, new StandInKeys().InJson));
            string[] batch = [SqlServerStagedTable.CreateKeys, table.Create, .. texts, table.Copy(0, 10), table.Drop,
                SqlServerStagedTable.DropKeys];
            commands.Add(new($"stage {type.DisplayName()} {sort}", string.Join(";\n", batch), []));
        }

        Assert.InRange(commands.Count, 100, 1_000);
        Assert.Empty(DashboardSqlServer.Model.Validate(commands));
    }

    [Fact]
    public void NoTableIsLocked_AndAKeyThatTheServerGivesIsNeverWritten()
    {
        using var db = server.CreateBareContext();
        foreach (var type in Types(db))
        {
            var copy = Table(type, StagedSort.Added).Copy(0, 10);
            Assert.DoesNotContain("TABLOCK", copy, StringComparison.Ordinal);
            var key = type.FindPrimaryKey()!.Properties;
            if (key is not [{ ValueGenerated: ValueGenerated.OnAdd } id] || id.ClrType != typeof(long)) continue;
            var written = copy[copy.IndexOf($"INSERT INTO [{type.GetTableName()}] (", StringComparison.Ordinal)..];
            written = written[..written.IndexOf(')', StringComparison.Ordinal)];
            Assert.DoesNotContain($"[{id.GetColumnName()}]", written, StringComparison.Ordinal);
            Assert.Contains("ORDER BY s.[StagedRow]", copy, StringComparison.Ordinal);
        }

        Assert.InRange(SqlServerStagedTable.RowsAtOnce, 1, 2_499);
    }

    [Fact]
    public void EveryReferenceToARowThatTheServerNumbers_IsRenamed()
    {
        using var db = server.CreateBareContext();
        foreach (var type in Types(db))
        {
            var table = Table(type, StagedSort.Added);
            var copy = table.Copy(0, 10);
            foreach (var key in type.GetForeignKeys().Where(key => Table(key.PrincipalEntityType, StagedSort.Added).HasNamedKey))
            {
                Assert.True(Table(key.PrincipalEntityType, StagedSort.Added).HasNamedKey);
                Assert.Contains($".[StandIn] = s.[{key.Properties[0].GetColumnName()}]", copy, StringComparison.Ordinal);
            }
        }

        foreach (var (type, columns) in new (Type, string[])[]
        {
            (typeof(AuditEntry), ["RecordId"]), (typeof(ImportUndo), ["FirstId", "LastId"]),
        })
        {
            var copy = Table(db.Model.FindEntityType(type)!, StagedSort.Added).Copy(0, 10);
            Assert.All(columns, column => Assert.Contains($".[StandIn] = s.[{column}]", copy, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void RowsAreCopied_AfterWhatTheyReferTo_AndTheAuditTrailLast()
    {
        using var db = server.CreateBareContext();
        var types = new[] { typeof(AuditEntry), typeof(ImportUndo), typeof(PetitionStep), typeof(Petition) };
        var order = SqlServerStagedTable.InOrder([.. types.Select(type => Table(db.Model.FindEntityType(type)!, StagedSort.Added))])
            .Select(table => table.Type.ClrType).ToList();

        Assert.Equal([typeof(Petition), typeof(PetitionStep)], order[..2]);
        var gone = SqlServerStagedTable.InOrder([.. types.Select(type => Table(db.Model.FindEntityType(type)!, StagedSort.Deleted))])
            .Select(table => table.Type.ClrType).ToList();
        Assert.True(gone.IndexOf(typeof(PetitionStep)) < gone.IndexOf(typeof(Petition)));
    }

    [Fact]
    public void StandInKeys_AreAsLongAsOneAnother_BeginAlike_AndAreNoKeysOfAStore() => Gen.Int[1, 2_000].Sample(count =>
    {
        var keys = new StandInKeys();
        var given = Enumerable.Range(0, count).Select(_ => keys.Next()).ToList();

        Assert.Equal(count, given.Distinct().Count());
        Assert.All(given, key =>
        {
            var text = key.ToString(System.Globalization.CultureInfo.InvariantCulture);
            Assert.Equal(StandInKeys.Length, text.Length);
            Assert.StartsWith(keys.Beginning, text, StringComparison.Ordinal);
            Assert.True(key < 0 && keys.Has(key));
        });
        Assert.False(keys.Has(given.Min() - 1) || keys.Has(given.Max() + 1) || keys.Has(1));
        Assert.Contains(keys.InJson, System.Text.Json.JsonSerializer.Serialize(new { HouseholdId = given[^1] }), StringComparison.Ordinal);
    }, iter: 20);

    private static List<IEntityType> Types(DbContext db) =>
        [.. db.Model.GetEntityTypes().Where(type => type.GetTableName() is not null && type.FindPrimaryKey() is not null)];

    private static SqlServerStagedTable Table(IEntityType type, StagedSort sort) => new(sort, type.GetTableName()!, type);
}
