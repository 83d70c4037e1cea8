using Concentric.Ledgers;

namespace Concentric.Metrics;

/// <summary>A page of the rows behind a figure.</summary>
/// <param name="Ledger">Whose columns the rows have.</param>
/// <param name="Rows">The page.</param>
/// <param name="Total">Rows on all pages.</param>
/// <param name="Marked">For a rate, rows in the numerator on all pages; otherwise null.</param>
/// <param name="Figure">The figure itself, read in the same transaction as the rows.</param>
public sealed record LedgerPage(Ledger Ledger, IReadOnlyList<LedgerRow> Rows, long Total, long? Marked, MetricValue Figure);
