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

/// <summary>What came of one record of many.</summary>
/// <param name="Refusal">Why it stayed as it was; null when it was done.</param>
public sealed record BulkOutcome(long Id, Exception? Refusal);

/// <summary>Steps that more than one kind offers.</summary>
public static class BulkSteps
{
    /// <summary>Each gets the same later due day.</summary>
    /// <param name="extend">The kind's command.</param>
    public static BulkStep<T> Extend<T>(Func<CurrentUser, ExtendRecord, CancellationToken, Task<Saved>> extend)
        where T : EnteredRecord =>
        new("extend", [nameof(BulkAnswers.DueOn), nameof(BulkAnswers.Reason)], (caller, id, version, answers, stop) =>
            extend(caller, new(id, version, answers.DueOn!.Value, answers.Reason), stop));
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
    /// <summary>The records with which the caller may take the step; those that the caller may change when left out.</summary>
    public Func<IQueryable<T>, CurrentUser, IQueryable<T>> Takeable { get; init; } = (records, caller) => records.WritableBy(caller);

    /// <summary>The most records of one run.</summary>
    public const int MostRecords = 200;

    /// <summary>Refuses answers that are missing or too long, before the first record is touched.</summary>
    /// <exception cref="RefusedException">Something that is asked was not answered, or can be so for no record.</exception>
    public void Check(BulkAnswers answers)
    {
        var check = new ValidationContext();
        foreach (var question in Asks) check.That(answers[question] is not null, question, null, Rule.Required);
        check.Lines(nameof(answers.Reason), answers.Reason, TextLimits.Note);
        check.Line(nameof(answers.ResponsibleUnit), answers.ResponsibleUnit, TextLimits.Name);
        check.ThrowIfAny();
    }

    /// <summary>
    /// Takes the step with several records, one after the other: each by the kind's own command, in a transaction of its own, so that
    /// rights, version and audit are those of one record, and one that is refused holds up no other.
    /// </summary>
    /// <param name="ids">Which, <see cref="MostRecords"/> at most, in the order in which it is done.</param>
    /// <param name="versions">As <see cref="BulkChanges{T}.VersionsAsync"/> gave them.</param>
    /// <param name="tell">Told of each as soon as it is done or refused; what was told stays when the rest is given up.</param>
    /// <exception cref="ArgumentOutOfRangeException">Too many.</exception>
    /// <exception cref="RefusedException">Something that the step asks was not answered; no record was touched.</exception>
    /// <exception cref="OperationCanceledException">Given up; the record at hand is as it was.</exception>
    public async Task RunAsync(CurrentUser caller, IReadOnlyList<long> ids, IReadOnlyDictionary<long, int> versions, BulkAnswers answers,
         Action<BulkOutcome> tell, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ids.Count, MostRecords, nameof(ids));
        Check(answers);
        foreach (var id in ids)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                await TakeAsync(caller, id, versions.GetValueOrDefault(id), answers, cancellationToken);
                tell(new(id, null));
            }
            catch (Exception refusal) when (refusal is RefusedException or EditedMeanwhileException or RecordNotFoundException)
            {
                tell(new(id, refusal));
            }
        }
    }
}
