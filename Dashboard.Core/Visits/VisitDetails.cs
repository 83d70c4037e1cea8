using Concentric.Data;

namespace Concentric.Visits;

/// <summary>What is said about a home visit, in full: what is left out is not so.</summary>
/// <param name="Visitor">Who went; required.</param>
/// <param name="VisitedOn">Day of the visit; not in the future.</param>
/// <param name="Addresses">
/// The households reached, by building, unit and room in any spelling that <see cref="Rules.HouseholdAddress"/> reads. Blank ones are
/// passed over, one given twice counts once; with <see cref="NobodyHomeAt"/> 1 to <see cref="MostHouseholds"/> remain.
/// </param>
public sealed record VisitDetails(string? Visitor, DateOnly VisitedOn, IReadOnlyList<string?> Addresses)
{
    /// <summary>The most households of one visit.</summary>
    public const int MostHouseholds = 200;

    /// <summary>The households at which nobody was home, which were not reached.</summary>
    public IReadOnlyList<string?> NobodyHomeAt { get; init; } = [];

    /// <summary>True when nothing is said of households: those of the visit that is corrected stay as they are.</summary>
    public bool KeepsHouseholds { get; init; }

    public string? Note { get; init; }
}

/// <summary>A visit that was made.</summary>
/// <param name="CommunityId">The community that keeps it, and in which the households live.</param>
/// <param name="Details">What is said about it.</param>
/// <param name="RequestId">Made by the form, so that sending it twice enters it once.</param>
public sealed record RecordVisit(int CommunityId, VisitDetails Details, Guid? RequestId = null);

/// <summary>Corrected details, in full.</summary>
public sealed record CorrectVisit(long Id, int Version, VisitDetails Details) : RecordInput(Id, Version);
