using Concentric.Data;
using Concentric.Rules;

namespace Concentric.Imports;

/// <summary>
/// Takes in a kind of which there are a few hundred at most, as communities or accounts: all of them are read, and rows are written
/// through the context instead of past it.
/// </summary>
/// <typeparam name="T">What a row makes or changes.</typeparam>
/// <typeparam name="TTold">What is noted of it as it was before.</typeparam>
internal abstract class TrackedImportProcessor<T, TTold>(ImportBatchProcessor.Setting setting) : ImportBatchProcessor(setting)
    where T : class
    where TTold : class
{
    private readonly List<(T Item, TTold? Before)> written = [];

    protected DashboardDbContext Db { get; } = setting.Db;

    protected ImportContext Scene { get; } = setting.Scene;

    /// <summary>Reads what is there, before each batch of rows.</summary>
    protected abstract Task ReadAsync(CancellationToken cancellationToken);

    /// <summary>Looks through a batch of rows before the first of it is taken.</summary>
    protected virtual void Survey(IReadOnlyList<ImportRow> batch)
    {
    }

    /// <summary>Takes a row; what it makes or changes is told to <see cref="Written"/>.</summary>
    /// <exception cref="RefusedException">A rule refuses it.</exception>
    protected abstract ImportResult Take(ImportRow row);

    /// <summary>Writes down what was done, once it has been saved.</summary>
    /// <param name="before">Null for a new one.</param>
    protected abstract void Note(T item, TTold? before);

    protected sealed override async Task<IReadOnlyList<ImportResult>> TakeShownAsync(IReadOnlyList<ImportRow> rows,
        CancellationToken cancellationToken)
    {
        await ReadAsync(cancellationToken);
        written.Clear();
        Survey(rows);
        var results = rows.Select(row => OrRefused(row, Take)).ToList();
        if (IsDry || results.Exists(result => result.Outcome == ImportOutcome.Refused)) return results;
        await Db.SaveChangesAsync(cancellationToken);
        foreach (var (item, before) in written) Note(item, before);
        await Db.SaveChangesAsync(cancellationToken);
        return results;
    }

    /// <param name="row">Where it stands.</param>
    /// <param name="item">As it is now; a new one is added to the store.</param>
    /// <param name="before">Null for a new one.</param>
    /// <param name="record">What people call it.</param>
    protected ImportResult Written(ImportRow row, T item, TTold? before, string record)
    {
        if (before is null && !IsDry) Db.Add(item);
        written.Add((item, before));
        return new(row, before is null ? ImportOutcome.Added : ImportOutcome.Changed, []) { Record = before is null ? null : record };
    }
}
