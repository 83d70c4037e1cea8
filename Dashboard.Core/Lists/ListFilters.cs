using System.Globalization;
using System.Linq.Expressions;
using Concentric.Data;
using Concentric.Ledgers;
using Concentric.Rules;
using Concentric.Time;

namespace Concentric.Lists;

/// <summary>Turns the filters of an address into conditions, by the type of the column.</summary>
internal static class ListFilters
{
    /// <summary>The condition of one filter.</summary>
    /// <param name="db">Where it is asked; null when it is only looked whether it can be read.</param>
    /// <param name="key">The column's.</param>
    /// <param name="today">The office's day, for periods by name.</param>
    /// <returns>Null when there is no such column, or the value can't be read.</returns>
    public static Expression<Func<T, bool>>? Read<T>(DashboardDbContext? db, RecordList<T> list, string key, string value,
        CommunityDirectory.Names names, DateOnly today)
        where T : Record
    {
        if (key == "community" && list.TakingPart is { } takingPart)
            return FindCommunities(value, names) is { } ids
                ? takingPart(db?.Set<T>() ?? Enumerable.Empty<T>().AsQueryable(), ids)
                : null;
        return list.Typed.TypedColumns.FirstOrDefault(column => column.Key == key) is { } found ? Read(found, value, names, today) : null;
    }

    private static Expression<Func<T, bool>>? Read<T>(LedgerColumn<T> column, string value, CommunityDirectory.Names names, DateOnly today)
    {
        var stored = column.Value.Body is UnaryExpression { NodeType: ExpressionType.Convert } boxed ? boxed.Operand : column.Value.Body;
        var condition = column.Type switch
        {
            LedgerType.Term => Terms(stored, value),
            LedgerType.YesNo => value switch { "yes" => stored, "no" => Expression.Not(stored), _ => null },
            LedgerType.Community => Communities(stored, value, names),
            LedgerType.Category => Items(stored, value, names.Of(column.Terms)),
            LedgerType.Day => Days(stored, NamedPeriods.DaysOf(value, today) ?? value),
            LedgerType.Number => Numbers(stored, value, 1),
            LedgerType.Money => Numbers(stored, value, 100),
            LedgerType.Milli => Numbers(stored, value, 1_000),
            _ => Either(Contains(stored, value), column.ValueEn is { } english
                ? Contains(english.With(column.Value.Parameters[0]), value)
                : null),
        };
        return condition is null ? null : Expression.Lambda<Func<T, bool>>(condition, column.Value.Parameters);
    }

    private static Expression? Either(Expression? one, Expression? other) =>
        one is null || other is null ? one : Expression.OrElse(one, other);

    private static Expression? Terms(Expression stored, string value)
    {
        var type = Nullable.GetUnderlyingType(stored.Type) ?? stored.Type;
        Expression? any = null;
        foreach (var name in value.Split(','))
        {
            if (!EnumText.TryRead(type, name, out var term)) return null;
            Expression one = Expression.Equal(stored, Expression.Convert(Expression.Constant(term, type), stored.Type));
            any = any is null ? one : Expression.OrElse(any, one);
        }

        return any;
    }

    private static Expression? Items(Expression stored, string value, CommunityDirectory.ItemNames names)
    {
        var keys = value.Split(',');
        if (names.List is { IsOpen: true } && Array.Exists(keys, key => names.Find(key) is null))
        {
            // A part of a name, as long as records said what they liked.
            var folded = TextFold.Of(value);
            string[] called = [.. names.All.Where(item => TextFold.Holds(item.Name, folded) || TextFold.Holds(item.NameEn, folded))
                .Select(item => names.Present(item.Handle))];
            return Either(AnyOf(stored, [.. keys.Select(names.Present), .. called]), Contains(stored, value));
        }

        // An office may have deleted a term that a bookmark names: what else it names is found all the same.
        return names.List is not null && Array.TrueForAll(keys, key => names.Find(key) is null)
            ? null : AnyOf(stored, [.. keys.Select(names.Present)]);
    }

    private static Expression? Communities(Expression stored, string value, CommunityDirectory.Names names) =>
        FindCommunities(value, names) is not { } ids ? null
        : stored.Type == typeof(int?) ? AnyOf(stored, [.. ids.Select(id => (int?)id)])
        : AnyOf(stored, ids);

    /// <summary>Ids of the communities of some codes; null when there is none of one of them.</summary>
    private static int[]? FindCommunities(string value, CommunityDirectory.Names names)
    {
        var found = value.Split(',').Select(names.Find).ToList();
        return found.Contains(null) ? null : [.. found.Select(community => community!.Id)];
    }

    private static Expression AnyOf<TValue>(Expression stored, TValue[] values)
    {
        Expression<Func<TValue, bool>> any = x => values.Contains(x);
        return any.With(stored);
    }

    private static Expression? Contains(Expression stored, string value)
    {
        if (value.Length > ListRequest.MostSearch || stored.Type != typeof(string)) return null;
        var folded = TextFold.Of(value);
        Expression<Func<string?, bool>> contains = TextFold.IsPlain(folded) ? x =>
            x != null && x.Contains(folded) : x => x != null && TextFold.Holds(x, folded);
        return contains.With(stored);
    }

    private static Expression? Days(Expression stored, string value)
    {
        if (!Ends<DateOnly>(value, out var from, out var to, text => IsoText.TryDay(text, out var day) ? day : null)) return null;
        var day = Expression.Convert(stored, typeof(DateOnly?));
        Expression<Func<DateOnly?, bool>> within = (from, to) switch
        {
            ({ } first, { } last) => x => x >= first && x <= last,
            ({ } first, null) => x => x >= first,
            (null, { } last) => x => x <= last,
            _ => x => true,
        };
        return within.With(day);
    }

    private static Expression? Numbers(Expression stored, string value, int scale)
    {
        if (!Ends<long>(value, out var from, out var to, text => decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture,
            out var number) && Math.Abs(number) < 1e12m ? (long)(number * scale) : (long?)null)) return null;
        var number = Expression.Convert(stored, typeof(long?));
        Expression<Func<long?, bool>> within = (from, to) switch
        {
            ({ } first, { } last) => x => x >= first && x <= last,
            ({ } first, null) => x => x >= first,
            (null, { } last) => x => x <= last,
            _ => x => true,
        };
        return within.With(number);
    }

    /// <summary>Both ends of <c>from..to</c>; a value alone is both.</summary>
    private static bool Ends<TValue>(string value, out TValue? from, out TValue? to, Func<string, TValue?> read)
        where TValue : struct
    {
        (from, to) = (null, null);
        var at = value.IndexOf("..", StringComparison.Ordinal);
        var (first, last) = at < 0 ? (value, value) : (value[..at], value[(at + 2)..]);
        if (first.Length == 0 && last.Length == 0) return false;
        if (first.Length > 0 && (from = read(first)) is null) return false;
        return last.Length == 0 || (to = read(last)) is not null;
    }
}
