using System.ComponentModel.DataAnnotations.Schema;
using Concentric.Data;
using Concentric.Jobs;

namespace Concentric.Exports.Deliveries;

/// <summary>Why a mail could not be sent.</summary>
public enum MailProblem
{
    /// <summary>No connection to the server.</summary>
    Unreachable,

    /// <summary>The server did not answer in time.</summary>
    TimedOut,

    /// <summary>The connection could not be secured.</summary>
    NotSecured,

    /// <summary>The server did not accept name and password.</summary>
    SignIn,

    /// <summary>The server refused, for now or for good.</summary>
    Refused,

    /// <summary>The account's mail address is none.</summary>
    Address,

    /// <summary>Something else; the log has it.</summary>
    Other,
}

/// <summary>
/// A workbook on its way to one account: once for each run and account, which the store sees to. The row is both the list of
/// who gets a run and the outbox of its mails; it moves on together with what it tells.
/// </summary>
public sealed class ExportDelivery : OutboxRow, IOutboxKind
{
    /// <summary>The run's page shows how far it is.</summary>
    static string? IOutboxKind.ToldAs => ExportRunChanges.Kind;

    /// <summary>A workbook stays news however long the mail server can't be reached.</summary>
    static TimeSpan? IOutboxKind.Lasts => null;

    [NotMapped]
    public override long ToldId => RunId;

    public long RunId { get; set; }

    public ExportRun? Run { get; set; }

    public int UserId { get; set; }

    public DashboardUser? User { get; set; }

    /// <summary>Why the last attempt failed.</summary>
    public MailProblem? Problem { get; set; }
}
