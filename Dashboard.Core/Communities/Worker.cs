using System.ComponentModel.DataAnnotations;
using Concentric.Data;

namespace Concentric.Communities;

/// <summary>A community worker; a secretary is a worker in a secretary's posting.</summary>
public sealed partial class Worker : CommunityRecord
{
    [MaxLength(TextLimits.Name)]
    public required string Name { get; set; }

    /// <summary>Day on which social-worker training was completed; null when not trained.</summary>
    public DateOnly? TrainedOn { get; set; }

    /// <summary>Day of admission to the talent pool; null when not in it.</summary>
    public DateOnly? PoolSince { get; set; }

    public List<Posting> Postings { get; } = [];
}
