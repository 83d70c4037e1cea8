using Concentric.Data;

namespace Concentric.Projects;

/// <summary>A project reached a stage.</summary>
/// <param name="On">Day on which it did; today when left out.</param>
/// <param name="Note">Required for going back, stopping and taking up again.</param>
public sealed record ReachStage(long Id, int Version, ProjectStage Stage, DateOnly? On = null, string? Note = null)
    : RecordInput(Id, Version);

/// <summary>The corrected day and note of a stage.</summary>
/// <param name="EntryId">Which of the project's stages.</param>
public sealed record CorrectStage(long Id, int Version, long EntryId, DateOnly On, string? Note) : RecordInput(Id, Version);
