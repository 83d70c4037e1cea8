using Concentric.Data;
using Concentric.Data.Bulk;
using Concentric.Imports;
using Concentric.Imports.Runs;
using Concentric.Lists;
using Concentric.Rules;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Volunteers;

/// <summary>
/// Claims of volunteers to posts from spreadsheets. The volunteer is told by name as registered, and by phone where several have it;
/// a post has no more volunteers than places on any day, the rows of the file included.
/// </summary>
public sealed class ClaimImport : WholeSheet<VolunteerClaim>
{
    public override RecordList List => VolunteerLists.Claims;

    public override IReadOnlyList<ImportColumn> Columns { get; } =
    [
        ImportColumn.RecordId,
        new("claimed-on", ImportType.Day, nameof(VolunteerClaim.ClaimedOn)) { IsRequired = true },
        ImportColumn.KeptBy,
        new("post", ImportType.Name, nameof(VolunteerClaim.PostId)) { IsRequired = true, Lookup = VolunteerPost.References, Width = 24 },
        new("volunteer", ImportType.Text, Volunteer.NameField) { IsRequired = true },
        new("phone", ImportType.Phone, nameof(Volunteer.Phone)) { Width = 16 },
        new("ended-on", ImportType.Day, nameof(VolunteerClaim.EndedOn)),
    ];

    public override IQueryable<VolunteerClaim> With(IQueryable<VolunteerClaim> records) => records.Include(claim => claim.Volunteer).Include(claim => claim.Post);

    public override VolunteerClaim Add(ImportRow row)
    {
        var (scene, community) = (row.Scene, row.Community());
        var postId = row.RequiredId("post", row.Id("post", VolunteerPost.References, community: community));
        var (volunteer, on, ended) = (FindVolunteer(row), row.RequiredDay("claimed-on"), row.Day("ended-on"));
        row.Check.ThrowIfAny();
        var post = scene.Memory<Known>().Posts[postId];
        var claim = VolunteerClaim.Take(post, volunteer, on, ended, scene.By, row.Check);
        // A stand-in for those to come; below nought, as it has no id yet.
        post.Claims.Add(new() { Id = -row.Source.Number, VolunteerId = volunteer, ClaimedOn = on, EndedOn = ended });
        return claim;
    }

    /// <summary>Reads the posts of the rows with all their claims, and the volunteers of the names.</summary>
    internal override async Task PrepareAsync(DashboardDbContext db, IReadOnlyList<(ImportRow Row, VolunteerClaim? Present)> rows, BulkChangeWriter? adds, CancellationToken cancellationToken)
    {
        if (rows.Count == 0) return;
        var (scene, known) = (rows[0].Row.Scene, rows[0].Row.Scene.Memory<Known>());
        long[] posts = [.. rows.Select(pair => pair.Present?.PostId ?? PostOf(pair.Row)).OfType<long>().Where(id => !known.Posts.ContainsKey(id)).Distinct()];
        if (posts.Length > 0)
        {
            var found = await db.VolunteerPosts.AsNoTracking().Include(post => post.Claims.Where(claim => claim.ArchivedAt == null)).Where(post => posts.Contains(post.Id)).AsSplitQuery().ToListAsync(cancellationToken);
            foreach (var post in found) known.Posts[post.Id] = post;
        }

        string[] names = [.. rows.Where(pair => pair.Present is null).Select(pair => NameOf(pair.Row.Text("volunteer")).Name).OfType<string>().Where(name => !known.Volunteers.ContainsKey(name)).Distinct()];
        if (names.Length == 0) return;
        var people = await db.Volunteers.ReadableBy(scene.Caller).Where(one => one.ArchivedAt == null && names.Contains(one.Name)).Select(one => new Namesake(one.Id, one.Name, one.Phone, one.CommunityId, one.RegisteredOn)).ToListAsync(cancellationToken);
        foreach (var name in names) known.Volunteers[name] = people.FindAll(one => one.Name == name);
    }

