using System.Collections.Concurrent;
using System.Globalization;
using System.Linq.Expressions;
using System.Reflection;
using Concentric.Data;
using Concentric.Ledgers;
using Concentric.Rules;

namespace Concentric.Kinds;

/// <inheritdoc cref="Field"/>
/// <param name="Value">What the store reads, to list, filter, sort and find by; of a reference, the name of what it refers to.</param>
public sealed record Field<T>(string Key, FieldDataType Type, PropertyInfo? Property, Expression<Func<T, object?>> Value)
    : Field(Key, Type, Property)
    where T : EnteredRecord
{
    // A file may name the references of a hundred thousand records.
    private static readonly ConcurrentDictionary<Expression<Func<T, object?>>, Func<T, object?>> Compiled = new();

    /// <summary>The same for readers of English, where a name has been given in both languages; null when it is the same.</summary>
    public Expression<Func<T, object?>>? ValueEn { get; init; }

    /// <summary>
    /// What lists and files show in its place, where they tell more than the record's own value; null when it is the same.
    /// </summary>
    public Expression<Func<T, object?>>? Listed { get; init; }

    /// <summary>How it is kept in parts of the record; null when it is a value of the record's own.</summary>
    public FieldParts<T>? Parts { get; init; }

    /// <summary>What it takes when it is told nothing, given the record with all else that was said; null for nothing.</summary>
    public Func<T, object?>? Fallback { get; init; }

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

    /// <summary>What a record is called by.</summary>
    public Field<T> AsTitle() => this with { IsTitle = true };

    /// <summary>Can be corrected, where others of its type are said once.</summary>
    public Field<T> Movable() => this with { IsFixed = false };

    /// <summary>Corrected in forms only: a file that tells another value is refused.</summary>
    public Field<T> FixedInFiles() => this with { IsFixedInFiles = true };

    /// <summary>Files may leave the number out: it is 0 then.</summary>
    public Field<T> ZeroInFiles() => this with { IsZeroInFiles = true };

    /// <summary>Files head it by its own name only.</summary>
    public Field<T> HeadedByOwnNameOnly() => this with { IsHeadedByOwnNameOnly = true };

    /// <summary>A new record begins with the first day of the year.</summary>
    public Field<T> BeginsWithYear() => this with { Default = today => new DateOnly(today.Year, 1, 1) };

    /// <summary>Files may head it by the names of these fields too.</summary>
    public Field<T> AlsoHeaded(params IReadOnlyList<string> fields) => this with { HeaderAliases = fields };

    /// <summary>
    /// What sheets of offices commonly call it, the surest first: a sheet with such a header needs no question. Two fields may share one;
    /// the first that has no surer column takes it.
    /// </summary>
    public Field<T> CalledInSheets(params IReadOnlyList<string> names) => this with { SheetNames = names };

    /// <summary>The number that another system gave the record: no two have one, and a file finds the record by it.</summary>
    public Field<T> OutsideNumber() => this with { IsOutsideNumber = true };

    /// <summary>Places the record in a period.</summary>
    public Field<T> Placing() => this with { IsPlacing = true };

    /// <summary>Set by steps and rules: shown, but never entered.</summary>
    public Field<T> ReadOnly() => this with { IsEntered = false, IsImported = false };

    /// <summary>Told by files too, where the sheet of the kind takes the step.</summary>
    public Field<T> InFiles() => this with { IsImported = true };

    /// <summary>Rules look at the record that it refers to: it is there while they run.</summary>
    public Field<T> Included() => this with { IsIncluded = true };

    /// <summary>Takes this when it is told nothing.</summary>
    public Field<T> OrElse(Func<T, object?> value) => this with { Fallback = value, HasFallback = true };

    /// <summary>Counted in what another field decides.</summary>
    /// <param name="key">Key of that field.</param>
    /// <param name="unitOf">The unit that a value of it stands for.</param>
    public Field<T> CountedBy(string key, Func<object, MetricUnit> unitOf) => this with { UnitBy = key, UnitOf = unitOf };

    /// <summary>Lists and files show this in its place.</summary>
    public Field<T> ListedAs(Expression<Func<T, object?>> value) => this with { Listed = value };

    /// <summary>A new record begins with this.</summary>
    public Field<T> BeginsWith(object value) => this with { Default = _ => value };

    /// <summary>This is meant when nothing is said: forms begin with it, and files may leave it out.</summary>
    public Field<T> MeaningOtherwise(object value) => this with { Otherwise = value, IsRequired = true, Default = _ => value };

    /// <summary>This is meant when a file leaves it out; forms ask for it.</summary>
    public Field<T> MeaningInFiles(object value) => this with { Otherwise = value, IsRequired = true, IsAsked = true };

    /// <summary>A new record begins with what the last one said.</summary>
    public Field<T> AsLast() => this with { IsAsLast = true };

    /// <summary>A new record begins with the name of who enters it.</summary>
    public Field<T> BeginsWithCallersName() => this with { IsCallersName = true };

    /// <summary>Stands in a fold of the form, with others that are seldom needed.</summary>
    /// <param name="fold">Its heading is the text of <c>Fold.</c>, the kind and this.</param>
    public Field<T> Folded(string fold) => this with { Fold = fold };

    /// <summary>Told elsewhere on the page.</summary>
    public Field<T> NoFact() => this with { IsFact = false };

    /// <summary>A number within limits, both included, as the store holds it.</summary>
    public Field<T> Within(long least, long most) => this with { Least = least, Most = most };

    public Field<T> Filtered() => this with { IsFiltered = true };

    public Field<T> Sorted() => this with { IsSorted = true };

    public Field<T> Wide(int characters) => this with { Width = characters };

    /// <summary>Chosen in the form, not told by spreadsheets.</summary>
    public Field<T> NotImported() => this with { IsImported = false };

    /// <summary>On the page and in the form only: no column of lists, files and templates.</summary>
    public Field<T> OnPage() => this with { IsListed = false, IsImported = false };

    /// <summary>No column of lists and files.</summary>
    public Field<T> Unlisted() => this with { IsListed = false };

    /// <summary>One of the facts on the page, although nobody enters it.</summary>
    public Field<T> AsFact() => this with { IsFact = true };

    /// <summary>Forms suggest what has been said most often of late.</summary>
    public Field<T> Suggested() => this with { IsSuggested = true };

    /// <summary>Forms offer what has been said of late, and take something new only by choice.</summary>
    public Field<T> Known() => this with { IsSuggested = true, IsKnown = true };

    /// <summary>What a record says.</summary>
    /// <returns>Null for nothing; otherwise as <see cref="FieldValues{T}"/> holds it.</returns>
    public object? Read(T record) =>
        Parts is not null ? Parts.Read(record) : Property is null ? null : FieldValue.Normal(this, Property.GetValue(record));

    /// <summary>True when two records say something else in it.</summary>
    public bool Differs(T one, T other) => !Equals(Read(one), Read(other));

    /// <summary>Has a record say something.</summary>
    /// <param name="value">As <see cref="Clean"/> gave it.</param>
    internal void Write(T record, object? value)
    {
        if (Parts is not null) Parts.Write(record, value);
        else Property!.SetValue(record, FieldValue.Stored(this, value));
    }

    /// <summary>Has a record say what its draft says.</summary>
    internal void Take(T record, T draft)
    {
        if (Parts is not null) Parts.Take(record, draft);
        else Property!.SetValue(record, Property.GetValue(draft));
    }

    /// <summary>Cleans what somebody says and checks it, whatever it comes from.</summary>
    /// <param name="present">What the record says; null for a new one.</param>
    /// <param name="check">Takes what is wrong.</param>
    /// <param name="today">The office's day.</param>
    public object? Clean(object? value, object? present, ValidationContext check, DateOnly today)
    {
        if (!IsAsked) value ??= Otherwise is null ? null : present ?? Otherwise;
        var clean = value;
        switch (Type)
        {
            case FieldDataType.Text or FieldDataType.Identifier or FieldDataType.Category:
                clean = check.Line(Key, (string?)value, MostLength);
                break;
            case FieldDataType.Lines: clean = check.Lines(Key, (string?)value, MostLength); break;
            case FieldDataType.Names: clean = NameSeries.Clean(check.Lines(Key, (string?)value, MostLength)); break;
            case FieldDataType.Phone: clean = check.Phone(Key, (string?)value, (string?)present); break;
            case FieldDataType.Day when value is DateOnly day:
                CheckDay(day, check, today);
                break;
            case FieldDataType.Term when value is Enum term: check.That(Enum.IsDefined(TermType!, term), Key, term, Rule.Unknown); break;
            case FieldDataType.Whole or FieldDataType.WorkingDays when value is long number: check.Within(Key, number, Least, Most); break;
            case FieldDataType.Money when value is long fen: check.Within(Key, fen, Least, Most, QuantityUnit.Fen); break;
            case FieldDataType.Milli when value is long milli: check.Within(Key, milli, Least, Most, QuantityUnit.Milli); break;
            case FieldDataType.Minutes when value is long minutes:
                check.Within(Key, minutes, Least, Most, QuantityUnit.Minutes);
                break;
        }

        // What could not even be read has been told already.
        if (clean is null && IsRequired && !check.Has(Key)) check.That(false, Key, null, Rule.Required);
        return clean;
    }

    private void CheckDay(DateOnly day, ValidationContext check, DateOnly today)
    {
        var last = today.AddDays(ValidationContext.MostDaysAhead);
        if (IsPast) check.Past(Key, day, today);
        else if (check.That(day >= ValidationContext.FirstDay, Key, day, Rule.TooEarly, ValidationContext.FirstDay))
            check.That(day <= last, Key, day, Rule.TooLate, last);
    }

    /// <summary>The way to what a reference refers to, as it is included in a query; null for other fields.</summary>
    internal string? Navigation =>
        Type == FieldDataType.Reference && Value.Body is MemberExpression { Expression: MemberExpression way } ? way.Member.Name : null;

    /// <summary>What several references of a record are called; they must have been read with it.</summary>
    public IReadOnlyList<NamedPart> PartsOf(T record) => Parts?.NamesOf(record) ?? [];

    /// <summary>What a record's reference is called, in each language; it must have been read with it.</summary>
    internal IReadOnlyList<string?> NamesOf(T record)
    {
        if (Read(record) is null || (Navigation is { } way && typeof(T).GetProperty(way)!.GetValue(record) is null)) return [];
        return ValueEn is null ? [Told(Value, record)] : [Told(Value, record), Told(ValueEn, record)];
    }

    private static string? Told(Expression<Func<T, object?>> name, T record) =>
        (string?)Compiled.GetOrAdd(name, one => one.Compile())(record);

    /// <summary>
    /// What a record's reference is called in a language, masked when that is personal; null when it refers to nothing that may be told.
    /// </summary>
    public string? NameOf(T record, CultureInfo culture)
    {
        var name = NamesOf(record) is { Count: > 0 } names ? culture.IsEnglish ? names[^1] : names[0] : null;
        return Source is { IsPersonal: true } ? Masking.Mask(name) : name;
    }

    internal LedgerColumn<T> Column => new()
    {
        Key = Key,
        Type = Type.Listed(),
        Width = Width,
        Terms = Terms,
        Value = Listed ?? Value,
        ValueEn = Listed is null ? ValueEn : null,
        Duration = Type switch
        {
            FieldDataType.Minutes => DurationUnit.Minutes,
            FieldDataType.WorkingDays => DurationUnit.WorkingDays,
            _ => null,
        },
    };
}
