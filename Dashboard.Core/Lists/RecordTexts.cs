using System.Linq.Expressions;
using Concentric.Data;
using Concentric.Ledgers;
using Concentric.Rules;

namespace Concentric.Lists;

/// <summary>
/// In which texts a kind of record is found: all texts of its columns, in both languages, and what its list adds to them. The list and
/// the search over all kinds both look there, so that what one finds the other finds.
/// </summary>
internal static class RecordTexts
{
    /// <summary>Texts that all readers of the record may know, or personal ones.</summary>
    public static IEnumerable<Expression<Func<T, object?>>> Of<T>(RecordList<T> list, bool isPersonal)
        where T : Record => list.Typed.TypedColumns.Where(column => (column.Type is LedgerType.Text or LedgerType.Identifier
            || column.Terms is { IsOpen: true }) && column.IsPersonal == isPersonal)
            .SelectMany(column => column.ValueEn is { } english ? [column.Value, english] : (Expression<Func<T, object?>>[])[column.Value])
                .Concat(isPersonal ? [] : list.AlsoFoundBy);

    /// <summary>The references through which texts of the kind are read from other records, as <c>x.CoBuilder</c>.</summary>
    public static IReadOnlyList<MemberExpression> Sources<T>(RecordList<T> list)
        where T : Record
    {
        var found = new SourceFinder();
        foreach (var text in Of(list, isPersonal: false).Concat(Of(list, isPersonal: true))) found.Visit(text);
        return [.. found.Sources.DistinctBy(source => source.ToString())];
    }

    /// <summary>Records some of whose texts are read from other records that have changed.</summary>
    /// <param name="sources">As <see cref="Sources"/> gives them.</param>
    /// <param name="kind">What has changed, as in <see cref="RecordKinds"/>.</param>
    /// <returns>Null when no text is read from that kind.</returns>
    public static Expression<Func<T, bool>>? ReadFrom<T>(IReadOnlyList<MemberExpression> sources, string kind, IReadOnlyList<long> ids)
    {
        Expression<Func<T, bool>>? any = null;
        foreach (var source in sources.Where(source => ChangedKindOf(source.Type) == kind))
        {
            var key = Expression.Property(source, nameof(Record.Id));
            Expression<Func<long, bool>> isOne = id => ids.Contains(id);
            int[] small = key.Type == typeof(int) ? [.. ids.Select(id => (int)id)] : [];
            Expression<Func<int, bool>> isSmall = id => small.Contains(id);
            var root = SourceFinder.RootOf(source)!;
            var one = Expression.Lambda<Func<T, bool>>(key.Type == typeof(int) ? isSmall.With(key) : isOne.With(key), root);
            any = any is null ? one : any.Or(one);
        }

        return any;
    }

    private static string ChangedKindOf(Type type) => type == typeof(DashboardUser) ? RecordKinds.Account : RecordKinds.NameOf(type);

    private sealed class SourceFinder : ExpressionVisitor
    {
        public List<MemberExpression> Sources { get; } = [];

        public static ParameterExpression? RootOf(Expression? path) => path switch
        {
            ParameterExpression root => root,
            MemberExpression member => RootOf(member.Expression),
            _ => null,
        };

        protected override Expression VisitMember(MemberExpression node)
        {
            if (node.Expression is MemberExpression source && source.Type is { IsClass: true } type && type != typeof(string)
                && RootOf(source) is not null) Sources.Add(source);
            return base.VisitMember(node);
        }
    }

    /// <summary>Records in which all words of a text are found, or which concern the household whose address it is.</summary>
    public static IQueryable<T> Search<T>(IQueryable<T> rows, RecordList<T> list, CurrentUser caller, string? text,
        CommunityDirectory.Names names)
        where T : Record
    {
        Expression<Func<T, bool>>? all = null;
        // A household's address is that household's: 7-2-302 is not 17-2-302.
        var address = list.Addresses is null ? null : HouseholdAddress.Read(text, names.Spellings)?.ToString();
        foreach (var word in TextFold.Words(text))
        {
            var holds = Holds(list, caller, word, withAddresses: address is null);
            all = all is null ? holds : all.And(holds);
        }

        if (all is null) return rows;
        if (address is not null && list.Addresses is { } addresses && KeptBy<T>(caller) is { } kept)
        {
            var end = " " + address;
            all = all.Or(kept.And(Any(addresses, x => x == address || x.EndsWith(end))));
        }

        return rows.Where(all);
    }

    private static Expression<Func<T, bool>> Holds<T>(RecordList<T> list, CurrentUser caller, string word, bool withAddresses)
        where T : Record
    {
        Expression<Func<string?, bool>> holds = TextFold.IsPlain(word) ? text => text!.Contains(word) : text => TextFold.Holds(text, word);
        var open = Any(Of(list, isPersonal: false), holds);
        if (KeptBy<T>(caller) is not { } kept) return open ?? (x => false);
        var personal = Any(Of(list, isPersonal: true), holds);
        if (withAddresses && list.Addresses is { } addresses)
            personal = personal is null ? Any(addresses, holds!) : personal.Or(Any(addresses, holds!));
        personal = personal is null ? null : kept.And(personal);
        return open is null || personal is null ? open ?? personal ?? (x => false) : open.Or(personal);
    }

    /// <summary>
    /// The records whose personal data the caller may reveal; null for none at all. One that is shared with others stays its keeper's.
    /// </summary>
    internal static Expression<Func<T, bool>>? KeptBy<T>(CurrentUser caller)
    {
        if (!caller.MayReveal) return null;
        if (caller.CommunityIds is not { } communities || !typeof(CommunityRecord).IsAssignableFrom(typeof(T))) return x => true;
        var record = Expression.Parameter(typeof(T), "x");
        Expression<Func<int, bool>> sees = id => communities.Contains(id);
        return Expression.Lambda<Func<T, bool>>(sees.With(Expression.Property(record, nameof(CommunityRecord.CommunityId))), record);
    }

    private static Expression<Func<T, bool>>? Any<T>(IEnumerable<Expression<Func<T, object?>>> texts, Expression<Func<string?, bool>> holds)
    {
        Expression<Func<T, bool>>? any = null;
        foreach (var text in texts)
        {
            var one =
                Expression.Lambda<Func<T, bool>>(holds.With(text.Body is UnaryExpression { NodeType: ExpressionType.Convert } boxed
                    ? boxed.Operand
                    : text.Body), text.Parameters);
            any = any is null ? one : any.Or(one);
        }

        return any;
    }

    private static Expression<Func<T, bool>> Any<T>(Expression<Func<T, IEnumerable<string>>> texts, Expression<Func<string, bool>> holds)
    {
        Expression<Func<IEnumerable<string>, Func<string, bool>, bool>> shape = (all, one) => all.Any(one);
        var any = Expression.Call(((MethodCallExpression)shape.Body).Method, texts.Body, holds);
        return Expression.Lambda<Func<T, bool>>(any, texts.Parameters);
    }
}
