using System.Globalization;
using System.Linq.Expressions;
using Concentric.Calendar;
using Concentric.Data;
using Concentric.Hazards;
using Concentric.Instructions;
using Concentric.Meetings;
using Concentric.Notices.Channels;
using Concentric.Petitions;
using Concentric.Rules;
using Concentric.Time;
using Concentric.Work;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Concentric.Notices;

/// <summary>
/// Escalates overdue petitions, hazards and commitments: first to the secretary of the community, later to the leader in charge. By how
/// things stand on the morning, so that days off and nights without the program are made up for. Each record once for each level, due
/// day and round; see docs/decisions/instructions.md.
/// </summary>
public sealed class Escalations(IOptionsMonitor<EscalationSettings> settings, IOptionsMonitor<HazardSettings> hazards, OfficeClock clock)
{
    /// <summary>
    /// The most records of a kind and level that one morning escalates, the longest overdue first; a backlog takes several mornings.
    /// </summary>
    public const int MostOfAMorning = 2_000;

    /// <summary>Between the names of those who were told, and after them when there was no room for all.</summary>
    private const char Between = '、', Cut = '…', BetweenIds = ',';

    /// <summary>Adds marks and notices in the caller's transaction, and saves them.</summary>
    /// <param name="communities">Those of all communities.</param>
    /// <returns>Notices made.</returns>
    internal async Task<int> AddAsync(DashboardDbContext db, List<int> communities, WorkingCalendar calendar,
        CancellationToken cancellationToken)
    {
        var today = clock.Today;
        var source = new WorkSource(db, communities, [], today);
        var people = await People.ReadAsync(db, today, cancellationToken);
        await EndAsync<Petition>(db, x => x.ClosedOn != null, people, today, cancellationToken);
        await EndAsync<Hazard>(db, x => x.RectifiedOn != null, people, today, cancellationToken);
        await EndAsync<Commitment>(db, x => x.DoneOn != null, people, today, cancellationToken);
        var made = 0;
        foreach (var level in Enum.GetValues<EscalationLevel>())
        {
            // What nobody can be told of is not marked as told: it is told as soon as there is somebody.
            var told = communities.FindAll(community => people.Of(level, community).Count > 0);
            if (told.Count == 0) continue;
            var isToSecretary = level == EscalationLevel.Secretary;
            var secretary = calendar.OverdueBefore(today, settings.CurrentValue.SecretaryAfterWorkingDays);
            var leader = calendar.OverdueBefore(today, settings.CurrentValue.LeaderAfterWorkingDays);
            var general = isToSecretary ? secretary : hazards.CurrentValue.EscalatedBefore(today, calendar);
            var before = isToSecretary ? secretary : leader;
            made += await AddAsync(db, level, RecordKinds.NameOf<Petition>(), people,
                source.OpenPetitions.Single().Where(x => x.DueOn < before && told.Contains(x.CommunityId))
                .Select(DueRecord.OfPetition), cancellationToken);
            made += await AddAsync(db, level, RecordKinds.NameOf<Hazard>(), people,
                source.OpenHazards.Where(x => told.Contains(x.CommunityId)
                    && (x.DueOn < general || (x.Severity == HazardSeverity.Major && x.DueOn < today)))
                .Select(DueRecord.OfHazard), cancellationToken);
            made += await AddAsync(db, level, RecordKinds.NameOf<Commitment>(), people,
                source.OpenCommitments.Where(x => x.DueOn < before && told.Contains(x.CommunityId))
                .Select(DueRecord.OfCommitment), cancellationToken);
        }

        return made;
    }

