using Concentric.Data;

namespace Concentric.Hazards;

/// <summary>A hazard was rectified.</summary>
/// <param name="RectifiedBy">Who did it; the caller when left out.</param>
/// <param name="On">Day on which it was done; today when left out.</param>
public sealed record RectifyHazard(long Id, int Version, string? RectifiedBy = null, DateOnly? On = null, string? Note = null)
    : RecordInput(Id, Version);

/// <summary>The rectification won't do.</summary>
/// <param name="Reason">Required.</param>
public sealed record ReturnHazard(long Id, int Version, string? Reason, DateOnly? On = null) : RecordInput(Id, Version);

/// <summary>A hazard that had been rectified and verified was found again.</summary>
/// <param name="Reason">Required.</param>
/// <param name="DueOn">New due date; by severity from <paramref name="On"/> when left out.</param>
public sealed record ReopenHazard(long Id, int Version, string? Reason, DateOnly? On = null, DateOnly? DueOn = null)
    : RecordInput(Id, Version);

/// <summary>The rectification was checked by somebody else, the caller.</summary>
public sealed record VerifyHazard(long Id, int Version, DateOnly? On = null, string? Note = null) : RecordInput(Id, Version);

/// <summary>Who has to do with it from now on, in full: what is left out is nobody.</summary>
/// <param name="Reason">Required.</param>
/// <param name="CommunityId">
/// The community that keeps it from now on; the same when left out. One that is not the caller's is asked, and accepts or declines.
/// </param>
public sealed record TransferHazard(long Id, int Version, string? Reason, string? ResponsibleUnit, int? CommunityId = null)
    : RecordInput(Id, Version);

/// <summary>A community takes over what it was offered.</summary>
/// <param name="ResponsibleUnit">Who is to put it right there; nobody when left out.</param>
public sealed record AcceptHazard(long Id, int Version, string? ResponsibleUnit, string? Note = null) : RecordInput(Id, Version);

/// <summary>An offer is turned down, or taken back by those who made it.</summary>
/// <param name="Reason">Required.</param>
public sealed record DeclineHazard(long Id, int Version, string? Reason) : RecordInput(Id, Version);

/// <summary>Which unit is to rectify it from now on.</summary>
public sealed record AssignHazard(long Id, int Version, string? ResponsibleUnit) : RecordInput(Id, Version);

/// <summary>The corrected rectification.</summary>
/// <param name="RectifiedBy">Who did it; as it is when left out.</param>
public sealed record CorrectRectification(long Id, int Version, DateOnly On, string? RectifiedBy, string? Reason)
    : RecordInput(Id, Version);

/// <summary>The corrected day of verification.</summary>
public sealed record CorrectVerification(long Id, int Version, DateOnly On, string? Reason) : RecordInput(Id, Version);
