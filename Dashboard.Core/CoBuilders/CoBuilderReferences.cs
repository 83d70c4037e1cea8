using Concentric.Data;
using Concentric.Rules;

namespace Concentric.CoBuilders;

/// <summary>Checks that the co-builders to which an input refers are there.</summary>
internal static class CoBuilderReferences
{
    /// <summary>All the co-builders exist and are not archived.</summary>
    public static Task CheckCoBuildersAsync(
        this ValidationContext check, DashboardDbContext db, string field, IReadOnlyCollection<long> ids,
        CancellationToken cancellationToken) =>
        check.CheckAllAsync(field, ids, db.CoBuilders.Where(unit => unit.ArchivedAt == null).Select(unit => unit.Id), cancellationToken);
}