    /// <summary>The round of what has been done with is over: taken up again, it is escalated anew even with the same due day.</summary>
    private static async Task EndAsync<T>(DashboardDbContext db, Expression<Func<T, bool>> isDone, People people, DateOnly today,
        CancellationToken cancellationToken)
        where T : CommunityRecord
    {
        var kind = RecordKinds.NameOf<T>();
        var done = db.Set<T>().Where(isDone).Select(x => x.Id);
        await db.Escalations.Where(mark => mark.RecordKind == kind && mark.EndedOn == null && done.Contains(mark.RecordId))
            .ExecuteUpdateAsync(row => row.SetProperty(mark => mark.EndedOn, today), cancellationToken);
        await EndMovedAsync<T>(db, people, today, cancellationToken);
    }

    /// <summary>
    /// So is the round of what has come to others: another community keeps the record, or another secretary or leader answers for that.
    /// None of those who answer for it now was told; whoever was, alone or among others, is not told again.
    /// </summary>
    private static async Task EndMovedAsync<T>(DashboardDbContext db, People people, DateOnly today, CancellationToken cancellationToken)
        where T : CommunityRecord
    {
        var kind = RecordKinds.NameOf<T>();
        var open = db.Escalations.Where(mark => mark.RecordKind == kind && mark.EndedOn == null);
        // Of all marks only who was told, for which community: a few rows for each.
        var told = await open.Join(db.Set<T>(), mark => mark.RecordId, record => record.Id,
            (mark, record) => new { mark.Level, mark.Told, mark.ToldIds, record.CommunityId }).Distinct().ToListAsync(cancellationToken);
        foreach (var (level, names, accounts, community) in told.Select(one => (one.Level, one.Told, one.ToldIds, one.CommunityId)))
        {
            var readers = people.Of(level, community);
            if (readers.Count == 0 || readers.Any(reader => WasTold(reader, names, accounts))) continue;
            var kept = db.Set<T>().Where(record => record.CommunityId == community).Select(record => record.Id);
            await open.Where(mark => mark.Level == level && mark.Told == names && mark.ToldIds == accounts
                    && kept.Contains(mark.RecordId))
                .ExecuteUpdateAsync(row => row.SetProperty(mark => mark.EndedOn, today), cancellationToken);
        }
    }

    /// <summary>
    /// True when a mark has somebody's account, or has had no room for it. Two persons may have one name, and a name is changed: only
    /// marks of an older version, which have no accounts, are told apart by it.
    /// </summary>
    private static bool WasTold(Person reader, string? names, string? accounts) => accounts is not null
        ? accounts.EndsWith(Cut) || accounts.Split(BetweenIds).Contains(reader.Id.ToString(CultureInfo.InvariantCulture))
        : names is not null && (names.EndsWith(Cut) || names.Split(Between).Contains(reader.Name));

    private async Task<int> AddAsync(DashboardDbContext db, EscalationLevel level, string kind, People people, IQueryable<DueRecord> late,
        CancellationToken cancellationToken)
    {
        var records = await late.Where(x => !db.Set<Escalation>().Any(mark => mark.RecordKind == kind && mark.RecordId == x.Id
                && mark.Level == level && mark.DueOn == x.DueOn && mark.EndedOn == null))
            .OrderBy(x => x.DueOn).ThenBy(x => x.Id).Take(MostOfAMorning).ToListAsync(cancellationToken);
        if (records.Count == 0) return 0;
        var ids = records.ConvertAll(record => record.Id);
        var rounds = await db.Escalations.Where(mark => mark.RecordKind == kind && mark.Level == level && ids.Contains(mark.RecordId))
            .GroupBy(mark => mark.RecordId).Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, cancellationToken);
        var told = new Dictionary<int, List<DueRecord>>();
        foreach (var record in records)
        {
            record.Round = rounds.GetValueOrDefault(record.Id) + 1;
            var readers = people.Of(level, record.CommunityId);
            foreach (var reader in readers)
            {
                if (!told.TryGetValue(reader.Id, out var some)) told[reader.Id] = some = [];
                some.Add(record);
            }

            db.Escalations.Add(new()
            {
                RecordKind = kind,
                RecordId = record.Id,
                Level = level,
                DueOn = record.DueOn,
                Round = record.Round,
                On = clock.Today,
                At = clock.UtcNow,
                Told = NamesOf(readers),
                ToldIds = IdsOf(readers),
            });
        }

