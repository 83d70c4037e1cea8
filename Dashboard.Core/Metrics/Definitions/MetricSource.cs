using System.Linq.Expressions;
using Concentric.Data;
using Concentric.OfficeLists;

namespace Concentric.Metrics;

/// <summary>Where a measure's records come from. One for each record kind (or part of one) that is counted.</summary>
public abstract class MetricSource
{
    /// <summary>Kind in the change log (<see cref="RecordKinds"/>) whose changes move these figures.</summary>
    public abstract string Kind { get; }

    /// <summary>True when the records belong to programmes.</summary>
    public abstract bool HasProgrammes { get; }

    /// <summary>True when a row may belong to several communities.</summary>
    public abstract bool HasJoint { get; }

    /// <summary>By what rows are told apart beside their community: none, one or two.</summary>
    public abstract IReadOnlyList<RecordSplit> Splits { get; }
}

/// <summary>A property by which the records of a figure are told apart.</summary>
/// <param name="Name">In addresses and texts, as in <c>category</c>.</param>
/// <param name="Terms">The list of its values; null for the petition categories.</param>
public abstract record RecordSplit(string Name, TermList? Terms)
{
    /// <summary>Whether several communities share a record: no property of its own, for it follows from the communities.</summary>
    public const string Joint = "joint";

    /// <summary>Value of <see cref="Joint"/> for what several communities share, and for what one keeps alone.</summary>
    public const string Yes = "yes", No = "no";
}

/// <inheritdoc cref="RecordSplit"/>
/// <param name="Key">What a row has.</param>
internal sealed record RecordSplit<T>(string Name, Expression<Func<T, string?>> Key, TermList? Terms) : RecordSplit(Name, Terms);

/// <summary>A part of a figure's records.</summary>
/// <param name="Split">Name of a <see cref="RecordSplit"/>, or <see cref="RecordSplit.Joint"/>.</param>
/// <param name="Keys">The values that count as one: a term, and those that were merged into it.</param>
public sealed record RecordPart(string Split, IReadOnlyList<string> Keys);

/// <summary>A joint record together with one of its communities.</summary>
public sealed class JointLink<T>
{
    public required T Record { get; init; }

    public required long RecordId { get; init; }

    public required int CommunityId { get; init; }
}

/// <summary>The kept rows of one kind, and which community and programmes each belongs to.</summary>
/// <param name="kind">Kind in the change log.</param>
/// <param name="rows">The rows that count: archived records are left out here, once.</param>
/// <param name="community">The community that keeps the row, or leads a joint one.</param>
public sealed class MetricSource<T>(string kind, Func<DashboardDbContext, IQueryable<T>> rows, Expression<Func<T, int>> community)
    : MetricSource
    where T : class
{
    public override string Kind => kind;

    public override bool HasProgrammes => InProgrammes is not null;

    public override bool HasJoint => IsJoint is not null;

    public override IReadOnlyList<RecordSplit> Splits => ToldApartBy;

    /// <inheritdoc cref="MetricSource.Splits"/>
    internal IReadOnlyList<RecordSplit<T>> ToldApartBy { get; init; } = [];

    /// <inheritdoc cref="MetricSource{T}"/>
    public Func<DashboardDbContext, IQueryable<T>> Rows => rows;

    public Expression<Func<T, int>> Community => community;

    /// <summary>The columns in which rows are listed; null when a row is only ever told apart, not listed.</summary>
    public Ledgers.Ledger<T>? Ledger { get; init; }

    /// <summary>Whether several communities share the row; null when rows of this kind are never joint.</summary>
    public Expression<Func<T, bool>>? IsJoint { get; init; }

    /// <summary>All communities of a joint row.</summary>
    public Expression<Func<T, IEnumerable<int>>>? Communities { get; init; }

    /// <summary>The kept joint rows, once for each of their communities.</summary>
    public Func<DashboardDbContext, IQueryable<JointLink<T>>>? JointLinks { get; init; }

    /// <summary>A filter to rows of any of the programmes; null when rows of this kind belong to none.</summary>
    public Func<IReadOnlyList<string>, Expression<Func<T, bool>>>? InProgrammes { get; init; }

    /// <summary>The rows of a slice.</summary>
    internal IQueryable<T> In(DashboardDbContext db, MetricSlice slice)
    {
        var query = In(db, slice.CommunityIds, slice.Programmes);
        if (slice.Part is not { } part) return query;
        if (part.Split == RecordSplit.Joint)
        {
            var isJoint = part.Keys.Contains(RecordSplit.Yes);
            if (IsJoint is null) return isJoint ? query.Where(row => false) : query;
            return query.Where(isJoint ? IsJoint : IsJoint.Not());
        }

        if (ToldApartBy.FirstOrDefault(split => split.Name == part.Split) is not { } found) return query.Where(row => false);
        string?[] keys = [.. part.Keys];
        Expression<Func<string?, bool>> chosen = key => keys.Contains(key);
        return query.Where(Expression.Lambda<Func<T, bool>>(chosen.With(found.Key.Body), found.Key.Parameters));
    }

    /// <summary>The rows of the communities (null for all) and programmes (null for any): a joint row once.</summary>
    internal IQueryable<T> In(DashboardDbContext db, IReadOnlyList<int>? communityIds, IReadOnlyList<string>? programmes)
    {
        var query = rows(db);
        if (communityIds is not null)
        {
            var ids = communityIds.ToArray();
            Expression<Func<int, bool>> chosen = id => ids.Contains(id);
            var x = community.Parameters[0];
            var mine = Expression.Lambda<Func<T, bool>>(chosen.With(community.Body), x);
            if (IsJoint is not null && Communities is not null)
            {
                Expression<Func<IEnumerable<int>, bool>> any = all => all.Any(id => ids.Contains(id));
                var shared = Expression.Lambda<Func<T, bool>>(any.With(Communities.With(x)), x);
                mine = mine.Or(IsJoint.And(shared));
            }

            query = query.Where(mine);
        }

        if (programmes is null) return query;
        return InProgrammes is null ? query.Where(row => false) : query.Where(InProgrammes(programmes));
    }
}
