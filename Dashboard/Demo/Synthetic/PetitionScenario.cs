using Concentric.Petitions;

namespace Concentric.Dashboard.Demo.Synthetic;

/// <summary>What a resident said when called back.</summary>
internal readonly record struct CallBack(DateOnly On, bool IsValid, bool Responded, bool Resolved, Satisfaction? Satisfaction);

/// <summary>One passage through the council hall's loop, from the first stage to the closing and the call-back after it.</summary>
internal sealed record PetitionPassage(DateOnly Negotiated, DateOnly Handled, DateOnly FedBack, DateOnly Closed, PetitionOutcome Outcome,
    CallBack? CallBack);

/// <summary>
/// What happens to one petition, whether it lies in the past or not: a <see cref="PetitionMaker"/> makes the record and its
/// timeline from the part that has happened by today.
/// </summary>
internal sealed record PetitionScenario(DateOnly Received, DateOnly Due, PetitionPassage First)
{
    /// <summary>Day on which the due date was moved to <see cref="ExtendedTo"/>; null when it never was.</summary>
    public DateOnly? ExtendedOn { get; init; }

    public DateOnly ExtendedTo { get; init; }

    /// <summary>Day on which the closed petition was reopened; null when it never was.</summary>
    public DateOnly? ReopenedOn { get; init; }

    /// <summary>The due date since reopening.</summary>
    public DateOnly ReopenedDue { get; init; }

    /// <summary>The passage after reopening.</summary>
    public PetitionPassage? Second { get; init; }
}
