using Concentric.Data;
using Concentric.Kinds;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Attachments;

/// <summary>Reads attachments for whoever may read their record: that is part of each statement.</summary>
public sealed class AttachmentQueries(IDbContextFactory<DashboardDbContext> factory)
{
    /// <summary>The attachments of a record in the order in which they came; none when the caller may not read it.</summary>
    public async Task<IReadOnlyList<Attachment>> ListAsync(CurrentUser caller, RecordKey key, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return Readable(db, caller, key) is { } rows ? await rows.OrderBy(one => one.Id).ToListAsync(cancellationToken) : [];
    }

    /// <summary>One attachment; null when there is none such, or the caller may not read its record.</summary>
    public async Task<Attachment?> FindAsync(CurrentUser caller, RecordKey key, long id, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return Readable(db, caller, key) is { } rows ? await rows.SingleOrDefaultAsync(one => one.Id == id, cancellationToken) : null;
    }

    /// <summary>How many attachments each of some records has, of those that the caller may read; none for one that has none.</summary>
    /// <param name="ids">A page of them.</param>
    public async Task<IReadOnlyDictionary<long, int>> CountAsync(CurrentUser caller, string kind, IReadOnlyCollection<long> ids,
        CancellationToken cancellationToken)
    {
        if (ids.Count == 0 || AllKinds.Find(kind) is not { } known) return new Dictionary<long, int>();
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var readable = known.ReadableIds(db, caller);
        return await db.Attachments.Where(one => one.RecordKind == kind && ids.Contains(one.RecordId) && readable.Contains(one.RecordId))
            .GroupBy(one => one.RecordId).Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, cancellationToken);
    }

    private static IQueryable<Attachment>? Readable(DashboardDbContext db, CurrentUser caller, RecordKey key)
    {
        if (AllKinds.Find(key.Kind) is not { } kind) return null;
        var readable = kind.ReadableIds(db, caller);
        return db.Attachments.AsNoTracking()
            .Where(one => one.RecordKind == key.Kind && one.RecordId == key.Id && readable.Contains(one.RecordId));
    }
}
