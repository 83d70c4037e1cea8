using System.Collections.Frozen;
using System.Globalization;
using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Concentric.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace Concentric.Metrics;

/// <summary>
/// The statements that count the whole cube, translated ahead for both stores. Translating them took half of the program's start, and
/// what that leaves in memory stayed. A statement is found by what it was translated from, so one whose definition has changed since is
/// not found, and is translated at the start as any other: what is kept here can make the start slow, but no figure wrong.
/// </summary>
public static class PreparedStatements
{
    private const string Heading = "-- ";

    private static readonly Lazy<FrozenDictionary<string, Prepared>> Sqlite = new(() => Read(nameof(Sqlite)));
    private static readonly Lazy<FrozenDictionary<string, Prepared>> SqlServer = new(() => Read(nameof(SqlServer)));

    /// <summary>The file of a store as it should be.</summary>
    /// <param name="db">
    /// Answers every statement with one row whose values are the places of their columns, counted from one. Two measures that are the
    /// same to the store share a column, and which do only the translation knows.
    /// </param>
    /// <exception cref="InvalidOperationException">A statement takes parameters, or can't be told from another.</exception>
    public static string Translate(MetricCatalogue catalogue, DashboardDbContext db)
    {
        var (text, keys) = (new StringBuilder(), new HashSet<string>());
        foreach (var statement in catalogue.Dimensions.SelectMany(dimension => dimension.Statements(db, null)))
        {
            using var command = statement.Rows.CreateDbCommand();
            if (command.Parameters.Count > 0) throw new InvalidOperationException($"'{statement.Name}' takes parameters.");
            if (!keys.Add(KeyOf(statement))) throw new InvalidOperationException($"'{statement.Name}' can't be told from another.");
            text.Append(Heading).Append(KeyOf(statement)).Append(' ').Append(CellColumns.Written(statement.Rows.AsEnumerable().First()))
                .Append(": ").AppendLine(statement.Name).AppendLine(command.CommandText.Trim()).AppendLine();
        }

        return text.ToString().ReplaceLineEndings("\n");
    }

    /// <summary>The rows of a statement that counts a whole dimension.</summary>
    internal static async IAsyncEnumerable<CellRow> ReadAsync(DashboardDbContext db, CellStatement statement,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var all = db.Database.IsSqlServer() ? SqlServer : Sqlite;
        if (!all.Value.TryGetValue(KeyOf(statement), out var prepared))
        {
            await foreach (var row in statement.Rows.AsAsyncEnumerable().WithCancellation(cancellationToken)) yield return row;
            yield break;
        }

        var command = db.GetService<IRawSqlCommandBuilder>().Build(prepared.Sql);
        var target = new RelationalCommandParameterObject(db.GetService<IRelationalConnection>(), null, null, db, null);
        await using var result = await db.Database.CreateExecutionStrategy()
            .ExecuteAsync(token => command.ExecuteReaderAsync(target, token), cancellationToken);
        var (days, cell) = (new DayTexts(areTexts: !db.Database.IsSqlServer()), new CellRow());
        while (await result.ReadAsync(cancellationToken))
        {
            prepared.Columns.Read(result.DbDataReader, days, cell);
            yield return cell;
        }
    }

    // An expression's text does not say of what rows it is; the name does.
    private static string KeyOf(CellStatement statement) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes($"{statement.Name}: {Unnumbered(TextOf(statement.Rows.Expression))}")).AsSpan(0, 8));

    /// <summary>The same on every machine: an expression writes its constants, days too, as the thread's culture does.</summary>
    private static string TextOf(Expression expression)
    {
        var own = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        try
        {
            return expression.ToString();
        }
        finally
        {
            CultureInfo.CurrentCulture = own;
        }
    }

    /// <summary>Without the numbers of anonymous types, which change with every other that a build has.</summary>
    private static string Unnumbered(string expression)
    {
        const string Numbered = "AnonymousType";
        return string.Join(Numbered, expression.Split(Numbered).Select(part => part.TrimStart("0123456789".ToCharArray())));
    }

    private static FrozenDictionary<string, Prepared> Read(string store)
    {
        using var stream = typeof(PreparedStatements).Assembly.GetManifestResourceStream($"Concentric.Metrics.{store}.sql")!;
        using var reader = new StreamReader(stream);
        var statements = new Dictionary<string, Prepared>();
        foreach (var part in ("\n" + reader.ReadToEnd()).Split("\n" + Heading, StringSplitOptions.RemoveEmptyEntries))
        {
            var heading = part[..part.IndexOf('\n', StringComparison.Ordinal)];
            var words = heading[..heading.IndexOf(':', StringComparison.Ordinal)].Split(' ');
            statements[words[0]] = new(part[(heading.Length + 1)..].Trim(), CellColumns.Read(words[1..]));
        }

        return statements.ToFrozenDictionary();
    }

    private sealed record Prepared(string Sql, CellColumns Columns);
}
