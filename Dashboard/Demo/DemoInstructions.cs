using Concentric.Data;
using Concentric.Hazards;
using Concentric.Instructions;
using Concentric.Meetings;
using Concentric.Notices;
using Concentric.Petitions;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Dashboard.Demo;

/// <summary>
/// What the demo leader has asked of the demo workers, in every state: open, late, answered, returned, accepted, withdrawn, and a comment.
/// Instructions are between accounts, so they are made with the demo accounts and not with the records; they move no figure.
/// </summary>
internal static class DemoInstructions
{
    /// <summary>Adds them to a demo store that has none; nothing without the leader, a worker and their records.</summary>
    public static async Task AddAsync(DashboardDbContext db, OfficeClock clock, CancellationToken cancellationToken)
    {
        if (await StoreContents.OriginAsync(db, cancellationToken) != StoreContents.Demo
            || await db.Instructions.AnyAsync(cancellationToken)) return;
        var users = await db.Users.AsNoTracking().Where(user => !user.IsDisabled).Include(user => user.Communities)
            .OrderBy(user => user.Id).ToListAsync(cancellationToken);
        if (users.Find(user => user.Role == Role.Leader) is not { } leader) return;
        var given = new List<Instruction>();
        foreach (var (worker, which) in users.Where(user => user.Role == Role.Worker && user.Communities.Count > 0)
            .Select((user, i) => (user, i)))
        {
            var subjects = await SubjectsAsync(db, worker.Communities[0].CommunityId, clock.Today, cancellationToken);
            given.AddRange(Make(leader, worker, which % 2 == 0, subjects, clock));
        }

        if (given.Count == 0) return;
        // In the order of their days, as they would have been entered.
        db.AddRange(given.OrderBy(one => one.GivenAt));
        var before = db.Actor;
        db.Actor = leader.ToCurrentUser();
        await db.SaveChangesAsync(cancellationToken);
        db.Actor = before;
        await TidyNoticesAsync(db, clock, cancellationToken);
    }

    /// <summary>The late ones first: a leader looks at those.</summary>
    private static async Task<Subjects> SubjectsAsync(DashboardDbContext db, int community, DateOnly today,
        CancellationToken cancellationToken)
    {
        var petitions = await db.Petitions.AsNoTracking()
            .Where(one => one.CommunityId == community && one.ClosedOn == null && one.ArchivedAt == null)
            .OrderBy(one => one.DueOn).ThenBy(one => one.Id).Select(one => one.Id).Take(4).ToListAsync(cancellationToken);
        var hazards = await db.Hazards.AsNoTracking()
            .Where(one => one.CommunityId == community && one.RectifiedOn == null && one.ArchivedAt == null)
            .OrderBy(one => one.DueOn).ThenBy(one => one.Id).Select(one => one.Id).Take(2).ToListAsync(cancellationToken);
        var commitments = await db.Commitments.AsNoTracking()
            .Where(one => one.CommunityId == community && one.DoneOn == null && one.ArchivedAt == null)
            .OrderBy(one => one.DueOn).ThenBy(one => one.Id).Select(one => one.Id).Take(1).ToListAsync(cancellationToken);
        return new(community,
            [.. petitions.Select(id => new RecordKey(RecordKinds.NameOf<Petition>(), id))],
            [.. hazards.Select(id => new RecordKey(RecordKinds.NameOf<Hazard>(), id))],
            [.. commitments.Select(id => new RecordKey(RecordKinds.NameOf<Commitment>(), id))]);
    }

    private static IEnumerable<Instruction> Make(DashboardUser leader, DashboardUser worker, bool isFirst, Subjects subjects,
        OfficeClock clock)
    {
        var script = new Script(leader, worker, subjects.CommunityId, clock);
        var (petitions, hazards, commitments) = (subjects.Petitions, subjects.Hazards, subjects.Commitments);
        if (petitions.ElementAtOrDefault(0) is { Kind: not null } first)
        {
            yield return isFirst
                ? script.Give(first, 2, "逾期已久，请到现场核实，给居民一个明确的答复和时间。", dueIn: 2)
                : script.Give(first, 6, "请书记牵头，三天内把处理意见报上来。", dueIn: -2);
        }

        if (petitions.ElementAtOrDefault(1) is { Kind: not null } second)
        {
            var asked = script.Give(second, 5, "请说明为什么超期，卡在哪个单位。", dueIn: -1);
            yield return isFirst ? asked : script.Answer(asked, 2, "已联系物业公司，配件明天到，后天修好后回访居民。");
        }

        if (petitions.ElementAtOrDefault(2) is { Kind: not null } third)
        {
            var asked = script.Answer(script.Give(third, 9, "居民多次反映，请上门听一听意见。", dueIn: -4), 6,
                "已上门走访三户，居民同意先清理楼道，再统一粉刷。");
            yield return script.Accept(asked, 5, "很好，粉刷完再拍照存档。");
        }

        if (petitions.ElementAtOrDefault(3) is { Kind: not null } fourth)
        {
            yield return isFirst
                ? script.Answer(script.Give(fourth, 4, "请协调自来水公司，今天给出停水时间。", dueIn: 0), 1, "自来水公司答复周六停水半天，已张贴通知。")
                : script.Withdraw(script.Give(fourth, 8, "请牵头约谈施工单位。", dueIn: -3), 7, "区里已统一约谈。");
        }

        if (hazards.ElementAtOrDefault(0) is { Kind: not null } hazard)
        {
            var asked = script.Answer(script.Give(hazard, 7, "隐患不能过周末，请盯住责任单位整改。", dueIn: -2), 3, "已清理完毕。");
            yield return script.Return(asked, 1, "请补上整改后的照片，并写明由谁复查。", dueIn: 1);
        }

        if (hazards.ElementAtOrDefault(1) is { Kind: not null } other) yield return script.Comment(other, 3, "下周的安全检查会上重点看这一处。");
        if (commitments.ElementAtOrDefault(0) is { Kind: not null } commitment)
            yield return script.Give(commitment, 1, "联席会议上答应的事，请在下次会议前办结。", dueIn: 5);
    }

