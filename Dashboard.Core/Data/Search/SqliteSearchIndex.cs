using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Concentric.Data.Search;

/// <summary>The full-text index of the embedded store: an FTS5 table without content, beside the tables of the records.</summary>
internal sealed class SqliteSearchIndex : SearchIndex
{
    private const string Create = """
        CREATE VIRTUAL TABLE IF NOT EXISTS SearchIndex USING fts5(
            terms, personal, communities, keeper, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 0')
        """;

    internal override string Version => "3";

    internal override int Batch => 2_000;

    internal override bool IsOfUseInPart => true;

    /// <summary>What FTS5 is asked for: all parts must stand in one record.</summary>
    public static string Match(IReadOnlyList<SearchPart> parts) => string.Join(" AND ", parts.Select(part =>
        $"\"{string.Join(' ', part.Terms)}\"{(part.Sort == SearchPartSort.Pairs ? "" : " *")}"));

    internal override async Task<bool> ExistsAsync(DashboardDbContext db, CancellationToken cancellationToken) =>
        (await db.Database.SqlQueryRaw<int>("SELECT COUNT(*) AS Value FROM sqlite_master WHERE name = 'SearchIndex'")
            .ToListAsync(cancellationToken)).Contains(1);

    internal override async Task EmptyAsync(DashboardDbContext db, CancellationToken cancellationToken)
    {
        await db.Database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS SearchIndex", cancellationToken);
        await db.Database.ExecuteSqlRawAsync(Create, cancellationToken);
    }

    internal override async Task WriteAsync(DashboardDbContext db, IReadOnlyList<IndexedRecord> records, IEnumerable<long> gone, bool isNew,
        CancellationToken cancellationToken)
    {
        await using var delete = Command(db, "DELETE FROM SearchIndex WHERE rowid = $key", "$key");
        await using var insert = Command(db,
            "INSERT INTO SearchIndex(rowid, terms, personal, communities, keeper) VALUES ($key, $terms, $personal, $communities, $keeper)",
            "$key", "$terms", "$personal", "$communities", "$keeper");
        foreach (var key in gone.Concat(isNew ? [] : records.Select(record => record.Key)))
        {
            delete.Parameters[0].Value = key;
            await delete.ExecuteNonQueryAsync(cancellationToken);
        }

        foreach (var record in records)
        {
            insert.Parameters[0].Value = record.Key;
            insert.Parameters[1].Value = record.Terms;
            insert.Parameters[2].Value = record.Personal;
            insert.Parameters[3].Value = record.Communities;
            insert.Parameters[4].Value = record.Keeper;
            await insert.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    internal override async Task<IReadOnlyList<long>> FindAsync(DashboardDbContext db, SearchQuestion question, SearchScope scope, int most,
        CancellationToken cancellationToken)
    {
        var query = string.Join(" OR ", question.Ways.Select(parts => $"({Match(parts)})"));
        var match = $"{(scope.WithPersonal ? "{terms personal}" : "terms")} : ({query})";
        if (scope.CommunityIds is not null)
        {
            var theirs = string.Join(" OR ", scope.CommunityIds.Select(IndexedRecord.NameOf).Append(IndexedRecord.OfAll));
            // What is shared may be read by all who share it; what is personal in it stays with those who keep it. A word may be found in
            // either.
            match = $"(({match}) AND keeper : ({theirs})) OR (terms : ({query}) AND communities : ({theirs}))";
        }

        await db.Database.OpenConnectionAsync(cancellationToken);
        var ofKind = scope.Kind is null
            ? "" : string.Create(CultureInfo.InvariantCulture, $" AND rowid % {IndexedRecord.MostKinds} = {scope.Kind}");
        await using var command = Command(db,
            $"SELECT rowid FROM SearchIndex WHERE SearchIndex MATCH $match AND rowid <= $last{ofKind} ORDER BY rowid DESC LIMIT $most",
            "$match", "$last", "$most");
        command.Parameters[0].Value = match;
        command.Parameters[1].Value = scope.Last ?? long.MaxValue;
        command.Parameters[2].Value = most;
        var keys = new List<long>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken)) keys.Add(reader.GetInt64(0));
        return keys;
    }

    private static DbCommand Command(DashboardDbContext db, string text, params ReadOnlySpan<string> parameters)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = text;
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        foreach (var name in parameters)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
