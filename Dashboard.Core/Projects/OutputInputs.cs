using Concentric.Data;

namespace Concentric.Projects;

/// <summary>What is said about an output that belongs to no activity, in full.</summary>
/// <param name="CommunityId">The community that keeps it.</param>
/// <param name="Kind">What was measured; required.</param>
/// <param name="AmountMilli">Thousandths of the kind's unit, 1 to <see cref="Output.MostMilli"/>; required.</param>
/// <param name="RecordedOn">Not in the future.</param>
public sealed record MeasuredOutput(int CommunityId, OutputKind? Kind, long? AmountMilli, DateOnly RecordedOn)
{
    /// <summary>A project of the same community; not together with an agreement.</summary>
    public long? ProjectId { get; init; }

    /// <summary>An agreement of the same community; it says which project.</summary>
    public long? AgreementId { get; init; }

    public int? ProgrammeId { get; init; }
}

/// <summary>Something was measured.</summary>
/// <param name="Details">What is said about it.</param>
/// <param name="RequestId">Made by the form, so that sending it twice enters it once.</param>
public sealed record RecordOutput(MeasuredOutput Details, Guid? RequestId = null);

/// <summary>Corrected details, in full.</summary>
public sealed record CorrectOutput(long Id, int Version, MeasuredOutput Details) : RecordInput(Id, Version);
