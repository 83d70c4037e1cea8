using System.Linq.Expressions;
using Concentric.Data;
using Concentric.Imports;
using Concentric.Ledgers;
using Concentric.Lists;
using Concentric.Metrics;
using Concentric.People;
using Concentric.Rules;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Kinds;

/// <summary>
/// A kind of record, declared once beside its entity. Its ledger, list, form, page, import with template, export, search and the words of
/// its audit trail follow from its fields. What its steps do is code of the entity. <see cref="AllKinds"/> lists all of them.
/// </summary>
/// <param name="key">As in <c>errand</c>; see <see cref="RecordKinds"/>.</param>
/// <param name="path">Where its pages are, as in <c>/errands</c>.</param>
public abstract class RecordKind(string key, string path)
{
    public string Key => key;

    public string Path => path;

    public abstract Type RecordType { get; }

    /// <summary>The fields, in the order of files.</summary>
    public abstract IReadOnlyList<Field> Declared { get; }

    /// <summary>The fields that people enter, in the order of forms and templates: the community first, for it decides the rest.</summary>
    public IReadOnlyList<Field> Entered => [.. Declared.Where(one => one.IsEntered).OrderBy(one => one.Type == FieldDataType.Community ? 0 : 1)];

    public abstract RecordList RecordList { get; }

    public abstract RegisteredKind Registered { get; }

    /// <summary>How it comes in from spreadsheets.</summary>
    public abstract ImportSheet Sheet { get; }

    /// <summary>The field of an entity's property, as the audit trail names it; null when it is none.</summary>
    public Field? FindProperty(string property) => Declared.FirstOrDefault(field => field.Property?.Name == property);
}

