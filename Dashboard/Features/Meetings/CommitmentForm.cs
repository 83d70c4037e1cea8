using Concentric.Meetings;

namespace Concentric.Dashboard.Features.Meetings;

/// <summary>What the form of a commitment holds while it is filled in.</summary>
public sealed class CommitmentForm
{
    public string? Title { get; set; }

    public int? CommunityId { get; set; }

    public long? MeetingId { get; set; }

    public long? CoBuilderId { get; set; }

    public string? Owner { get; set; }

    public DateOnly? DueOn { get; set; }

    /// <summary>Why the due date is corrected.</summary>
    public string? Reason { get; set; }

    public static CommitmentForm Of(Commitment commitment) => new()
    {
        Title = commitment.Title,
        CommunityId = commitment.CommunityId,
        MeetingId = commitment.MeetingId,
        CoBuilderId = commitment.CoBuilderId,
        Owner = commitment.Owner,
        DueOn = commitment.DueOn,
    };

    public CommitmentDetails ToDetails() => new(Title, Owner, DueOn ?? default) { CoBuilderId = CoBuilderId, MeetingId = MeetingId };
}
