using Concentric.CoBuilders;

namespace Concentric.Petitions;

/// <summary>Who brought a petition. Personal data.</summary>
public sealed record Petitioner(string? Name, string? Phone);

/// <summary>What is said about a petition when it is collected, and can be corrected afterwards.</summary>
/// <param name="Title">In one line; required.</param>
/// <param name="Category">Key of a <see cref="PetitionCategory"/>; required.</param>
/// <param name="ReceivedOn">Day of receipt; not in the future.</param>
public sealed record PetitionDetails(string? Title, string? Category, DateOnly ReceivedOn)
{
    public string? Description { get; init; }

    public PetitionSource Source { get; init; }

    /// <summary>Null leaves in a correction what is there, so that a form which shows it masked need not know it.</summary>
    public Petitioner? Petitioner { get; init; }

    public string? ResponsibleUnit { get; init; }

    /// <summary>A <see cref="CoBuilder"/> that is to handle it.</summary>
    public long? CoBuilderId { get; init; }

    /// <summary>Null when collecting: the category's working days from receipt. Null when correcting: as it is.</summary>
    public DateOnly? DueOn { get; init; }
}

/// <summary>The resident's answers at a call-back; all three, otherwise the call-back is not valid.</summary>
/// <param name="Responded">Somebody responded.</param>
/// <param name="Resolved">It is resolved.</param>
/// <param name="Satisfaction">How satisfied the resident is.</param>
public sealed record CallBackAnswers(bool Responded, bool Resolved, Satisfaction Satisfaction);
