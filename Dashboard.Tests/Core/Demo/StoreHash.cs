using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Concentric.Data;
using Concentric.Tests.TestData;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Core.Demo;

/// <summary>A hash of everything that records are made of, row by row in the order of keys.</summary>
public static class StoreHash
{
    /// <summary>Tables that hold instants of this run or accounts.</summary>
    private static readonly string[] Left = [nameof(DashboardDbContext.ChangeLog), nameof(DashboardDbContext.StoreFacts),
        nameof(DashboardDbContext.AuditEntries)];

    public static async Task<string> OfRecordsAsync(TestStore store, CancellationToken cancellationToken)
    {
        await using var db = store.Open();
        await db.Database.OpenConnectionAsync(cancellationToken);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var rows = 0;
        foreach (var type in db.Model.GetEntityTypes().OrderBy(type => type.GetTableName(), StringComparer.Ordinal)
            .Where(type => !Left.Contains(type.GetTableName())))
        {
            var keys = string.Join(", ", type.FindPrimaryKey()!.Properties.Select(key => $"\"{key.Name}\""));
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = $"SELECT * FROM \"{type.GetTableName()}\" ORDER BY {keys}";
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                for (var i = 0; i < reader.FieldCount; i++)
                {
                    var value = reader.IsDBNull(i) ? "null" : Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture);
                    hash.AppendData(Encoding.UTF8.GetBytes($"{value}|"));
                }

                rows++;
            }
        }

        Assert.True(rows > 1_000);
        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
