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
    private int _openReaders;

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

    public override void Close() => (_state, _openReaders) = (ConnectionState.Closed, 0);

    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => new CapturingTransaction(this, isolationLevel);

    protected override DbCommand CreateDbCommand() => new CapturingCommand(this) { Connection = this };

    /// <summary>Keeps a command and says how to answer it.</summary>
    /// <exception cref="OpenReaderException">A reader is open; SQL Server without MARS has one at a time, SQLite has many.</exception>
    internal Answers Keep(string text, IReadOnlyList<CapturedParameter> parameters)
    {
        var answers = keep(text, parameters);
        return _openReaders == 0 ? answers : throw new OpenReaderException(text);
    }

    internal void ReaderOpened() => _openReaders++;

    internal void ReaderClosed() => _openReaders--;
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

/// <summary>What SqlClient says to a command on a connection whose last reader is still open.</summary>
public sealed class OpenReaderException(string text)
    : InvalidOperationException($"There is already an open DataReader on this connection, which must be closed before: {text}");
