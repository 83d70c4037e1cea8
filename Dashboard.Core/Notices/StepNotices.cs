using Concentric.Data;
using Concentric.Hazards;
using Concentric.Meetings;
using Concentric.Notices.Channels;
using Concentric.Petitions;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Notices;

/// <summary>Something that is to be told when the save has given what it tells of its key.</summary>
internal abstract record PendingNotice
{
    /// <summary>The notices, one for each who is to know; whoever took the step is not told of it.</summary>
    public abstract Task<IReadOnlyList<Notice>> MakeAsync(DashboardDbContext db, DateTime at, CancellationToken cancellationToken);
}

/// <summary>
/// The notices that a step brings about at once. They are made by the save that holds the step, whichever command or import it
/// comes from, and committed with it; see docs/decisions/notices.md.
/// </summary>
internal sealed class StepNotices : ISaveFollower
{
    public AddFollowing? Find(DashboardDbContext db)
    {
        var pending = Collect(db);
        return pending.Count == 0 ? null : (at, cancellationToken) => AddAsync(db, pending, at, cancellationToken);
    }

    /// <summary>Finds the steps among what a context is about to save.</summary>
    private static List<PendingNotice> Collect(DashboardDbContext db)
    {
        var pending = new List<PendingNotice>();
        foreach (var entry in db.ChangeTracker.Entries())
        {
            if (EvaluationNotices.Of(entry) is { } evaluation) pending.Add(evaluation);
            if (InstructionNotices.Of(entry) is { } instruction) pending.Add(instruction);
            if (entry.State != EntityState.Added) continue;
            if (entry.Entity is HazardStep { Kind: HazardStepKind.Returned, Hazard: { } hazard } returned)
                pending.Add(Of(NoticeKind.Returned, hazard, () => returned.Id, [hazard.CommunityId]));
            else if (entry.Entity is HazardStep { Hazard: { } handed } step && OfHandingOver(db, handed, step) is { Count: > 0 } told)
                pending.AddRange(told);
            else if (entry.Entity is PetitionStep { Kind: PetitionStepKind.Transferred, Petition: { } moved } transferred
                && db.Entry(moved).Property(x => x.CommunityId).IsModified)
            {
                pending.Add(Of(NoticeKind.Assigned, moved, () => transferred.Id, [moved.CommunityId]));
                pending.Add(Of(NoticeKind.Accepted, moved, () => transferred.Id,
                    [db.Entry(moved).Property(x => x.CommunityId).OriginalValue]) with
                { Except = [moved.CommunityId] });
            }
            else if (entry.Entity is PetitionStep { Kind: PetitionStepKind.Offered, CommunityId: { } asked, Petition: { } given } offered)
                pending.Add(Of(NoticeKind.Offered, given, () => offered.Id, [asked]));
            else if (entry.Entity is PetitionStep { Kind: PetitionStepKind.Declined, CommunityId: { } said, Petition: { } back } declined)
                pending.Add(Of(NoticeKind.Declined, back, () => declined.Id, [back.CommunityId, said]));
            else if (entry.Entity is PetitionStep { Kind: PetitionStepKind.Reopened, Note: null, Petition: { } denied } again)
                pending.Add(Of(NoticeKind.Denied, denied, () => again.Id,
                    [denied.CommunityId, .. denied.Communities.Select(part => part.CommunityId)]));
            else if (entry.Entity is PetitionStep { Kind: PetitionStepKind.Shared, Petition: { } joint } shared
                && NewAt(db, joint) is { Count: > 0 } joined)
                pending.Add(Of(NoticeKind.Shared, joint, () => shared.Id, joined));
            else if (IsFromTheStreet(db) && Entered(entry.Entity) is { } entered)
                pending.Add(entered);
        }

        InstructionNotices.Combine(pending);
        return pending;
    }

    private static async Task<ChangeLogEntry?> AddAsync(
        DashboardDbContext db, IReadOnlyList<PendingNotice> pending, DateTime at, CancellationToken cancellationToken)
    {
        var added = false;
        foreach (var one in pending)
        {
            var notices = await one.MakeAsync(db, at, cancellationToken);
            await db.AddNoticesAsync(notices, cancellationToken);
            added |= notices.Count > 0;
        }

        return added ? NoticeLog.Row(at) : null;
    }