        var notices = told.SelectMany(one => Of(level, kind, one.Key, one.Value)).ToList();
        await db.AddNoticesAsync(notices, cancellationToken);
        db.AddMove(clock.UtcNow, RecordKinds.NameOf<Escalation>(), 0, "Changed");
        await db.SaveChangesAsync(cancellationToken);
        return notices.Count;
    }

    private IEnumerable<Notice> Of(EscalationLevel level, string kind, int reader, List<DueRecord> records)
    {
        var told = level == EscalationLevel.Leader ? NoticeKind.Escalated : NoticeKind.EscalatedToSecretary;
        return records.Count > Notice.MostOfAKind
            ? [DueRecord.ForMany(reader, told, kind, records.Count, records.Select(record => record.Id), clock.Today, clock.UtcNow)]
            : records.Select(record => record.For(reader, told, kind, clock.UtcNow));
    }

    private static string? NamesOf(IReadOnlyList<Person> readers) =>
        Bounded(string.Join(Between, readers.Select(reader => reader.Name)), TextLimits.Title);

    private static string? IdsOf(IReadOnlyList<Person> readers) =>
        Bounded(string.Join(BetweenIds, readers.Select(reader => reader.Id.ToString(CultureInfo.InvariantCulture))), TextLimits.Note);

    private static string? Bounded(string text, int most) =>
        text.Length == 0 ? null : PlainText.Cut(text, most, Cut.ToString());

    private sealed record Person(int Id, string Name);

    /// <summary>Who answers for each community.</summary>
    private sealed record People(IReadOnlyList<Person> Leaders, IReadOnlyDictionary<int, Person> InCharge,
        IReadOnlyDictionary<int, Person> Secretaries, ILookup<int, Person> Workers)
    {
        /// <summary>
        /// The secretary, or all workers of a community whose secretary has no account; the leader in charge, or all leaders.
        /// </summary>
        public IReadOnlyList<Person> Of(EscalationLevel level, int communityId) => level == EscalationLevel.Leader
            ? InCharge.TryGetValue(communityId, out var leader) ? [leader] : Leaders
            : Secretaries.TryGetValue(communityId, out var secretary) ? [secretary] : [.. Workers[communityId]];

        public static async Task<People> ReadAsync(DashboardDbContext db, DateOnly today, CancellationToken cancellationToken)
        {
            var users = await db.Users.AsNoTracking()
                .Where(user => !user.IsDisabled && (user.Role == Role.Leader || user.Role == Role.Worker))
                .Include(user => user.Communities).OrderBy(user => user.Id).ToListAsync(cancellationToken);
            var leaders = users.Where(user => user.Role == Role.Leader).ToDictionary(user => user.Id, Of);
            var workers = users.Where(user => user.Role == Role.Worker).ToList();
            var charges = await db.CommunityCharges.AsNoTracking().ToListAsync(cancellationToken);
            var secretaries = await Assignees.SecretariesAsync(db, today, cancellationToken);
            return new([.. leaders.Values],
                charges.Where(charge => leaders.ContainsKey(charge.LeaderId))
                    .ToDictionary(charge => charge.CommunityId, charge => leaders[charge.LeaderId]),
                // An account that has lost the community is told of nothing in it.
                workers.SelectMany(user => user.Communities.Where(own => secretaries.GetValueOrDefault(own.CommunityId) == user.Id)
                    .Select(own => (own.CommunityId, Person: Of(user)))).ToDictionary(one => one.CommunityId, one => one.Person),
                workers.SelectMany(user => user.Communities.Select(own => (own.CommunityId, Person: Of(user))))
                    .ToLookup(one => one.CommunityId, one => one.Person));

            static Person Of(DashboardUser user) => new(user.Id, user.DisplayName);
        }
    }
}
