using Concentric.Data;

namespace Concentric.CoBuilders;

/// <summary>What is said about a co-builder.</summary>
/// <param name="Name">Required; no two present co-builders have the same.</param>
/// <param name="Kind">What sort of unit it is; required.</param>
/// <param name="JoinedOn">Day on which it joined; not in the future.</param>
public sealed record CoBuilderDetails(string? Name, CoBuilderKind? Kind, DateOnly JoinedOn)
{
    /// <summary>The name in English; the same as the name when left out.</summary>
    public string? NameEn { get; init; }

    /// <summary>Day on which it left; not before it joined, not in the future. Null while it takes part.</summary>
    public DateOnly? LeftOn { get; init; }

    /// <summary>The unit into which it was merged; only for one that has left, and not itself.</summary>
    public long? MergedIntoId { get; init; }

    /// <summary>Whom to speak to. Null leaves in a correction what is there, so that a form which shows it masked need not know it.</summary>
    public string? Contact { get; init; }

    /// <summary>Null leaves in a correction what is there, unless it is cleared.</summary>
    public string? ContactPhone { get; init; }

    /// <summary>Takes the contact out in a correction that names no other.</summary>
    public bool ClearsContact { get; init; }

    /// <summary>Takes the phone out in a correction that gives no other.</summary>
    public bool ClearsPhone { get; init; }
}

/// <summary>A unit joined.</summary>
/// <param name="Details">What is said about it.</param>
/// <param name="RequestId">Made by the form, so that sending it twice enters it once.</param>
public sealed record RecordCoBuilder(CoBuilderDetails Details, Guid? RequestId = null);

/// <summary>Corrected details, in full.</summary>
public sealed record CorrectCoBuilder(long Id, int Version, CoBuilderDetails Details) : RecordInput(Id, Version);
