using System.Globalization;
using System.Linq.Expressions;
using Concentric.Data;
using Concentric.OfficeLists;
using Concentric.Time;

namespace Concentric.Ledgers;

/// <summary>How a ledger column's values are written, on screen and in a workbook.</summary>
public enum LedgerType
{
    Text,

    /// <summary>Text that may look like a number and must stay text.</summary>
    Identifier,

    /// <summary>A <see cref="DateOnly"/>.</summary>
    Day,

    /// <summary>A whole number.</summary>
    Number,

    /// <summary>Fen, shown in yuan with two decimals.</summary>
    Money,

    /// <summary>Thousandths, shown as a decimal number.</summary>
    Milli,

    /// <summary>An enum, shown by its name in the resources.</summary>
    Term,

    /// <summary>True or false.</summary>
    YesNo,

    /// <summary>A community's id, shown by its name.</summary>
    Community,

    /// <summary>Key of a petition category, or of a term of one of the office's lists, shown by its name.</summary>
    Category,
}

/// <summary>In what a duration is counted.</summary>
public enum DurationUnit
{
    WorkingDays,
    Minutes,
}

/// <summary>A column of a ledger (台账). Its header is in the resources, under <c>Column.</c> and the key.</summary>
public abstract class LedgerColumn
{
    /// <summary>Stable name for URLs and resources, as in <c>received-on</c>.</summary>
    public required string Key { get; init; }

    public required LedgerType Type { get; init; }

    /// <summary>In what the number is counted when it is a duration: workbooks show the unit with it. Null for any other number.</summary>
    public DurationUnit? Duration { get; init; }

    /// <summary>True when the value is personal and must be masked: when it is read from a property that is.</summary>
    public abstract bool IsPersonal { get; }

    /// <summary>Width in a workbook, in characters; a Chinese character takes two.</summary>
    public int Width { get; init; } = 12;

    /// <summary>The enum of a column of <see cref="LedgerType.Term"/>; otherwise null.</summary>
    public abstract Type? TermType { get; }

    /// <summary>The list of a column of <see cref="LedgerType.Category"/>; null for the petition categories.</summary>
    public TermList? Terms { get; init; }
}

/// <inheritdoc cref="LedgerColumn"/>
public sealed class LedgerColumn<T> : LedgerColumn
{
    private readonly Lazy<bool> isPersonal;

    public LedgerColumn() =>
        isPersonal = new(() => PersonalFields.AreReadBy(Value!) || (ValueEn is not null && PersonalFields.AreReadBy(ValueEn)));

    public required Expression<Func<T, object?>> Value { get; init; }

    /// <summary>The same for readers of English, where a name has been given in both languages; null when it is the same.</summary>
    public Expression<Func<T, object?>>? ValueEn { get; init; }

    /// <inheritdoc/>
    public override bool IsPersonal => isPersonal.Value;

    /// <summary>The type of the value as the store holds it, not boxed.</summary>
    public Type StoredType =>
        Value.Body is UnaryExpression { NodeType: ExpressionType.Convert } boxed ? boxed.Operand.Type : Value.Body.Type;

    /// <summary>The value in a reader's language.</summary>
    public Expression<Func<T, object?>> ValueFor(CultureInfo culture) =>
        culture.Pick(Value, ValueEn ?? Value);

    public override Type? TermType => Type == LedgerType.Term ? Nullable.GetUnderlyingType(StoredType) ?? StoredType : null;
}

/// <summary>Columns that answer a condition of a metric.</summary>
internal static class ConditionColumn
{
    /// <summary>Yes or no to the very expression that the metric counts by, so the two can't differ.</summary>
    public static LedgerColumn<T> Of<T>(string key, Expression<Func<T, bool>> condition) => new()
    {
        Key = key,
        Type = LedgerType.YesNo,
        Width = 10,
        Value = Expression.Lambda<Func<T, object?>>(Expression.Convert(condition.Body, typeof(object)), condition.Parameters),
    };
}

/// <summary>The columns in which the records of one kind are listed: on the page behind a figure, and in workbooks.</summary>
public abstract class Ledger
{
    /// <summary>Key of the column that files have besides: how many attachments a row's record has.</summary>
    public const string Attachments = "attachments";

    /// <summary>Kind of record, as in <c>petition</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Kind of the record to whose page a row leads; null when it is <see cref="Kind"/> itself.</summary>
    public string? PageKind { get; init; }

    public abstract IReadOnlyList<LedgerColumn> Columns { get; }

    /// <summary>
    /// Further columns that only workbooks have: what a figure asks of a row and no other column says, as whether it was on time.
    /// </summary>
    public abstract IReadOnlyList<LedgerColumn> Marks { get; }
}

/// <inheritdoc cref="Ledger"/>
public sealed class Ledger<T> : Ledger
    where T : class
{
    /// <summary>Identifies a row, and orders rows that are otherwise equal.</summary>
    public required Expression<Func<T, long>> Id { get; init; }

    /// <summary>The record of <see cref="Ledger.PageKind"/> to whose page a row leads; null when it is <see cref="Id"/>.</summary>
    public Expression<Func<T, long>>? PageId { get; init; }

    /// <summary>The rows that count; archived ones left out.</summary>
    public required Func<DashboardDbContext, IQueryable<T>> Rows { get; init; }

    public required IReadOnlyList<LedgerColumn<T>> TypedColumns { get; init; }

    /// <summary>
    /// Rows that a summary of a period speaks of: with any of their days in it, or standing open at its end. Null for reference lists.
    /// </summary>
    public Func<Period, Expression<Func<T, bool>>>? InPeriod { get; init; }

    /// <inheritdoc cref="Ledger.Marks"/>
    public IReadOnlyList<LedgerColumn<T>> TypedMarks { get; init; } = [];

    /// <summary>Orders rows of the same <see cref="Id"/>, where that is not their own but their record's.</summary>
    public Expression<Func<T, long>>? Then { get; init; }

    public override IReadOnlyList<LedgerColumn> Columns => TypedColumns;

    public override IReadOnlyList<LedgerColumn> Marks => TypedMarks;
}

/// <summary>One line of a ledger.</summary>
public sealed class LedgerRow
{
    public required long Id { get; init; }

    /// <summary>The record to whose page the row leads.</summary>
    public long PageId { get; init; }

    /// <summary>One for each column, as the store holds it (fen, thousandths, ids).</summary>
    public required object?[] Values { get; init; }

    /// <summary>For a rate, true when the row is in the numerator.</summary>
    public bool IsMarked { get; init; }
}

/// <summary>Which part of a list is wanted.</summary>
/// <param name="SortBy">Key of a column; null for the ledger's own order (newest first).</param>
/// <param name="Descending">Direction of <paramref name="SortBy"/>.</param>
/// <param name="Page">From 1.</param>
/// <param name="PageSize">Rows on a page, 1 to <see cref="MostRows"/>.</param>
public sealed record LedgerRequest(string? SortBy = null, bool Descending = false, int Page = 1, int PageSize = 50)
{
    /// <summary>The most rows that one page holds.</summary>
    public const int MostRows = 200;
}

/// <summary>All rows of a part of a ledger, one after the other, for a file.</summary>
/// <param name="Total">How many there are, counted in the transaction in which they are read.</param>
public sealed record LedgerRows(Ledger Ledger, long Total, IAsyncEnumerable<LedgerRow> Rows);
