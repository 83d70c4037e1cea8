using Concentric.Imports;
using Concentric.Lists;
using Concentric.Rules;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Meetings;

/// <summary>Commitments from spreadsheets, with the day on which they were done. Meeting and co-builder stay as they are: they are chosen on the commitment's page.</summary>
public sealed class CommitmentImport : ImportSheet<Commitment>
{
    public override RecordList List => CommitmentList.List;

    public override string? Prefix => null;

    public override IReadOnlyList<ImportColumn> Columns { get; } =
    [
        new("record-id", ImportType.Identifier, nameof(Commitment.Id)),
        new("community", ImportType.Community, nameof(Commitment.CommunityId)) { IsRequired = true },
        new("title", ImportType.Text, nameof(Commitment.Title)) { IsRequired = true, Width = 36 },
        new("owner", ImportType.Text, nameof(Commitment.Owner)) { IsRequired = true, Width = 18 },
        new("due-on", ImportType.Day, nameof(Commitment.DueOn)) { IsRequired = true },
        new("done-on", ImportType.Day, nameof(Commitment.DoneOn)),
        new("reason", ImportType.Text, "Reason") { Width = 24 },
    ];

    public override IQueryable<Commitment> With(IQueryable<Commitment> records) => records.Include(commitment => commitment.Meeting);

    public override Commitment Add(ImportRow row)
    {
        var (community, details, done) = (row.Community(), Read(row, null), row.Day("done-on"));
        var commitment = Commitment.Make(community, details, null, row.Scene.By, row.Check);
        if (done is { } on) commitment.Complete(on, null, row.Scene.By);
        return commitment;
    }

    public override bool Change(Commitment record, ImportRow row)
    {
        var (community, details, by) = (row.Community(present: record.CommunityId), Read(row, record), row.Scene.By);
        var (done, reason, metOn) = (row.Day("done-on", record.DoneOn), row.Text("reason"), record.Meeting?.HeldOn);
        row.Check.That(community == record.CommunityId || community == 0, nameof(Commitment.CommunityId), null, Rule.Fixed, row.Scene.Lookups.Directory.Name(record.CommunityId));
        row.Check.That(done is not null || record.DoneOn is null, nameof(Commitment.DoneOn), null, Rule.Fixed, record.DoneOn ?? default);
        row.Check.ThrowIfAny();
        var before = (record.Title, record.Owner, record.DueOn, record.DoneOn);
        record.Correct(details, metOn, reason, by, new Check());
        if (done is { } on && on != record.DoneOn)
        {
            if (record.DoneOn is null) record.Complete(on, metOn, by);
            else record.CorrectCompletion(on, metOn, reason, by);
        }

        return before != (record.Title, record.Owner, record.DueOn, record.DoneOn);
    }

    private static CommitmentDetails Read(ImportRow row, Commitment? present) =>
        new(row.Text("title", present?.Title), row.Text("owner", present?.Owner), row.RequiredDay("due-on", present?.DueOn)) { CoBuilderId = present?.CoBuilderId, MeetingId = present?.MeetingId };
}
