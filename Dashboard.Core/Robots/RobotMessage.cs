using System.ComponentModel.DataAnnotations;
using Concentric.Data;
using Concentric.Jobs;

namespace Concentric.Robots;

/// <summary>Why a robot did not take a message.</summary>
public enum RobotProblem
{
    /// <summary>No connection to the server.</summary>
    Unreachable,

    /// <summary>The connection could not be opened in time.</summary>
    TimedOut,

    /// <summary>The connection could not be secured.</summary>
    NotSecured,

    /// <summary>Key, signature, keyword or sender's address were not accepted.</summary>
    NotAccepted,

    /// <summary>Too many messages.</summary>
    Limited,

    /// <summary>The server failed, or refused for another reason.</summary>
    Refused,
}

/// <summary>
/// A message to a robot: once for each robot and key, which the store sees to. What it says is settled when it is made, so that an
/// attempt more says the same. The row is the outbox too.
/// </summary>
public sealed class RobotMessage : OutboxRow, IOutboxKind, IBesideFigures
{
    /// <summary>How long messages are kept.</summary>
    public const int KeptDays = 90;

    public int RobotId { get; set; }

    public Robot? Robot { get; set; }

    /// <summary>What it tells of, as in <c>run:17</c> or <c>morning:2026-03-18</c>.</summary>
    [MaxLength(TextLimits.Title)]
    public required string Key { get; set; }

    /// <summary>The export whose end it tells of; null for others.</summary>
    public long? RunId { get; set; }

    [MaxLength(TextLimits.Title)]
    public required string Title { get; set; }

    /// <summary>Lines below the title; as many are sent as the robot takes.</summary>
    [MaxLength(TextLimits.Description)]
    public required string Text { get; set; }

    /// <summary>Where its link leads, below the office's address.</summary>
    [MaxLength(TextLimits.Title)]
    public required string Path { get; set; }

    /// <summary>Why the last attempt failed.</summary>
    public RobotProblem? Problem { get; set; }
}
