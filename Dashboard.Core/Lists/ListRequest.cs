using System.Globalization;
using Concentric.Ledgers;
using Concentric.Time;

namespace Concentric.Lists;

/// <summary>Which part of a list is wanted, as an address says it.</summary>
/// <param name="Search">Words, all of which must be found; null for any.</param>
/// <param name="View">Key of a ready-made selection; null for all.</param>
/// <param name="Sort">Key of a column, with a minus for the last first; null for the list's own order.</param>
/// <param name="Page">From 1.</param>
public sealed record ListRequest(string? Search = null, string? View = null, string? Sort = null, int Page = 1)
{
    /// <summary>The longest search text, in UTF-16 units.</summary>
    public const int MostSearch = 100;

    /// <summary>Rows on a page.</summary>
    public const int PageSize = 50;

    /// <summary>Rows are counted up to here; beyond it a list says "more than".</summary>
    public const int MostCounted = 100_000;

    /// <summary>The most records that are asked for one by one.</summary>
    public const int MostIds = 200;

    /// <summary>Name of the view that shows archived records only, in every list.</summary>
    public const string Archived = "archived";

    /// <summary>
    /// Values by key of column. Terms, communities (by code) and categories: one or several, separated by commas. Yes or no:
    /// <c>yes</c> or <c>no</c>. Days and numbers: <c>from..to</c>, either end may be missing. Days also: the name of a period
    /// (<see cref="NamedPeriods"/>), so that a bookmark stays true. Texts: what they contain.
    /// </summary>
    public IReadOnlyDictionary<string, string> Filters { get; init; } = new Dictionary<string, string>();

    /// <summary>Keys of the columns to be shown, in their order; null for the reader's own. Files have all columns.</summary>
    public IReadOnlyList<string>? Columns { get; init; }

    /// <summary>These records and no others, <see cref="MostIds"/> at most; null for all.</summary>
    public IReadOnlyList<long>? Ids { get; init; }

    /// <summary>Those that a notice to the reader speaks of, by its id, and no others; null for all.</summary>
    public long? Told { get; init; }

    /// <summary>The same with the days of a period in place of its name, for what is kept longer than the day.</summary>
    public ListRequest OnDay(Ledger ledger, DateOnly today) => this with
    {
        Filters = Filters.ToDictionary(filter => filter.Key, filter =>
            ledger.Columns.Any(column => column.Key == filter.Key && column.Type == LedgerType.Day)
                ? NamedPeriods.DaysOf(filter.Value, today) ?? filter.Value
                : filter.Value),
    };

    /// <summary>
    /// Reads a list's request from the fields of an address. What can't be read is told in <paramref name="problems"/> and left out.
    /// </summary>
    /// <param name="list">Whose columns and views are meant.</param>
    /// <param name="fields">Name and value of each field; unknown names are passed over, for an address may carry more.</param>
    /// <param name="problems">Field and value of what was left out.</param>
    public static ListRequest Read(RecordList list, IEnumerable<KeyValuePair<string, string>> fields, ICollection<ListProblem> problems)
    {
        var request = new ListRequest();
        var filters = new Dictionary<string, string>();
        foreach (var (name, value) in fields)
        {
            if (value.Length == 0) continue;
            switch (name)
            {
                case "q" when value.Trim().Length <= MostSearch: request = request with { Search = value.Trim() }; break;
                case "view" when value == Archived || list.ViewKeys.Contains(value): request = request with { View = value }; break;
                case "sort" when list.Sorts.Contains(value.TrimStart('-')): request = request with { Sort = value }; break;
                case "page" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var page)
                    && page >= 1:
                    request = request with { Page = page }; break;
                case "columns" when value.Split(',') is var keys && keys.All(key => list.Column(key) is not null)
                    && keys.Distinct().Count() == keys.Length:
                    request = request with { Columns = keys }; break;
                case "ids" when IdsOf(value) is { } ids: request = request with { Ids = ids }; break;
                case "told" when long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var told):
                    request = request with { Told = told }; break;
                case "q" or "view" or "sort" or "page" or "columns" or "ids" or "told": problems.Add(new(name, value)); break;
                default:
                    if (list.Filters.Contains(name)) filters[name] = value;
                    break;
            }
        }

        return request with { Filters = filters };
    }

    private static IReadOnlyList<long>? IdsOf(string value)
    {
        var ids = value.Split(',').Select(text =>
            long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : (long?)null).ToList();
        return ids.Count <= MostIds && ids.All(id => id is not null) ? [.. ids.Select(id => id!.Value)] : null;
    }
}

/// <summary>A field of a list's address that could not be read.</summary>
/// <param name="Field">
/// <c>q</c>, <c>view</c>, <c>sort</c>, <c>page</c>, <c>columns</c>, <c>ids</c>, <c>told</c> or the key of a column.
/// </param>
/// <param name="Value">What it held.</param>
public sealed record ListProblem(string Field, string Value);
