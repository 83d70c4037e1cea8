using System.ComponentModel.DataAnnotations;
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
}

/// <summary>A message that is sent once, kept in the store until it is; moved by <see cref="Outbox{T}"/> only.</summary>
public abstract class OutboxRow
{
    /// <summary>Pauses after the first, second… failure; after one more the message is given up.</summary>
    public static IReadOnlyList<TimeSpan> Pauses { get; } =
        [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromHours(1), TimeSpan.FromHours(4)];

    /// <summary>Attempts after which a message is given up.</summary>
    public static int MostFailures => Pauses.Count + 1;

    public long Id { get; set; }

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
