using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace Concentric.Tests.SqlServer.Capture;

/// <summary>
/// A connection to nowhere. It opens, begins transactions and creates commands as SqlConnection does, but the
/// commands are kept instead of sent. A whole connection, rather than interceptors on a SqlConnection that never opens,
/// because SqlCommand refuses any transaction but a SqlTransaction, and that class can't be made without a server;
/// and because raw ADO.NET commands are caught as well.
/// </summary>
internal sealed class CapturingConnection(Func<string, IReadOnlyList<CapturedParameter>, Answers> keep) : DbConnection
{
    private ConnectionState _state = ConnectionState.Closed;

    [AllowNull]
    public override string ConnectionString { get; set; } = CapturingSqlServer.ConnectionString;

    public override string Database => "concentric";

    public override string DataSource => "nowhere";

    public override string ServerVersion => "16.00.1000";

    public override ConnectionState State => _state;

    public override void ChangeDatabase(string databaseName)
    {
    }

    public override void Open() => _state = ConnectionState.Open;

    public override Task OpenAsync(CancellationToken cancellationToken)
    {
        Open();
        return Task.CompletedTask;
    }

    public override void Close() => _state = ConnectionState.Closed;

    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => new CapturingTransaction(this, isolationLevel);

    protected override DbCommand CreateDbCommand() => new CapturingCommand(keep) { Connection = this };
}

/// <summary>A transaction in which nothing happens, so it commits and rolls back alike.</summary>
internal sealed class CapturingTransaction(DbConnection connection, IsolationLevel isolationLevel) : DbTransaction
{
    public override IsolationLevel IsolationLevel => isolationLevel;

    public override bool SupportsSavepoints => true;

    protected override DbConnection DbConnection => connection;

    public override void Commit()
    {
    }

    public override void Rollback()
    {
    }

    public override void Save(string savepointName)
    {
    }

    public override void Rollback(string savepointName)
    {
    }

    public override void Release(string savepointName)
    {
    }
}
