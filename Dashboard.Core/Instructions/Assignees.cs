using Concentric.Communities;
using Concentric.Data;
using Concentric.Lists;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Instructions;

/// <summary>Somebody who can be asked to do something about a record.</summary>
/// <param name="Id">The account.</param>
/// <param name="IsSecretary">True for the present secretary of the community that keeps the record.</param>
/// <param name="IsOfCommunity">True for a worker of that community.</param>
public sealed record Assignee(int Id, string Name, Role Role, bool IsSecretary, bool IsOfCommunity);

/// <summary>
/// Who can be asked about a record: an account that is open and may read it, and, where it is tied to a worker, whose posting in the
/// record's community has not ended.
/// </summary>
internal static class Assignees
{
    /// <summary>Those who can be asked, the likeliest first: the secretary, workers of the community, others who may read it.</summary>
    public static async Task<IReadOnlyList<Assignee>> OfAsync(DashboardDbContext db, RegisteredKind kind, long recordId, int? communityId,
        DateOnly today, CancellationToken cancellationToken) =>
        (await OfManyAsync(db, kind, [(recordId, communityId)], today, cancellationToken))[recordId];

    /// <summary>The same for several records of a kind, by record.</summary>
    /// <param name="records">Each with the community that keeps it; null for one of the street.</param>
    public static async Task<IReadOnlyDictionary<long, IReadOnlyList<Assignee>>> OfManyAsync(DashboardDbContext db, RegisteredKind kind,
        IReadOnlyList<(long Id, int? CommunityId)> records, DateOnly today, CancellationToken cancellationToken)
    {
        var found = records.ToDictionary(record => record.Id, _ => new List<Assignee>());
        List<long> ids = [.. found.Keys];
        // Workers of the same communities have the same rights: each set is asked once.
        var readable = new Dictionary<string, HashSet<long>>();
        var gone = new Dictionary<int, HashSet<int>>();
        foreach (var kept in records.Select(record => record.CommunityId).OfType<int>().Distinct())
            gone[kept] = await GoneFromAsync(db, kept, today, cancellationToken);
        var secretaries = await SecretariesAsync(db, today, cancellationToken);
        foreach (var user in await OpenAsync(db, null, cancellationToken))
        {
            var caller = user.ToCurrentUser();
            // The panel judges and a reader looks; the office does not send them about.
            if (!caller.MayAnswer) continue;
            HashSet<long>? may = null;
            if (caller.CommunityIds is { } own)
            {
                var set = string.Join(',', own);
                if (!readable.TryGetValue(set, out may))
                    readable[set] = may = [.. await kind.ReadableAmongAsync(db, caller, ids, cancellationToken)];
            }

            foreach (var (id, community) in records)
            {
                if (may?.Contains(id) == false || (community is { } kept && gone[kept].Contains(user.Id))) continue;
                found[id].Add(new(user.Id, user.DisplayName, user.Role,
                    community is { } led && secretaries.TryGetValue(led, out var secretary) && secretary == user.Id,
                    caller.CommunityIds is not null && community is { } of && caller.Sees(of)));
            }
        }

        return found.ToDictionary(record => record.Key, record => (IReadOnlyList<Assignee>)[.. record.Value
            .OrderByDescending(one => one.IsSecretary).ThenByDescending(one => one.IsOfCommunity)
            .ThenBy(one => one.Role).ThenBy(one => one.Name, Rules.NameOrder.Comparer).ThenBy(one => one.Id)]);
    }

