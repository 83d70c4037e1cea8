using Concentric.Data;

namespace Concentric.Communities;

/// <summary>What is said about a posting, in full.</summary>
/// <param name="Position">Required.</param>
/// <param name="StartsOn">First day; at most ten years ahead.</param>
/// <param name="EndsOn">Last day; null while it lasts.</param>
public sealed record PostingDetails(Position? Position, DateOnly StartsOn, DateOnly? EndsOn = null, string? Note = null);

/// <summary>A worker takes up a position in a community.</summary>
/// <param name="RequestId">Made by the form, so that sending it twice enters it once.</param>
public sealed record BeginPosting(int CommunityId, long WorkerId, PostingDetails Details, Guid? RequestId = null);

/// <summary>Corrected details, in full; an end is entered this way too.</summary>
public sealed record CorrectPosting(long Id, int Version, PostingDetails Details) : RecordInput(Id, Version);

/// <summary>The secretaries of two communities exchange their places (岗位交流).</summary>
/// <param name="On">First day in the new place.</param>
public sealed record ExchangeSecretaries(int FirstCommunityId, int SecondCommunityId, DateOnly On, string? Note = null);
