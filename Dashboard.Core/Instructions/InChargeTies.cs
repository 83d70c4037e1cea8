using Concentric.Communities;
using Concentric.Data;

namespace Concentric.Instructions;

/// <summary>The leader in charge of a community (分管领导); without a row all leaders are.</summary>
public sealed class CommunityCharge
{
    public int CommunityId { get; set; }

    public Community? Community { get; set; }

    public int LeaderId { get; set; }

    public DashboardUser? Leader { get; set; }
}

/// <summary>
/// The account that a worker signs in with. It is tied to the worker, not to the community, so that it goes along when secretaries are
/// exchanged.
/// </summary>
public sealed class WorkerAccount
{
    public long WorkerId { get; set; }

    public Worker? Worker { get; set; }

    public int UserId { get; set; }

    public DashboardUser? User { get; set; }
}
