using System.ComponentModel.DataAnnotations;
using Concentric.Data;
using Concentric.Lists;
using Concentric.Rules;

namespace Concentric.Communities;

/// <summary>A community worker; a secretary is a worker in a secretary's posting.</summary>
public sealed class Worker : CommunityRecord
{
    /// <summary>Workers of the caller's communities, by name.</summary>
    public static ReferenceSource References { get; } = new("worker", (db, caller) =>
        db.Workers.ReadableBy(caller).Where(worker => worker.ArchivedAt == null).OrderBy(worker => NameOrder.Of(worker.Name))
        .ThenBy(worker => worker.Id)
        .Select(worker => new ReferenceChoice
        {
            Id = worker.Id,
            Name = worker.Name,
            NameEn = worker.Name,
            CommunityId = null,
            KnownByCommunityId = worker.CommunityId,
            KnownByDay = worker.PoolSince ?? worker.TrainedOn,
            IsPast = false
        }));

    [MaxLength(TextLimits.Name)]
    public required string Name { get; set; }

    /// <summary>Day on which social-worker training was completed; null when not trained.</summary>
    public DateOnly? TrainedOn { get; set; }

    /// <summary>Day of admission to the talent pool; null when not in it.</summary>
    public DateOnly? PoolSince { get; set; }

    public List<Posting> Postings { get; } = [];
}
