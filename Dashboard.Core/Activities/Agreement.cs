using System.ComponentModel.DataAnnotations;
using Concentric.Data;
using Concentric.Lists;
using Concentric.Projects;

namespace Concentric.Activities;

/// <summary>An agreement between several parties, as on charging ports: what was promised is held against what was built.</summary>
public sealed class Agreement : CommunityRecord
{
    /// <summary>Agreements of the caller's communities, the last made first.</summary>
    public static ReferenceSource References { get; } = new("agreement", (db, caller) =>
        db.Agreements.ReadableBy(caller).Where(made => made.ArchivedAt == null).OrderByDescending(made => made.AgreedOn)
        .ThenByDescending(made => made.Id)
        .Select(made => new ReferenceChoice
        {
            Id = made.Id,
            Name = made.Title,
            NameEn = made.Title,
            CommunityId = made.CommunityId,
            KnownByCommunityId = null,
            KnownByDay = made.AgreedOn,
            IsPast = false
        }))
    { IsOfCommunity = true };

    [MaxLength(TextLimits.Title)]
    public required string Title { get; set; }

    /// <summary>The parties, separated by 、.</summary>
    [MaxLength(TextLimits.Note)]
    public required string Parties { get; set; }

    public long? ProjectId { get; set; }

    public Project? Project { get; set; }

    public DateOnly AgreedOn { get; set; }

    public DateOnly? DueOn { get; set; }

    /// <summary>Measured under it: what was promised, and what came of it.</summary>
    public List<Output> Outputs { get; } = [];
}
