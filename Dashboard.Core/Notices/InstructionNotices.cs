using Concentric.Data;
using Concentric.Instructions;
using Concentric.Kinds;
using Concentric.Lists;
using Concentric.Notices.Channels;
using Concentric.Rules;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Concentric.Notices;

/// <summary>
/// What is told of instructions, to the other side of each step. A notice is of the record it is about, so that opening the record reads
/// it, and its title is the beginning of what was asked: the record's own title may be personal.
/// </summary>
internal static class InstructionNotices
{
    /// <summary>Characters of what was asked.</summary>
    private const int MostOfMessage = 60;

    /// <summary>What a row that is about to be saved brings about; null for most.</summary>
    public static PendingNotice? Of(EntityEntry entry) => entry switch
    {
        { Entity: InstructionStep { Instruction: { } instruction } step, State: EntityState.Added } =>
            new OfStep(instruction, step, entry.Context.Entry(instruction).Property(one => one.AssigneeId).OriginalValue),
        { Entity: Instruction { State: InstructionState.Comment } said, State: EntityState.Added } => new OfComment(said),
        _ => null,
    };

    /// <summary>What one save asks of somebody about several records of a kind is told by one notice.</summary>
    public static void Combine(List<PendingNotice> pending)
    {
        foreach (var many in pending.OfType<OfStep>().Where(one => one.Step.Kind == InstructionStepKind.Given)
            .GroupBy(one => (one.About.AssigneeId, one.About.SubjectKind)).Where(group => group.Count() > 1).ToList())
        {
            pending.RemoveAll(many.Contains);
            pending.Add(new OfMany([.. many]));
        }
    }

    /// <summary>Tells who gave them of open instructions that nobody has any more, each once until it is given to somebody else.</summary>
    /// <returns>Notices made.</returns>
    public static async Task<int> AddUnheldAsync(DashboardDbContext db, RecordRegister register, OfficeClock clock,
        CancellationToken cancellationToken)
    {
        var leaders = await LeadersAsync(db, cancellationToken);
        var (made, last) = (0, 0L);
        while (true)
        {
            var open = await db.Instructions.AsNoTracking()
                .Where(one => one.ArchivedAt == null && one.State == InstructionState.Open && one.Id > last)
                .OrderBy(one => one.Id).Take(InstructionQueries.MostRows).Include(one => one.Steps).ToListAsync(cancellationToken);
            if (open.Count == 0) return made;
            last = open[^1].Id;
            made += await AddUnheldAsync(db, register, open, leaders, clock, cancellationToken);
        }
    }

    private static async Task<int> AddUnheldAsync(DashboardDbContext db, RecordRegister register, IReadOnlyList<Instruction> open,
        IReadOnlyList<int> leaders, OfficeClock clock, CancellationToken cancellationToken)
    {
        var unheld = await Assignees.UnheldAsync(db, register, open, clock.Today, cancellationToken);
        if (unheld.Count == 0) return 0;
        var steps = open.Where(one => unheld.Contains(one.Id)).ToDictionary(one => one.Id, one => one.Steps.Max(step => step.Id));
        var ids = steps.Values.ToList();
        var told = (await db.Notices.Where(notice => notice.Kind == NoticeKind.InstructionUnheld && ids.Contains(notice.StepId))
            .Select(notice => new { notice.UserId, notice.StepId }).ToListAsync(cancellationToken)).ToHashSet();
        var made = new List<Notice>();
        foreach (var one in open.Where(one => unheld.Contains(one.Id)))
        {
            foreach (var reader in ClosersOf(one, leaders))
            {
                if (told.Contains(new { UserId = reader, StepId = steps[one.Id] })) continue;
                made.Add(Make(one, reader, NoticeKind.InstructionUnheld, steps[one.Id], clock.Today, one.CommunityId, null,
                    clock.UtcNow));
            }
        }

        await db.AddNoticesAsync(made, cancellationToken);
        return made.Count;
    }

    private static Task<List<int>> LeadersAsync(DashboardDbContext db, CancellationToken cancellationToken) =>
        db.Users.Where(user => !user.IsDisabled && user.Role == Role.Leader).Select(user => user.Id).ToListAsync(cancellationToken);

    /// <summary>Whoever gave it and is a leader no more closes nothing: then it is everybody's.</summary>
    private static IReadOnlyList<int> ClosersOf(Instruction one, IReadOnlyList<int> leaders) =>
        leaders.Contains(one.GivenById) ? [one.GivenById] : leaders;

