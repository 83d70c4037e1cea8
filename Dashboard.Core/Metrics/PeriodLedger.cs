using System.Globalization;
using System.Linq.Expressions;
using Concentric.Data;
using Concentric.Ledgers;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Metrics;

/// <summary>The rows of a ledger that a summary of a period speaks of, in some communities.</summary>
internal abstract class PeriodLedger
{
    public abstract Ledger Ledger { get; }

    /// <summary>True when a row may belong to several communities.</summary>
    public abstract bool IsShared { get; }

    /// <summary>What is told apart in these rows, as households in visits; null when they are only counted.</summary>
    public abstract Measure? Distinct { get; }

    public abstract Task<long> CountAsync(DashboardDbContext db, Period period, IReadOnlyList<int>? communityIds,
        CancellationToken cancellationToken);

    /// <summary>
    /// The rows in the order of their ids, one after the other; the context can do nothing else meanwhile. Values are the ledger's
    /// columns, then its marks, then, where things are told apart, the thing's key, null when the row does not count in the period.
    /// </summary>
    /// <param name="culture">Whose names are read.</param>
    public abstract IAsyncEnumerable<LedgerRow> ReadAsync(DashboardDbContext db, Period period, IReadOnlyList<int>? communityIds,
        CultureInfo culture);

    /// <summary>The communities of rows that several share, by row id. Only those are held in memory.</summary>
    public abstract Task<IReadOnlyDictionary<long, List<int>>> ReadSharedAsync(DashboardDbContext db, Period period,
        CancellationToken cancellationToken);

    /// <summary>The same with those rows only that meet a condition on its kind of record.</summary>
    public abstract PeriodLedger Narrowed(LambdaExpression condition);

    /// <summary>The ledger of a kind of record, narrowed to communities exactly as the metrics of that kind are.</summary>
    public static PeriodLedger Of<T>(Ledger<T> ledger, MetricCatalogue catalogue)
        where T : class
    {
        var measures = catalogue.Measures.Where(measure => measure.Source is MetricSource<T> source && source.Ledger == ledger)
            .Cast<Measure<T>>().ToList();
        return new Typed<T>(ledger, measures[0].Placed.Source, measures.FirstOrDefault(measure => measure.Shape == MeasureShape.Distinct));
    }

    /// <summary>The ledger that holds the rows of a measure; null when they are not listed by period.</summary>
    public static PeriodLedger? Of(Measure measure, MetricCatalogue catalogue) => measure.PeriodLedger(catalogue);

    private sealed class Typed<T>(Ledger<T> ledger, MetricSource<T> source, Measure<T>? distinct, Expression<Func<T, bool>>? only = null)
        : PeriodLedger
        where T : class
    {
        public override Ledger Ledger => ledger;

        public override bool IsShared => source.JointLinks is not null && ledger.Then is null;

        public override Measure? Distinct => distinct;

        public override PeriodLedger Narrowed(LambdaExpression condition) =>
            new Typed<T>(ledger, source, distinct, ((Expression<Func<T, bool>>)condition).And(only));

        public override Task<long> CountAsync(DashboardDbContext db, Period period, IReadOnlyList<int>? communityIds,
            CancellationToken cancellationToken)
        {
            var rows = Rows(db, period, communityIds);
            // A period asks for any of several days, so all rows are looked through. SQLite would do that along an index and fetch each
            // row from the table; a range of ids has it go through the table itself, in a third of the time.
            if (communityIds is null && ledger.Then is null)
                rows = rows.Where(Expression.Lambda<Func<T, bool>>(Expression.GreaterThan(ledger.Id.Body, Expression.Constant(0L)),
                    ledger.Id.Parameters));
            return rows.LongCountAsync(cancellationToken);
        }

        public override IAsyncEnumerable<LedgerRow> ReadAsync(DashboardDbContext db, Period period, IReadOnlyList<int>? communityIds,
            CultureInfo culture)
        {
            var ordered = Rows(db, period, communityIds).OrderBy(ledger.Id);
            if (ledger.Then is { } then) ordered = ordered.ThenBy(then);
            var columns = ledger.TypedColumns.Concat(ledger.TypedMarks).Select(column => column.ValueFor(culture));
            if (distinct is not null) columns = columns.Append(KeyWithin(period));
            return LedgerQuery.Project(ordered, ledger, columns, null).AsAsyncEnumerable();
        }

        public override async Task<IReadOnlyDictionary<long, List<int>>> ReadSharedAsync(DashboardDbContext db, Period period,
            CancellationToken cancellationToken)
        {
            var shared = new Dictionary<long, List<int>>();
            if (!IsShared) return shared;
            var link = Expression.Parameter(typeof(JointLink<T>), "link");
            var within = Expression.Lambda<Func<JointLink<T>, bool>>(ledger.InPeriod!(period).With(CellRow.RecordOf(link)), link);
            var links = source.JointLinks!(db).Where(within).OrderBy(row => row.RecordId).ThenBy(row => row.CommunityId)
                .Select(row => new { row.RecordId, row.CommunityId });
            await foreach (var row in links.AsAsyncEnumerable().WithCancellation(cancellationToken))
            {
                if (!shared.TryGetValue(row.RecordId, out var communities)) shared.Add(row.RecordId, communities = []);
                communities.Add(row.CommunityId);
            }

            return shared;
        }

        private IQueryable<T> Rows(DashboardDbContext db, Period period, IReadOnlyList<int>? communityIds) =>
            source.In(db, communityIds, null).AsNoTracking().Where(ledger.InPeriod!(period).And(only));

        private Expression<Func<T, object?>> KeyWithin(Period period)
        {
            var counts = distinct!.Counts(period.From, period.To);
            var x = counts.Parameters[0];
            var key = Expression.Condition(counts.Body, Expression.Convert(distinct.Value!.With(x), typeof(long?)),
                Expression.Constant(null, typeof(long?)));
            return Expression.Lambda<Func<T, object?>>(Expression.Convert(key, typeof(object)), x);
        }
    }
}
