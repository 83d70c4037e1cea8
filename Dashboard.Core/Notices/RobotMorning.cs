using System.Globalization;
using Concentric.Data;
using Concentric.Hazards;
using Concentric.Meetings;
using Concentric.Petitions;
using Concentric.Resources;
using Concentric.Robots;
using Concentric.Time;
using Concentric.Work;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Notices;

/// <summary>
/// What group robots say on a working morning: how much is overdue and due soon, by kind and by community. Numbers only; the records are
/// behind the link, for who may see them.
/// </summary>
internal static class RobotMorning
{
    /// <summary>Adds a message for each robot that tells mornings, in the transaction that claims the morning.</summary>
    /// <param name="communities">All of them, in their order.</param>
    public static async Task AddAsync(DashboardDbContext db, IReadOnlyList<Community> communities, WorkDays days, int soonDays,
        OfficeClock clock, CancellationToken cancellationToken)
    {
        var robots = await RobotMessages.On(db).Where(robot => robot.TellsMornings).ToListAsync(cancellationToken);
        if (robots.Count == 0) return;
        var source = new WorkSource(db, [.. communities.Select(community => community.Id)], [], days.Today);
        var (overdue, soon) = (days.Today.AddDays(-1), days.Soon);
        List<(string Kind, IReadOnlyList<Due> Counts)> kinds =
        [
            (RecordKinds.NameOf<Petition>(), await CountAsync(source.OpenPetitions.Single().Where(x => x.DueOn <= soon)
                .Select(x => new Open { CommunityId = x.CommunityId, IsOverdue = x.DueOn <= overdue }), cancellationToken)),
            (RecordKinds.NameOf<Hazard>(), await CountAsync(source.OpenHazards.Where(x => x.DueOn <= soon)
                .Select(x => new Open { CommunityId = x.CommunityId, IsOverdue = x.DueOn <= overdue }), cancellationToken)),
            (RecordKinds.NameOf<Commitment>(), await CountAsync(source.OpenCommitments.Where(x => x.DueOn <= soon)
                .Select(x => new Open { CommunityId = x.CommunityId, IsOverdue = x.DueOn <= overdue }), cancellationToken)),
        ];
        var key = string.Create(CultureInfo.InvariantCulture, $"morning:{days.Today:yyyy-MM-dd}");
        foreach (var robot in robots)
        {
            var culture = RobotMessages.CultureOf(robot);
            var day = days.Today.ToIso();
            RobotMessages.Add(db, robot, key, Text("Title", culture, day), Lines(robot, kinds, communities, soonDays, culture), "work",
                clock.UtcNow);
        }
    }

    private static IEnumerable<string> Lines(Robot robot, List<(string Kind, IReadOnlyList<Due> Counts)> kinds,
        IReadOnlyList<Community> communities, int soonDays, CultureInfo culture)
    {
        var read = communities.Where(community => robot.MayRead(community.Code)).ToList();
        var ids = read.Select(community => community.Id).ToHashSet();
        var own = kinds.ConvertAll(kind => (kind.Kind, Counts: kind.Counts.Where(count => ids.Contains(count.CommunityId)).ToList()));
        var lines = own.Where(kind => kind.Counts.Count > 0)
            .Select(kind => Text("Kind", culture, Texts.Kinds(kind.Kind, culture), Sum(kind.Counts, isOverdue: true), soonDays,
                Sum(kind.Counts, isOverdue: false))).ToList();
        if (lines.Count == 0) return [Text("Nothing", culture)];
        if (read.Count == 1) return lines;
        var all = own.SelectMany(kind => kind.Counts).ToLookup(count => count.CommunityId);
        // Whoever has most overdue comes first: what does not fit is left out from the end.
        return lines.Concat(read.Where(community => all.Contains(community.Id))
            .OrderByDescending(community => Sum(all[community.Id], isOverdue: true))
            .Select(community => Text("Community", culture, community.NameFor(culture), Sum(all[community.Id], isOverdue: true),
                Sum(all[community.Id], isOverdue: false))));
    }

    private static async Task<IReadOnlyList<Due>> CountAsync(IQueryable<Open> open, CancellationToken cancellationToken) =>
        await open.GroupBy(x => new { x.CommunityId, x.IsOverdue })
            .Select(group => new Due(group.Key.CommunityId, group.Key.IsOverdue, group.Count())).ToListAsync(cancellationToken);

    private static int Sum(IEnumerable<Due> counts, bool isOverdue) =>
        counts.Where(count => count.IsOverdue == isOverdue).Sum(count => count.Count);

    private static string Text(string key, CultureInfo culture, params object[] values) =>
        string.Format(culture, Texts.Get($"Robot.Morning.{key}", culture), values);

    private sealed class Open
    {
        public int CommunityId { get; init; }

        public bool IsOverdue { get; init; }
    }

    private sealed record Due(int CommunityId, bool IsOverdue, int Count);
}
