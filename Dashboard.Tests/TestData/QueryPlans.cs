using System.Data.Common;
using Concentric.Data;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Concentric.Tests.TestData;

/// <summary>Asks SQLite how it goes about each query that a store sends, as <c>EXPLAIN QUERY PLAN</c> tells it.</summary>
internal sealed class QueryPlans : DbCommandInterceptor
{
    /// <summary>The steps of each query, in order.</summary>
    public List<string> Steps { get; } = [];

    public static Action<IServiceCollection> Watch(QueryPlans plans) =>
        services => services.ConfigureDbContext<SqliteDashboardDbContext>(options => options.AddInterceptors(plans));

    public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default)
    {
        await using var explain = command.Connection!.CreateCommand();
        explain.CommandText = "EXPLAIN QUERY PLAN " + command.CommandText;
        explain.Transaction = command.Transaction;
        foreach (DbParameter parameter in command.Parameters)
        {
            var copy = explain.CreateParameter();
            (copy.ParameterName, copy.Value) = (parameter.ParameterName, parameter.Value);
            explain.Parameters.Add(copy);
        }

        await using var reader = await explain.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken)) Steps.Add(reader.GetString(3));
        return result;
    }
}
