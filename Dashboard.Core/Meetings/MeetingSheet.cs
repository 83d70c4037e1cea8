using Concentric.Data;
using Concentric.Data.Bulk;
using Concentric.Imports;
using Concentric.Kinds;
using Concentric.Rules;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Meetings;

/// <summary>
/// Meetings from spreadsheets. Joint conferences fulfil their host's turn; no meeting moves behind what was promised at it.
/// </summary>
internal sealed class MeetingSheet(RecordKind<Meeting> kind) : KindSheet<Meeting>(kind)
{
    public override Meeting Add(ImportRow row)
    {
        var meeting = base.Add(row);
        row.Scene.Memory<Taken>().Meetings.Add(meeting);
        return meeting;
    }

    public override bool Change(Meeting record, ImportRow row)
    {
        var taken = row.Scene.Memory<Taken>();
        if (row.Day("held-on", record.HeldOn) is { } on && on != record.HeldOn
            && taken.FirstCommitments.TryGetValue(record.Id, out var first))
            row.Check.That(on <= first, "held-on", on, Rule.AfterCommitment, first);
        var isChanged = base.Change(record, row);
        taken.Meetings.Add(record);
        return isChanged;
    }

    /// <summary>Reads the first days that the commitments of the rows' meetings name: a meeting can't be after them.</summary>
    internal override async Task PrepareAsync(
        DashboardDbContext db, IReadOnlyList<(ImportRow Row, Meeting? Present)> rows, BulkChangeWriter? adds,
        CancellationToken cancellationToken)
    {
        long?[] meetings = [.. rows.Select(pair => pair.Present?.Id).OfType<long>()];
        if (meetings.Length == 0) return;
        var made = await db.Commitments.Where(commitment => meetings.Contains(commitment.MeetingId))
            .GroupBy(commitment => commitment.MeetingId)
            .Select(group => new
            {
                Meeting = group.Key!.Value,
                Due = group.Min(commitment => commitment.DueOn),
                Done = group.Min(commitment => commitment.DoneOn),
            }).ToListAsync(cancellationToken);
        var first = rows[0].Row.Scene.Memory<Taken>().FirstCommitments;
        foreach (var days in made) first[days.Meeting] = days.Done < days.Due ? days.Done.Value : days.Due;
    }

    public override async Task CompleteAsync(DashboardDbContext db, ImportContext scene, CancellationToken cancellationToken)
    {
        var taken = scene.Memory<Taken>().Meetings;
        var turns = await db.HostTurns.AsNoTracking().Where(turn => turn.ArchivedAt == null)
            .Select(turn => new { turn.CommunityId, turn.Month, turn.MeetingId }).ToListAsync(cancellationToken);
        var planned = turns.Select(turn => (turn.CommunityId, turn.Month)).ToHashSet();
        var held = turns.Select(turn => turn.MeetingId).OfType<long>().ToHashSet();
        bool Concerns(Meeting meeting) =>
            held.Contains(meeting.Id) || planned.Contains((meeting.CommunityId, HostTurn.MonthOf(meeting.HeldOn)));
        foreach (var meeting in taken.Where(Concerns))
        {
            await HostTurns.FollowAsync(db, meeting, cancellationToken);
            // The next one is held against what this one did.
            await db.SaveChangesAsync(cancellationToken);
        }
    }

    /// <summary>What the rows made and changed, for the rota, and what they are held against.</summary>
    private sealed class Taken
    {
        public List<Meeting> Meetings { get; } = [];

        public Dictionary<long, DateOnly> FirstCommitments { get; } = [];
    }
}
