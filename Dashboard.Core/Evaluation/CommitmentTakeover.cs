using Concentric.CoBuilders;
using Concentric.Data;
using Concentric.Meetings;

namespace Concentric.Evaluation;

/// <summary>
/// A unit takes over from the open hall what another had promised and let lapse. It counts for a bonus once the commitment is
/// done; giving it back is archiving.
/// </summary>
public sealed class CommitmentTakeover : CommunityRecord, INonMetricRecord
{
    public long CommitmentId { get; set; }

    public Commitment? Commitment { get; set; }

    /// <summary>The unit that takes it over; never the one that let it lapse.</summary>
    public long CoBuilderId { get; set; }

    public CoBuilder? CoBuilder { get; set; }

    public DateOnly TakenOn { get; set; }
}
