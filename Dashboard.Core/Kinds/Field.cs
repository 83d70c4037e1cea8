using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using Concentric.Data;
using Concentric.Ledgers;
using Concentric.Lists;
using Concentric.OfficeLists;
using Concentric.Resources;

namespace Concentric.Kinds;

/// <summary>
/// A field of a kind of record, declared once: its column in lists, files and templates, its place in the form, its check, its fact on
/// the page, its masking and its name in refusals and the audit trail all follow from it. Its name for people is the text of
/// <c>Column.</c> and its key.
/// </summary>
/// <param name="Key">Stable name for addresses, resources, files and refusals, as in <c>served-on</c>.</param>
/// <param name="Type">What it holds.</param>
/// <param name="Property">The entity's property; null for what is computed.</param>
public abstract record Field(string Key, FieldDataType Type, PropertyInfo? Property)
{
    /// <summary>Key of why something is corrected.</summary>
    public const string ReasonKey = "reason";

    private static readonly ConcurrentDictionary<PropertyInfo, bool> NeedValues = new();

    /// <summary>True when a record can't be without it.</summary>
    public bool IsRequired { get; init; }

    /// <summary>True when it is said once, on entry, and never corrected.</summary>
    public bool IsFixed { get; init; }

    /// <summary>True when files can't correct it though forms can.</summary>
    public bool IsFixedInFiles { get; init; }

    /// <summary>True for a number that files may leave out: it is 0 then.</summary>
    public bool IsZeroInFiles { get; init; }

    /// <summary>True when forms ask for it in corrections only, as for how something ended.</summary>
    public bool IsLater { get; init; }

    /// <summary>True when people enter it; false for what rules and steps set.</summary>
    public bool IsEntered { get; init; }

    /// <summary>True when it is one of the facts on the record's page.</summary>
    public bool IsFact { get; init; }

    /// <summary>Names the fold of the form in which it stands with others that are seldom needed; null when it stands by itself.</summary>
    public string? Fold { get; init; }

    /// <summary>True when a new record begins with the name of who enters it.</summary>
    public bool IsCallersName { get; init; }

    /// <summary>True when forms suggest what has been said most often of late.</summary>
    public bool IsSuggested { get; init; }

    /// <summary>
    /// True when forms take what has been said before, or something new by choice: a typing slip makes no second name of one thing.
    /// </summary>
    public bool IsKnown { get; init; }

    /// <summary>True when spreadsheets may tell it.</summary>
    public bool IsImported { get; init; }

    /// <summary>True when it is a column of lists and files.</summary>
    public bool IsListed { get; init; } = true;

    /// <summary>True for why something is corrected: it is kept in the audit trail, not in the record.</summary>
    public bool IsReason { get; init; }

    /// <summary>True when rules look at the record that it refers to.</summary>
    public bool IsIncluded { get; init; }

    /// <summary>True when a record that is told nothing takes it from what else it says: forms may leave it empty.</summary>
    public bool HasFallback { get; init; }

    /// <summary>True when lists can be narrowed by it.</summary>
    public bool IsFiltered { get; init; }

    /// <summary>True when lists can be sorted by it: when that answers at once for a million rows, or there can't be so many.</summary>
    public bool IsSorted { get; init; }

    /// <summary>True for a day that can't lie in the future.</summary>
    public bool IsPast { get; init; }

    /// <summary>True for what a record is called by.</summary>
    public bool IsTitle { get; init; }

    /// <summary>True for the day that places a record in a period.</summary>
    public bool IsPlacing { get; init; }

    /// <summary>True when a new record begins with what the last one said.</summary>
    public bool IsAsLast { get; init; }

    /// <summary>What a new record begins with, given the office's day; null for nothing.</summary>
    public Func<DateOnly, object?>? Default { get; init; }

    /// <summary>What is meant when nothing is said; null for nothing.</summary>
    public object? Otherwise { get; init; }

    /// <summary>
    /// True when whoever enters a record must say it: only files may leave it out, which then means <see cref="Otherwise"/>.
    /// </summary>
    public bool IsAsked { get; init; }

    /// <summary>Width in files and templates, in characters; a Chinese character takes two.</summary>
    public int Width { get; init; } = 12;

    /// <summary>The least number, as the store holds it.</summary>
    public long Least { get; init; } = long.MinValue;

    /// <summary>The greatest number, as the store holds it.</summary>
    public long Most { get; init; } = long.MaxValue;

    /// <summary>In what numbers are counted; null for money, and where they are bare.</summary>
    public MetricUnit? Unit { get; init; }

    /// <summary>Key of the field that decides in what numbers are counted; null when it is always the same.</summary>
    public string? UnitBy { get; init; }

    /// <summary>The unit that a value of <see cref="UnitBy"/> stands for.</summary>
    public Func<object, MetricUnit>? UnitOf { get; init; }

    /// <summary>What a reference may refer to; null for other types.</summary>
    public ReferenceSource? Source { get; init; }

    /// <summary>True when files head it by its own name only, because that of its property means something else.</summary>
    public bool IsHeadedByOwnNameOnly { get; init; }

    /// <summary>Fields whose names are taken for its header in files too, beside the own.</summary>
    public IReadOnlyList<string> HeaderAliases { get; init; } = [];

    /// <summary>What sheets of offices commonly call it, the surest first; see <see cref="Field{T}.CalledInSheets"/>.</summary>
    public IReadOnlyList<string> SheetNames { get; init; } = [];

    /// <summary>
    /// True for the number that another system gave the record: no two have one, and a file finds the record by it.
    /// </summary>
    public bool IsOutsideNumber { get; init; }

    /// <summary>The longest text in UTF-16 units, as the entity declares it.</summary>
    public int MostLength { get; init; } = TextLimits.Name;

    /// <summary>
    /// True when it is personal, as the entity declares it by <see cref="PersonalAttribute"/>: masked wherever it is shown.
    /// </summary>
    public bool IsPersonal { get; init; }

    /// <summary>The enum of a <see cref="FieldDataType.Term"/>; otherwise null.</summary>
    public Type? TermType { get; init; }

    /// <summary>
    /// The list of a <see cref="FieldDataType.Category"/>; null for the petition categories, and for fields of other types.
    /// </summary>
    public TermList? Terms { get; init; }

    /// <summary>Its name for people. Where the head of a column tells the unit too, that is told beside the value elsewhere.</summary>
    public string Label(CultureInfo? culture = null) => Texts.Find($"Name.{Key}", culture) ?? Texts.Column(Key, culture);

    /// <summary>True when the property holds no null.</summary>
    internal bool NeedsValue => Property is { } property && NeedValues.GetOrAdd(property, one => one.PropertyType.IsValueType
        ? Nullable.GetUnderlyingType(one.PropertyType) is null
        : new NullabilityInfoContext().Create(one).WriteState == NullabilityState.NotNull);
}
