using Concentric.Data;

namespace Concentric.Visits;

/// <summary>What is said about a home visit, in full: what is left out is not so.</summary>
/// <param name="Visitor">Who went; required.</param>
/// <param name="VisitedOn">Day of the visit; not in the future.</param>
/// <param name="Addresses">
/// The households reached: building, unit and room, as in 7-2-301. Blank ones are passed over, one given twice counts once;
/// 1 to <see cref="MostHouseholds"/> remain.
/// </param>
public sealed record VisitDetails(string? Visitor, DateOnly VisitedOn, IReadOnlyList<string?> Addresses)
{
    /// <summary>The most households of one visit.</summary>
    public const int MostHouseholds = 200;

    public string? Note { get; init; }
}

/// <summary>A visit that was made.</summary>
/// <param name="CommunityId">The community that keeps it, and in which the households live.</param>
/// <param name="Details">What is said about it.</param>
/// <param name="RequestId">Made by the form, so that sending it twice enters it once.</param>
public sealed record RecordVisit(int CommunityId, VisitDetails Details, Guid? RequestId = null);

/// <summary>Corrected details, in full.</summary>
public sealed record CorrectVisit(long Id, int Version, VisitDetails Details) : RecordInput(Id, Version);
