using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Concentric.Data;

/// <summary>
/// Gives a connection of SQL Server back to its pool with the usual isolation. A pooled connection keeps that of its last transaction,
/// and whoever has it next without a transaction would read and write under it (https://github.com/dotnet/SqlClient/issues/96): after a
/// snapshot a plain save fails with error 3960, after a serializable one others wait for a plain read.
/// </summary>
internal sealed class IsolationReset : DbConnectionInterceptor
{
    public static readonly IsolationReset Instance = new();

    private const string Usual = "SET TRANSACTION ISOLATION LEVEL READ COMMITTED";

    public override InterceptionResult ConnectionClosing(DbConnection connection, ConnectionEventData eventData, InterceptionResult result)
    {
        if (!IsToBeReset(connection, eventData)) return result;
        using var command = connection.CreateCommand();
        command.CommandText = Usual;
        command.ExecuteNonQuery();
        return result;
    }

    public override async ValueTask<InterceptionResult> ConnectionClosingAsync(DbConnection connection, ConnectionEventData eventData,
        InterceptionResult result)
    {
        if (!IsToBeReset(connection, eventData)) return result;
        await using var command = connection.CreateCommand();
        command.CommandText = Usual;
        // Not to be cancelled: the connection goes back to a pool.
        await command.ExecuteNonQueryAsync(CancellationToken.None);
        return result;
    }

    private static bool IsToBeReset(DbConnection connection, ConnectionEventData eventData)
    {
        if (eventData.Context is not DashboardDbContext { HasRaisedIsolation: true } db) return false;
        db.HasRaisedIsolation = false;
        // A broken one goes to no pool.
        return connection.State == ConnectionState.Open;
    }
}