    /// <summary>That a hazard was transferred, offered, taken over or sent back: as of a petition.</summary>
    private static IReadOnlyList<PendingNotice> OfHandingOver(DashboardDbContext db, Hazard hazard, HazardStep step) => step switch
    {
        { Kind: HazardStepKind.Transferred } when db.Entry(hazard).Property(x => x.CommunityId) is { IsModified: true } moved =>
        [
            Of(NoticeKind.Assigned, hazard, () => step.Id, [hazard.CommunityId]),
            Of(NoticeKind.Accepted, hazard, () => step.Id, [moved.OriginalValue]) with { Except = [hazard.CommunityId] },
        ],
        { Kind: HazardStepKind.Offered, CommunityId: { } asked } => [Of(NoticeKind.Offered, hazard, () => step.Id, [asked])],
        { Kind: HazardStepKind.Declined, CommunityId: { } said } =>
            [Of(NoticeKind.Declined, hazard, () => step.Id, [hazard.CommunityId, said])],
        _ => [],
    };

    private static List<int> NewAt(DashboardDbContext db, Petition petition) =>
        [.. petition.Communities.Where(part => part.CommunityId != petition.CommunityId && db.Entry(part).State == EntityState.Added)
            .Select(part => part.CommunityId)];

    /// <summary>
    /// True for what a person of the street office enters by hand: the community does not know of it. A file that the office imports brings
    /// what the communities have in their own books, and would tell of thousands.
    /// </summary>
    private static bool IsFromTheStreet(DashboardDbContext db) => db is { Actor: { UserId: not null, CommunityIds: null }, BulkLog: null };

    private static Pending? Entered(object entity) => entity switch
    {
        Petition petition => Of(NoticeKind.Entered, petition, () => 0, [petition.CommunityId]),
        Hazard hazard => Of(NoticeKind.Entered, hazard, () => 0, [hazard.CommunityId]),
        Commitment commitment => new(
            NoticeKind.Entered, RecordKinds.NameOf<Commitment>(), () =>
                new(commitment.Id, commitment.DueOn, 0, commitment.CommunityId, null, commitment.Title), [commitment.CommunityId]),
        _ => null,
    };

    private static Pending Of(NoticeKind kind, Petition petition, Func<long> step, IReadOnlyList<int> communities) =>
        new(kind, RecordKinds.NameOf<Petition>(), () =>
            new(petition.Id, petition.DueOn, step(), petition.CommunityId, petition.Number, petition.Title), communities);

    private static Pending Of(NoticeKind kind, Hazard hazard, Func<long> step, IReadOnlyList<int> communities) =>
        new(kind, RecordKinds.NameOf<Hazard>(), () =>
            new(hazard.Id, hazard.DueOn, step(), hazard.CommunityId, hazard.Number, hazard.Title), communities);

    /// <summary>What a notice tells of a record.</summary>
    private sealed record Told(long Id, DateOnly DueOn, long StepId, int CommunityId, string? Number, string Title);

    /// <summary>A step of a record.</summary>
    /// <param name="Told">Asked after the save, which gives the keys.</param>
    /// <param name="Communities">Whose workers are told.</param>
    private sealed record Pending(NoticeKind Kind, string RecordKind, Func<Told> Told, IReadOnlyList<int> Communities) : PendingNotice
    {
        /// <summary>Workers of these are told another way.</summary>
        public IReadOnlyList<int> Except { get; init; } = [];

        public override async Task<IReadOnlyList<Notice>> MakeAsync(DashboardDbContext db, DateTime at, CancellationToken cancellationToken)
        {
            var (communities, except) = (Communities, Except);
            var actor = db.Actor?.UserId;
            var readers = await db.Set<UserCommunity>()
                .Where(row =>
                    communities.Contains(row.CommunityId) && row.User!.Role == Role.Worker && !row.User.IsDisabled && row.UserId != actor
                    && !row.User.Communities.Any(own => except.Contains(own.CommunityId)))
                .Select(row => row.UserId).Distinct().ToListAsync(cancellationToken);
            var told = Told();
            return readers.ConvertAll(reader => new Notice
            {
                UserId = reader,
                Kind = Kind,
                RecordKind = RecordKind,
                RecordId = told.Id,
                Day = told.DueOn,
                StepId = told.StepId,
                CommunityId = told.CommunityId,
                Number = told.Number,
                Title = told.Title,
                By = db.Actor?.Name,
                At = at,
            });
        }
    }
}
