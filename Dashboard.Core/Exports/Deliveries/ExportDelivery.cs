using System.ComponentModel.DataAnnotations;
using Concentric.Data;
using Concentric.People;

namespace Concentric.Exports.Deliveries;

/// <summary>How far a workbook is on its way to somebody.</summary>
public enum DeliveryState
{
    /// <summary>The workbook is not there yet.</summary>
    Pending,

    /// <summary>Told in the application only: no mail server is set, or the account has no address.</summary>
    Told,

    /// <summary>Told in the application; the mail waits to be sent.</summary>
    Waiting,

    /// <summary>The mail is being handed to the server.</summary>
    Sending,

    /// <summary>The server has taken the mail.</summary>
    Sent,

    /// <summary>The server would not have it; it is not tried again.</summary>
    GivenUp,

    /// <summary>Cut off while the mail was handed over: the server may have it. It is not sent a second time.</summary>
    Uncertain,

    /// <summary>The account may no longer have the workbook.</summary>
    Withdrawn,
}

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
public sealed class ExportDelivery
{
    public long Id { get; set; }

    public long RunId { get; set; }

    public ExportRun? Run { get; set; }

    public int UserId { get; set; }

    public DashboardUser? User { get; set; }

    public DeliveryState State { get; set; }

    /// <summary>How often sending has failed.</summary>
    public int Failures { get; set; }

    /// <summary>
    /// Instant (UTC) from which it may be tried; of one that somebody is trying, the instant until which others leave it alone.
    /// </summary>
    public DateTime? NextAt { get; set; }

    /// <summary>Instant (UTC) at which nothing more was to be done.</summary>
    public DateTime? EndedAt { get; set; }

    /// <summary>Why the last attempt failed.</summary>
    public MailProblem? Problem { get; set; }

    /// <summary>What the server said to it.</summary>
    [MaxLength(TextLimits.Title)]
    public string? Answer { get; set; }
}
