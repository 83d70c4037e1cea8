using Concentric.Data;
using Concentric.Data.Bulk;
using Concentric.Imports.Undo;
using Concentric.Ledgers;
using Concentric.Lists;
using Concentric.Resources;
using Concentric.Rules;

namespace Concentric.Imports;

/// <summary>
/// How records of one kind come in from spreadsheets: its columns, and which rules take a row. One per kind, beside its entity.
/// </summary>
public abstract class ImportSheet
{
    /// <summary>The most rows of a file, headers left out.</summary>
    public const int MostRows = 200_000;

    private readonly Lazy<Dictionary<string, string>> keys;
    private readonly Lazy<IReadOnlyList<(string Header, string Key)>> synonyms;
    private readonly Lazy<HashSet<string>> told;
    private readonly Lazy<string?> outsideKey;

    protected ImportSheet()
    {
        keys = new(() =>
        {
            var known = ByHeader(Columns.Select(column => column.Key));
            var listed = ByHeader(Ledger.Columns.Select(column => column.Key));
            // Forms call some fields by another name than lists; both are known here, unless lists call something else by it.
            foreach (var column in Columns.Where(column => !column.IsOtherInForms))
            {
                foreach (var (field, culture) in column.AlsoCalled.Prepend(column.Field)
                    .SelectMany(field => ImportTexts.Cultures.Select(culture => (field, culture))))
                {
                    if (RuleTexts.FindField(field, culture) is { } name && !listed.ContainsKey(ImportHeader.Fold(name)))
                        known.TryAdd(ImportHeader.Fold(name), column.Key);
                }
            }

            return known;
        });
        synonyms = new(() => [.. Columns.SelectMany(column => column.Synonyms.Select(name => (ImportHeader.Fold(name), column.Key)))
            .Where(synonym => !keys.Value.ContainsKey(synonym.Item1))]);
        outsideKey = new(() => Columns.FirstOrDefault(column => column.IsOutsideNumber)?.Key);
        told = new(() => [.. ByHeader(Ledger.Columns.Select(column => column.Key).Append(Ledger.Attachments)).Keys
            .Except(keys.Value.Keys)]);
    }

    /// <summary>What an export of the kind writes: it can be imported again.</summary>
    public abstract Ledger Ledger { get; }

    public string Kind => Ledger.Kind;

    /// <summary>The columns, in the order of the template.</summary>
    public abstract IReadOnlyList<ImportColumn> Columns { get; }

    /// <summary>Key of the column that finds the record to change.</summary>
    public virtual string Identifier => Columns.Single(column => column.Type == ImportType.Identifier).Key;

    /// <summary>Key of the column with the number that another system gave; null for kinds without.</summary>
    internal string? OutsideKey => outsideKey.Value;

    /// <summary>Folded headers of the columns that an export writes and an import passes over.</summary>
    public IReadOnlySet<string> Told => told.Value;

    /// <summary>
    /// What numbers of the kind begin with (<see cref="NumberPrefixes"/>); null when it has none and records are found by their id.
    /// </summary>
    public virtual string? Prefix => null;

    /// <summary>True when the caller may take records of the kind in.</summary>
    public abstract bool IsOpenTo(CurrentUser caller);

    /// <summary>True when records are each person's own: a row of the same content is another record when another takes it in.</summary>
    public virtual bool IsPersonsOwn => false;

    public ImportColumn Column(string key) =>
        Columns.FirstOrDefault(column => column.Key == key) ?? throw new KeyNotFoundException($"{Kind} has no column {key}.");

    /// <summary>True when the kind has the column.</summary>
    public bool Has(string key) => Columns.Any(column => column.Key == key);

    /// <summary>The column that the program calls by a folded header; null when it is none of ours.</summary>
    public string? KeyOf(string header) => keys.Value.GetValueOrDefault(header);

    /// <summary>
    /// Folded headers that stand for a column which the program calls otherwise, in the order of the columns, the surest first.
    /// </summary>
    public IReadOnlyList<(string Header, string Key)> Synonyms => synonyms.Value;

