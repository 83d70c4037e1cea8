using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Data.Common;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Concentric.Tests.TestData;

/// <summary>
/// SQL Server numbers rows itself and refuses a number that comes with the row. Tests choose numbers, in contexts that they open
/// themselves; there it is asked to take them. What the program saves goes as it is, and is refused as in production.
/// </summary>
internal sealed partial class ExplicitKeys : DbCommandInterceptor
{
    public static readonly ExplicitKeys Instance = new();

    private static readonly Lazy<FrozenSet<string>> Keyed = new(() => TestDatabase.KeyedTables().ToFrozenSet());
    private readonly ConcurrentDictionary<DbContextId, bool> own = [];

    /// <summary>Marks a context as a test's own, until it goes back to its pool.</summary>
    public void Allow(DbContext db) => own[db.ContextId] = true;

    /// <summary>The same statements, each with its table told to take the numbers that it brings.</summary>
    public static string Taking(string text) => Insert().Replace(text, found => Keyed.Value.Contains(found.Groups["table"].Value)
        ? $"SET IDENTITY_INSERT [{found.Groups["table"]}] ON;\n{found.Value}\nSET IDENTITY_INSERT [{found.Groups["table"]}] OFF;"
        : found.Value);

    public override InterceptionResult<DbDataReader> ReaderExecuting(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
    {
        Rewrite(command, eventData);
        return result;
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default)
    {
        Rewrite(command, eventData);
        return ValueTask.FromResult(result);
    }

    // Values are parameters, so the first semicolon ends the statement.
    [GeneratedRegex(@"(?:INSERT INTO \[(?<table>\w+)\] \(\[Id\][^;]*|MERGE \[(?<table>\w+)\] USING [^;]*?INSERT \(\[Id\][^;]*);")]
    private static partial Regex Insert();

    private void Rewrite(DbCommand command, CommandEventData eventData)
    {
        if (eventData.CommandSource == CommandSource.SaveChanges && eventData.Context is { } db && own.ContainsKey(db.ContextId))
            command.CommandText = Taking(command.CommandText);
    }
}
