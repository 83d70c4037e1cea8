using Concentric.CoBuilders;
using Concentric.Data;

namespace Concentric.Meetings;

/// <summary>Where a commitment stands: 按期完成, 逾期完成, 办理中, 已逾期.</summary>
public enum CommitmentState { Kept, Late, Open, Overdue }

/// <summary>What is said about a commitment when it is made, and can be corrected afterwards.</summary>
/// <param name="Title">What is to be done, in one line; required.</param>
/// <param name="Owner">Who is to do it; may be left out when <see cref="CoBuilderId"/> says so.</param>
/// <param name="DueOn">Not before the day of the meeting.</param>
public sealed record CommitmentDetails(string? Title, string? Owner, DateOnly DueOn)
{
    /// <summary>The <see cref="CoBuilder"/> that made it; null when it was no co-builder.</summary>
    public long? CoBuilderId { get; init; }

    /// <summary>The <see cref="Meeting"/> at which it was made; null when it was made alone.</summary>
    public long? MeetingId { get; init; }
}

/// <summary>A commitment that was made.</summary>
/// <param name="CommunityId">The community that keeps it.</param>
/// <param name="Details">What is said about it.</param>
/// <param name="RequestId">Made by the form, so that sending it twice enters it once.</param>
public sealed record RecordCommitment(int CommunityId, CommitmentDetails Details, Guid? RequestId = null);

/// <summary>It has been done.</summary>
/// <param name="On">Day on which it was done; today when left out.</param>
public sealed record CompleteCommitment(long Id, int Version, DateOnly? On = null) : RecordInput(Id, Version);

/// <summary>It turned out not to be done.</summary>
/// <param name="Reason">Required.</param>
public sealed record ReopenCommitment(long Id, int Version, string? Reason) : RecordInput(Id, Version);

/// <summary>The corrected day on which it was done.</summary>
/// <param name="Reason">Required.</param>
public sealed record CorrectCompletion(long Id, int Version, DateOnly On, string? Reason) : RecordInput(Id, Version);

/// <summary>Corrected details, in full.</summary>
/// <param name="Reason">Required when the due date moves.</param>
public sealed record CorrectCommitment(long Id, int Version, CommitmentDetails Details, string? Reason = null) : RecordInput(Id, Version);
