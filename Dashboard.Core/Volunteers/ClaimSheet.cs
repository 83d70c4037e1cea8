using Concentric.Data;
using Concentric.Data.Bulk;
using Concentric.Imports;
using Concentric.Imports.Runs;
using Concentric.Kinds;
using Concentric.Rules;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Volunteers;

/// <summary>
/// Claims of volunteers to posts from spreadsheets. The volunteer is told by name as registered, and by phone where several have it;
/// a post has no more volunteers than places on any day, the rows of the file included.
/// </summary>
internal sealed class ClaimSheet(RecordKind<VolunteerClaim> kind) : KindSheet<VolunteerClaim>(
    kind,
    new ImportColumn("volunteer", ImportType.Text, "volunteer")
    {
        IsRequired = true,
        IsPersonal = true,
        AlsoCalled = [Volunteer.NameField],
        Synonyms = ["姓名", "志愿者姓名", "认领人", "名字", "Name", "Volunteer name"],
    },
    new("phone", ImportType.Phone, "phone")
    {
        IsPersonal = true,
        AlsoCalled = [nameof(Volunteer.Phone)],
        Width = 16,
        Synonyms = ["联系电话", "手机号", "手机", "联系方式", "Telephone", "Mobile"],
    },
    new("ended-on", ImportType.Day, "ended-on")
    { AlsoCalled = [nameof(VolunteerClaim.EndedOn)], Synonyms = ["退出时间", "离岗日期", "离岗时间", "结束日期", "Left on", "End date"] })
{
    public override IQueryable<VolunteerClaim> With(IQueryable<VolunteerClaim> records) =>
        base.With(records).Include(claim => claim.Volunteer);

    public override VolunteerClaim Add(ImportRow row)
    {
        var values = Read(row, null, row.Community());
        values[x => x.VolunteerId] = FindVolunteer(row);
        values[x => x.EndedOn] = row.Day("ended-on");
        var post = values[x => x.PostId] is long id ? row.Scene.Memory<Known>().Posts[id] : null;
        var claim = VolunteerClaim.Take(post, values, row.Scene.By, row.Check);
        // A stand-in for those to come; below nought, as it has no id yet.
        post!.Claims.Add(StandIn(claim, -row.Source.Number));
        return claim;
    }

    public override bool Change(VolunteerClaim record, ImportRow row)
    {
        row.SameCommunity(record);
        var values = Read(row, record);
        values[x => x.EndedOn] = row.Day("ended-on", record.EndedOn);
        var (name, phone) = (record.Volunteer?.Name, record.Volunteer?.Phone);
        row.Check.That(PlainText.Clean(row.Personal("volunteer", name)) == name, "volunteer", null, Rule.Fixed, "***");
        var told = row.Personal("phone", phone);
        var isSame = !row.IsGiven("phone") || told == phone || PhoneNumber.Normal(told) == phone;
        row.Check.That(isSame, "phone", null, Rule.Fixed, "***");
        var known = row.Scene.Memory<Known>().Posts[record.PostId];
        if (!record.Correct(known, values, row.Scene.By, row.Check)) return false;
        known.Claims.RemoveAll(claim => claim.Id == record.Id);
        known.Claims.Add(StandIn(record, record.Id));
        return true;
    }

    /// <summary>Reads the posts of the rows with all their claims, and the volunteers of the names.</summary>
    internal override async Task PrepareAsync(DashboardDbContext db, IReadOnlyList<(ImportRow Row, VolunteerClaim? Present)> rows,
        BulkChangeWriter? adds, CancellationToken cancellationToken)
    {
        if (rows.Count == 0) return;
        var (scene, known) = (rows[0].Row.Scene, rows[0].Row.Scene.Memory<Known>());
        long[] posts = [.. rows.Select(pair => pair.Present?.PostId ?? PostOf(pair.Row)).OfType<long>()
            .Where(id => !known.Posts.ContainsKey(id)).Distinct()];
        if (posts.Length > 0)
        {
            var found = await db.VolunteerPosts.AsNoTracking().Include(post => post.Claims.Where(claim => claim.ArchivedAt == null))
                .Where(post => posts.Contains(post.Id)).AsSplitQuery().ToListAsync(cancellationToken);
            foreach (var post in found) known.Posts[post.Id] = post;
        }

        string[] names = [.. rows.Where(pair => pair.Present is null).Select(pair => NameOf(pair.Row.Text("volunteer")).Name)
            .OfType<string>().Where(name => !known.Volunteers.ContainsKey(name)).Distinct()];
        if (names.Length == 0) return;
        var people = await db.Volunteers.ReadableBy(scene.Caller).Where(one => one.ArchivedAt == null && names.Contains(one.Name))
            .Select(one => new Namesake(one.Id, one.Name, one.Phone, one.CommunityId, one.RegisteredOn)).ToListAsync(cancellationToken);
        foreach (var name in names) known.Volunteers[name] = people.FindAll(one => one.Name == name);
    }

    /// <summary>
    /// Counts the versions of the posts up, as each claim does: of two who take the last place at the same time one is refused.
    /// </summary>
    public override async Task CompleteAsync(DashboardDbContext db, ImportContext scene, CancellationToken cancellationToken)
    {
        foreach (var (id, known) in scene.Memory<Known>().Posts)
        {
            var counted = await db.VolunteerPosts.Where(post => post.Id == id && post.Version == known.Version)
                .ExecuteUpdateAsync(set => set.SetProperty(post => post.Version, post => post.Version + 1), cancellationToken);
            if (counted == 0) throw new ImportOutdatedException();
        }
    }

    private static VolunteerClaim StandIn(VolunteerClaim claim, long id) =>
        new() { Id = id, VolunteerId = claim.VolunteerId, ClaimedOn = claim.ClaimedOn, EndedOn = claim.EndedOn };

    private static long? PostOf(ImportRow row) =>
        row.Text("post") is { } post ? row.Scene.Lookups.Id(VolunteerPost.References, post, row.PeekCommunity()) : null;

    /// <summary>The name, and the id behind it where somebody tells one of several so.</summary>
    private static (string? Name, long? Id) NameOf(string? text) =>
        PlainText.Clean(text) is { } name ? ImportLookups.Split(name) : (null, null);

    private static long FindVolunteer(ImportRow row)
    {
        var (told, id) = NameOf(row.Personal("volunteer", null));
        var name = row.Check.RequiredLine("volunteer", told, TextLimits.Name);
        var phone = row.Check.Phone("phone", row.Personal("phone", null));
        if (!row.Check.IsClean) return 0;
        var found = row.Scene.Memory<Known>().Volunteers[name]
            .FindAll(one => (phone is null || one.Phone == phone) && (id is null || one.Id == id));
        if (row.Check.That(found.Count > 0, "volunteer", null, Rule.NotRegistered))
            row.Check.That(found.Count == 1, "phone", null, Rule.Ambiguous, Namesake.Args(found, row.Scene.Lookups.Directory));
        return found.Count == 1 ? found[0].Id : 0;
    }

    /// <summary>What the rows are held against: posts with their claims, those of the file included, and volunteers by name.</summary>
    private sealed class Known
    {
        public Dictionary<long, VolunteerPost> Posts { get; } = [];

        public Dictionary<string, List<Namesake>> Volunteers { get; } = [];
    }
}
