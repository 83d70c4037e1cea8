using Concentric.Data;
using Concentric.Rules;

namespace Concentric.Kinds;

/// <summary>What whoever takes a step with many records says once for all of them.</summary>
public sealed record BulkAnswers(string? Reason = null, DateOnly? DueOn = null, string? ResponsibleUnit = null)
{
    /// <summary>What is said of a question, by the name of its property here.</summary>
    public object? this[string question] => question switch
    {
        nameof(Reason) => string.IsNullOrWhiteSpace(Reason) ? null : Reason,
        nameof(DueOn) => DueOn,
        nameof(ResponsibleUnit) => string.IsNullOrWhiteSpace(ResponsibleUnit) ? null : ResponsibleUnit,
        _ => throw new ArgumentOutOfRangeException(nameof(question), question, null),
    };
}

/// <summary>A step that can be taken with many records of a kind at once, as extending them.</summary>
/// <param name="Key">As <c>extend</c>.</param>
/// <param name="Asks">Names of the <see cref="BulkAnswers"/> that it needs.</param>
/// <param name="TakeAsync">The kind's own command for one record: id, version and answers.</param>
/// <param name="IsOfArchived">True when it is taken with archived records, and with no others.</param>
public sealed record BulkStep<T>(string Key, IReadOnlyList<string> Asks,
    Func<CurrentUser, long, int, BulkAnswers, CancellationToken, Task<Saved>> TakeAsync, bool IsOfArchived = false)
    where T : EnteredRecord
{
    /// <summary>Refuses answers that are missing, before the first record is touched.</summary>
    /// <exception cref="RefusedException">Something that is asked was not answered.</exception>
    public void Check(BulkAnswers answers)
    {
        var check = new ValidationContext();
        foreach (var question in Asks) check.That(answers[question] is not null, question, null, Rule.Required);
        check.ThrowIfAny();
    }
}
