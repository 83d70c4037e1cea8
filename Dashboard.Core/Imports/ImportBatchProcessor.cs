using System.Globalization;
using Concentric.Calendar;
using Concentric.Data;
using Concentric.Data.Bulk;
using Concentric.Imports.Undo;
using Concentric.Rules;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Imports;

/// <summary>What becomes of a row.</summary>
public enum ImportOutcome
{
    Added,
    Changed,
    Unchanged,
    Refused,

    /// <summary>Somebody chose that nothing comes of it.</summary>
    Left,
}

/// <summary>A row and what becomes of it.</summary>
/// <param name="Violations">What is wrong with it; none when it is taken.</param>
/// <param name="Question">What is asked about it; null when nothing is.</param>
/// <param name="Near">The records that it may be, the nearest first.</param>
internal sealed record ImportResult(ImportRow Row, ImportOutcome Outcome, IReadOnlyList<Violation> Violations,
    ImportQuestion? Question = null, IReadOnlyList<NearRecord>? Near = null)
{
    /// <summary>Number or id of the record that the row changes.</summary>
    public string? Record { get; init; }

    /// <summary>The row of another file that it is asked about with.</summary>
    public OtherRow? Other { get; init; }
}

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

/// <inheritdoc cref="ImportBatchProcessor"/>
internal sealed class ImportBatchProcessor<T>(ImportSheet<T> sheet, ImportBatchProcessor.Setting setting) : ImportBatchProcessor(setting)
    where T : EnteredRecord
{
    private readonly ImportBatchProcessor.Setting setting = setting;
    private readonly ImportContext scene = setting.Scene;
    private readonly Dictionary<long, int> rowsByRecord = [];
    private readonly Dictionary<string, int> rowsByOutside = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<Guid, int> occurrences = [];
    private readonly Dictionary<Guid, int> pastOccurrences = [];
    private readonly NearRecords<T>? near = sheet.Near is { } rule ? new(rule, setting.Scene) : null;
    private readonly NearRecords<T>? nearElsewhere = NearElsewhere(sheet, setting);

    /// <summary>What the choice for rows like records that are there must know while taking in, a dry run must know to ask.</summary>
    private bool LooksForNear => near is not null && (IsDry || setting.Choices.For(ImportQuestion.Near) != ImportAnswer.Take);

    public override bool IsNearOver => near?.IsOver == true;

    protected override async Task<IReadOnlyList<ImportResult>> TakeShownAsync(IReadOnlyList<ImportRow> rows,
        CancellationToken cancellationToken)
    {
        var plans = await PlanAsync(rows, cancellationToken);
        await FindAsync(plans, cancellationToken);
        await sheet.PrepareAsync(setting.Db, [.. plans.Where(plan => plan.IsAsked).Select(plan => (plan.Row, plan.Present))], setting.Adds,
            cancellationToken);
        var (results, added) = (new List<ImportResult>(rows.Count), new List<T>());
        var isChanged = false;
        foreach (var plan in plans)
        {
            var row = plan.Row;
            // The audit trail tells why a record was changed, each for itself.
            var why = IsDry || !plan.IsChange ? null : PlainText.Clean(row.Text("reason"));
            if (why is not null && isChanged) isChanged = await SaveAsync(null, cancellationToken);
            var result = BesideOthers(plan, Take(plan, added) with { Question = plan.Question, Near = plan.Near });
            isChanged |= !IsDry && result.Outcome == ImportOutcome.Changed;
            if (why is not null && isChanged) isChanged = await SaveAsync(why, cancellationToken);
            results.Add(result);
        }

        if (IsDry || results.Exists(result => result.Outcome == ImportOutcome.Refused)) return results;
        if (isChanged) await SaveAsync(null, cancellationToken);
        setting.Db.ChangeTracker.Clear();
        await setting.Adds!.AddAsync(added, scene.Caller, scene.By.At, cancellationToken);
        if (sheet.CanBeUndone) await setting.Journal!.AddedAsync(added, cancellationToken);
        return results;
    }

    /// <returns>False: nothing is left to save.</returns>
    private async Task<bool> SaveAsync(string? reason, CancellationToken cancellationToken)
    {
        if (sheet.CanBeUndone) await setting.Journal!.ChangeAsync(scene.Caller, scene.By.At, reason, cancellationToken);
        else await setting.Adds!.ChangeAsync(scene.Caller, scene.By.At, reason, cancellationToken);
        return false;
    }

    /// <summary>What each row is: a change, a new record, or one that is left; and what is asked about it.</summary>
    private async Task<List<Plan>> PlanAsync(IReadOnlyList<ImportRow> rows, CancellationToken cancellationToken)
    {
        var plans = rows.Select(row => new Plan(row)).ToList();
        var fresh = plans.Where(plan => plan.Row.Identifier is null).ToList();
        foreach (var plan in fresh)
        {
            (plan.Request, plan.IsRepeated) = RequestOf(plan.Row, past: false);
            if (plan.Row.HasPastContent) plan.Past = RequestOf(plan.Row, past: true).Id;
        }

        var known = await KnownAsync([.. fresh.Select(plan => (Guid?)plan.Request).Concat(fresh.Select(plan => plan.Past)).OfType<Guid>()
            .Distinct().Select(id => (Guid?)id)], cancellationToken);
        bool IsKnown(Plan plan) => known.ContainsKey(plan.Request) || (plan.Past is { } past && known.ContainsKey(past));
        var unknown = fresh.Where(plan => !IsKnown(plan)).ToList();
        if (LooksForNear) await near!.ReadAsync(setting.Db, unknown.ConvertAll(plan => plan.Row), cancellationToken);
        await FindOutsideAsync(plans, cancellationToken);
        var matched = known.Values.Concat(plans.Select(plan => plan.Outside?.Id).OfType<long>()).ToHashSet();
        foreach (var plan in fresh)
        {
            var isKnown = IsKnown(plan);
            if (plan.OutsideNumber is not null && (isKnown || plan.IsRepeated || plan.Outside is not null))
            {
                // What was said before in the very same words is left: somebody may have corrected the record since.
                plan.Outcome = isKnown || plan.IsRepeated ? ImportOutcome.Unchanged : null;
                plan.RecordId = plan.Outside?.Id;
                plan.Row.KeepsWhatIsEmpty = true;
                continue;
            }

            if (!isKnown && setting.Others?.Find(plan.Request, plan.OutsideNumber) is { } same) plan.Other = same;
            // What another row of the file says is that row's; what was held against another file is not held against its records.
            else if (!isKnown && !plan.IsRepeated && LooksForNear && (IsDry || !setting.Choices.Elsewhere.ContainsKey(plan.Row.Place)))
                plan.Near = [.. near!.Find(plan.Row).Where(record => !matched.Contains(record.Id))];
            if (!isKnown && !plan.IsRepeated && plan is { Other: null, Near.Count: 0 }) plan.Other = FindNearElsewhere(plan.Row);
            plan.Question = isKnown
                ? ImportQuestion.Known
                : plan.Other is not null ? ImportQuestion.Elsewhere
                : plan.IsRepeated ? ImportQuestion.Repeated : plan.Near.Count > 0 ? ImportQuestion.Near : null;
            // Taking in does not ask all that the check asked, which has kept the choices that held; what another has brought since is
            // no second record for that. Whether a hidden row is read at all was answered before.
            if (setting.Choices.Rows.TryGetValue(plan.Row.Place, out var own) && !own.IsTo(plan.Question)
                && (IsDry || isKnown || own.Question == ImportQuestion.Hidden)) own = null;
            var answer = own?.Answer ?? (plan.Question is { } question ? setting.Choices.For(question) : ImportAnswer.Take);
            plan.Outcome = isKnown
                && answer != ImportAnswer.Take ? ImportOutcome.Unchanged : answer == ImportAnswer.Leave ? ImportOutcome.Left : null;
            // One that is known and taken all the same is another record, and known as such when this import comes again.
            if (isKnown && answer == ImportAnswer.Take) plan.Request = plan.Row.RequestId(occurrences[plan.Row.RequestId(0)], setting.Run);
            plan.RecordId = answer != ImportAnswer.Change ? null : own?.RecordId
                ?? plan.Near.Select(record => (long?)record.Id).FirstOrDefault();
            plan.Row.KeepsWhatIsEmpty = plan.RecordId is not null;
        }

        foreach (var plan in plans.Where(plan => plan.IsAsked && scene.Wants(plan.IsChange))) plan.Row.Keep();
        return plans;
    }

    private static NearRecords<T>? NearElsewhere(ImportSheet<T> sheet, ImportBatchProcessor.Setting setting)
    {
        if (sheet.Near is not { } rule || setting.Others is not { Rows.Count: > 0 } others) return null;
        var near = new NearRecords<T>(rule, setting.Scene);
        for (var i = 0; i < others.Rows.Count; i++)
        {
            if (others.Rows[i].Row is { Text: { } text } row)
                near.Add(new() { Id = i, CommunityId = row.Community, Day = row.Day, Text = text });
        }

        return near;
    }

    private OtherRow? FindNearElsewhere(ImportRow row) => nearElsewhere?.Find(row) is [var found, ..]
        && setting.Others!.Rows[(int)found.Id] is var other ? new(other.Id, other.File, other.Row, IsSame: false) : null;

    /// <summary>
    /// What a dry run tells of a row beside the other files: what the very same row of another file makes is no second record, though it
    /// has been judged, and has its number, in case that file is given up. Keeps what later files are held against.
    /// </summary>
    private ImportResult BesideOthers(Plan plan, ImportResult result)
    {
        if (!IsDry) return result;
        if (result.Outcome == ImportOutcome.Changed && plan is { Other: null, Present: { } present })
        {
            plan.Other = setting.Others?.FindRecord(present.Id);
            if (plan.Other is not null && setting.Choices.For(ImportQuestion.Elsewhere, plan.Row) == ImportAnswer.Leave)
                result = result with { Outcome = ImportOutcome.Left };
        }

        if (plan.Other is { } other)
        {
            result = result with
            {
                Question = ImportQuestion.Elsewhere,
                Other = other,
                Outcome = other.IsSame && result.Outcome == ImportOutcome.Added ? ImportOutcome.Unchanged : result.Outcome,
            };
            Elsewhere[plan.Row.Place] = result.Outcome == ImportOutcome.Left;
            if (result.Outcome == ImportOutcome.Left) LeftTo.Add(other.Id);
        }

        if (setting.Pending is { Count: < OtherFiles.MostRows } pending
            && (result.Outcome is ImportOutcome.Added or ImportOutcome.Changed
                || (plan.Other is not null && result.Outcome != ImportOutcome.Refused)))
        {
            var key = plan.Present is null ? near?.KeyOf(plan.Row) : null;
            pending.Add(new(plan.Row.Header.Name, plan.Row.Source.Number)
            {
                Request = plan.IsChange ? null : plan.Request,
                Record = plan.Present?.Id,
                Outside = plan.OutsideNumber,
                Community = key?.Community ?? 0,
                Day = key?.Day ?? default,
                Text = key?.Text,
            });
        }

        return result;
    }

    private ImportResult Take(Plan plan, List<T> added)
    {
        var row = plan.Row;
        if (plan.Outcome is { } outcome) return new(row, outcome, []);
        row.WasAsked = true;
        try
        {
            CheckOutside(plan);
            if (row.CheckedIdentifier() is { } || plan.IsChange)
            {
                var (field, value) = (row.FieldOf(sheet.Identifier), row.Identifier ?? plan.RecordId?.ToString(CultureInfo.InvariantCulture)
                    ?? "");
                if (plan.Present is not { } record) throw Refuse(field, value, Rule.NoSuchRecord);
                if (!rowsByRecord.TryAdd(record.Id, row.Source.Number))
                    throw Refuse(field, value, Rule.RepeatedInRow, rowsByRecord[record.Id]);
                var isChanged = sheet.Change(record, row);
                row.Check.ThrowIfAny();
                if (!isChanged) row.PassOver("reason");
                return new(row, isChanged ? ImportOutcome.Changed : ImportOutcome.Unchanged, [])
                {
                    Record = record is INumberedRecord numbered
                    ? numbered.Number
                    : ImportLookups.Written("", record.Id)
                };
            }

            var fresh = sheet.Add(row);
            row.Check.ThrowIfAny();
            // Only what is there is corrected.
            row.PassOver("reason");
            fresh.RequestId = plan.Request;
            if (sheet.Prefix is not null) Number(fresh);
            if (!IsDry) added.Add(fresh);
            return new(row, ImportOutcome.Added, []);
        }
        catch (RefusedException refusal)
        {
            // What can't be read stands for something that a rule may refuse as well: the first reason is the true one.
            return new(row, ImportOutcome.Refused,
                [.. row.Check.Found.Concat(refusal.Violations).DistinctBy(violation => violation.Field)]);
        }
    }

    /// <summary>No two records have one number of another system, nor two rows of the file.</summary>
    private void CheckOutside(Plan plan)
    {
        if (plan.OutsideNumber is not { } number) return;
        var field = sheet.Columns.First(column => column.IsOutsideNumber).Field;
        if (!rowsByOutside.TryAdd(number, plan.Row.Source.Number))
            throw Refuse(field, number, Rule.RepeatedInRow, rowsByOutside[number]);
        if (plan.Outside is { } other && other.Id != plan.Present?.Id) throw Refuse(field, number, Rule.Registered, other.Label);
    }

    /// <summary>Finds the records that have the numbers of another system which the rows tell, whoever keeps them.</summary>
    private async Task FindOutsideAsync(List<Plan> plans, CancellationToken cancellationToken)
    {
        if (sheet is not { OutsideProperty: { } property }) return;
        foreach (var plan in plans) plan.OutsideNumber = plan.Row.OutsideNumber;
        var wanted = plans.Select(plan => plan.OutsideNumber).OfType<string>().Distinct().ToArray();
        if (wanted.Length == 0) return;
        var isNumbered = sheet.Prefix is not null;
        var found = await setting.Db.Set<T>().AsNoTracking().Where(record => wanted.Contains(EF.Property<string>(record, property)))
            .Select(record => new
            {
                record.Id,
                Outside = EF.Property<string>(record, property),
                Number = isNumbered ? EF.Property<string>(record, nameof(INumberedRecord.Number)) : null,
            }).ToListAsync(cancellationToken);
        // The very number first; then one that differs in case or width, which the store may take for the same and refuse as such.
        var exact = found.ToDictionary(record => record.Outside, record => (record.Id, record.Number));
        var folded = found.OrderByDescending(record => record.Id).GroupBy(record => TextFold.Of(record.Outside))
            .ToDictionary(same => same.Key, same => (same.Last().Id, same.Last().Number));
        foreach (var plan in plans)
        {
            if (plan.OutsideNumber is not { } number) continue;
            if (exact.TryGetValue(number, out var record) || folded.TryGetValue(TextFold.Of(number), out record))
                plan.Outside = (record.Id, record.Number ?? ImportLookups.Written("", record.Id));
        }
    }

    private void Number(T fresh)
    {
        var numbered = (INumberedRecord)fresh;
        var year = numbered.NumberYear;
        Years[year] = Years.GetValueOrDefault(year) + 1;
        if (setting.Numbers is { } give) numbered.Number = give(year);
    }

    /// <returns>The id of the row's request, and whether a row of the file says the same before it.</returns>
    private (Guid Id, bool IsRepeated) RequestOf(ImportRow row, bool past)
    {
        var first = row.RequestId(0, past: past);
        var counted = past ? pastOccurrences : occurrences;
        var occurrence = counted.GetValueOrDefault(first);
        counted[first] = occurrence + 1;
        return (occurrence == 0 ? first : row.RequestId(occurrence, past: past), occurrence > 0);
    }

    /// <summary>Finds the records that the rows change: by their numbers or ids, or as somebody chose.</summary>
    private async Task FindAsync(List<Plan> plans, CancellationToken cancellationToken)
    {
        var wanted = plans.Select(plan => plan.Row.Identifier).OfType<string>().Distinct().ToArray();
        var byNumber = sheet.Prefix is not null;
        var ids = plans.Select(plan => plan.RecordId).OfType<long>()
            .Concat(byNumber
                ? []
                : wanted.Select(text => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0))
                .Distinct().ToArray();
        if (wanted.Length == 0 && ids.Length == 0) return;
        var records = setting.Db.Set<T>().WritableBy(scene.Caller).Where(record => record.ArchivedAt == null);
        if (IsDry) records = records.AsNoTracking();
        var found = ids.Length == 0
            ? []
            : await sheet.With(records.Where(record => ids.Contains(record.Id))).ToListAsync(cancellationToken);
        // The same record once: two copies of it would not know of each other.
        if (byNumber && wanted.Length > 0)
            found = [.. found,
                .. (await sheet.With(records.Where(record => wanted.Contains(EF.Property<string>(record, "Number"))))
                    .ToListAsync(cancellationToken)).ExceptBy(found.Select(record => record.Id), record => record.Id)];
        var byId = found.ToDictionary(record => record.Id);
        var byIdentifier = found.ToDictionary(record =>
            byNumber ? ((INumberedRecord)record).Number.ToUpperInvariant() : record.Id.ToString(CultureInfo.InvariantCulture));
        foreach (var plan in plans)
            plan.Present = plan.RecordId is { } id
            ? byId.GetValueOrDefault(id)
            : plan.Row.Identifier is { } identifier ? byIdentifier.GetValueOrDefault(identifier) : null;
    }

    private async Task<Dictionary<Guid, long>> KnownAsync(Guid?[] requests, CancellationToken cancellationToken) => requests.Length == 0
        ? []
        : (await setting.Db.Set<T>().Where(record => requests.Contains(record.RequestId))
            .Select(record => new { record.RequestId, record.Id }).ToListAsync(cancellationToken))
            .DistinctBy(record => record.RequestId).ToDictionary(record => record.RequestId!.Value, record => record.Id);

    private static RefusedException Refuse(string field, string value, Rule rule, params object[] args) =>
        new([new(field, value, rule, args)]);

    /// <summary>What is to be done with a row.</summary>
    private sealed class Plan(ImportRow row)
    {
        public ImportRow Row => row;

        public Guid Request { get; set; }

        /// <summary>What an earlier version of the program would have known it by; null for the same.</summary>
        public Guid? Past { get; set; }

        public bool IsRepeated { get; set; }

        public ImportQuestion? Question { get; set; }

        public IReadOnlyList<NearRecord> Near { get; set; } = [];

        /// <summary>The row of another file that says the same, or almost, or changes the same record.</summary>
        public OtherRow? Other { get; set; }

        /// <summary>What became of it without asking the kind; null when the kind is asked.</summary>
        public ImportOutcome? Outcome { get; set; }

        /// <summary>The number that another system gave; null when the row tells none.</summary>
        public string? OutsideNumber { get; set; }

        /// <summary>The record that has that number, whoever keeps it; null when none has.</summary>
        public (long Id, string Label)? Outside { get; set; }

        /// <summary>The record that somebody chose for it.</summary>
        public long? RecordId { get; set; }

        /// <summary>The record that it changes; null for a new one, or one that is not there.</summary>
        public T? Present { get; set; }

        public bool IsChange => row.Identifier is not null || RecordId is not null;

        public bool IsAsked => Outcome is null;
    }
}
