using Concentric.Data;

namespace Concentric.CoBuilders;

/// <summary>What is said about a contribution, in full. Money or time or both.</summary>
/// <param name="CommunityId">The community it was given to.</param>
/// <param name="CoBuilderId">Who gave it.</param>
/// <param name="GivenOn">Not in the future.</param>
/// <param name="Purpose">In one line; required.</param>
public sealed record ContributionDetails(int CommunityId, long CoBuilderId, DateOnly GivenOn, string? Purpose)
{
    /// <summary>Money or money's worth in fen, 0 to <see cref="Contribution.MostFen"/>.</summary>
    public long AmountFen { get; init; }

    /// <summary>Working time in minutes, 0 to <see cref="Contribution.MostMinutes"/>.</summary>
    public long Minutes { get; init; }

    /// <summary>A project of the same community.</summary>
    public long? ProjectId { get; init; }

    public int? ProgrammeId { get; init; }
}

/// <summary>Something was given.</summary>
/// <param name="Details">What is said about it.</param>
/// <param name="RequestId">Made by the form, so that sending it twice enters it once.</param>
public sealed record RecordContribution(ContributionDetails Details, Guid? RequestId = null);

/// <summary>Corrected details, in full.</summary>
public sealed record CorrectContribution(long Id, int Version, ContributionDetails Details) : RecordInput(Id, Version);
