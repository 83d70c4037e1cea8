using System.ComponentModel.DataAnnotations;
using System.Linq.Expressions;
using System.Reflection;
using Concentric.Data;
using Concentric.Imports;
using Concentric.Ledgers;
using Concentric.Lists;
using Concentric.OfficeLists;

namespace Concentric.Kinds;

/// <summary>Makes the fields of one kind: <c>f.Day("served-on", x => x.ServedOn).Required()</c>.</summary>
public sealed class FieldsOf<T>
    where T : EnteredRecord
{
    /// <summary>A text of one line; as long as the entity's <see cref="MaxLengthAttribute"/> says.</summary>
    public Field<T> Text(string key, Expression<Func<T, string?>> property) => Entered(key, FieldDataType.Text, property);

    /// <summary>A text of several lines.</summary>
    public Field<T> Lines(string key, Expression<Func<T, string?>> property) => Entered(key, FieldDataType.Lines, property);

    /// <summary>What something is kept by, as the key of a metric; whoever reads it takes names for it too.</summary>
    public Field<T> Key(string key, Expression<Func<T, string?>> property) => Entered(key, FieldDataType.Identifier, property);

    /// <summary>Several names, each once.</summary>
    public Field<T> Names(string key, Expression<Func<T, string?>> property) => Entered(key, FieldDataType.Names, property);

    /// <summary>A telephone number.</summary>
    public Field<T> Phone(string key, Expression<Func<T, string?>> property) => Entered(key, FieldDataType.Phone, property);

    public Field<T> Day(string key, Expression<Func<T, DateOnly>> property) => Entered(key, FieldDataType.Day, property);

    public Field<T> Day(string key, Expression<Func<T, DateOnly?>> property) => Entered(key, FieldDataType.Day, property);

    /// <summary>A whole number.</summary>
    /// <param name="unit">What is counted.</param>
    public Field<T> Whole<TNumber>(string key, Expression<Func<T, TNumber>> property, MetricUnit? unit = null) =>
        Entered(key, FieldDataType.Whole, property) with { Unit = unit, Least = 0, Most = int.MaxValue };

    /// <summary>Money in fen.</summary>
    public Field<T> Money<TNumber>(string key, Expression<Func<T, TNumber>> property) =>
        Entered(key, FieldDataType.Money, property) with { Least = 0 };

    /// <summary>A decimal number in thousandths.</summary>
    /// <param name="unit">What is counted.</param>
    public Field<T> Milli<TNumber>(string key, Expression<Func<T, TNumber>> property, MetricUnit? unit = null) =>
        Entered(key, FieldDataType.Milli, property) with { Unit = unit, Least = 0 };

    /// <summary>Working time in minutes.</summary>
    public Field<T> Minutes<TNumber>(string key, Expression<Func<T, TNumber>> property) =>
        Entered(key, FieldDataType.Minutes, property) with { Least = 0, Most = int.MaxValue };

    /// <summary>A value of an enum.</summary>
    public Field<T> Term<TTerm>(string key, Expression<Func<T, TTerm>> property) => Entered(key, FieldDataType.Term, property) with
    {
        TermType = Nullable.GetUnderlyingType(typeof(TTerm)) ?? typeof(TTerm),
    };

    public Field<T> YesNo(string key, Expression<Func<T, bool>> property) => Entered(key, FieldDataType.YesNo, property);

    /// <summary>The community that keeps the record: said once, on entry, by those who have several.</summary>
    public Field<T> Community()
    {
        var record = Expression.Parameter(typeof(T), "x");
        var id = Expression.Property(record, nameof(CommunityRecord.CommunityId));
        return Entered("community", FieldDataType.Community, Expression.Lambda<Func<T, int>>(id, record)) with
        {
            IsRequired = true,
            IsFixed = true,
            IsFiltered = true,
            SheetNames = ImportColumn.KeptBy.Synonyms,
        };
    }

    /// <summary>Another record.</summary>
    /// <param name="name">What it is called in lists.</param>
    /// <param name="nameEn">The same in English; null when it has one name only.</param>
    /// <param name="source">What may be referred to.</param>
    public Field<T> Reference<TId>(
        string key, Expression<Func<T, TId>> property, Expression<Func<T, string?>> name, Expression<Func<T, string?>>? nameEn,
        ReferenceSource source) =>
        Entered(key, FieldDataType.Reference, property) with
        {
            Value = Boxed(name),
            ValueEn = nameEn is null
            ? null
            : Boxed(nameEn),
            Source = source
        };

    /// <summary>The number by which people call a record.</summary>
    public Field<T> Number()
    {
        var record = Expression.Parameter(typeof(T), "x");
        var number = Expression.Lambda<Func<T, string?>>(Expression.Property(record, nameof(INumberedRecord.Number)), record);
        return Kept("number", FieldDataType.Identifier, number) with { Width = 17, IsSorted = true };
    }

    /// <summary>Several other records, each kept as a part of the record.</summary>
    /// <param name="source">What may be referred to.</param>
    public Field<T> References(string key, FieldParts<T> parts, ReferenceSource source) =>
        InParts(key, FieldDataType.References, parts) with { Source = source, Width = 24 };

    /// <summary>Several communities, each kept as a part of the record.</summary>
    public Field<T> Communities<TPart>(string key, Expression<Func<T, List<TPart>>> list)
        where TPart : RecordCommunity, new() => InParts(key, FieldDataType.Communities, new FieldParts<T, TPart>(
            list, part => (long)part.CommunityId, id => new() { CommunityId = (int)(long)id })) with
        { Width = 24 };

    /// <summary>What is kept in parts of the record, as the type has it: no column of lists, for there may be several.</summary>
    public Field<T> InParts(string key, FieldDataType type, FieldParts<T> parts) => new(key, type, parts.Property, x => null)
    {
        Parts = parts,
        IsEntered = true,
        IsImported = true,
        IsListed = false,
        IsFact = true,
        IsPersonal = parts.IsPersonal,
        Least = 0,
    };

    /// <summary>Key of a petition category.</summary>
    public Field<T> Category(string key, Expression<Func<T, string?>> property) => Entered(key, FieldDataType.Category, property);

    /// <summary>A term of one of the office's lists, by its code.</summary>
    public Field<T> OfficeTerm(string key, Expression<Func<T, string?>> property, TermList list) =>
        Category(key, property) with { Terms = list };

    /// <summary>What rules and steps set and people read: a column, and no part of the form.</summary>
    public Field<T> Kept<TValue>(string key, FieldDataType type, Expression<Func<T, TValue>> property) => Entered(key, type, property) with
    {
        IsEntered = false,
        IsImported = false,
        IsFact = false,
        TermType = type == FieldDataType.Term ? Nullable.GetUnderlyingType(typeof(TValue)) ?? typeof(TValue) : null,
    };

    /// <summary>Why something is corrected: asked by the form that corrects, told by files, kept in the audit trail.</summary>
    public Field<T> Reason() => new(Field.ReasonKey, FieldDataType.Lines, null, x => null)
    {
        IsReason = true,
        IsListed = false,
        SheetNames = ImportColumn.Reason.Synonyms,
        IsImported = true,
        MostLength = TextLimits.Note,
        Width = 24,
    };

    /// <summary>A column that the store computes: nobody enters it, and the page of a record does not show it.</summary>
    public Field<T> Computed<TValue>(string key, FieldDataType type, Expression<Func<T, TValue>> value) =>
        new(key, type, null, Boxed(value));

    private static Field<T> Entered<TValue>(string key, FieldDataType type, Expression<Func<T, TValue>> property)
    {
        if (property.Body is not MemberExpression { Expression: ParameterExpression, Member: PropertyInfo declared })
            throw new ArgumentException($"{key} is no property of {typeof(T).Name}.", nameof(property));
        return new(key, type, declared, Boxed(property))
        {
            IsEntered = true,
            IsImported = true,
            IsFact = type != FieldDataType.Community,
            IsPersonal = declared.GetCustomAttribute<PersonalAttribute>() is not null,
            MostLength = declared.GetCustomAttribute<MaxLengthAttribute>()?.Length ?? TextLimits.Name,
        };
    }

    private static Expression<Func<T, object?>> Boxed<TValue>(Expression<Func<T, TValue>> value) =>
        Expression.Lambda<Func<T, object?>>(value.ReturnType == typeof(string)
            ? value.Body
            : Expression.Convert(value.Body, typeof(object)), value.Parameters);
}
