using Concentric.Calendar;
using Concentric.Data;
using Concentric.Data.Bulk;
using Concentric.Imports.Undo;
using Concentric.Rules;

namespace Concentric.Imports;

/// <summary>
/// Holds the rows of a file against the store, some hundred at a time; takes them in when there is something to write with.
/// </summary>
internal abstract class ImportBatchProcessor(ImportBatchProcessor.Setting setting)
{
    /// <summary>Rows that are looked up together; stays below what a statement may have parameters.</summary>
    public const int RowsAtOnce = 500;

    /// <param name="Db">Reads, and writes when there is <paramref name="Adds"/>.</param>
    /// <param name="Scene">What all rows share.</param>
    /// <param name="Adds">Enters new records; null for a dry run, which changes nothing.</param>
    /// <param name="Numbers">Gives a new record its number, by year; null for a dry run.</param>
    public sealed record Setting(DashboardDbContext Db, ImportContext Scene, BulkChangeWriter? Adds = null,
        Func<int, string>? Numbers = null)
    {
        /// <summary>What somebody chose for the file.</summary>
        public ImportChoices Choices { get; init; } = ImportChoices.None;

        /// <summary>Id of the import.</summary>
        public long Run { get; init; }

        /// <summary>The rows of other files that a check holds the rows against; null for none.</summary>
        internal OtherFiles? Others { get; init; }

        /// <summary>Takes what later files are held against; null when there are none.</summary>
        internal List<PendingRow>? Pending { get; init; }

        /// <summary>Writes down what is done, so that it can be undone; null for a dry run.</summary>
        internal ImportJournal? Journal => field ??= Adds is null ? null : new(Db, Adds, Run);
    }

    /// <summary>New records by the year of their numbers.</summary>
    public SortedDictionary<int, int> Years { get; } = [];

    /// <summary>What a dry run held against other files, for <see cref="ImportChoices.Elsewhere"/>.</summary>
    public Dictionary<string, bool> Elsewhere { get; } = [];

    /// <summary>Ids of the files to which a dry run left rows, for <see cref="ImportChoices.LeftTo"/>.</summary>
    public SortedSet<long> LeftTo { get; } = [];

    /// <summary>True when rows were not held against records because there are too many.</summary>
    public virtual bool IsNearOver => false;

    /// <summary>What somebody should know of the rows beside their outcomes, once all have been taken.</summary>
    public virtual IEnumerable<ImportNote> Notes => [];

    /// <summary>Takes the next rows, in the order of the file.</summary>
    public async Task<IReadOnlyList<ImportResult>> TakeAsync(IReadOnlyList<ImportRow> rows, CancellationToken cancellationToken)
    {
        if (!rows.Any(row => row.Source.IsHidden || IsLeftElsewhere(row))) return await TakeShownAsync(rows, cancellationToken);
        var left = rows.Where(row =>
            (row.Source.IsHidden && setting.Choices.For(ImportQuestion.Hidden, row) == ImportAnswer.Leave)
            || IsLeftElsewhere(row)).ToHashSet();
        var taken = (await TakeShownAsync([.. rows.Where(row => !left.Contains(row))], cancellationToken))
            .ToDictionary(result => result.Row);
        return [.. rows.Select(row => left.Contains(row)
            ? new ImportResult(row, ImportOutcome.Left, [], ImportQuestion.Hidden)
            : taken[row] with { Question = taken[row].Question ?? (row.Source.IsHidden ? ImportQuestion.Hidden : null) })];
    }

    /// <summary>After the last row. A dry run says which due days would follow; the other takes in what is taken in at once.</summary>
    /// <param name="progress">Told of the share that is done, 0 to 1.</param>
    public virtual Task<DueDayMoves?> CompleteAsync(IProgress<double>? progress, CancellationToken cancellationToken) =>
        Task.FromResult<DueDayMoves?>(null);

    private bool IsLeftElsewhere(ImportRow row) => !IsDry && setting.Choices.Elsewhere.GetValueOrDefault(row.Place);

    /// <summary>True for one that changes nothing.</summary>
    protected bool IsDry => setting.Adds is null;

    /// <summary>What becomes of a row that somebody is asked about, or why it is refused.</summary>
    protected static ImportResult OrRefused(ImportRow row, Func<ImportRow, ImportResult> take)
    {
        row.WasAsked = true;
        try
        {
            return take(row);
        }
        catch (RefusedException refusal)
        {
            return new(row, ImportOutcome.Refused, [.. refusal.Violations.DistinctBy(violation => violation.Field)]);
        }
    }

    /// <summary>Takes rows that nobody chose to leave out.</summary>
    protected abstract Task<IReadOnlyList<ImportResult>> TakeShownAsync(IReadOnlyList<ImportRow> rows, CancellationToken cancellationToken);
}