    /// <summary>
    /// Of open instructions those that nobody has: their assignee has left, or may not answer or read the record any more.
    /// </summary>
    public static async Task<HashSet<long>> UnheldAsync(DashboardDbContext db, RecordRegister register, IReadOnlyList<Instruction> open,
        DateOnly today, CancellationToken cancellationToken)
    {
        var unheld = open.Select(one => one.Id).ToHashSet();
        var ids = open.Select(one => one.AssigneeId).OfType<int>().Distinct().ToList();
        if (ids.Count == 0) return unheld;
        var users = (await OpenAsync(db, ids, cancellationToken)).ToDictionary(user => user.Id);
        var gone = new Dictionary<int, HashSet<int>>();
        var keepers = new Dictionary<string, IReadOnlyDictionary<long, int>>();
        foreach (var group in open.GroupBy(one => (one.AssigneeId, one.SubjectKind)))
        {
            if (group.Key.AssigneeId is not { } id || !users.TryGetValue(id, out var user)) continue;
            // Who only judges or looks by now can't answer any more.
            var caller = user.ToCurrentUser();
            if (!caller.MayAnswer) continue;
            if (register.Find(group.Key.SubjectKind) is not { } kind) continue;
            // Who keeps the record now: it may have moved since the instruction was given.
            if (!keepers.TryGetValue(group.Key.SubjectKind, out var kept))
            {
                kept = keepers[group.Key.SubjectKind] = await kind.KeepersAsync(db,
                    [.. open.Where(one => one.SubjectKind == group.Key.SubjectKind).Select(one => one.SubjectId).Distinct()],
                    cancellationToken);
            }

            var readable = (await kind.ReadableAmongAsync(db, caller,
                [.. group.Select(one => one.SubjectId).Distinct()], cancellationToken)).ToHashSet();
            foreach (var one in group.Where(one => readable.Contains(one.SubjectId)))
            {
                if (kept.TryGetValue(one.SubjectId, out var community))
                {
                    if (!gone.TryGetValue(community, out var left))
                        gone[community] = left = await GoneFromAsync(db, community, today, cancellationToken);
                    if (left.Contains(id)) continue;
                }

                unheld.Remove(one.Id);
            }
        }

        return unheld;
    }

    /// <summary>The accounts of all present secretaries, by community.</summary>
    public static async Task<IReadOnlyDictionary<int, int>> SecretariesAsync(DashboardDbContext db, DateOnly today,
        CancellationToken cancellationToken) =>
        (await Current(db, today).Where(posting => posting.Position == Position.Secretary)
            .SelectMany(posting => db.Set<WorkerAccount>().Where(tie => tie.WorkerId == posting.WorkerId && !tie.User!.IsDisabled),
                (posting, tie) => new { posting.CommunityId, tie.UserId }).ToListAsync(cancellationToken))
        .DistinctBy(one => one.CommunityId).ToDictionary(one => one.CommunityId, one => one.UserId);

    /// <summary>Postings that last on a day.</summary>
    public static IQueryable<Posting> Current(DashboardDbContext db, DateOnly today) => db.Postings.AsNoTracking().Where(posting =>
        posting.ArchivedAt == null && posting.StartsOn <= today && (posting.EndsOn == null || posting.EndsOn >= today));

    /// <summary>Accounts whose worker was posted to a community and is not any more.</summary>
    private static async Task<HashSet<int>> GoneFromAsync(DashboardDbContext db, int communityId, DateOnly today,
        CancellationToken cancellationToken)
    {
        var postings = await db.Postings.AsNoTracking()
            .Where(posting => posting.ArchivedAt == null && posting.CommunityId == communityId && posting.StartsOn <= today)
            .SelectMany(posting => db.Set<WorkerAccount>().Where(tie => tie.WorkerId == posting.WorkerId),
                (posting, tie) => new { tie.UserId, posting.EndsOn }).ToListAsync(cancellationToken);
        return [.. postings.GroupBy(posting => posting.UserId)
            .Where(group => group.All(posting => posting.EndsOn < today)).Select(group => group.Key)];
    }

    private static Task<List<DashboardUser>> OpenAsync(DashboardDbContext db, IReadOnlyList<int>? ids,
        CancellationToken cancellationToken)
    {
        var users = db.Users.AsNoTracking().Where(user => !user.IsDisabled);
        if (ids is not null) users = users.Where(user => ids.Contains(user.Id));
        return users.Include(user => user.Communities).OrderBy(user => user.Id).ToListAsync(cancellationToken);
    }
}
