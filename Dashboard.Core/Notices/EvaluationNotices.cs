using Concentric.Calendar;
using Concentric.CoBuilders;
using Concentric.Data;
using Concentric.Evaluation;
using Concentric.Meetings;
using Concentric.Notices.Channels;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Concentric.Notices;

/// <summary>
/// What is told of the annual evaluation, to those who have to do something or have waited for it. A notice names the cycle; its
/// step is the appeal, or the step of the cycle.
/// </summary>
internal static class EvaluationNotices
{
    /// <summary>The most open appeals that a morning looks at, the oldest first.</summary>
    private const int MostAppeals = 200;

    /// <summary>What a row that is about to be saved brings about; null for most.</summary>
    public static PendingNotice? Of(EntityEntry entry) => entry switch
    {
        { Entity: Appeal appeal, State: EntityState.Added } => new OfAppeal(appeal, NoticeKind.AppealFiled),
        { Entity: Appeal { State: AppealState.Upheld } appeal, State: EntityState.Modified } when IsDecided(entry) =>
            new OfAppeal(appeal, NoticeKind.AppealUpheld),
        { Entity: Appeal { State: AppealState.Dismissed } appeal, State: EntityState.Modified } when IsDecided(entry) =>
            new OfAppeal(appeal, NoticeKind.AppealDismissed),
        { Entity: CycleStep { Stage: CycleStage.Scoring, Cycle: { } cycle } step, State: EntityState.Added } =>
            new OfStage(cycle, step, NoticeKind.JudgingOpen),
        { Entity: CycleStep { Stage: CycleStage.Published, Cycle: { } cycle } step, State: EntityState.Added } =>
            new OfStage(cycle, step, NoticeKind.ResultPublished),
        _ => null,
    };

    /// <summary>Reminds those who decide of appeals that have waited too long, each once.</summary>
    /// <returns>Notices made.</returns>
    public static async Task<int> AddOverdueAsync(DashboardDbContext db, WorkingCalendar calendar, OfficeClock clock,
        CancellationToken cancellationToken)
    {
        var open = await db.Appeals.AsNoTracking()
            .Where(appeal => appeal.ArchivedAt == null && appeal.State == AppealState.Open
                && !db.Set<Notice>().Any(notice => notice.Kind == NoticeKind.AppealOverdue && notice.StepId == appeal.Id))
            .OrderBy(appeal => appeal.Id).Take(MostAppeals)
                .Select(appeal => new { appeal.Id, appeal.CycleId, appeal.RaisedAt, appeal.CoBuilder!.Name })
                .ToListAsync(cancellationToken);
        var due = open.Select(appeal =>
            (Appeal: appeal, Day: calendar.AddWorkingDays(clock.DayOf(appeal.RaisedAt), Appeal.AnswerWorkingDays)))
            .Where(one => one.Day < clock.Today).ToList();
        if (due.Count == 0) return 0;
        var readers = await Deciding(db, null).ToListAsync(cancellationToken);
        var notices = due.SelectMany(one =>
            readers.Select(reader => Make(reader, NoticeKind.AppealOverdue, one.Appeal.CycleId, one.Appeal.Id, one.Day, one.Appeal.Name,
                null, clock.UtcNow))).ToList();
        await db.AddNoticesAsync(notices, cancellationToken);
        return notices.Count;
    }

    private static bool IsDecided(EntityEntry entry) => entry.Property(nameof(Appeal.State)).IsModified;

    /// <summary>Accounts that keep the evaluation; see <see cref="CurrentUser.MayKeepEvaluation"/>.</summary>
    private static IQueryable<int> Deciding(DashboardDbContext db, int? but) =>
        db.Users.Where(user => !user.IsDisabled && (user.Role == Role.Leader || user.Role == Role.Administrator) && user.Id != but)
            .Select(user => user.Id);

    private static Notice Make(int reader, NoticeKind kind, long cycle, long step, DateOnly day, string title, string? by, DateTime at) =>
        new()
        {
            UserId = reader,
            Kind = kind,
            RecordKind = RecordKinds.NameOf<EvaluationCycle>(),
            RecordId = cycle,
            StepId = step,
            Day = day,
            Title = title,
            By = by,
            At = at,
        };

    private sealed record OfAppeal(Appeal Appeal, NoticeKind Kind) : PendingNotice
    {
        public override async Task<IReadOnlyList<Notice>> MakeAsync(DashboardDbContext db, DateTime at, CancellationToken cancellationToken)
        {
            var unit = await db.CoBuilders.Where(unit => unit.Id == Appeal.CoBuilderId).Select(unit => unit.Name)
                .SingleAsync(cancellationToken);
            var readers = await (Kind == NoticeKind.AppealFiled ? Deciding(db, db.Actor?.UserId) : Waiting(db, db.Actor?.UserId))
                .ToListAsync(cancellationToken);
            return readers.ConvertAll(reader =>
                Make(reader, Kind, Appeal.CycleId, Appeal.Id, DateOnly.FromDateTime(at), unit, db.Actor?.Name, at));
        }

        /// <summary>
        /// Who noted it, the panel, and the workers of the communities to which the unit gave or promised something that year: they meet
        /// it.
        /// </summary>
        private IQueryable<int> Waiting(DashboardDbContext db, int? but)
        {
            var (id, cycle, unit) = (Appeal.Id, Appeal.CycleId, Appeal.CoBuilderId);
            var kind = RecordKinds.NameOf<Appeal>();
            var year = db.EvaluationCycles.Where(one => one.Id == cycle).Select(one => one.Year);
            var communities = db.Contributions.Where(gift =>
                gift.ArchivedAt == null && gift.CoBuilderId == unit && year.Contains(gift.GivenOn.Year)).Select(gift => gift.CommunityId)
                .Union(db.Commitments.Where(promise => promise.ArchivedAt == null && promise.CoBuilderId == unit
                    && year.Contains(promise.DueOn.Year)).Select(promise => promise.CommunityId));
            return db.Users.Where(user => !user.IsDisabled && user.Id != but
                && (db.Set<PanelMember>().Any(member => member.CycleId == cycle && member.UserId == user.Id)
                    || db.AuditEntries.Any(entry =>
                        entry.Kind == kind && entry.RecordId == id && entry.Action == "Added" && entry.UserId == user.Id)
                    || (user.Role == Role.Worker && user.Communities.Any(own => communities.Contains(own.CommunityId)))))
                        .Select(user => user.Id);
        }
    }

    private sealed record OfStage(EvaluationCycle Cycle, CycleStep Step, NoticeKind Kind) : PendingNotice
    {
        public override async Task<IReadOnlyList<Notice>> MakeAsync(DashboardDbContext db, DateTime at, CancellationToken cancellationToken)
        {
            var (cycle, actor) = (Cycle.Id, db.Actor?.UserId);
            var readers = await db.Users.Where(user => !user.IsDisabled && user.Id != actor
                && (db.Set<PanelMember>().Any(member => member.CycleId == cycle && member.UserId == user.Id)
                    || (Kind == NoticeKind.ResultPublished && user.Role == Role.Worker)))
                .Select(user => user.Id).ToListAsync(cancellationToken);
            return readers.ConvertAll(reader =>
                Make(reader, Kind, cycle, Step.Id, DateOnly.FromDateTime(at), Cycle.Title, db.Actor?.Name, at));
        }
    }
}
