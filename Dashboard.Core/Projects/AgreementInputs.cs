using Concentric.Data;

namespace Concentric.Projects;

/// <summary>What is said about an agreement, in full.</summary>
/// <param name="CommunityId">The community that keeps it.</param>
/// <param name="Title">In one line; required.</param>
/// <param name="Parties">Two to twenty, one a line or separated by commas; required.</param>
/// <param name="AgreedOn">Not in the future.</param>
public sealed record AgreementDetails(int CommunityId, string? Title, string? Parties, DateOnly AgreedOn)
{
    /// <summary>By when it is to be kept; not before <see cref="AgreedOn"/>.</summary>
    public DateOnly? DueOn { get; init; }

    /// <summary>A project of the same community.</summary>
    public long? ProjectId { get; init; }
}

/// <summary>An agreement was made.</summary>
/// <param name="Details">What is said about it.</param>
/// <param name="RequestId">Made by the form, so that sending it twice enters it once.</param>
public sealed record RecordAgreement(AgreementDetails Details, Guid? RequestId = null);

/// <summary>Corrected details, in full.</summary>
public sealed record CorrectAgreement(long Id, int Version, AgreementDetails Details) : RecordInput(Id, Version);
