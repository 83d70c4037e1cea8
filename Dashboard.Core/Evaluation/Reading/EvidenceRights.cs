using Concentric.Activities;
using Concentric.CoBuilders;
using Concentric.Data;
using Concentric.Meetings;
using Concentric.Wishes;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Evaluation;

/// <summary>
/// Everybody may see what a score rests on: which sort, day, mark and amount. What a record is called, and its page, only who may read it.
/// </summary>
internal static class EvidenceRights
{
    /// <summary>Ids that one statement asks for.</summary>
    private const int MostAtOnce = 500;

    /// <summary>The same evidence, without title and id where the caller may not read the record.</summary>
    public static async Task<IReadOnlyList<EvidenceRecord>> ShownToAsync(this IReadOnlyList<EvidenceRecord> evidence, DashboardDbContext db,
        CurrentUser caller, CancellationToken cancellationToken)
    {
        if (caller.CommunityIds is null) return evidence;
        var readable = new HashSet<(string, long)>();
        foreach (var kind in evidence.Select(record => record.Kind).Distinct())
        {
            foreach (var ids in evidence.Where(record => record.Kind == kind).Select(record => record.Id).Distinct().Chunk(MostAtOnce))
                readable.UnionWith((await Readable(db, caller, kind).Where(id => ids.Contains(id)).ToListAsync(cancellationToken))
                    .Select(id => (kind, id)));
        }

        return [.. evidence.Select(record => readable.Contains((record.Kind, record.Id)) ? record : record with { Id = 0, Title = "" })];
    }

    private static IQueryable<long> Readable(DashboardDbContext db, CurrentUser caller, string kind) =>
        kind == RecordKinds.NameOf<Meeting>() ? db.Meetings.ReadableBy(caller).Select(record => record.Id)
        : kind == RecordKinds.NameOf<Activity>() ? db.Activities.ReadableBy(caller).Select(record => record.Id)
        : kind == RecordKinds.NameOf<Commitment>() ? db.Commitments.ReadableBy(caller).Select(record => record.Id)
        : kind == RecordKinds.NameOf<Contribution>() ? db.Contributions.ReadableBy(caller).Select(record => record.Id)
        : kind == RecordKinds.NameOf<Wish>() ? db.Wishes.ReadableBy(caller).Select(record => record.Id)
        : kind == RecordKinds.NameOf<Agreement>() ? db.Agreements.ReadableBy(caller).Select(record => record.Id)
        : throw new InvalidOperationException($"Evidence of a kind without rights: {kind}");
}
