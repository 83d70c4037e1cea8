using Concentric.Data;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Kinds;

/// <summary>What can be done with several records of a kind at once.</summary>
/// <param name="further">What the kind offers besides archiving and restoring.</param>
public sealed class BulkChanges<T>(IDbContextFactory<DashboardDbContext> factory, IArchiveCommands<T> commands,
    IEnumerable<BulkStep<T>> further)
    where T : EnteredRecord
{
    public BulkStep<T> Archive { get; } = new("archive", [nameof(BulkAnswers.Reason)],
        (caller, id, version, answers, stop) => commands.ArchiveAsync(caller, new(id, version, answers.Reason), stop));

    public BulkStep<T> Restore { get; } = new("restore", [],
        (caller, id, version, _, stop) => commands.RestoreAsync(caller, new(id, version), stop), IsOfArchived: true);

    /// <summary>All of them, in the order in which they are offered: what is done most days first, archiving last.</summary>
    public IReadOnlyList<BulkStep<T>> Steps => field ??= [.. further, Archive, Restore];

    /// <summary>The versions of those records with which the caller may take a step, as somebody sees them who is about to.</summary>
    public async Task<IReadOnlyDictionary<long, int>> VersionsAsync(CurrentUser caller, BulkStep<T> step, IReadOnlyCollection<long> ids,
        CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await step.Takeable(db.Set<T>().AsNoTracking(), caller).Where(record => ids.Contains(record.Id))
            .ToDictionaryAsync(record => record.Id, record => record.Version, cancellationToken);
    }

    /// <summary>
    /// Of some records those with which the caller may not take a step, by the step's key; nothing for a step without any.
    /// </summary>
    /// <param name="areArchived">Whether the records are archived, and with them the steps.</param>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<long>>> ClosedAsync(CurrentUser caller, IReadOnlyCollection<long> ids,
        bool areArchived, CancellationToken cancellationToken)
    {
        var closed = new Dictionary<string, IReadOnlyList<long>>();
        if (ids.Count == 0) return closed;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        // Most steps go by the same right, which is asked once.
        foreach (var same in Steps.Where(step => step.IsOfArchived == areArchived).GroupBy(step => step.Takeable))
        {
            var open = await same.Key(db.Set<T>().AsNoTracking(), caller).Where(record => ids.Contains(record.Id))
                .Select(record => record.Id).ToListAsync(cancellationToken);
            if (open.Count == ids.Count) continue;
            IReadOnlyList<long> others = [.. ids.Except(open)];
            foreach (var step in same) closed[step.Key] = others;
        }

        return closed;
    }
}
