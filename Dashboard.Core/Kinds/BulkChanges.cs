using Concentric.Data;
using Concentric.Rules;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Kinds;

/// <summary>What came of one record of many.</summary>
/// <param name="Refusal">Why it stayed as it was; null when it was done.</param>
public sealed record BulkOutcome(long Id, Exception? Refusal);

/// <summary>
/// Takes a step with several records of a kind, one after the other: each by the kind's own command, in a transaction of its own, so
/// that rights, version and audit are those of one record, and one that is refused holds up no other.
/// </summary>
/// <param name="further">What the kind offers besides archiving and restoring.</param>
public sealed class BulkChanges<T>(IDbContextFactory<DashboardDbContext> factory, IArchiveCommands<T> commands,
    IEnumerable<BulkStep<T>> further)
    where T : EnteredRecord
{
    /// <summary>The most records of one run.</summary>
    public const int MostRecords = 200;

    public BulkStep<T> Archive { get; } = new("archive", [nameof(BulkAnswers.Reason)],
        (caller, id, version, answers, stop) => commands.ArchiveAsync(caller, new(id, version, answers.Reason), stop));

    public BulkStep<T> Restore { get; } = new("restore", [],
        (caller, id, version, _, stop) => commands.RestoreAsync(caller, new(id, version), stop), IsOfArchived: true);

    /// <summary>All of them, in the order in which they are offered: what is done most days first, archiving last.</summary>
    public IReadOnlyList<BulkStep<T>> Steps => field ??= [.. further, Archive, Restore];

    /// <summary>The versions of those records that the caller may change, as somebody sees them who is about to.</summary>
    public async Task<IReadOnlyDictionary<long, int>> VersionsAsync(CurrentUser caller, IReadOnlyCollection<long> ids,
        CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await db.Set<T>().AsNoTracking().WritableBy(caller).Where(record => ids.Contains(record.Id))
            .ToDictionaryAsync(record => record.Id, record => record.Version, cancellationToken);
    }

    /// <param name="ids">Which, <see cref="MostRecords"/> at most, in the order in which it is done.</param>
    /// <param name="versions">As <see cref="VersionsAsync"/> gave them.</param>
    /// <param name="tell">Told of each as soon as it is done or refused; what was told stays when the rest is given up.</param>
    /// <exception cref="ArgumentOutOfRangeException">Too many.</exception>
    /// <exception cref="RefusedException">Something that the step asks was not answered; no record was touched.</exception>
    /// <exception cref="OperationCanceledException">Given up; the record at hand is as it was.</exception>
    public static async Task RunAsync(BulkStep<T> step, CurrentUser caller, IReadOnlyList<long> ids,
        IReadOnlyDictionary<long, int> versions, BulkAnswers answers, Action<BulkOutcome> tell, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ids.Count, MostRecords, nameof(ids));
        step.Check(answers);
        foreach (var id in ids)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                await step.TakeAsync(caller, id, versions.GetValueOrDefault(id), answers, cancellationToken);
                tell(new(id, null));
            }
            catch (Exception refusal) when (refusal is RefusedException or EditedMeanwhileException or RecordNotFoundException)
            {
                tell(new(id, refusal));
            }
        }
    }
}