    /// <summary>Whoever signs in first has been told of what is still to be answered, and of nothing that is long over.</summary>
    private static async Task TidyNoticesAsync(DashboardDbContext db, OfficeClock clock, CancellationToken cancellationToken)
    {
        var (now, instructions) = (clock.UtcNow.AddTicks(1), db.Set<Instruction>());
        await db.Notices.Where(notice => notice.ReadAt == null && (notice.Kind == NoticeKind.InstructionAccepted
                || notice.Kind == NoticeKind.InstructionWithdrawn
                || (notice.Kind == NoticeKind.Instructed && !instructions.Any(one => one.SubjectKind == notice.RecordKind
                    && one.SubjectId == notice.RecordId && one.AssigneeId == notice.UserId && one.State == InstructionState.Open))))
            .ExecuteUpdateAsync(row => row.SetProperty(notice => notice.ReadAt, now), cancellationToken);
    }

    /// <summary>Open records of a community.</summary>
    private sealed record Subjects(int CommunityId, IReadOnlyList<RecordKey> Petitions, IReadOnlyList<RecordKey> Hazards,
        IReadOnlyList<RecordKey> Commitments);

    /// <summary>Between one leader and one worker, in days before today.</summary>
    private sealed class Script(DashboardUser leader, DashboardUser worker, int community, OfficeClock clock)
    {
        public Instruction Give(RecordKey subject, int daysAgo, string message, int dueIn)
        {
            var given = New(subject, daysAgo, message, InstructionState.Open);
            (given.AssigneeId, given.DueOn) = (worker.Id, clock.Today.AddDays(dueIn));
            given.Steps.Add(new()
            {
                Instruction = given,
                Kind = InstructionStepKind.Given,
                To = worker.DisplayName,
                By = leader.DisplayName,
                At = given.GivenAt,
            });
            return given;
        }

        public Instruction Comment(RecordKey subject, int daysAgo, string message) =>
            New(subject, daysAgo, message, InstructionState.Comment);

        public Instruction Answer(Instruction given, int daysAgo, string message) =>
            Step(given, InstructionStepKind.Answered, InstructionState.Answered, daysAgo, message, worker);

        public Instruction Accept(Instruction given, int daysAgo, string message) =>
            Step(given, InstructionStepKind.Accepted, InstructionState.Accepted, daysAgo, message, leader);

        public Instruction Withdraw(Instruction given, int daysAgo, string message) =>
            Step(given, InstructionStepKind.Withdrawn, InstructionState.Withdrawn, daysAgo, message, leader);

        public Instruction Return(Instruction given, int daysAgo, string message, int dueIn)
        {
            given.DueOn = clock.Today.AddDays(dueIn);
            return Step(given, InstructionStepKind.Returned, InstructionState.Open, daysAgo, message, leader);
        }

        private Instruction New(RecordKey subject, int daysAgo, string message, InstructionState state) => new()
        {
            SubjectKind = subject.Kind,
            SubjectId = subject.Id,
            CommunityId = community,
            Message = message,
            GivenById = leader.Id,
            State = state,
            GivenAt = At(daysAgo, 9),
        };

        private Instruction Step(Instruction given, InstructionStepKind kind, InstructionState state, int daysAgo, string message,
            DashboardUser by)
        {
            given.State = state;
            given.Steps.Add(new() { Instruction = given, Kind = kind, Message = message, By = by.DisplayName, At = At(daysAgo, 15) });
            return given;
        }

        private DateTime At(int daysAgo, int hour) => clock.ToUtc(clock.Today.AddDays(-daysAgo).ToDateTime(new TimeOnly(hour, 20)));
    }
}
