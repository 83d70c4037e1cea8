using System.Globalization;
using System.Linq.Expressions;
using System.Reflection;
using Concentric.Data;
using Concentric.Ledgers;
using Concentric.Rules;

namespace Concentric.Kinds;

/// <inheritdoc cref="Field"/>
/// <param name="Value">What the store reads, to list, filter, sort and find by; of a reference, the name of what it refers to.</param>
public sealed record Field<T>(string Key, FieldDataType Type, PropertyInfo? Property, Expression<Func<T, object?>> Value) : Field(Key, Type, Property)
    where T : EnteredRecord
{
    /// <summary>The same for readers of English, where a name has been given in both languages; null when it is the same.</summary>
    public Expression<Func<T, object?>>? ValueEn { get; init; }

    /// <summary>A record can't be without it.</summary>
    public Field<T> Required() => this with { IsRequired = true };

    /// <summary>Said once, on entry.</summary>
    public Field<T> Fixed() => this with { IsFixed = true };

    /// <summary>A day on which something happened: not in the future. A new record begins with today.</summary>
    public Field<T> Past() => NotFuture().BeginsToday();

    /// <summary>A day that is not in the future; a new record begins without it.</summary>
    public Field<T> NotFuture() => this with { IsPast = true };

    /// <summary>A new record begins with today.</summary>
    public Field<T> BeginsToday() => this with { Default = today => today };

    /// <summary>Forms ask for it in corrections only.</summary>
    public Field<T> Later() => this with { IsLater = true };

    /// <summary>Set by rules and steps; nobody enters it.</summary>
    public Field<T> SetBySteps() => this with { IsEntered = false, IsImported = false };

    /// <summary>What a record is called by.</summary>
    public Field<T> AsTitle() => this with { IsTitle = true };

    /// <summary>Can be corrected, where others of its type are said once.</summary>
    public Field<T> Movable() => this with { IsFixed = false };

    /// <summary>Can be corrected in forms, not in files.</summary>
    public Field<T> MovableInForms() => this with { IsFixed = false, IsFixedInFiles = true };

    /// <summary>Files may head it by the names of these fields too.</summary>
    public Field<T> AlsoHeaded(params IReadOnlyList<string> fields) => this with { HeaderAliases = fields };

    /// <summary>Places the record in a period.</summary>
    public Field<T> Placing() => this with { IsPlacing = true };

    /// <summary>A new record begins with this.</summary>
    public Field<T> BeginsWith(object value) => this with { Default = _ => value };

    /// <summary>A new record begins with what the last one said.</summary>
    public Field<T> AsLast() => this with { IsAsLast = true };

    /// <summary>A number within limits, both included, as the store holds it.</summary>
    public Field<T> Within(long least, long most) => this with { Least = least, Most = most };

    public Field<T> Filtered() => this with { IsFiltered = true };

    public Field<T> Sorted() => this with { IsSorted = true };

    public Field<T> Wide(int characters) => this with { Width = characters };

    /// <summary>Chosen in the form, not told by spreadsheets.</summary>
    public Field<T> NotImported() => this with { IsImported = false };

    /// <summary>On the page and in the form only: no column of lists, files and templates.</summary>
    public Field<T> OnPage() => this with { IsListed = false, IsImported = false };

    /// <summary>What a record says.</summary>
    /// <returns>Null for nothing; otherwise as <see cref="FieldValues{T}"/> holds it.</returns>
    public object? Read(T record) => FieldValue.Normal(this, Property!.GetValue(record));

    /// <summary>Has a record say something.</summary>
    /// <param name="value">As <see cref="Clean"/> gave it.</param>
    internal void Write(T record, object? value) => Property!.SetValue(record, FieldValue.Stored(this, value));

    /// <summary>Cleans what somebody says and checks it, whatever it comes from.</summary>
    /// <param name="present">What the record says; null for a new one.</param>
    /// <param name="check">Takes what is wrong.</param>
    /// <param name="today">The office's day.</param>
    public object? Clean(object? value, object? present, ValidationContext check, DateOnly today)
    {
        var clean = value;
        switch (Type)
        {
            case FieldDataType.Text or FieldDataType.Identifier or FieldDataType.Category: clean = check.Line(Key, (string?)value, MostLength); break;
            case FieldDataType.Lines: clean = check.Lines(Key, (string?)value, MostLength); break;
            case FieldDataType.Phone: clean = check.Phone(Key, (string?)value, (string?)present); break;
            case FieldDataType.Day when value is DateOnly day:
                if (IsPast) check.Past(Key, day, today);
                else if (check.That(day >= ValidationContext.FirstDay, Key, day, Rule.TooEarly, ValidationContext.FirstDay))
                    check.That(day <= today.AddDays(ValidationContext.MostDaysAhead), Key, day, Rule.TooLate, today.AddDays(ValidationContext.MostDaysAhead));
                break;
            case FieldDataType.Term when value is Enum term: check.That(Enum.IsDefined(TermType!, term), Key, term, Rule.Unknown); break;
            case FieldDataType.Whole when value is long number: check.Within(Key, number, Least, Most); break;
            case FieldDataType.Money when value is long fen: check.Within(Key, fen, Least, Most, QuantityUnit.Fen); break;
            case FieldDataType.Milli when value is long milli: check.Within(Key, milli, Least, Most, QuantityUnit.Milli); break;
            case FieldDataType.Minutes when value is long minutes: check.Within(Key, minutes, Least, Most, QuantityUnit.Minutes); break;
        }

        // What could not even be read has been told already.
        if (clean is null && IsRequired && !check.Has(Key)) check.That(false, Key, null, Rule.Required);
        return clean;
    }

    /// <summary>The way to what a reference refers to, as it is included in a query; null for other fields.</summary>
    internal string? Navigation => Type == FieldDataType.Reference && Value.Body is MemberExpression { Expression: MemberExpression way } ? way.Member.Name : null;

    /// <summary>What a record's reference is called, in each language; it must have been read with it.</summary>
    internal IReadOnlyList<string?> NamesOf(T record) => Read(record) is null ? [] : [.. new[] { Value, ValueEn }.OfType<Expression<Func<T, object?>>>().Select(name => (string?)name.Compile()(record))];

    /// <summary>What a record's reference is called in a language; null when it refers to nothing.</summary>
    public string? NameOf(T record, CultureInfo culture) => NamesOf(record) is { Count: > 0 } names ? culture.TwoLetterISOLanguageName == "en" ? names[^1] : names[0] : null;

    internal LedgerColumn<T> Column => new()
    {
        Key = Key,
        Type = Type.Listed(),
        Width = Width,
        Value = Value,
        ValueEn = ValueEn,
        Duration = Type == FieldDataType.Minutes ? DurationUnit.Minutes : null,
    };
}
