using System.Globalization;
using System.Linq.Expressions;
using Concentric.Kinds;
using Concentric.Rules;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Volunteers;

/// <summary>
/// Volunteers as a kind of record. Nobody is registered twice in a community: the same name with the same phone, or both without
/// one, are one person.
/// </summary>
public static class VolunteerRecords
{
    public static RecordKind<Volunteer> Kind { get; } = new("/volunteers", f =>
    [
        f.Text("person-name", x => x.Name).Required().AlsoHeaded(Volunteer.NameField).Wide(10)
            .CalledInSheets("志愿者姓名", "志愿者", "姓 名", "名字", "Name", "Volunteer", "Volunteer name"),
        f.Phone("phone", x => x.Phone).Wide(14)
            .CalledInSheets("联系电话", "手机号", "手机", "手机号码", "联系方式", "电话号码", "Telephone", "Mobile", "Phone number"),
        f.Community().Movable().FixedInFiles(),
        f.Day("registered-on", x => x.RegisteredOn).Required().Past().Filtered().Sorted()
            .CalledInSheets("注册日期", "注册时间", "登记时间", "加入日期", "加入时间", "Registered", "Date registered"),
    ])
    {
        New = () => new() { Name = "" },
        Called = volunteer => Masking.Mask(volunteer.Name) ?? "",
        StoreRules = (change, cancellationToken) => CheckPersonAsync(change, cancellationToken),
        DefaultSort = "-registered-on",
        NearBy = ["person-name"],
        IsNearExact = true,
        MakeSheet = kind => new VolunteerSheet(kind),
        Views = new Dictionary<string, Func<DateOnly, Expression<Func<Volunteer, bool>>>>
        {
            ["holding"] = _ => x => x.Claims.Any(claim => claim.ArchivedAt == null && claim.EndedOn == null),
            ["without-post"] = _ => x => !x.Claims.Any(claim => claim.ArchivedAt == null && claim.EndedOn == null),
        },
    };

    private static async Task CheckPersonAsync(PendingChange<Volunteer> change, CancellationToken cancellationToken)
    {
        if (change.Check.Has("person-name", "phone", "community")) return;
        var (community, name, phone, self) = (change.Draft.CommunityId, change.Draft.Name, change.Draft.Phone, change.Draft.Id);
        var same = change.Db.Volunteers.Where(one => one.CommunityId == community && one.Name == name && one.Phone == phone);
        var other = await same.Where(one => one.ArchivedAt == null && one.Id != self).Select(one => (long?)one.Id)
            .FirstOrDefaultAsync(cancellationToken);
        change.Check.That(other is null, "person-name", null, Rule.Registered, other?.ToString(CultureInfo.InvariantCulture) ?? "");
    }
}
