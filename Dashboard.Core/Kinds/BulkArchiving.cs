using Concentric.Data;
using Concentric.Rules;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Kinds;

/// <summary>What came of one record of many.</summary>
/// <param name="Refusal">Why it stayed as it was; null when it was done.</param>
public sealed record BulkOutcome(long Id, Exception? Refusal);

/// <summary>
/// Archives or restores several records of a kind, one after the other: each by the kind's own command, in a transaction of its own, so
/// that rights, version and audit are those of one record, and one that is refused holds up no other.
/// </summary>
public sealed class BulkArchiving<T>(IDbContextFactory<DashboardDbContext> factory, IArchiveCommands<T> commands)
    where T : EnteredRecord
{
    /// <summary>The most records of one run.</summary>
    public const int MostRecords = 200;

    /// <summary>The versions of those records that the caller may change, as somebody sees them who is about to.</summary>
    public async Task<IReadOnlyDictionary<long, int>> VersionsAsync(CurrentUser caller, IReadOnlyCollection<long> ids,
        CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await db.Set<T>().AsNoTracking().WritableBy(caller).Where(record => ids.Contains(record.Id))
            .ToDictionaryAsync(record => record.Id, record => record.Version, cancellationToken);
    }

    /// <summary>Archives records, each with the same reason.</summary>
    /// <inheritdoc cref="RunAsync"/>
    public Task ArchiveAsync(CurrentUser caller, IReadOnlyList<long> ids, IReadOnlyDictionary<long, int> versions, string? reason,
        Action<BulkOutcome> tell, CancellationToken cancellationToken) =>
        RunAsync(ids, id => commands.ArchiveAsync(caller, new(id, versions.GetValueOrDefault(id), reason), cancellationToken), tell,
            cancellationToken);

    /// <summary>Takes archived records back.</summary>
    /// <inheritdoc cref="RunAsync"/>
    public Task RestoreAsync(CurrentUser caller, IReadOnlyList<long> ids, IReadOnlyDictionary<long, int> versions,
        Action<BulkOutcome> tell, CancellationToken cancellationToken) =>
        RunAsync(ids, id => commands.RestoreAsync(caller, new(id, versions.GetValueOrDefault(id)), cancellationToken), tell,
            cancellationToken);

    /// <param name="ids">Which, <see cref="MostRecords"/> at most, in the order in which it is done.</param>
    /// <param name="versions">As <see cref="VersionsAsync"/> gave them.</param>
    /// <param name="tell">Told of each as soon as it is done or refused; what was told stays when the rest is given up.</param>
    /// <exception cref="ArgumentOutOfRangeException">Too many.</exception>
    /// <exception cref="OperationCanceledException">Given up; the record at hand is as it was.</exception>
    private static async Task RunAsync(IReadOnlyList<long> ids, Func<long, Task<Saved>> step, Action<BulkOutcome> tell,
        CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ids.Count, MostRecords, nameof(ids));
        foreach (var id in ids)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                await step(id);
                tell(new(id, null));
            }
            catch (Exception refusal) when (refusal is RefusedException or EditedMeanwhileException or RecordNotFoundException)
            {
                tell(new(id, refusal));
            }
        }
    }
}
