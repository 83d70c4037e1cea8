using Concentric.Data;
using Concentric.Metrics;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Ledgers;

/// <summary>The rows of a ledger that a summary of a period speaks of, in some communities.</summary>
internal abstract class PeriodLedger
{
    public abstract Ledger Ledger { get; }

    public abstract Task<long> CountAsync(DashboardDbContext db, Period period, IReadOnlyList<int>? communityIds, CancellationToken cancellationToken);

    /// <summary>The rows by number, one after the other; the context can do nothing else meanwhile.</summary>
    public abstract IAsyncEnumerable<LedgerRow> ReadAsync(DashboardDbContext db, Period period, IReadOnlyList<int>? communityIds);

    /// <summary>The ledger of a kind of record, narrowed to communities exactly as the metrics of that kind are.</summary>
    public static PeriodLedger Of<T>(Ledger<T> ledger, MetricCatalogue catalogue)
        where T : class =>
        new Typed<T>(ledger, catalogue.Measures.Select(measure => measure.Source).OfType<MetricSource<T>>().First(source => source.Ledger == ledger));

    private sealed class Typed<T>(Ledger<T> ledger, MetricSource<T> source) : PeriodLedger
        where T : class
    {
        public override Ledger Ledger => ledger;

        public override Task<long> CountAsync(DashboardDbContext db, Period period, IReadOnlyList<int>? communityIds, CancellationToken cancellationToken) =>
            Rows(db, period, communityIds).LongCountAsync(cancellationToken);

        public override IAsyncEnumerable<LedgerRow> ReadAsync(DashboardDbContext db, Period period, IReadOnlyList<int>? communityIds) =>
            LedgerQuery.Project(LedgerQuery.Order(Rows(db, period, communityIds), ledger, new(ledger.TypedColumns[0].Key)), ledger, null).AsAsyncEnumerable();

        private IQueryable<T> Rows(DashboardDbContext db, Period period, IReadOnlyList<int>? communityIds) =>
            source.In(db, communityIds, null).AsNoTracking().Where(ledger.InPeriod!(period));
    }
}