    /// <summary>
    /// A community by which a reader may know of the record: the one that keeps it, or one of the reader's own that shares it. When the
    /// reader loses that the notice goes with it. Null for a record of the street.
    /// </summary>
    private static async Task<int?> CommunityForAsync(DashboardDbContext db, Instruction about, DashboardUser reader,
        CancellationToken cancellationToken)
    {
        var caller = reader.ToCurrentUser();
        if (AllKinds.Find(about.SubjectKind)?.Registered is not { } kind)
            return caller.CommunityIds is null || about.CommunityId is { } id && caller.Sees(id) ? about.CommunityId : null;
        int? kept = (await kind.KeepersAsync(db, [about.SubjectId], cancellationToken)).TryGetValue(about.SubjectId, out var keeper)
            ? keeper
            : about.CommunityId;
        if (kept is null || caller.CommunityIds is not { } own) return kept;
        foreach (var community in own.OrderByDescending(id => id == kept))
        {
            if (await kind.IsReadableAsync(db, caller with { CommunityIds = [community] }, about.SubjectId, cancellationToken))
                return community;
        }

        // Lost meanwhile: the reader learns no more of it.
        return kept;
    }

    /// <param name="day">Day to answer by; the default without one.</param>
    private static Notice Make(Instruction about, int reader, NoticeKind kind, long step, DateOnly day, int? communityId, string? by,
        DateTime at) => new()
        {
            UserId = reader,
            Kind = kind,
            RecordKind = about.SubjectKind,
            RecordId = about.SubjectId,
            Day = day,
            StepId = step,
            CommunityId = communityId,
            Title = PlainText.Cut(about.Message, MostOfMessage, "…"),
            By = by,
            At = at,
        };

    /// <param name="Before">Whose it was to answer before the step.</param>
    private sealed record OfStep(Instruction About, InstructionStep Step, int? Before) : PendingNotice
    {
        public override async Task<IReadOnlyList<Notice>> MakeAsync(DashboardDbContext db, DateTime at, CancellationToken cancellationToken)
        {
            var kind = Step.Kind switch
            {
                InstructionStepKind.Given or InstructionStepKind.Reassigned => NoticeKind.Instructed,
                InstructionStepKind.Answered => NoticeKind.InstructionAnswered,
                InstructionStepKind.Returned => NoticeKind.InstructionReturned,
                InstructionStepKind.Accepted => NoticeKind.InstructionAccepted,
                _ => NoticeKind.InstructionWithdrawn,
            };
            IReadOnlyList<int> readers = kind == NoticeKind.InstructionAnswered
                ? ClosersOf(About, await LeadersAsync(db, cancellationToken))
                : About.AssigneeId is { } assignee ? [assignee] : [];
            var made = await TellAsync(db, kind, readers, at, cancellationToken);
            // Whoever had it until now is asked nothing any more.
            if (Step.Kind == InstructionStepKind.Reassigned && Before is { } before && before != About.AssigneeId)
                made.AddRange(await TellAsync(db, NoticeKind.InstructionWithdrawn, [before], at, cancellationToken));
            return made;
        }

        private async Task<List<Notice>> TellAsync(DashboardDbContext db, NoticeKind kind, IReadOnlyList<int> ids, DateTime at,
            CancellationToken cancellationToken)
        {
            var made = new List<Notice>();
            var actor = db.Actor!.UserId;
            foreach (var reader in await db.Users.AsNoTracking()
                .Where(user => ids.Contains(user.Id) && !user.IsDisabled && user.Id != actor)
                .Include(user => user.Communities).OrderBy(user => user.Id).ToListAsync(cancellationToken))
            {
                made.Add(Make(About, reader.Id, kind, Step.Id, About.DueOn ?? default,
                    await CommunityForAsync(db, About, reader, cancellationToken), db.Actor!.Name, at));
            }

            return made;
        }
    }

    /// <summary>The same is asked of somebody about several records.</summary>
    private sealed record OfMany(IReadOnlyList<OfStep> Steps) : PendingNotice
    {
        public override async Task<IReadOnlyList<Notice>> MakeAsync(DashboardDbContext db, DateTime at, CancellationToken cancellationToken)
        {
            var (first, actor) = (Steps[0].About, db.Actor!.UserId);
            if (first.AssigneeId is not { } reader || reader == actor
                || !await db.Users.AnyAsync(user => user.Id == reader && !user.IsDisabled, cancellationToken)) return [];
            var made = Make(first, reader, NoticeKind.Instructed, Steps.Min(one => one.Step.Id), first.DueOn ?? default, null,
                db.Actor!.Name, at);
            (made.RecordId, made.Count) = (0, Steps.Count);
            made.Listing(Steps.Select(one => one.About.SubjectId));
            return [made];
        }
    }

    /// <summary>A comment is told to the workers of the community that keeps the record.</summary>
    private sealed record OfComment(Instruction Said) : PendingNotice
    {
        public override async Task<IReadOnlyList<Notice>> MakeAsync(DashboardDbContext db, DateTime at, CancellationToken cancellationToken)
        {
            if (Said.CommunityId is not { } community) return [];
            var readers = await db.Set<UserCommunity>()
                .Where(row => row.CommunityId == community && row.User!.Role == Role.Worker && !row.User.IsDisabled)
                .Select(row => row.UserId).Distinct().ToListAsync(cancellationToken);
            return readers.ConvertAll(reader =>
                Make(Said, reader, NoticeKind.Commented, Said.Id, DateOnly.FromDateTime(at), community, db.Actor!.Name, at));
        }
    }
}
