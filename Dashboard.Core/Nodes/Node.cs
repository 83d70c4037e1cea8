using System.ComponentModel.DataAnnotations;
using Concentric.Data;

namespace Concentric.Nodes;

/// <summary>
/// A process of the program that serves this store, as it last told of itself. One that stops takes its row away; one that died stays
/// for a day. Both instants are by the store's clock.
/// </summary>
public sealed class Node
{
    [Key]
    public Guid Id { get; set; }

    /// <summary>The machine, and the process on it.</summary>
    [MaxLength(TextLimits.Name)]
    public required string Name { get; set; }

    /// <summary>The program's version.</summary>
    [MaxLength(TextLimits.Name)]
    public required string Version { get; set; }

    /// <summary>The last migration that the program knows.</summary>
    [MaxLength(TextLimits.Name)]
    public required string Schema { get; set; }

    /// <summary>The office's time zone as the node reckons.</summary>
    [MaxLength(TextLimits.Name)]
    public required string Zone { get; set; }

    /// <summary>What its files, environment and command line set, as <see cref="MachineConfiguration.Write"/> writes it.</summary>
    [MaxLength(TextLimits.Description)]
    public required string Settings { get; set; }

    /// <summary>How far its clock is ahead of the store's, in milliseconds; negative when it is behind.</summary>
    public long ClockOffset { get; set; }

    /// <summary>True when its data folder is the one that all nodes share.</summary>
    public bool HasFolder { get; set; }

    public DateTime StartedAt { get; set; }

    /// <summary>Its last sign of life.</summary>
    public DateTime SeenAt { get; set; }
}

/// <summary>
/// How often something was used on one node within one minute by the store's clock, where it was more than a few times: so that a limit
/// holds on all nodes together.
/// </summary>
public sealed class RateCount
{
    public DateTime Minute { get; set; }

    /// <summary>What is limited, as in <c>sign-in 10.0.0.7</c>.</summary>
    [MaxLength(TextLimits.Name)]
    public required string Key { get; set; }

    public Guid NodeId { get; set; }

    public int Count { get; set; }
}
