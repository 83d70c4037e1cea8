using Concentric.Data;

namespace Concentric.Wishes;

/// <summary>Who claims a wish: a person by name or a co-builder, not both.</summary>
public sealed record Claimant(string? ClaimedBy = null, long? CoBuilderId = null);

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

/// <summary>The corrected claim.</summary>
/// <param name="Reason">Required.</param>
public sealed record CorrectClaim(long Id, int Version, Claimant Claimant, DateOnly On, string? Reason) : RecordInput(Id, Version);

/// <summary>The corrected day of fulfilment.</summary>
/// <param name="Reason">Required.</param>
public sealed record CorrectFulfilment(long Id, int Version, DateOnly On, string? Reason) : RecordInput(Id, Version);
