using Concentric.Data;
using Concentric.Ledgers;
using Concentric.Metrics;

namespace Concentric.Meetings;

/// <summary>Meetings and the commitments made there.</summary>
internal static class MeetingMetrics
{
    public static IEnumerable<Metric> Define()
    {
        var source = new MetricSource<Meeting>(RecordKinds.NameOf<Meeting>(), MeetingRecords.Kind.Ledger.Rows, x => x.CommunityId)
        {
            Ledger = MeetingRecords.Kind.Ledger,
            IsJoint = x => x.IsJoint,
            Communities = x => x.Communities.Select(c => c.CommunityId),
            JointLinks = db => db.Set<MeetingCommunity>().Where(c => c.Meeting!.IsJoint && c.Meeting.ArchivedAt == null)
                .Select(c => new JointLink<Meeting> { Record = c.Meeting!, RecordId = c.RecordId, CommunityId = c.CommunityId }),
        };
        var held = new DateDimension<Meeting>(source, x => x.HeldOn);
        yield return new TotalMetric(held.Count(x => x.Kind == MeetingKind.JointConference))
        {
            Key = "meetings.joint",
            Unit = MetricUnit.Meetings
        };
        yield return new TotalMetric(held.Count(x => x.Kind == MeetingKind.ResidentsTalk))
        {
            Key = "meetings.talks",
            Unit = MetricUnit.Meetings
        };
        yield return new TotalMetric(held.Count(x => x.Kind == MeetingKind.CouncilHall))
        {
            Key = "meetings.council",
            Unit = MetricUnit.Meetings
        };
        yield return new TotalMetric(held.Count(x => x.Kind == MeetingKind.FourParty))
        {
            Key = "meetings.four-party",
            Unit = MetricUnit.Meetings
        };

        var commitments = new MetricSource<Commitment>(RecordKinds.NameOf<Commitment>(), CommitmentRecords.Kind.Ledger.Rows, x =>
            x.CommunityId)
        {
            Ledger = CommitmentRecords.Kind.Ledger,
        };
        var due = new DateDimension<Commitment>(commitments, x => x.DueOn);
        yield return new RateMetric(due.Count(CommitmentRecords.IsKept), due.Count())
        {
            Key = "commitments.kept-rate",
            Unit = MetricUnit.Rate,
            Version = 2
        };
    }
}