/// <inheritdoc cref="RecordKind"/>
public sealed class RecordKind<T> : RecordKind
    where T : EnteredRecord
{
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
        if (Fields.GroupBy(field => field.Key).FirstOrDefault(same => same.Count() > 1) is { } twice) throw new ArgumentException($"{Key} declares {twice.Key} twice.", nameof(fields));
        ledger = new(MakeLedger);
        list = new(MakeList);
        registered = new(() => RegisteredKind.Of(List));
        sheet = new(() => MakeSheet?.Invoke(this) ?? new(this));
    }

    public IReadOnlyList<Field<T>> Fields { get; }

    public override Type RecordType => typeof(T);

    public override IReadOnlyList<Field> Declared => Fields;

    /// <summary>What a record is called on its page, in the reader's language; by its title when left out.</summary>
    public Func<T, string>? Called { get; init; }

    /// <summary>Key of the column that orders the list when nothing is said; a minus before it for the last first.</summary>
    public required string DefaultSort { get; init; }

    /// <summary>Keys of the columns of the list on a page, the most telling first; null for all in the order of files.</summary>
    public IReadOnlyList<string>? Shown { get; init; }

    /// <summary>The same for readers of English, where names stand in two columns; null when it is the same.</summary>
    public IReadOnlyList<string>? ShownEn { get; init; }

    /// <summary>Which records lie in a period, when the day that places them does not say it alone; null otherwise.</summary>
    public Func<Period, Expression<Func<T, bool>>>? InPeriod { get; init; }

    /// <summary>The ready-made selections of the list by key, given the office's day.</summary>
    public IReadOnlyDictionary<string, Func<DateOnly, Expression<Func<T, bool>>>> Views { get; init; } = new Dictionary<string, Func<DateOnly, Expression<Func<T, bool>>>>();

    /// <summary>An empty record.</summary>
    public Func<T> New { get; init; } = Activator.CreateInstance<T>;

    /// <summary>Rules that look at several fields; runs on a copy that holds what was said.</summary>
    public Action<T, ValidationContext, ActorStamp>? Rules { get; init; }

    /// <summary>Adds the parts of a record that <see cref="Rules"/> look at to the query that reads it.</summary>
    public Func<IQueryable<T>, IQueryable<T>> With { get; init; } = records => records;

    /// <summary>
    /// Validation against other records, as of unique names: runs when a record is entered, corrected or restored, after
    /// <see cref="Rules"/>. Files bring many records at once: what is to hold for them is in the <see cref="KindSheet{T}"/>.
    /// </summary>
    public Func<PendingChange<T>, CancellationToken, Task>? StoreRules { get; init; }

    /// <summary>The records of which a caller may know, archived ones included; those of the caller's communities when left out.</summary>
    public Func<IQueryable<T>, CurrentUser, IQueryable<T>> Readable { get; init; } = (records, caller) => records.InCommunitiesOf(caller);

    /// <summary>When a new row may be a record that is there, mended: by the keys of the columns that tell it.</summary>
    public IReadOnlyList<string> NearBy { get; init; } = [];

    /// <summary>True when those must say the same, as names of people.</summary>
    public bool IsNearExact { get; init; }

    /// <summary>Makes the sheet of a kind whose import needs more than its columns; null for others.</summary>
    internal Func<RecordKind<T>, KindSheet<T>>? MakeSheet { get; init; }

    public Ledger<T> Ledger => ledger.Value;

    public RecordList<T> List => list.Value;

    public override RecordList RecordList => List;

    public override RegisteredKind Registered => registered.Value;

    public override ImportSheet Sheet => sheet.Value;

    /// <summary>The field of a key.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public Field<T> this[string key] => Fields.FirstOrDefault(field => field.Key == key) ?? throw new KeyNotFoundException($"{Key} has no field {key}.");

    /// <summary>The field of a property.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public Field<T> FieldOf(Expression<Func<T, object?>> property)
    {
        var body = property.Body is UnaryExpression { NodeType: ExpressionType.Convert } boxed ? boxed.Operand : property.Body;
        var name = (body as MemberExpression)?.Member.Name;
        return Fields.FirstOrDefault(field => field.Property?.Name == name) ?? throw new KeyNotFoundException($"{Key} has no field {name}.");
    }

    /// <summary>What a record is called on its page, in the reader's language.</summary>
    public string TitleOf(T record) => Called?.Invoke(record) ?? (string?)Fields.Single(field => field.IsTitle).Read(record) ?? "";

    /// <summary>A new record of what is said.</summary>
    /// <exception cref="RefusedException">A field or a rule refuses it.</exception>
    public T Make(FieldValues<T> values, ActorStamp by, ValidationContext check)
    {
        var record = New();
        Take(record, Draft(record, values, isNew: true, by, check), check);
        return record;
    }

    /// <summary>Makes a record what is said; what is not spoken of stays.</summary>
    /// <returns>False when nothing was different.</returns>
    /// <exception cref="RefusedException">A field or a rule refuses it; then nothing is changed.</exception>
    public bool Correct(T record, FieldValues<T> values, ActorStamp by, ValidationContext check) => Take(record, Draft(record, values, isNew: false, by, check), check);

    /// <summary>A copy of a record that holds what is said, after the rules. What is wrong is noted, and not in the copy.</summary>
    internal T Draft(T record, FieldValues<T> values, bool isNew, ActorStamp by, ValidationContext check)
    {
        var draft = record.Copy<T>();
        foreach (var field in Fields.Where(field => field.IsEntered && (isNew || (!field.IsFixed && values.Has(field)))))
        {
            var value = field.Clean(values[field], isNew ? null : field.Read(record), check, by.Today);
            if (!check.Has(field.Key)) field.Write(draft, value);
        }

        Rules?.Invoke(draft, check, by);
        return draft;
    }

    /// <summary>The fields in which two say something else.</summary>
    internal IReadOnlyList<Field<T>> Differences(T record, T draft) =>
        [.. Fields.Where(field => field.Property is not null && !Equals(field.Read(record), field.Read(draft)))];

    /// <summary>Makes a record what its draft says.</summary>
    /// <returns>False when nothing was different.</returns>
    /// <exception cref="RefusedException">Something is wrong; then nothing is changed.</exception>
    internal bool Take(T record, T draft, ValidationContext check)
    {
        check.ThrowIfAny();
        var different = Differences(record, draft);
        foreach (var field in different) field.Property!.SetValue(record, field.Property.GetValue(draft));
        return different.Count > 0;
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
            TypedColumns = [.. Fields.Where(field => field.IsListed).Select(field => field.Column)],
        };
    }

    private RecordList<T> MakeList() => new()
    {
        Typed = Ledger,
        Readable = Readable,
        Filters = [.. Entered.Concat(Fields.Where(field => !field.IsEntered)).Where(field => field is { IsListed: true, IsFiltered: true }).Select(field => field.Key)],
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
        return Expression.Lambda<Func<T, bool>>(day.Type == typeof(DateOnly) ? always.With(day) : within.With(day), placing.Value.Parameters);
    }
}
