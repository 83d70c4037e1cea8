using Concentric.Data;

namespace Concentric.Projects;

/// <summary>What is said about a project.</summary>
/// <param name="Title">In one line; required.</param>
/// <param name="StrandId">One of the five strands.</param>
/// <param name="StartedOn">Day on which it was proposed; not in the future.</param>
public sealed record ProjectDetails(string? Title, int StrandId, DateOnly StartedOn);

/// <summary>A project was proposed.</summary>
/// <param name="CommunityId">The community that keeps it.</param>
/// <param name="Details">What is said about it.</param>
/// <param name="RequestId">Made by the form, so that sending it twice enters it once.</param>
public sealed record RecordProject(int CommunityId, ProjectDetails Details, Guid? RequestId = null);

/// <summary>A project reached a stage.</summary>
/// <param name="On">Day on which it did; today when left out.</param>
/// <param name="Note">Required for going back, stopping and taking up again.</param>
public sealed record ReachStage(long Id, int Version, ProjectStage Stage, DateOnly? On = null, string? Note = null) : RecordInput(Id, Version);

/// <summary>Corrected details, in full.</summary>
public sealed record CorrectProject(long Id, int Version, ProjectDetails Details) : RecordInput(Id, Version);

/// <summary>The corrected day and note of a stage.</summary>
/// <param name="EntryId">Which of the project's stages.</param>
public sealed record CorrectStage(long Id, int Version, long EntryId, DateOnly On, string? Note) : RecordInput(Id, Version);