    /// <summary>Counts the versions of the posts up, as each claim does: of two who take the last place at the same time one is refused.</summary>
    public override async Task CompleteAsync(DashboardDbContext db, ImportContext scene, CancellationToken cancellationToken)
    {
        foreach (var (id, known) in scene.Memory<Known>().Posts)
        {
            var counted = await db.VolunteerPosts.Where(post => post.Id == id && post.Version == known.Version)
                .ExecuteUpdateAsync(set => set.SetProperty(post => post.Version, post => post.Version + 1), cancellationToken);
            if (counted == 0) throw new ImportOutdatedException();
        }
    }

    protected override void Correct(VolunteerClaim record, ImportRow row)
    {
        row.SameCommunity(record);
        var post = row.RequiredId("post", row.IdOrPresent("post", VolunteerPost.References, record.PostId, [record.Post?.Title], record.CommunityId));
        row.Check.That(post == record.PostId || post == 0, nameof(VolunteerClaim.PostId), null, Rule.Fixed, record.Post?.Title ?? "");
        var name = PlainText.Clean(row.Personal("volunteer", record.Volunteer?.Name));
        row.Check.That(name == record.Volunteer?.Name, Volunteer.NameField, null, Rule.Fixed, "***");
        var phone = row.Personal("phone", record.Volunteer?.Phone);
        row.Check.That(!row.IsGiven("phone") || phone == record.Volunteer?.Phone || PhoneNumber.Normal(phone) == record.Volunteer?.Phone, nameof(Volunteer.Phone), null, Rule.Fixed, "***");
        var (on, ended) = (row.RequiredDay("claimed-on", record.ClaimedOn), row.Day("ended-on", record.EndedOn));
        row.Check.ThrowIfAny();
        if (on == record.ClaimedOn && ended == record.EndedOn) return;
        var known = row.Scene.Memory<Known>().Posts[record.PostId];
        record.Correct(known, on, ended, row.Scene.By);
        known.Claims.RemoveAll(claim => claim.Id == record.Id);
        known.Claims.Add(new() { Id = record.Id, VolunteerId = record.VolunteerId, ClaimedOn = on, EndedOn = ended });
    }

    protected override object ContentOf(VolunteerClaim record) => (record.ClaimedOn, record.EndedOn);

    private static long? PostOf(ImportRow row)
    {
        var community = row.Text("community") is { } name ? row.Scene.Lookups.Community(name) : row.Scene.OnlyCommunity;
        return row.Text("post") is { } post ? row.Scene.Lookups.Id(VolunteerPost.References, post, community) : null;
    }

    /// <summary>The name, and the id behind it where somebody tells one of several so.</summary>
    private static (string? Name, long? Id) NameOf(string? text) => PlainText.Clean(text) is { } name ? ImportLookups.Split(name) : (null, null);

    private static long FindVolunteer(ImportRow row)
    {
        var (told, id) = NameOf(row.Personal("volunteer", null));
        var name = row.Check.RequiredLine(Volunteer.NameField, told, TextLimits.Name);
        var phone = row.Check.Phone(nameof(Volunteer.Phone), row.Personal("phone", null));
        if (!row.Check.IsClean) return 0;
        var found = row.Scene.Memory<Known>().Volunteers[name].FindAll(one => (phone is null || one.Phone == phone) && (id is null || one.Id == id));
        if (row.Check.That(found.Count > 0, Volunteer.NameField, null, Rule.NotRegistered)) row.Check.That(found.Count == 1, nameof(Volunteer.Phone), null, Rule.Ambiguous, Namesake.Args(found, row.Scene.Lookups.Directory));
        return found.Count == 1 ? found[0].Id : 0;
    }

    /// <summary>What the rows are held against: posts with their claims, those of the file included, and volunteers by name.</summary>
    private sealed class Known
    {
        public Dictionary<long, VolunteerPost> Posts { get; } = [];

        public Dictionary<string, List<Namesake>> Volunteers { get; } = [];
    }
}
