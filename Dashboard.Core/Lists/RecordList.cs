using System.Globalization;
using System.Linq.Expressions;
using Concentric.Data;
using Concentric.Ledgers;

namespace Concentric.Lists;

/// <summary>What the list of one kind of record offers beside the columns of its ledger. One per kind, beside its entity.</summary>
public abstract class RecordList
{
    /// <summary>The columns; filters and sorting are named by them.</summary>
    public abstract Ledger Ledger { get; }

    /// <summary>Kind of record, as in <c>petition</c>.</summary>
    public string Kind => Ledger.Kind;

    /// <summary>Keys of the ledger's columns by which the list can be narrowed, in the order in which they are offered.</summary>
    public required IReadOnlyList<string> Filters { get; init; }

    /// <summary>
    /// Keys of the columns by which the list can be sorted. A column belongs here when sorting a million rows by it answers
    /// at once, that is when an index has the order, or when there can't be so many.
    /// </summary>
    public required IReadOnlyList<string> Sorts { get; init; }

    /// <summary>Key of the column that orders the list when nothing is said; a minus before it for the last first.</summary>
    public required string DefaultSort { get; init; }

    /// <summary>
    /// Keys of the columns shown on a page, the most telling first, for a phone shows only the first few; null for all. Exports hold all
    /// columns.
    /// </summary>
    public IReadOnlyList<string>? Shown { get; init; }

    /// <summary>The same for readers of English, where names stand in two columns; null when it is the same.</summary>
    public IReadOnlyList<string>? ShownEn { get; init; }

    /// <summary>
    /// Parts of a record, by the name of their class, of which its timeline tells in words: its history does not tell them once more.
    /// </summary>
    public IReadOnlyList<string> TimelineParts { get; init; } = [];

    public IReadOnlyList<string>? ShownFor(CultureInfo culture) => culture.Pick(Shown, ShownEn ?? Shown);

    /// <summary>
    /// Keys of the ready-made selections, as <c>open</c> or <c>overdue</c>; their names are in the resources under <c>View.</c> and the
    /// key.
    /// </summary>
    public abstract IReadOnlyList<string> ViewKeys { get; }

    /// <summary>Those of them that depend on nothing but the day.</summary>
    public abstract IReadOnlyList<string> DayViewKeys { get; }

    /// <summary>The condition of filters, on the list's kind of record; null for none.</summary>
    /// <param name="day">The office's day, or a past one: then the ready-made selections tell of how things stood at its end.</param>
    /// <param name="problems">Field and value of what can't be read and is left out.</param>
    /// <param name="db">Where the condition is asked; null when it is only looked whether it can be read.</param>
    internal abstract LambdaExpression? Condition(RowFilters filters, CommunityDirectory.Names names, DateOnly day, DateOnly today,
        ICollection<ListProblem> problems, DashboardDbContext? db);

    /// <summary>The column of a key; null when the list has none such.</summary>
    public LedgerColumn? Column(string key) => Ledger.Columns.FirstOrDefault(column => column.Key == key);
}

/// <inheritdoc cref="RecordList"/>
public sealed class RecordList<T> : RecordList
    where T : Record
{
    public override Ledger Ledger => Typed;

    /// <inheritdoc cref="RecordList.Ledger"/>
    public required Ledger<T> Typed { get; init; }

    /// <summary>The records of which the caller may know, archived ones included.</summary>
    public required Func<IQueryable<T>, CurrentUser, IQueryable<T>> Readable { get; init; }

    /// <summary>Texts by which records are found beside those of their columns; none of them personal.</summary>
    public IReadOnlyList<Expression<Func<T, object?>>> AlsoFoundBy { get; init; } = [];

    /// <summary>The addresses of the households that a record concerns, which are personal; null when the kind has none.</summary>
    public Expression<Func<T, IEnumerable<string>>>? Addresses { get; init; }

    /// <summary>
    /// The communities that share records and may read them, beside those that keep them; null when none of the kind is shared.
    /// </summary>
    public Func<DashboardDbContext, IQueryable<T>, IQueryable<RecordLink>>? SharedWith { get; init; }

    /// <summary>
    /// Which records some communities keep or take part in: what the filter by community finds, as a figure of theirs counts them. Null
    /// when none of the kind is shared.
    /// </summary>
    /// <remarks>Given all records of the kind and the communities: a list of ids is found along an index, where a question asked of each
    /// record would be asked of all.</remarks>
    public Func<IQueryable<T>, int[], Expression<Func<T, bool>>>? TakingPart { get; init; }

    /// <summary>Personal values in parts of a record, revealed with its own, one on a line, under the name of each field.</summary>
    public IReadOnlyList<(string Field, Func<DashboardDbContext, long, IQueryable<string>> Of)> PersonalParts { get; init; } = [];

    /// <summary>The ready-made selections by key, given the office's day.</summary>
    public IReadOnlyDictionary<string, Func<DateOnly, Expression<Func<T, bool>>>> Views { get; init; } =
        new Dictionary<string, Func<DateOnly, Expression<Func<T, bool>>>>();

    /// <summary>
    /// Those that were another on a past day: what is open now was not yet closed then. They ask for more days than
    /// <see cref="Views"/> do, so an index helps them less.
    /// </summary>
    public IReadOnlyDictionary<string, Func<DateOnly, Expression<Func<T, bool>>>> PastViews { get; init; } =
        new Dictionary<string, Func<DateOnly, Expression<Func<T, bool>>>>();

    /// <summary>Further ready-made selections by key, which depend on more than the day.</summary>
    public IReadOnlyDictionary<string, Func<ListMoment, Expression<Func<T, bool>>>> MomentViews { get; init; } =
        new Dictionary<string, Func<ListMoment, Expression<Func<T, bool>>>>();

    public override IReadOnlyList<string> ViewKeys => [.. Views.Keys, .. MomentViews.Keys];

    public override IReadOnlyList<string> DayViewKeys => [.. Views.Keys];

    private Expression<Func<T, bool>>? ViewOn(string view, DateOnly day, DateOnly today) =>
        day < today && PastViews.TryGetValue(view, out var past) ? past(day) : Views.TryGetValue(view, out var now) ? now(day) : null;

    internal override LambdaExpression? Condition(RowFilters filters, CommunityDirectory.Names names, DateOnly day, DateOnly today,
        ICollection<ListProblem> problems, DashboardDbContext? db)
    {
        Expression<Func<T, bool>>? all = null;
        if (filters.View is { } view)
        {
            if (ViewOn(view, day, today) is { } chosen) all = chosen;
            else problems.Add(new("view", view));
        }

        var offered = RowFilters.Offered(this);
        foreach (var (key, value) in filters.Values)
        {
            if ((offered.All(one => one.Key != key) || value.Length == 0 ? null : ListFilters.Read(db, this, key, value, names, today))
                is not { } condition)
                problems.Add(new(key, value));
            else all = all is null ? condition : all.And(condition);
        }

        return all;
    }
}

/// <summary>A community that shares a record.</summary>
public sealed record RecordLink(long RecordId, int CommunityId);
