using Concentric.Data;

namespace Concentric.Errands;

/// <summary>What is said about an errand, in full: what is left out is not so.</summary>
/// <param name="Kind">Required.</param>
/// <param name="ServedOn">Day on which it was done; not in the future.</param>
/// <param name="Persons">Person-times served, 1 to <see cref="MostPersons"/>; required.</param>
public sealed record ErrandDetails(ErrandKind? Kind, DateOnly ServedOn, int? Persons)
{
    /// <summary>The most person-times of one errand.</summary>
    public const int MostPersons = 10_000;

    /// <summary>Whose errand it was; left out when it was done for several.</summary>
    public string? Beneficiary { get; init; }

    public string? Note { get; init; }

    /// <summary>The <see cref="Programmes.Programme"/> to which it belongs.</summary>
    public int? ProgrammeId { get; init; }
}

/// <summary>An errand that was done.</summary>
/// <param name="CommunityId">The community that keeps it.</param>
/// <param name="Details">What is said about it.</param>
/// <param name="RequestId">Made by the form, so that sending it twice enters it once.</param>
public sealed record RecordErrand(int CommunityId, ErrandDetails Details, Guid? RequestId = null);

/// <summary>Corrected details, in full.</summary>
public sealed record CorrectErrand(long Id, int Version, ErrandDetails Details) : RecordInput(Id, Version);
