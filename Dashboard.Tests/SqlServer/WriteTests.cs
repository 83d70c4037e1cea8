using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Concentric.Tests.SqlServer;

/// <summary>That every table can be written to: whatever command of ours saves a row, it sends one of these statements.</summary>
public sealed class WriteTests(DashboardSqlServer server) : IClassFixture<DashboardSqlServer>
{
    [Fact]
    public async Task EveryTable_TakesInsertUpdateAndDelete()
    {
        var stop = TestContext.Current.CancellationToken;
        using var db = server.CreateBareContext();
        foreach (var type in db.Model.GetEntityTypes().Where(t => !t.IsAbstract()))
        {
            var before = server.Server.Commands.Count;
            var entry = db.Entry(Activator.CreateInstance(type.ClrType, nonPublic: true)!);
            foreach (var property in entry.Properties.Where(p => p.Metadata.ValueGenerated == ValueGenerated.Never))
                property.CurrentValue = Sample(property.Metadata);
            entry.State = EntityState.Added;
            await db.SaveChangesAsync(stop);

            var keysOnly = entry.Properties.All(p => p.Metadata.IsPrimaryKey());
            entry.State = keysOnly ? EntityState.Unchanged : EntityState.Modified;
            await db.SaveChangesAsync(stop);
            entry.State = EntityState.Deleted;
            await db.SaveChangesAsync(stop);

            var sent = server.Server.Commands.Skip(before).ToList();
            string[] verbs = keysOnly ? ["INSERT INTO", "DELETE FROM"] : ["INSERT INTO", "UPDATE", "DELETE FROM"];
            Assert.All(verbs, verb =>
                Assert.Contains(sent, c => c.Text.Contains($"{verb} [{type.GetTableName()}]", StringComparison.Ordinal)));
        }

        Assert.Empty(DashboardSqlServer.Model.Validate(server.Server.Commands));
    }

    private static object Sample(IProperty property)
    {
        var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        return type switch
        {
            _ when type == typeof(string) => "x",
            _ when type == typeof(DateTime) => new DateTime(2025, 1, 1, 0, 0, 0, DateTimeKind.Utc),
            _ when type == typeof(DateTimeOffset) => new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero),
            _ when type == typeof(DateOnly) => new DateOnly(2025, 1, 1),
            _ when type == typeof(byte[]) => new byte[] { 1 },
            _ when type == typeof(Guid) => new Guid(1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
            _ when type.IsEnum => Enum.GetValues(type).GetValue(0)!,
            _ => Convert.ChangeType(1, type, CultureInfo.InvariantCulture),
        };
    }
}
