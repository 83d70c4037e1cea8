using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Concentric.Data.Search;

/// <summary>One record as the index holds it.</summary>
/// <param name="Key">Identifies it across kinds.</param>
/// <param name="Terms">Of the fields that all readers of the record may know.</param>
/// <param name="Personal">Of personal fields, which only those find who may reveal them.</param>
/// <param name="Communities">Who may read it, as <c>c1 c7</c>; <c>all</c> for the street's own.</param>
/// <param name="Keeper">Whose record it is, whose workers may reveal its personal fields.</param>
internal sealed record IndexedRecord(long Key, string Terms, string Personal, string Communities, string Keeper)
{
    /// <summary>Kinds that one key can tell apart.</summary>
    public const int MostKinds = 64;

    /// <param name="id">Of the record.</param>
    /// <param name="kind">The place of its kind among all.</param>
    public static long KeyOf(long id, int kind) => (id * MostKinds) + kind;
}

/// <summary>The full-text index of the embedded store: an FTS5 table without content, beside the tables of the records.</summary>
internal static class SqliteSearchIndex
{
    private const string Create = """
        CREATE VIRTUAL TABLE IF NOT EXISTS SearchIndex USING fts5(
            terms, personal, communities, keeper, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 0')
        """;

    /// <summary>Makes the index if it is not there, or anew and empty.</summary>
    public static async Task CreateAsync(DashboardDbContext db, bool anew, CancellationToken cancellationToken)
    {
        if (anew) await db.Database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS SearchIndex", cancellationToken);
        await db.Database.ExecuteSqlRawAsync(Create, cancellationToken);
    }

    /// <summary>Puts records in, in the open transaction, in the place of what was known of them.</summary>
    /// <param name="db">With an open transaction.</param>
    /// <param name="records">As they are now.</param>
    /// <param name="gone">Keys of those to be taken out.</param>
    /// <param name="isNew">True when none of them is in the index.</param>
    public static async Task WriteAsync(DashboardDbContext db, IReadOnlyList<IndexedRecord> records, IEnumerable<long> gone, bool isNew,
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

    /// <summary>Keys of the records that match, those entered last first.</summary>
    /// <param name="db">Any.</param>
    /// <param name="query">As <see cref="Concentric.Data.Search.SearchTerms.Query"/> makes it.</param>
    /// <param name="withPersonal">True to look in personal fields too.</param>
    /// <param name="communityIds">Whose records; null for all.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <param name="kind">The place of the kind that is looked for; null for all.</param>
    public static async Task<IReadOnlyList<long>> FindAsync(
        DashboardDbContext db, string query, bool withPersonal, IReadOnlyList<int>? communityIds, int most,
        CancellationToken cancellationToken, int? kind = null)
    {
        var match = $"{(withPersonal ? "{terms personal}" : "terms")} : ({query})";
        if (communityIds is not null)
        {
            var theirs = string.Join(" OR ", communityIds.Select(id => string.Create(CultureInfo.InvariantCulture, $"c{id}"))
                .Append("all"));
            // What is shared may be read by all who share it; what is personal in it stays with those who keep it. A word may be found in
            // either.
            match = $"(({match}) AND keeper : ({theirs})) OR (terms : ({query}) AND communities : ({theirs}))";
        }

        await db.Database.OpenConnectionAsync(cancellationToken);
        var ofKind = kind is null
            ? "" : string.Create(CultureInfo.InvariantCulture, $" AND rowid % {IndexedRecord.MostKinds} = {kind}");
        await using var command = Command(db,
            $"SELECT rowid FROM SearchIndex WHERE SearchIndex MATCH $match{ofKind} ORDER BY rowid DESC LIMIT $most", "$match", "$most");
        command.Parameters[0].Value = match;
        command.Parameters[1].Value = most;
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
