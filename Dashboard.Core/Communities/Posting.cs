using System.ComponentModel.DataAnnotations;
using Concentric.Data;

namespace Concentric.Communities;

/// <summary>What a worker is in a community during a posting.</summary>
public enum Position { Secretary, Deputy, SocialWorker }

/// <summary>A posting (任期): one worker in one position of one community, from a day until a day.</summary>
public sealed class Posting : CommunityRecord
{
    public long WorkerId { get; set; }

    public Worker? Worker { get; set; }

    public Position Position { get; set; }

    public DateOnly StartsOn { get; set; }

    /// <summary>Last day; null while it lasts.</summary>
    public DateOnly? EndsOn { get; set; }

    /// <summary>True when the posting began by an exchange of secretaries (岗位交流).</summary>
    public bool IsRotation { get; set; }

    [MaxLength(TextLimits.Note)]
    public string? Note { get; set; }
}
