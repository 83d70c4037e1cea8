using Concentric.Data;

namespace Concentric.Meetings;

/// <summary>Where a commitment stands: 按期完成, 逾期完成, 办理中, 已逾期.</summary>
public enum CommitmentState { Kept, Late, Open, Overdue }

/// <summary>It has been done.</summary>
/// <param name="On">Day on which it was done; today when left out.</param>
public sealed record CompleteCommitment(long Id, int Version, DateOnly? On = null) : RecordInput(Id, Version);

/// <summary>It turned out not to be done.</summary>
/// <param name="Reason">Required.</param>
public sealed record ReopenCommitment(long Id, int Version, string? Reason) : RecordInput(Id, Version);

/// <summary>The corrected day on which it was done.</summary>
/// <param name="Reason">Required.</param>
public sealed record CorrectCompletion(long Id, int Version, DateOnly On, string? Reason) : RecordInput(Id, Version);
