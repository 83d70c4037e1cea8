using Concentric.Imports;
using Concentric.Lists;
using Concentric.Rules;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Meetings;

/// <summary>Commitments from spreadsheets, with the day on which they were done. Meeting and co-builder stay as they are: they are chosen on the commitment's page.</summary>
public sealed class CommitmentImport : WholeSheet<Commitment>
{
    public override RecordList List => CommitmentList.List;

    public override IReadOnlyList<ImportColumn> Columns { get; } =
    [
        ImportColumn.RecordId,
        ImportColumn.KeptBy,
        new("title", ImportType.Text, nameof(Commitment.Title)) { IsRequired = true, Width = 36 },
        new("owner", ImportType.Text, nameof(Commitment.Owner)) { IsRequired = true, Width = 18 },
        new("due-on", ImportType.Day, nameof(Commitment.DueOn)) { IsRequired = true },
        new("done-on", ImportType.Day, nameof(Commitment.DoneOn)),
        ImportColumn.Reason,
    ];

    internal override NearRule<Commitment> Near { get; } = new(
        made => new() { Id = made.Id, CommunityId = made.CommunityId, Day = made.DueOn, Text = made.Title }, "title")
    { Day = "due-on" };

    public override IQueryable<Commitment> With(IQueryable<Commitment> records) => records.Include(commitment => commitment.Meeting);

    public override Commitment Add(ImportRow row)
    {
        var (community, details, done) = (row.Community(), Read(row, null), row.Day("done-on"));
        var commitment = Commitment.Make(community, details, null, row.Scene.By, row.Check);
        if (done is { } on) commitment.Complete(on, null, row.Scene.By);
        return commitment;
    }

    protected override void Correct(Commitment record, ImportRow row)
    {
        row.SameCommunity(record);
        var (details, by) = (Read(row, record), row.Scene.By);
        var (done, reason, metOn) = (row.Day("done-on", record.DoneOn), row.Text("reason"), record.Meeting?.HeldOn);
        row.Check.That(done is not null || record.DoneOn is null, nameof(Commitment.DoneOn), null, Rule.Fixed, record.DoneOn ?? default);
        row.Check.ThrowIfAny();
        record.Correct(details, metOn, reason, by, new ValidationContext());
        if (done is not { } on || on == record.DoneOn) return;
        if (record.DoneOn is null) record.Complete(on, metOn, by);
        else record.CorrectCompletion(on, metOn, reason, by);
    }

    protected override object ContentOf(Commitment record) => (record.Title, record.Owner, record.DueOn, record.DoneOn);

    private static CommitmentDetails Read(ImportRow row, Commitment? present) =>
        new(row.Text("title", present?.Title), row.Text("owner", present?.Owner), row.RequiredDay("due-on", present?.DueOn)) { CoBuilderId = present?.CoBuilderId, MeetingId = present?.MeetingId };
}
