using System.Linq.Expressions;
using Concentric.Data;
using Concentric.Imports;
using Concentric.Ledgers;
using Concentric.Lists;
using Concentric.Rules;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Kinds;

/// <inheritdoc cref="RecordKind"/>
public sealed partial class RecordKind<T> : RecordKind
    where T : EnteredRecord
{
    private readonly Dictionary<string, Field<T>> byKey;
    private readonly Lazy<Ledger<T>> ledger;
    private readonly Lazy<RecordList<T>> list;
    private readonly Lazy<RegisteredKind> registered;
    private readonly Lazy<KindSheet<T>> sheet;

    /// <param name="path">Where its pages are, as in <c>/errands</c>.</param>
    /// <param name="fields">Makes the fields, in the order of files.</param>
    public RecordKind(string path, Func<FieldsOf<T>, IReadOnlyList<Field<T>>> fields)
        : base(RecordKinds.NameOf<T>(), path)
    {
        Fields = fields(new());
        if (Fields.GroupBy(field => field.Key).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new ArgumentException($"{Key} declares {twice.Key} twice.", nameof(fields));
        byKey = Fields.ToDictionary(field => field.Key);
        // What others were called would stand in the form of whoever enters the next.
        if (Fields.FirstOrDefault(field => field is { IsSuggested: true, IsPersonal: true }) is { } told)
            throw new ArgumentException($"{Key} suggests {told.Key}, which is personal.", nameof(fields));
        ledger = new(MakeLedger);
        list = new(MakeList);
        registered = new(() => RegisteredKind.Of(List));
        sheet = new(() => MakeSheet(this));
    }

    public IReadOnlyList<Field<T>> Fields { get; }

    public override Type RecordType => typeof(T);

    public override IReadOnlyList<Field> Declared => Fields;

    /// <summary>What a record is called on its page, in the reader's language; by its title when left out.</summary>
    public Func<T, string>? Called { get; init; }

    /// <summary>The same, where the name of a term of the office is part of it.</summary>
    public Func<T, CommunityDirectory.Names, string>? CalledByTerm { get; init; }

    /// <summary>Key of the column that orders the list when nothing is said; a minus before it for the last first.</summary>
    public required string DefaultSort { get; init; }

    /// <summary>Keys of the columns of the list on a page, the most telling first; null for all in the order of files.</summary>
    public IReadOnlyList<string>? Shown { get; init; }

    /// <summary>The same for readers of English, where names stand in two columns; null when it is the same.</summary>
    public IReadOnlyList<string>? ShownEn { get; init; }

    /// <summary>The ready-made selections of the list by key, given the office's day.</summary>
    public IReadOnlyDictionary<string, Func<DateOnly, Expression<Func<T, bool>>>> Views { get; init; } =
        new Dictionary<string, Func<DateOnly, Expression<Func<T, bool>>>>();

    /// <summary>An empty record.</summary>
    public Func<T> New { get; init; } = Activator.CreateInstance<T>;

    /// <summary>
    /// What forbids to change a record that is there, whatever is to be different; for what is kept elsewhere. Also hides the form.
    /// </summary>
    public Action<T, ValidationContext>? WriteGuard { get; init; }

    /// <summary>Rules that look at several fields; runs on a copy that holds what was said.</summary>
    public Action<T, ValidationContext, ActorStamp>? Rules { get; init; }

    /// <summary>Further rules of a correction, which look at what the record said before: the copy, then the record.</summary>
    public Action<T, T, ValidationContext, ActorStamp>? CorrectionRules { get; init; }

    /// <summary>Adds the parts of a record that <see cref="Rules"/> look at to the query that reads it.</summary>
    public Func<IQueryable<T>, IQueryable<T>> With { get; init; } = records => records;

    /// <summary>
    /// Validation against other records, as of unique names: runs when a record is entered, corrected or restored, after
    /// <see cref="Rules"/>. Files bring many records at once: what is to hold for them is in the <see cref="KindSheet{T}"/>.
    /// </summary>
    public Func<PendingChange<T>, CancellationToken, Task>? StoreRules { get; init; }

    /// <summary>What numbers of the kind begin with (<see cref="NumberPrefixes"/>); null when it has none.</summary>
    public string? NumberPrefix { get; init; }

    /// <inheritdoc cref="Ledger{T}.InPeriod"/>
    public Func<Period, Expression<Func<T, bool>>>? InPeriod { get; init; }

    /// <inheritdoc cref="RecordList{T}.SharedWith"/>
    public Func<DashboardDbContext, IQueryable<T>, IQueryable<RecordLink>>? SharedWith { get; init; }

    /// <inheritdoc cref="RecordList{T}.TakingPart"/>
    public Func<IQueryable<T>, int[], Expression<Func<T, bool>>>? TakingPart { get; init; }

    /// <inheritdoc cref="RecordList{T}.PastViews"/>
    public IReadOnlyDictionary<string, Func<DateOnly, Expression<Func<T, bool>>>> PastViews { get; init; } =
        new Dictionary<string, Func<DateOnly, Expression<Func<T, bool>>>>();

    /// <inheritdoc cref="RecordList{T}.Addresses"/>
    public Expression<Func<T, IEnumerable<string>>>? Addresses { get; init; }

    /// <inheritdoc cref="RecordList{T}.PersonalParts"/>
    public IReadOnlyList<(string Field, Func<DashboardDbContext, long, IQueryable<string>> Of)> PersonalParts { get; init; } = [];

    /// <inheritdoc cref="RecordList.TimelineParts"/>
    public IReadOnlyList<string> TimelineParts { get; init; } = [];

    /// <inheritdoc cref="RecordList{T}.MomentViews"/>
    public IReadOnlyDictionary<string, Func<ListMoment, Expression<Func<T, bool>>>> MomentViews { get; init; } =
        new Dictionary<string, Func<ListMoment, Expression<Func<T, bool>>>>();

    /// <summary>Keys of the filters in the order in which they are offered; that of the form when left out.</summary>
    public IReadOnlyList<string>? Filters { get; init; }

    /// <summary>The records of which a caller may know, archived ones included; those of the caller's communities when left out.</summary>
    public Func<IQueryable<T>, CurrentUser, IQueryable<T>> Readable { get; init; } = (records, caller) => records.InCommunitiesOf(caller);

    /// <summary>
    /// What follows from entering or correcting a record: runs on the copy that holds what was said, once nothing refuses it. Sets
    /// fields that nobody enters.
    /// </summary>
    public Action<T, ActorStamp>? OnSaving { get; init; }

    /// <summary>Takes from a record that was read for one person what the person may not know.</summary>
    public Func<DashboardDbContext, CurrentUser, T, CancellationToken, Task>? Conceal { get; init; }

    /// <summary>
    /// True when a correction takes a reason, given the record and a copy that holds what was said. The kind declares
    /// <see cref="FieldsOf{T}.Reason"/>.
    /// </summary>
    public Func<T, T, bool>? NeedsReason { get; init; }

    /// <summary>What workbooks tell of a record beside its columns.</summary>
    public IReadOnlyList<LedgerColumn<T>> Marks { get; init; } = [];

    /// <summary>Makes the sheet of a kind whose import needs more than its columns.</summary>
    public Func<RecordKind<T>, KindSheet<T>> MakeSheet { get; init; } = kind => new(kind);

    /// <summary>When a new row may be a record that is there, mended: by the keys of the columns that tell it.</summary>
    public IReadOnlyList<string> NearBy { get; init; } = [];

    /// <summary>How many days apart it may be; as <see cref="NearRule{T}"/> has it when left out.</summary>
    public int? NearDays { get; init; }

    /// <summary>True when those must say the same, as names of people.</summary>
    public bool IsNearExact { get; init; }

    public Ledger<T> Ledger => ledger.Value;

    public RecordList<T> List => list.Value;

    public override RecordList RecordList => List;

    public override RegisteredKind Registered => registered.Value;

    public override ImportSheet Sheet => sheet.Value;

    public override bool IsOpenTo(CurrentUser caller) => caller.MayEnter<T>();

    internal override IQueryable<long> ReadableIds(DashboardDbContext db, CurrentUser caller) =>
        Readable(db.Set<T>(), caller).Select(record => record.Id);

    internal override async Task<EnteredRecord?> FindWritableAsync(DashboardDbContext db, CurrentUser caller, long id,
        CancellationToken cancellationToken)
    {
        var record = await db.Set<T>().WritableBy(caller)
            .SingleOrDefaultAsync(found => found.Id == id && found.ArchivedAt == null, cancellationToken);
        if (record is not null) CheckWritable(record);
        return record;
    }

    internal override Task<long?> FindEnteredAsync(DashboardDbContext db, CurrentUser caller, Guid requestId,
        CancellationToken cancellationToken) =>
        db.Set<T>().WritableBy(caller).Where(record => record.RequestId == requestId).Select(record => (long?)record.Id)
            .SingleOrDefaultAsync(cancellationToken);

    /// <summary>The field of a key.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public Field<T> this[string key] =>
        byKey.GetValueOrDefault(key) ?? throw new KeyNotFoundException($"{Key} has no field {key}.");

    /// <summary>The field of a property.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public Field<T> FieldOf(Expression<Func<T, object?>> property)
    {
        var body = property.Body is UnaryExpression { NodeType: ExpressionType.Convert } boxed ? boxed.Operand : property.Body;
        var name = (body as MemberExpression)?.Member.Name;
        return Fields.FirstOrDefault(field => field.Property?.Name == name)
            ?? throw new KeyNotFoundException($"{Key} has no field {name}.");
    }

    /// <summary>What a record is called on its page, in the reader's language.</summary>
    /// <param name="names">Of the office's terms; the program's own where they are left out.</param>
    public string TitleOf(T record, CommunityDirectory.Names? names = null) =>
        CalledByTerm?.Invoke(record, names ?? CommunityDirectory.Names.None) ?? Called?.Invoke(record)
            ?? (string?)Fields.Single(field => field.IsTitle).Read(record) ?? "";

    /// <summary>All that a record says in the fields that people enter.</summary>
    public FieldValues<T> ValuesOf(T record)
    {
        var values = new FieldValues<T>();
        foreach (var field in Fields.Where(field => field.IsEntered)) values[field] = field.Read(record);
        return values;
    }

    private Ledger<T> MakeLedger()
    {
        var placing = Fields.FirstOrDefault(field => field.IsPlacing);
        return new()
        {
            Kind = Key,
            Id = x => x.Id,
            Rows = db => db.Set<T>().Where(x => x.ArchivedAt == null),
            InPeriod = InPeriod ?? (placing is null ? null : period => Within(placing, period)),
            TypedMarks = Marks,
            TypedColumns = [.. Fields.Where(field => field.IsListed).Select(field => field.Column)],
        };
    }

    private RecordList<T> MakeList() => new()
    {
        Typed = Ledger,
        Readable = Readable,
        SharedWith = SharedWith,
        TakingPart = TakingPart,
        PastViews = PastViews,
        Addresses = Addresses,
        PersonalParts = PersonalParts,
        TimelineParts = TimelineParts,
        MomentViews = MomentViews,
        Filters = Filters ?? [.. Fields.OrderBy(field => field.Type == FieldDataType.Community ? 0 : field.IsEntered ? 1 : 2)
            .Where(field => field is { IsListed: true, IsFiltered: true }).Select(field => field.Key)],
        Sorts = [.. Fields.Where(field => field is { IsListed: true, IsSorted: true }).Select(field => field.Key)],
        DefaultSort = DefaultSort,
        Shown = Shown,
        ShownEn = ShownEn,
        Views = Views,
    };

    private static Expression<Func<T, bool>> Within(Field<T> placing, Period period)
    {
        var day = placing.Value.Body is UnaryExpression { NodeType: ExpressionType.Convert } boxed ? boxed.Operand : placing.Value.Body;
        Expression<Func<DateOnly?, bool>> within = x => x >= period.From && x <= period.To;
        Expression<Func<DateOnly, bool>> always = x => x >= period.From && x <= period.To;
        return Expression.Lambda<Func<T, bool>>(day.Type == typeof(DateOnly) ? always.With(day) : within.With(day),
            placing.Value.Parameters);
    }
}
