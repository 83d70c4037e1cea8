using Concentric.Imports;
using Concentric.Lists;
using Concentric.Metrics;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Volunteers;

/// <summary>Service posts from spreadsheets.</summary>
public sealed class PostImport : WholeSheet<VolunteerPost>
{
    public override RecordList List => VolunteerLists.Posts;

    public override IReadOnlyList<ImportColumn> Columns { get; } =
    [
        ImportColumn.RecordId,
        new("title", ImportType.Text, nameof(VolunteerPost.Title)) { IsRequired = true, Width = 24 },
        ImportColumn.KeptBy,
        new("places", ImportType.Whole, nameof(VolunteerPost.Places)) { IsRequired = true, Unit = MetricUnit.Persons },
    ];

    internal override NearRule<VolunteerPost> Near { get; } = new(post => new() { Id = post.Id, CommunityId = post.CommunityId, Text = post.Title }, "title");

    /// <summary>With the claims that have no end before today: fewer places than those take are refused.</summary>
    public override IQueryable<VolunteerPost> With(IQueryable<VolunteerPost> records) =>
        records.Include(post => post.Claims.Where(claim => claim.ArchivedAt == null)).AsSplitQuery();

    public override VolunteerPost Add(ImportRow row) => VolunteerPost.Offer(Read(row, null), row.Scene.By, row.Check);

    protected override void Correct(VolunteerPost record, ImportRow row)
    {
        row.SameCommunity(record);
        record.Correct(Read(row, record), row.Scene.By, row.Check);
    }

    protected override object ContentOf(VolunteerPost record) => (record.Title, record.Places);

    private static PostDetails Read(ImportRow row, VolunteerPost? present)
    {
        row.Check.That(row.IsGiven("places") || (present is not null && !row.Has("places")), nameof(VolunteerPost.Places), null, Rules.Rule.Required);
        return new(present?.CommunityId ?? row.Community(), row.Text("title", present?.Title), row.Whole("places", present?.Places) ?? 1);
    }
}
