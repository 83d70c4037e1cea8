using Concentric.Data;

namespace Concentric.Wishes;

/// <summary>What is said about a wish when it is raised, and can be corrected afterwards.</summary>
/// <param name="Title">In one line; required.</param>
/// <param name="RaisedOn">Day on which it was raised; not in the future.</param>
public sealed record WishDetails(string? Title, DateOnly RaisedOn)
{
    /// <summary>Whose wish it is; personal.</summary>
    public string? Wisher { get; init; }
}

/// <summary>Who claims a wish: a person by name or a co-builder, not both.</summary>
public sealed record Claimant(string? ClaimedBy = null, long? CoBuilderId = null);

/// <summary>A wish that was raised.</summary>
/// <param name="CommunityId">The community that keeps it.</param>
/// <param name="Details">What is said about it.</param>
/// <param name="RequestId">Made by the form, so that sending it twice enters it once.</param>
public sealed record RaiseWish(int CommunityId, WishDetails Details, Guid? RequestId = null);

/// <summary>Somebody claims it.</summary>
/// <param name="On">Today when left out.</param>
public sealed record ClaimWish(long Id, int Version, Claimant Claimant, DateOnly? On = null) : RecordInput(Id, Version);

/// <summary>Whoever claimed it gives it back.</summary>
/// <param name="Reason">Required.</param>
public sealed record UnclaimWish(long Id, int Version, string? Reason) : RecordInput(Id, Version);

/// <summary>It was fulfilled.</summary>
/// <param name="On">Today when left out.</param>
public sealed record FulfilWish(long Id, int Version, DateOnly? On = null) : RecordInput(Id, Version);

/// <summary>It turned out not to be fulfilled.</summary>
/// <param name="Reason">Required.</param>
public sealed record ReopenWish(long Id, int Version, string? Reason) : RecordInput(Id, Version);

/// <summary>Corrected details, in full.</summary>
/// <param name="Reason">Required when the day moves.</param>
public sealed record CorrectWish(long Id, int Version, WishDetails Details, string? Reason = null) : RecordInput(Id, Version);

/// <summary>The corrected claim.</summary>
/// <param name="Reason">Required.</param>
public sealed record CorrectClaim(long Id, int Version, Claimant Claimant, DateOnly On, string? Reason) : RecordInput(Id, Version);

/// <summary>The corrected day of fulfilment.</summary>
/// <param name="Reason">Required.</param>
public sealed record CorrectFulfilment(long Id, int Version, DateOnly On, string? Reason) : RecordInput(Id, Version);
