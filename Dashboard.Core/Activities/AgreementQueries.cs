using Concentric.Data;
using Concentric.Kinds;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Activities;

/// <summary>An agreement with what came of it, for its page.</summary>
/// <param name="Agreement">Not tracked; with its project.</param>
/// <param name="Outputs">The newest measured under it, at most <see cref="AgreementQueries.MostShown"/>.</param>
/// <param name="Totals">All of them added up, by kind.</param>
/// <param name="MayWrite">True when the caller may change it.</param>
public sealed record AgreementView(Agreement Agreement, IReadOnlyList<Output> Outputs, IReadOnlyList<OutputTotal> Totals, bool MayWrite)
{
    public AgreementBalance Balance => AgreementBalance.Of(Totals);
}

/// <summary>Reads single agreements through the caller's rights.</summary>
public sealed class AgreementQueries(IDbContextFactory<DashboardDbContext> factory, RecordQueries<Agreement> records)
{
    /// <summary>The most outputs shown on a page.</summary>
    public const int MostShown = 8;

    /// <summary>An agreement, archived or not; null when there is none that the caller may read.</summary>
    public async Task<AgreementView?> FindAsync(CurrentUser caller, long id, CancellationToken cancellationToken)
    {
        if (await records.FindAsync(caller, id, cancellationToken) is not { } view) return null;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var outputs = db.Outputs.AsNoTracking().Where(output => output.AgreementId == id && output.ArchivedAt == null);
        var shown = await outputs.OrderByDescending(output => output.RecordedOn).ThenByDescending(output => output.Id).Take(MostShown)
            .ToListAsync(cancellationToken);
        var totals = await outputs.GroupBy(output => output.Kind)
            .Select(kind => new { kind.Key, Sum = kind.Sum(output => output.AmountMilli) }).ToListAsync(cancellationToken);
        return new(view.Record, shown, [.. totals.OrderBy(total => total.Key).Select(total => new OutputTotal(total.Key, total.Sum))],
            view.MayWrite);
    }
}
