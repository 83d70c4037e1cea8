using Concentric.Data;
using Concentric.Instructions;
using Concentric.Lists;
using Concentric.Notices.Channels;
using Concentric.People;
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
        { Entity: InstructionStep { Instruction: { } instruction } step, State: EntityState.Added } => new OfStep(instruction, step),
        { Entity: Instruction { State: InstructionState.Comment } said, State: EntityState.Added } => new OfComment(said),
        _ => null,
    };

    /// <summary>Tells who gave them of open instructions that nobody has any more, each once until it is given to somebody else.</summary>
    /// <returns>Notices made.</returns>
    public static async Task<int> AddUnheldAsync(DashboardDbContext db, RecordRegister register, OfficeClock clock,
        CancellationToken cancellationToken)
    {
        var open = await db.Instructions.AsNoTracking()
            .Where(one => one.ArchivedAt == null && one.State == InstructionState.Open)
            .OrderBy(one => one.Id).Take(InstructionQueries.MostRows).Include(one => one.GivenBy).Include(one => one.Steps)
            .ToListAsync(cancellationToken);
        var unheld = await Assignees.UnheldAsync(db, register, open, clock.Today, cancellationToken);
        if (unheld.Count == 0) return 0;
        var leaders = await db.Users.Where(user => !user.IsDisabled && user.Role == Role.Leader).Select(user => user.Id)
            .ToListAsync(cancellationToken);
        var steps = open.Where(one => unheld.Contains(one.Id)).ToDictionary(one => one.Id, one => one.Steps.Max(step => step.Id));
        var ids = steps.Values.ToList();
        var told = (await db.Notices.Where(notice => notice.Kind == NoticeKind.InstructionUnheld && ids.Contains(notice.StepId))
            .Select(notice => new { notice.UserId, notice.StepId }).ToListAsync(cancellationToken)).ToHashSet();
        var made = new List<Notice>();
        foreach (var one in open.Where(one => unheld.Contains(one.Id)))
        {
            // Whoever gave it and is a leader no more closes nothing: then it is everybody's.
            foreach (var reader in leaders.Contains(one.GivenById) ? [one.GivenById] : leaders)
            {
                if (told.Contains(new { UserId = reader, StepId = steps[one.Id] })) continue;
                made.Add(Make(one, reader, NoticeKind.InstructionUnheld, steps[one.Id], clock.Today, null, null, clock.UtcNow));
            }
        }

        await db.AddNoticesAsync(made, cancellationToken);
        return made.Count;
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
            Title = about.Message.Length > MostOfMessage ? about.Message[..(MostOfMessage - 1)] + "…" : about.Message,
            By = by,
            At = at,
        };

    private sealed record OfStep(Instruction About, InstructionStep Step) : PendingNotice
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
            var id = kind == NoticeKind.InstructionAnswered ? About.GivenById : About.AssigneeId;
            var community = About.CommunityId;
            var reader = await db.Users.Where(user => user.Id == id && !user.IsDisabled && user.Id != db.Actor!.UserId)
                .Select(user => new
                {
                    user.Id,
                    // As long as the reader has the community the notice goes with it; a shared record is another community's.
                    IsOwn = user.Role == Role.Worker && user.Communities.Any(own => own.CommunityId == community),
                }).SingleOrDefaultAsync(cancellationToken);
            return reader is null
                ? []
                : [Make(About, reader.Id, kind, Step.Id, About.DueOn ?? default, reader.IsOwn ? community : null,
                    db.Actor!.Name, at)];
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
