using Concentric.Data;

namespace Concentric.Petitions;

/// <summary>A petition reaches a stage, or another attempt at one is noted.</summary>
/// <param name="On">Day on which it happened; today when left out.</param>
/// <param name="Note">What was done.</param>
/// <param name="SkipReason">Why stages are passed over; needs the right to.</param>
public sealed record AdvancePetition(long Id, int Version, DateOnly? On = null, string? Note = null, string? SkipReason = null)
    : RecordInput(Id, Version);

/// <summary>A petition is closed.</summary>
/// <param name="Note">Required when it is unresolved or withdrawn.</param>
public sealed record ClosePetition(
    long Id, int Version, PetitionOutcome Outcome, DateOnly? On = null, string? Note = null, string? SkipReason = null)
        : RecordInput(Id, Version);

/// <summary>A closed petition is taken up again.</summary>
/// <param name="DueOn">New due date; the category's working days from <paramref name="On"/> when left out.</param>
public sealed record ReopenPetition(long Id, int Version, string? Reason, DateOnly? On = null, DateOnly? DueOn = null)
    : RecordInput(Id, Version);

/// <summary>The resident has been called back.</summary>
/// <param name="Answers">Null when not all three questions were answered.</param>
/// <param name="StaysClosed">
/// Why it stays closed although the resident says that it is not resolved; it is taken up again when left out.
/// </param>
public sealed record CallBackPetition(
    long Id, int Version, CallBackAnswers? Answers, DateOnly? On = null, string? Note = null, string? StaysClosed = null)
    : RecordInput(Id, Version);

/// <summary>A closed petition stays as it is.</summary>
/// <param name="Reason">Required.</param>
public sealed record SettlePetition(long Id, int Version, string? Reason) : RecordInput(Id, Version);

/// <summary>A community takes over what it was offered.</summary>
/// <param name="ResponsibleUnit">Who is to handle it there; nobody when left out.</param>
public sealed record AcceptPetition(long Id, int Version, string? ResponsibleUnit, string? Note = null) : RecordInput(Id, Version);

/// <summary>An offer is turned down, or taken back by those who made it.</summary>
/// <param name="Reason">Required.</param>
public sealed record DeclinePetition(long Id, int Version, string? Reason) : RecordInput(Id, Version);

/// <summary>Who is to handle it from now on, in full: what is left out is nobody.</summary>
/// <param name="CommunityId">
/// The community that keeps it from now on; the same when left out. One that is not the caller's is asked, and accepts or declines.
/// </param>
public sealed record TransferPetition(
    long Id, int Version, string? Reason, string? ResponsibleUnit, long? CoBuilderId, int? CommunityId = null) : RecordInput(Id, Version);

/// <summary>Which unit is to handle it from now on.</summary>
public sealed record AssignPetition(long Id, int Version, string? ResponsibleUnit, string? Reason) : RecordInput(Id, Version);

/// <summary>The communities that share it, in full; none when it is shared no longer.</summary>
public sealed record SharePetition(long Id, int Version, IReadOnlyCollection<int> Communities, string? Note = null)
    : RecordInput(Id, Version);

/// <summary>The corrected closing.</summary>
public sealed record CorrectClosing(long Id, int Version, DateOnly On, PetitionOutcome Outcome, string? Reason) : RecordInput(Id, Version);

/// <summary>The corrected call-back.</summary>
public sealed record CorrectCallBack(long Id, int Version, DateOnly On, CallBackAnswers? Answers, string? Reason)
    : RecordInput(Id, Version);
