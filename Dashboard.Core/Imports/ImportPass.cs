using System.Globalization;
using Concentric.Data;
using Concentric.Data.Bulk;
using Concentric.Rules;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Imports;

/// <summary>What becomes of a row.</summary>
public enum ImportOutcome { Added, Changed, Unchanged, Refused }

/// <summary>A row and what becomes of it.</summary>
/// <param name="Violations">What is wrong with it; none when it is taken.</param>
internal sealed record ImportResult(ImportRow Row, ImportOutcome Outcome, IReadOnlyList<Violation> Violations);

/// <summary>Holds the rows of a file against the store, some hundred at a time; takes them in when there is something to write with.</summary>
internal abstract class ImportPass
{
    /// <summary>Rows that are looked up together; stays below what a statement may have parameters.</summary>
    public const int RowsAtOnce = 500;

    /// <param name="Db">Reads, and writes when there is <paramref name="Adds"/>.</param>
    /// <param name="Scene">What all rows share.</param>
    /// <param name="Adds">Enters new records; null for a dry run, which changes nothing.</param>
    /// <param name="Numbers">Gives a new record its number, by year; null for a dry run.</param>
    public sealed record Setting(DashboardDbContext Db, ImportScene Scene, BulkAdds? Adds = null, Func<int, string>? Numbers = null);

    /// <summary>New records by the year of their numbers.</summary>
    public SortedDictionary<int, int> Years { get; } = [];

    /// <summary>Takes the next rows, in the order of the file.</summary>
    public abstract Task<IReadOnlyList<ImportResult>> TakeAsync(IReadOnlyList<ImportRow> rows, CancellationToken cancellationToken);
}

/// <inheritdoc cref="ImportPass"/>
internal sealed class ImportPass<T>(ImportSheet<T> sheet, ImportPass.Setting setting) : ImportPass
    where T : EnteredRecord
{
    private readonly ImportScene scene = setting.Scene;
    private readonly Dictionary<string, int> rowsByIdentifier = [];
    private readonly Dictionary<Guid, int> occurrences = [];

    private bool IsDry => setting.Adds is null;

    public override async Task<IReadOnlyList<ImportResult>> TakeAsync(IReadOnlyList<ImportRow> rows, CancellationToken cancellationToken)
    {
        var present = await FindAsync(rows, cancellationToken);
        var requests = rows.Where(row => row.Identifier is null).ToDictionary(row => row, RequestOf);
        var known = await KnownAsync([.. requests.Values.Cast<Guid?>()], cancellationToken);
        var asked = rows.Where(row => row.Identifier is not null || !known.Contains(requests[row])).Select(row => (row, row.Identifier is { } identifier ? present.GetValueOrDefault(identifier) : null));
        await sheet.PrepareAsync(setting.Db, [.. asked], setting.Adds, cancellationToken);
        var (results, added) = (new List<ImportResult>(rows.Count), new List<T>());
        var isChanged = false;
        foreach (var row in rows)
        {
            // The audit trail tells why a record was changed, each for itself.
            var why = IsDry || row.Identifier is null ? null : PlainText.Clean(row.Text("reason"));
            if (why is not null && isChanged) isChanged = await SaveAsync(null, cancellationToken);
            var result = Take(row, present, known, requests, added);
            isChanged |= !IsDry && result.Outcome == ImportOutcome.Changed;
            if (why is not null && isChanged) isChanged = await SaveAsync(why, cancellationToken);
            results.Add(result);
        }

        if (IsDry || results.Exists(result => result.Outcome == ImportOutcome.Refused)) return results;
        if (isChanged) await SaveAsync(null, cancellationToken);
        setting.Db.ChangeTracker.Clear();
        await setting.Adds!.AddAsync(added, scene.Caller, scene.By.At, cancellationToken);
        return results;
    }

    /// <returns>False: nothing is left to save.</returns>
    private async Task<bool> SaveAsync(string? reason, CancellationToken cancellationToken)
    {
        await setting.Adds!.ChangeAsync(scene.Caller, scene.By.At, reason, cancellationToken);
        return false;
    }

    private ImportResult Take(ImportRow row, Dictionary<string, T> present, HashSet<Guid> known, Dictionary<ImportRow, Guid> requests, List<T> added)
    {
        try
        {
            if (row.Identifier is { } identifier)
            {
                var field = row.FieldOf(sheet.Identifier);
                if (!rowsByIdentifier.TryAdd(identifier, row.Source.Number)) throw Refuse(field, identifier, Rule.RepeatedInRow, rowsByIdentifier[identifier]);
                if (!present.TryGetValue(identifier, out var record)) throw Refuse(field, identifier, Rule.NoSuchRecord);
                var isChanged = sheet.Change(record, row);
                row.Check.ThrowIfAny();
                return new(row, isChanged ? ImportOutcome.Changed : ImportOutcome.Unchanged, []);
            }

            var request = requests[row];
            if (known.Contains(request)) return new(row, ImportOutcome.Unchanged, []);
            var fresh = sheet.Add(row);
            row.Check.ThrowIfAny();
            fresh.RequestId = request;
            if (sheet.Prefix is not null) Number(fresh);
            if (!IsDry) added.Add(fresh);
            return new(row, ImportOutcome.Added, []);
        }
        catch (RefusedException refusal)
        {
            // What can't be read stands for something that a rule may refuse as well: the first reason is the true one.
            return new(row, ImportOutcome.Refused, [.. refusal.Violations.DistinctBy(violation => violation.Field)]);
        }
    }

    private void Number(T fresh)
    {
        var numbered = (INumberedRecord)fresh;
        var year = numbered.NumberYear;
        Years[year] = Years.GetValueOrDefault(year) + 1;
        if (setting.Numbers is { } give) numbered.Number = give(year);
    }

    private Guid RequestOf(ImportRow row)
    {
        var first = row.RequestId(0);
        var occurrence = occurrences.GetValueOrDefault(first);
        occurrences[first] = occurrence + 1;
        return occurrence == 0 ? first : row.RequestId(occurrence);
    }

    private async Task<Dictionary<string, T>> FindAsync(IReadOnlyList<ImportRow> rows, CancellationToken cancellationToken)
    {
        var wanted = rows.Select(row => row.Identifier).OfType<string>().Distinct().ToArray();
        if (wanted.Length == 0) return [];
        var records = setting.Db.Set<T>().WritableBy(scene.Caller).Where(record => record.ArchivedAt == null);
        if (IsDry) records = records.AsNoTracking();
        if (sheet.Prefix is not null)
        {
            var found = await sheet.With(records.Where(record => wanted.Contains(EF.Property<string>(record, "Number")))).ToListAsync(cancellationToken);
            return found.ToDictionary(record => ((INumberedRecord)record).Number.ToUpperInvariant());
        }

        var ids = wanted.Select(text => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0).ToArray();
        return (await sheet.With(records.Where(record => ids.Contains(record.Id))).ToListAsync(cancellationToken)).ToDictionary(record => record.Id.ToString(CultureInfo.InvariantCulture));
    }

    private async Task<HashSet<Guid>> KnownAsync(Guid?[] requests, CancellationToken cancellationToken) => requests.Length == 0
        ? []
        : [.. (await setting.Db.Set<T>().Where(record => requests.Contains(record.RequestId)).Select(record => record.RequestId).ToListAsync(cancellationToken)).OfType<Guid>()];

    private static RefusedException Refuse(string field, string value, Rule rule, params object[] args) => new([new(field, value, rule, args)]);
}
