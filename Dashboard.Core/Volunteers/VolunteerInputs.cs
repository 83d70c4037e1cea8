using Concentric.Data;

namespace Concentric.Volunteers;

/// <summary>A volunteer claims a post.</summary>
/// <param name="On">Today when left out.</param>
/// <param name="RequestId">Made by the form, so that sending it twice enters it once.</param>
public sealed record ClaimPost(long PostId, long VolunteerId, DateOnly? On = null, Guid? RequestId = null);

/// <summary>The same, with the volunteer told by name as registered: where names are shown masked nobody can choose from a list.</summary>
/// <param name="Name">In full; required.</param>
/// <param name="Phone">Needed only when several have the name.</param>
public sealed record ClaimPostByName(long PostId, string? Name, string? Phone, DateOnly? On = null, Guid? RequestId = null);

/// <summary>A volunteer gives a post up.</summary>
/// <param name="On">Today when left out.</param>
public sealed record EndClaim(long Id, int Version, DateOnly? On = null) : RecordInput(Id, Version);
