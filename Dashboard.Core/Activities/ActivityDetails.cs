using Concentric.Data;
using Concentric.Projects;

namespace Concentric.Activities;

/// <summary>A measured output of an activity.</summary>
/// <param name="Kind">Each kind at most once.</param>
/// <param name="AmountMilli">Thousandths of the kind's unit, more than 0.</param>
public sealed record OutputDetails(OutputKind Kind, long AmountMilli);

/// <summary>What is said about an activity, in full: what is left out is not so.</summary>
/// <param name="Title">In one line; required.</param>
/// <param name="Kind">Its one kind; required.</param>
/// <param name="HeldOn">Day on which it was held; not in the future.</param>
public sealed record ActivityDetails(string? Title, ActivityKind? Kind, DateOnly HeldOn)
{
    /// <summary>The most person-times of one activity.</summary>
    public const int MostAttendance = 1_000_000;

    /// <summary>The most that one activity can save, in fen: a hundred million yuan.</summary>
    public const long MostSavedFen = 10_000_000_000;

    public string? Description { get; init; }

    public string? Place { get; init; }

    /// <summary>Person-times, volunteers included; refused when null, for nobody knows then whether nobody came.</summary>
    public int? Attendance { get; init; } = 0;

    /// <summary>Person-times of volunteers.</summary>
    public int VolunteerAttendance { get; init; }

    /// <summary>What the event cost less than the usual price, in fen.</summary>
    public long SavedFen { get; init; }

    /// <summary>All the communities that host it; the keeping one may be left out. With others it is joint.</summary>
    public IReadOnlyCollection<int> Communities { get; init; } = [];

    /// <summary>Co-builders that took part.</summary>
    public IReadOnlyCollection<long> Partners { get; init; } = [];

    /// <summary>Programmes to which it belongs.</summary>
    public IReadOnlyCollection<int> Programmes { get; init; } = [];

    /// <summary>Services offered at it.</summary>
    public IReadOnlyCollection<int> Services { get; init; } = [];

    public IReadOnlyCollection<OutputDetails> Outputs { get; init; } = [];
}

/// <summary>An activity that was held.</summary>
/// <param name="CommunityId">The community that keeps it; for a joint one, the one that leads.</param>
/// <param name="Details">What is said about it.</param>
/// <param name="RequestId">Made by the form, so that sending it twice enters it once.</param>
public sealed record RecordActivity(int CommunityId, ActivityDetails Details, Guid? RequestId = null);

/// <summary>Corrected details, in full.</summary>
/// <param name="CommunityId">The community that keeps it from now on; the same when left out.</param>
public sealed record CorrectActivity(long Id, int Version, ActivityDetails Details, int? CommunityId = null) : RecordInput(Id, Version);
