using Concentric.Data;
using Concentric.Kinds;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Attachments;

/// <summary>How many attachments records have, for the files that list them. Who may have the rows may know the numbers.</summary>
internal static class AttachmentCounts
{
    /// <summary>Of all records of a kind that have any, by id; null for a kind whose records can have none.</summary>
    public static async Task<IReadOnlyDictionary<long, int>?> ReadAsync(DashboardDbContext db, string kind,
        CancellationToken cancellationToken) => AllKinds.Find(kind) is null
        ? null
        : await db.Attachments.Where(one => one.RecordKind == kind).GroupBy(one => one.RecordId)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, cancellationToken);
}
