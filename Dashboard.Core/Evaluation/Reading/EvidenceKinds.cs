using Concentric.Activities;
using Concentric.CoBuilders;
using Concentric.Data;
using Concentric.Meetings;
using Concentric.Wishes;

namespace Concentric.Evaluation;

/// <summary>The sources of evidence that the store can tell by unit; agreements name their parties in words and are read apart.</summary>
internal static class EvidenceKinds
{
    private const int Good = (int)EvidenceMark.Good;
    private const int Excused = (int)EvidenceMark.Excused;
    private const int Missed = (int)EvidenceMark.Missed;
    private const int Late = (int)EvidenceMark.Late;

    public static IReadOnlyList<EvidenceKind> All { get; } =
    [
        new(EvidenceSource.Conference, RecordKinds.NameOf<Meeting>(), (db, from, to) => db.Set<MeetingAttendance>()
            .Where(row => row.Meeting!.Kind == MeetingKind.JointConference && row.Meeting.ArchivedAt == null && row.Meeting.HeldOn >= from
                && row.Meeting.HeldOn <= to)
            .Select(row => new EvidenceRow
            {
                UnitId = row.CoBuilderId,
                RecordId = row.MeetingId,
                Day = row.Meeting!.HeldOn,
                Mark = row.Attended ? Good : row.Excused ? Excused : Missed,
                Fen = 0L,
                Minutes = 0L,
                Title = row.Meeting.Title,
            })),
        new(EvidenceSource.Activity, RecordKinds.NameOf<Activity>(), (db, from, to) => db.Set<ActivityPartner>()
            .Where(row => row.Activity!.ArchivedAt == null && row.Activity.HeldOn >= from && row.Activity.HeldOn <= to)
            .Select(row => new EvidenceRow { UnitId = row.CoBuilderId, RecordId = row.ActivityId, Day = row.Activity!.HeldOn, Mark = Good,
                Fen = 0L, Minutes = 0L, Title = row.Activity.Title })),
        new(EvidenceSource.Contribution, RecordKinds.NameOf<Contribution>(), (db, from, to) => db.Contributions
            .Where(row => row.ArchivedAt == null && row.GivenOn >= from && row.GivenOn <= to)
            .Select(row => new EvidenceRow { UnitId = row.CoBuilderId, RecordId = row.Id, Day = row.GivenOn, Mark = Good,
                Fen = row.AmountFen, Minutes = row.Minutes, Title = row.Purpose })),
        new(EvidenceSource.Wish, RecordKinds.NameOf<Wish>(), (db, from, to) => db.Wishes
            .Where(row => row.ArchivedAt == null && row.CoBuilderId != null && row.FulfilledOn >= from && row.FulfilledOn <= to)
            .Select(row => new EvidenceRow { UnitId = row.CoBuilderId!.Value, RecordId = row.Id, Day = row.FulfilledOn!.Value, Mark = Good,
                Fen = 0L, Minutes = 0L, Title = row.Title })),
        // On its due day a commitment is still open: only what was due before, or is done, says anything.
        new(EvidenceSource.Commitment, RecordKinds.NameOf<Commitment>(), (db, from, to) => db.Commitments
            .Where(row => row.ArchivedAt == null && row.CoBuilderId != null && row.DueOn >= from && row.DueOn <= to
                && (row.DueOn < to || row.DoneOn != null))
            .Select(row => new EvidenceRow
            {
                UnitId = row.CoBuilderId!.Value,
                RecordId = row.Id,
                Day = row.DueOn,
                Mark = row.DoneOn == null ? Missed : row.DoneOn > row.DueOn ? Late : Good,
                Fen = 0L,
                Minutes = 0L,
                Title = row.Title,
            })),
        // Its page is the commitment's: that is what was done.
        new(EvidenceSource.CommitmentTakeover, RecordKinds.NameOf<Commitment>(), (db, from, to) => db.CommitmentTakeovers
            .Where(row => row.ArchivedAt == null && row.Commitment!.ArchivedAt == null && row.Commitment.DoneOn >= row.TakenOn
                && row.Commitment.DoneOn >= from && row.Commitment.DoneOn <= to)
            .Select(row => new EvidenceRow { UnitId = row.CoBuilderId, RecordId = row.CommitmentId, Day = row.Commitment!.DoneOn!.Value,
                Mark = Good, Fen = 0L, Minutes = 0L, Title = row.Commitment.Title })),
    ];
}
