using Concentric.Data;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Metrics;

/// <summary>Figures straight from SQL: the truth, slower than the cube; the only way to narrow by programme.</summary>
public sealed class MetricQueries(IDbContextFactory<DashboardDbContext> factory)
{
    public async Task<MetricValue> ReadAsync(Metric metric, MetricSlice slice, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await ReadAsync(db, metric, slice, cancellationToken);
    }

    internal static async Task<MetricValue> ReadAsync(DashboardDbContext db, Metric metric, MetricSlice slice, CancellationToken cancellationToken)
    {
        var terms = metric.Terms(slice.Period, slice.Today);
        var values = new TermValue[terms.Length];
        for (var i = 0; i < terms.Length; i++)
        {
            values[i] = await terms[i].Measure.ReadAsync(db, slice, terms[i].From, terms[i].To, cancellationToken);
        }
        return metric.Compute(values);
    }
}