    /// <summary>
    /// After all rows were written, in their transaction: what follows from them elsewhere in the store. The context is saved afterwards.
    /// </summary>
    public virtual Task CompleteAsync(DashboardDbContext db, ImportContext scene, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    /// <summary>True when what tells records of the kind apart is personal, as the names of volunteers.</summary>
    internal virtual bool IsNearPersonal => false;

    /// <summary>False for a kind whose few rows are written as they are read.</summary>
    internal virtual bool IsStaged => true;

    /// <summary>
    /// Rows with tabs between their cells, headers first, made of a text that was pasted and is none; null for a text that is to be read
    /// as it is.
    /// </summary>
    public virtual string? RowsOf(string pasted) => null;

    /// <summary>After the transaction: forgets what is kept in memory of the records.</summary>
    public virtual void Forget()
    {
    }

    /// <summary>A pass over a file on behalf of a caller.</summary>
    internal abstract ImportBatchProcessor Open(ImportBatchProcessor.Setting setting);

    /// <summary>Undoes an import of the kind; null for kinds whose imports can't be undone.</summary>
    internal virtual UndoPass? Undo(DashboardDbContext db, BulkChangeWriter writer, CurrentUser caller, ActorStamp by, string reason) =>
        null;

    private static Dictionary<string, string> ByHeader(IEnumerable<string> columns)
    {
        var found = new Dictionary<string, string>();
        foreach (var key in columns)
        {
            foreach (var culture in ImportTexts.Cultures) found.TryAdd(ImportHeader.Fold(Texts.Column(key, culture)), key);
        }

        return found;
    }
}

/// <inheritdoc cref="ImportSheet"/>
public abstract class ImportSheet<T> : ImportSheet
    where T : EnteredRecord
{
    /// <summary>The list of the kind.</summary>
    public abstract RecordList List { get; }

    public sealed override Ledger Ledger => List.Ledger;

    public override bool IsOpenTo(CurrentUser caller) => caller.MayEnter<T>();

    /// <summary>The property with the number that another system gave; null for kinds without. It is unique in the store.</summary>
    internal virtual string? OutsideProperty => null;

    /// <summary>The records with all that the rules need.</summary>
    public virtual IQueryable<T> With(IQueryable<T> records) => records;

    /// <summary>A new record from a row, by the same rules as the command that enters one.</summary>
    /// <exception cref="Rules.RefusedException">A rule refuses it.</exception>
    public abstract T Add(ImportRow row);

    /// <summary>Changes a record to what a row says, by the same rules as the commands. What the row does not tell stays.</summary>
    /// <returns>False when nothing was different.</returns>
    /// <exception cref="Rules.RefusedException">A rule refuses it.</exception>
    public abstract bool Change(T record, ImportRow row);

    /// <summary>When a new row may be a record that is there, mended; null for kinds whose own rules tell.</summary>
    internal virtual NearRule<T>? Near => null;

    /// <summary>
    /// Reads beside the file what the next rows are held against, before they are taken: names that the lookups don't tell. Keep it
    /// in the scene (<see cref="ImportContext.Memory"/>).
    /// </summary>
    /// <param name="db">Only reads.</param>
    /// <param name="rows">Each with the record that it changes; null for a new one, or one that is not there.</param>
    /// <param name="adds">Takes what is entered beside the records; null for a dry run.</param>
    internal virtual Task PrepareAsync(DashboardDbContext db, IReadOnlyList<(ImportRow Row, T? Present)> rows, BulkChangeWriter? adds,
        CancellationToken cancellationToken) => Task.CompletedTask;

    internal override ImportBatchProcessor Open(ImportBatchProcessor.Setting setting) => new ImportBatchProcessor<T>(this, setting);

    /// <summary>True for what is kept as records are; what a stage of the evaluation fixes is not undone behind its back.</summary>
    internal virtual bool CanBeUndone => false;

    /// <summary>Refuses what the kind forbids to change, as what is kept elsewhere.</summary>
    /// <exception cref="Rules.RefusedException">The record is not to be changed.</exception>
    internal virtual void CheckWritable(T record)
    {
    }

    internal override UndoPass? Undo(DashboardDbContext db, BulkChangeWriter writer, CurrentUser caller, ActorStamp by, string reason) =>
        CanBeUndone ? new UndoPass<T>(this, db, writer, caller, by, reason) : null;
}
