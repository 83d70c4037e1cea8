using System.Linq.Expressions;
using Concentric.Data;
using Concentric.Imports;
using Concentric.Ledgers;
using Concentric.Lists;
using Concentric.Rules;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Kinds;

/// <summary>
/// How records of a declared kind come in from spreadsheets: a column for each field that is imported. A kind that holds its rows
/// against more than its rules, or whose files tell its steps too, derives its own.
/// </summary>
public class KindSheet<T> : ImportSheet<T>
    where T : EnteredRecord
{
    private readonly RecordKind<T> kind;
    private readonly IReadOnlyList<Field<T>> imported;

    /// <param name="steps">Columns of what is no field of the kind, as the days of its steps; behind those of its fields.</param>
    public KindSheet(RecordKind<T> kind, params IReadOnlyList<ImportColumn> steps)
    {
        this.kind = kind;
        imported = [.. kind.Fields.Where(field => field.IsImported).OrderBy(field => field.Type == FieldDataType.Community ? 0 : 1)];
        var told = imported.ToLookup(field => field.IsReason, ColumnOf);
        Columns = [kind.NumberPrefix is null ? ImportColumn.RecordId : ImportColumn.Number, .. told[false], .. steps, .. told[true]];
        Near = kind.NearBy.Count == 0 ? null : new(NearOf(kind), [.. kind.NearBy])
        {
            Day = kind.Fields.FirstOrDefault(field => field.IsPlacing)?.Key,
            IsExact = kind.IsNearExact,
        };
        if (Near is not null && kind.NearDays is { } days) Near = Near with { Days = days };
        IsNearPersonal = kind.NearBy.Any(key => kind[key].IsPersonal);
    }

    public sealed override RecordList List => kind.List;

    internal sealed override bool CanBeUndone => true;

    internal sealed override void CheckWritable(T record) => kind.CheckWritable(record);

    public sealed override IReadOnlyList<ImportColumn> Columns { get; }

    public sealed override string? Prefix => kind.NumberPrefix;

    internal sealed override string? OutsideProperty => kind.Fields.FirstOrDefault(one => one.IsOutsideNumber)?.Property?.Name;

    internal sealed override bool IsNearPersonal { get; }

    internal sealed override NearRule<T>? Near { get; }

    public override IQueryable<T> With(IQueryable<T> records) =>
        imported.Aggregate(kind.WithIncluded(records), (rows, field) => field.Navigation is { } path ? rows.Include(path) : rows);

    public override T Add(ImportRow row)
    {
        var record = kind.Make(Read(row, null), row.Scene.By, row.Check);
        Accept(record, row);
        return record;
    }

    public override bool Change(T record, ImportRow row)
    {
        if (record is CommunityRecord kept && imported.Any(field => field.Type == FieldDataType.Community && IsFixed(field)))
            row.SameCommunity(kept);
        var isChanged = kind.Correct(record, Read(row, record), row.Scene.By, row.Check);
        Accept(record, row);
        return isChanged;
    }

    /// <summary>
    /// Holds a record, as its row has made it, against the store and the rows before, as the commands hold it against the store.
    /// Notes what is wrong.
    /// </summary>
    protected virtual void Accept(T record, ImportRow row)
    {
    }

    /// <summary>Puts the terms that rows have brought into their open lists.</summary>
    public override async Task CompleteAsync(DashboardDbContext db, ImportContext scene, CancellationToken cancellationToken)
    {
        var isAdded = false;
        foreach (var list in scene.Memory<BroughtTerms>().All.GroupBy(one => one.List, one => one.Code))
            isAdded |= await OfficeTermCommands.AdoptAsync(db, list.Key, list, cancellationToken);
        if (isAdded) await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>True when a cell tells of another record what lists show beside the record's own: then the field stays.</summary>
    protected virtual bool IsTold(ImportRow row, Field<T> field, T present) => false;

    private static bool IsFixed(Field field) => field.IsFixed || field.IsFixedInFiles;

    /// <summary>The cells of a row, whether they are wanted or not, so that what was there is shown beside them.</summary>
    /// <param name="keptBy">The community of a new record, where that is no field that people enter.</param>
    protected FieldValues<T> Read(ImportRow row, T? present, int? keptBy = null)
    {
        var values = new FieldValues<T>();
        var communityId = keptBy ?? (present as CommunityRecord)?.CommunityId;
        foreach (var field in imported.Where(field => field.IsEntered || (field.IsReason && present is not null)))
        {
            if (present is not null && ((field.Type == FieldDataType.Community && IsFixed(field)) || IsTold(row, field, present))) continue;
            var value = Read(row, field, present, communityId);
            if (value is null && field.IsZeroInFiles && !row.Check.Has(field.Key)) value = 0L;
            if (present is not null && IsFixed(field))
            {
                CheckSame(row, field, present, value);
                continue;
            }

            if (field.Type == FieldDataType.Community) communityId = (int?)value;
            // Whoever sees a personal value masked can't write it anew: an empty cell leaves what a record can't be without.
            if (present is not null && value is null && field is { IsPersonal: true, IsRequired: true }) continue;
            if (value is null && field.IsAsked)
            {
                if (present is null && field is { Terms: { } list, Otherwise: string code } && !row.Check.Has(field.Key))
                    values[field] = Presumed(row, field, row.Scene.Lookups.Directory.Of(list), code);
                continue;
            }

            if (present is null || row.Has(field.Key)) values[field] = value;
        }

        return values;
    }

    /// <summary>The term that is meant when a file says none, unless the office has given it up.</summary>
    private static string? Presumed(ImportRow row, Field<T> field, CommunityDirectory.ItemNames names, string code)
    {
        var present = names.Present(code);
        return row.Check.That(names.Find(present) is { IsRetired: false }, field.Key, null, Rule.Required) ? present : null;
    }

    /// <summary>What is said once stays as it was said.</summary>
    private static void CheckSame(ImportRow row, Field<T> field, T present, object? value)
    {
        if (row.Check.Has(field.Key) || !row.Check.That(value is not null || !field.IsRequired, field.Key, null, Rule.Required)) return;
        var said = field.Read(present);
        var known = field.IsPersonal ? "***" : field.NamesOf(present) is [string name, ..] ? name : said ?? "";
        row.Check.That(Equals(value, said), field.Key, null, Rule.Fixed, known);
    }

    private static object? Read(ImportRow row, Field<T> field, T? present, int? communityId)
    {
        var said = present is null || field.Property is null ? null : field.Read(present);
        return field.Type switch
        {
            FieldDataType.Day => row.Day(field.Key, (DateOnly?)said),
            FieldDataType.Whole or FieldDataType.Minutes => row.Whole(field.Key, (long?)said),
            FieldDataType.Money => row.Fen(field.Key, (long?)said),
            FieldDataType.Milli => row.Milli(field.Key, (long?)said),
            FieldDataType.Term => row.Term(field.TermType!, field.Key, said),
            FieldDataType.YesNo => row.YesNo(field.Key, (bool?)said),
            FieldDataType.Community => row.Community(field.Key, (int?)said),
            FieldDataType.Category => row.Category(field.Key, (string?)said),
            FieldDataType.References => row.Ids(field.Key, field.Source!, (said as FieldList)?.Ids ?? []),
            FieldDataType.Communities => row.Communities(field.Key, [.. ((said as FieldList)?.Ids ?? []).Select(id => (int)id)]),
            FieldDataType.Addresses => row.Texts(field.Key, (said as FieldList)?.Texts ?? []),
            FieldDataType.Reference => row.IdOrPresent(
                field.Key, field.Source!, (long?)said, present is null ? [] : field.NamesOf(present),
                field.Source!.IsOfCommunity ? communityId : null),
            _ when field.IsPersonal => row.Personal(field.Key, (string?)said),
            _ => row.Text(field.Key, (string?)said),
        };
    }

    private static ImportColumn ColumnOf(Field<T> field) => field.IsReason
        ? ImportColumn.Reason with { Field = field.Key, AlsoCalled = [ImportColumn.Reason.Field] }
        : new(field.Key, field.Type.Imported(), field.Key)
        {
            IsRequired = field is { IsRequired: true, Otherwise: null, IsZeroInFiles: false },
            AlsoCalled = field.Property is { } property ? [property.Name, .. field.HeaderAliases] : field.HeaderAliases,
            Synonyms = field.SheetNames,
            IsOutsideNumber = field.IsOutsideNumber,
            IsPersonal = field.IsPersonal,
            IsMany = field.Type == FieldDataType.Names || field.Type.IsList(),
            TermType = field.TermType,
            Terms = field.Terms,
            Lookup = field.Source,
            Unit = field.Unit,
            UnitBy = field.UnitBy,
            UnitOf = field.UnitOf,
            IsMinutes = field.Type == FieldDataType.Minutes,
            IsOtherInForms = field.Type == FieldDataType.Minutes || field.IsHeadedByOwnNameOnly,
            Width = Math.Max(field.Width, 14),
        };

    private static Expression<Func<T, NearRecord>> NearOf(RecordKind<T> kind)
    {
        var x = Expression.Parameter(typeof(T), "x");
        Expression Value(Field<T> field) => Unboxed(field.Value.With(x));
        var text = kind.NearBy.Select(key => Value(kind[key])).Reverse().Aggregate((rest, one) => Expression.Coalesce(one, rest));
        List<MemberBinding> bound = [Bind(nameof(NearRecord.Id), Expression.Property(x, nameof(Record.Id))),
            Bind(nameof(NearRecord.Text), text)];
        if (typeof(CommunityRecord).IsAssignableFrom(typeof(T)))
            bound.Add(Bind(nameof(NearRecord.CommunityId), Expression.Property(x, nameof(CommunityRecord.CommunityId))));
        if (typeof(INumberedRecord).IsAssignableFrom(typeof(T)))
            bound.Add(Bind(nameof(NearRecord.Number), Expression.Property(x, nameof(INumberedRecord.Number))));
        if (kind.Fields.FirstOrDefault(field => field.IsPlacing) is { } placing) bound.Add(Bind(nameof(NearRecord.Day), Value(placing)));
        return Expression.Lambda<Func<T, NearRecord>>(Expression.MemberInit(Expression.New(typeof(NearRecord)), bound), x);
    }

    private static MemberAssignment Bind(string property, Expression value) =>
        Expression.Bind(typeof(NearRecord).GetProperty(property)!, value);

    private static Expression Unboxed(Expression value) =>
        value is UnaryExpression { NodeType: ExpressionType.Convert } boxed ? boxed.Operand : value;
}
