using System.ComponentModel.DataAnnotations;
using System.ComponentModel.DataAnnotations.Schema;
using Concentric.Data;

namespace Concentric.Jobs;

/// <summary>How far a message is on its way out of the program.</summary>
public enum OutboxState
{
    /// <summary>What it tells of is not there yet.</summary>
    Pending,

    /// <summary>It waits to be sent.</summary>
    Waiting,

    /// <summary>It is being handed over.</summary>
    Sending,

    /// <summary>The other side has taken it.</summary>
    Sent,

    /// <summary>The other side would not have it; it is not tried again.</summary>
    GivenUp,

    /// <summary>Cut off while it was handed over: the other side may have it. It is not sent a second time.</summary>
    Uncertain,

    /// <summary>Nobody is to have it any more.</summary>
    Withdrawn,

    /// <summary>Told within the program only: there is no way out to whom it is for.</summary>
    Told,
}

/// <summary>What differs from one table of messages to another.</summary>
public interface IOutboxKind
{
    /// <summary>The kind that the change log names for its moves; null for its own.</summary>
    static virtual string? ToldAs => null;

    /// <summary>What has not been sent after this long is no news any more, and is withdrawn; null for what stays news.</summary>
    static virtual TimeSpan? Lasts => TimeSpan.FromHours(24);

    /// <summary>The record that the change log names.</summary>
    long ToldId { get; }
}

/// <summary>A message that is sent once, kept in the store until it is; moved by <see cref="Outbox{T}"/> only.</summary>
public abstract class OutboxRow : IOutboxKind
{
    /// <summary>Pauses after the first, second… failure; after one more the message is given up.</summary>
    public static IReadOnlyList<TimeSpan> Pauses { get; } =
        [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromHours(1), TimeSpan.FromHours(4)];

    /// <summary>Attempts after which a message is given up.</summary>
    public static int MostFailures => Pauses.Count + 1;

    public long Id { get; set; }

    /// <inheritdoc/>
    [NotMapped]
    public virtual long ToldId => Id;

    public OutboxState State { get; set; }

    /// <summary>How often sending has failed.</summary>
    public int Failures { get; set; }

    /// <summary>Instant (UTC) at which it was made.</summary>
    public DateTime At { get; set; }

    /// <summary>
    /// Instant (UTC) from which it may be tried; of one that somebody is trying, the instant until which others leave it alone.
    /// </summary>
    public DateTime? NextAt { get; set; }

    /// <summary>Instant (UTC) at which nothing more was to be done.</summary>
    public DateTime? EndedAt { get; set; }

    /// <summary>What the other side said to the last attempt that failed.</summary>
    [MaxLength(TextLimits.Title)]
    public string? Answer { get; set; }
}
