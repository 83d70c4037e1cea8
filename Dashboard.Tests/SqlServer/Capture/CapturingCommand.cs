using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.SqlClient;

namespace Concentric.Tests.SqlServer.Capture;

/// <summary>Keeps its text and its (real SQL Server) parameters when executed, and answers with made-up rows.</summary>
internal sealed class CapturingCommand(CapturingConnection connection) : DbCommand
{
    // EF Core's SQL Server type mappings set SqlDbType on the parameter, so it has to be a SqlParameter.
    private readonly SqlCommand _inner = new();

    [AllowNull]
    public override string CommandText { get; set; } = "";

    public override int CommandTimeout { get; set; }

    public override CommandType CommandType { get; set; } = CommandType.Text;

    public override bool DesignTimeVisible { get; set; }

    public override UpdateRowSource UpdatedRowSource { get; set; }

    protected override DbConnection? DbConnection { get; set; }

    protected override DbTransaction? DbTransaction { get; set; }

    protected override DbParameterCollection DbParameterCollection => _inner.Parameters;

    public override void Cancel()
    {
    }

    public override void Prepare()
    {
    }

    // A number of rows that no caller takes for "nothing was there".
    public override int ExecuteNonQuery()
    {
        Keep();
        return 1;
    }

    public override object? ExecuteScalar()
    {
        using var reader = ExecuteReader();
        return reader.Read() ? reader.GetValue(0) : null;
    }

    protected override DbParameter CreateDbParameter() => _inner.CreateParameter();

    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior)
    {
        var answers = Keep();
        connection.ReaderOpened();
        var results = answers == Answers.Places ? [ResultShape.Places] : ResultShape.Of(CommandText);
        return new FakeDataReader(results, answers, connection.ReaderClosed);
    }

    private Answers Keep() => connection.Keep(CommandText, [.. _inner.Parameters.Cast<SqlParameter>().Select(CapturedParameter.Of)]);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _inner.Dispose();
        base.Dispose(disposing);
    }
}
