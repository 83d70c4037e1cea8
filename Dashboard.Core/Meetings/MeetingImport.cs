using Concentric.CoBuilders;
using Concentric.Data;
using Concentric.Data.Bulk;
using Concentric.Imports;
using Concentric.Lists;
using Concentric.Metrics;
using Concentric.Rules;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Meetings;

/// <summary>Meetings from spreadsheets, with the communities that met and the co-builders that came or not. Joint conferences fulfil their host's turn.</summary>
public sealed class MeetingImport : WholeSheet<Meeting>
{
    private static readonly (string Column, Presence Presence)[] Presences = [("attended", Presence.Attended), ("excused", Presence.Excused), ("absent", Presence.Absent)];

    public override RecordList List => MeetingList.List;

    public override IReadOnlyList<ImportColumn> Columns { get; } =
    [
        ImportColumn.RecordId,
        new("held-on", ImportType.Day, nameof(Meeting.HeldOn)) { IsRequired = true },
        ImportColumn.KeptBy,
        new("title", ImportType.Text, nameof(Meeting.Title)) { IsRequired = true, Width = 36 },
        new("meeting-kind", ImportType.Term, nameof(Meeting.Kind)) { IsRequired = true, TermType = typeof(MeetingKind) },
        new("attendance", ImportType.Whole, nameof(Meeting.Attendance)) { IsRequired = true, Unit = MetricUnit.PersonTimes },
        new("met-with", ImportType.Community, nameof(Meeting.Communities)) { IsMany = true, Width = 24 },
        new("attended", ImportType.Name, nameof(Meeting.CoBuilders)) { IsMany = true, Lookup = CoBuilder.References, Width = 24 },
        new("excused", ImportType.Name, "ExcusedCoBuilders") { IsMany = true, Lookup = CoBuilder.References, Width = 24 },
        new("absent", ImportType.Name, "AbsentCoBuilders") { IsMany = true, Lookup = CoBuilder.References, Width = 24 },
        new("meeting-minutes", ImportType.Text, Meeting.MinutesField) { Width = 40 },
    ];

    public override IQueryable<Meeting> With(IQueryable<Meeting> records) => records.Include(meeting => meeting.Communities).Include(meeting => meeting.CoBuilders).AsSplitQuery();

    internal override NearRule<Meeting> Near { get; } = new(
        meeting => new() { Id = meeting.Id, CommunityId = meeting.CommunityId, Day = meeting.HeldOn, Text = meeting.Title }, "title")
    { Day = "held-on" };

    public override Meeting Add(ImportRow row)
    {
        var meeting = Meeting.Hold(row.Community(), Read(row, null), row.Scene.By, row.Check);
        row.Scene.Memory<Taken>().Meetings.Add(meeting);
        return meeting;
    }

    /// <summary>Reads the first days that the commitments of the rows' meetings name: a meeting can't be after them.</summary>
    internal override async Task PrepareAsync(DashboardDbContext db, IReadOnlyList<(ImportRow Row, Meeting? Present)> rows, BulkChangeWriter? adds, CancellationToken cancellationToken)
    {
        long?[] meetings = [.. rows.Select(pair => pair.Present?.Id).OfType<long>()];
        if (meetings.Length == 0) return;
        var made = await db.Commitments.Where(commitment => meetings.Contains(commitment.MeetingId)).GroupBy(commitment => commitment.MeetingId)
            .Select(group => new { Meeting = group.Key!.Value, Due = group.Min(commitment => commitment.DueOn), Done = group.Min(commitment => commitment.DoneOn) }).ToListAsync(cancellationToken);
        foreach (var days in made) rows[0].Row.Scene.Memory<Taken>().FirstCommitments[days.Meeting] = days.Done < days.Due ? days.Done.Value : days.Due;
    }

    public override async Task CompleteAsync(DashboardDbContext db, ImportContext scene, CancellationToken cancellationToken)
    {
        var taken = scene.Memory<Taken>().Meetings;
        var turns = await db.HostTurns.AsNoTracking().Where(turn => turn.ArchivedAt == null).Select(turn => new { turn.CommunityId, turn.Month, turn.MeetingId }).ToListAsync(cancellationToken);
        var (planned, held) = (turns.Select(turn => (turn.CommunityId, turn.Month)).ToHashSet(), turns.Select(turn => turn.MeetingId).OfType<long>().ToHashSet());
        foreach (var meeting in taken.Where(meeting => held.Contains(meeting.Id) || planned.Contains((meeting.CommunityId, HostTurn.MonthOf(meeting.HeldOn)))))
        {
            await HostTurns.FollowAsync(db, meeting, cancellationToken);
            // The next one is held against what this one did.
            await db.SaveChangesAsync(cancellationToken);
        }
    }

    protected override void Correct(Meeting record, ImportRow row)
    {
        var taken = row.Scene.Memory<Taken>();
        var first = taken.FirstCommitments.TryGetValue(record.Id, out var day) ? day : (DateOnly?)null;
        record.Correct(row.Community(present: record.CommunityId), Read(row, record), first, row.Scene.By, row.Check);
        taken.Meetings.Add(record);
    }

    protected override object ContentOf(Meeting meeting)
    {
        var (communities, units) = (meeting.Communities.Select(joined => joined.CommunityId).Order(), meeting.CoBuilders.OrderBy(unit => unit.CoBuilderId).Select(unit => $"{unit.CoBuilderId}{unit.Presence}"));
        return (meeting.CommunityId, meeting.Title, meeting.Kind, meeting.HeldOn, meeting.Attendance, meeting.Minutes, string.Join(',', communities), string.Join(',', units));
    }

    private static MeetingDetails Read(ImportRow row, Meeting? present) =>
        new(row.Text("title", present?.Title), row.Term<MeetingKind>("meeting-kind", present?.Kind), row.RequiredDay("held-on", present?.HeldOn))
        {
            Attendance = row.RequiredCount("attendance", present?.Attendance),
            Minutes = row.Text("meeting-minutes", present?.Minutes),
            Communities = row.Communities("met-with", present?.Communities.ConvertAll(joined => joined.CommunityId) ?? []),
            CoBuilders = ReadCoBuilders(row, present),
        };

    private static List<InvitedCoBuilder> ReadCoBuilders(ImportRow row, Meeting? present)
    {
        var invited = new List<InvitedCoBuilder>();
        foreach (var (column, presence) in Presences)
        {
            var units = row.Ids(column, CoBuilder.References, present?.CoBuilders.Where(unit => unit.Presence == presence).Select(unit => unit.CoBuilderId).ToList() ?? []);
            row.Check.That(!invited.Exists(one => units.Contains(one.CoBuilderId)), row.FieldOf(column), null, Rule.Repeated);
            invited.AddRange(units.Select(unit => new InvitedCoBuilder(unit, presence)));
        }

        return invited;
    }

    /// <summary>What the rows made and changed, for the rota, and what they are held against.</summary>
    private sealed class Taken
    {
        public List<Meeting> Meetings { get; } = [];

        public Dictionary<long, DateOnly> FirstCommitments { get; } = [];
    }
}
