using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Concentric.CoBuilders;
using Concentric.Data;
using Concentric.Lists;
using Concentric.OfficeLists;
using Concentric.Programmes;
using Concentric.Rules;

namespace Concentric.Activities;

/// <summary>
/// The kind of an activity; each activity has one, and any number of programmes. These are the terms that the program brings, as which
/// figures count the office's own. The office keeps the list.
/// </summary>
public static class ActivityKind
{
    [CalledInSheets("卫生清洁", "大扫除", "清洁行动", "清洁家园")]
    public const string CleanUp = nameof(CleanUp);

    [CalledInSheets("文艺演出", "演出", "文体活动", "文艺活动")]
    public const string Show = nameof(Show);

    [CalledInSheets("义诊", "健康体检", "健康服务")]
    public const string Clinic = nameof(Clinic);

    [CalledInSheets("党日活动", "主题党日活动")]
    public const string PartyDay = nameof(PartyDay);

    [CalledInSheets("邻里节", "节庆活动")]
    public const string Festival = nameof(Festival);

    [CalledInSheets("便民集市", "公益集市", "便民服务大集")]
    public const string Fair = nameof(Fair);

    [CalledInSheets("志愿服务", "志愿服务活动", "志愿活动")]
    public const string VolunteerWork = nameof(VolunteerWork);

    [CalledInSheets("讲座", "培训讲座", "宣讲", "宣传培训")]
    public const string Training = nameof(Training);

    [CalledInSheets("家政")]
    public const string HomeHelp = nameof(HomeHelp);

    public const string Other = nameof(Other);

    public static TermList List { get; } = new("activity-kinds", typeof(ActivityKind)) { IsCounted = true };
}

/// <summary>An activity (活动) that was held on one day by one community or several.</summary>
public sealed class Activity : CommunityRecord, INumberedRecord
{
    /// <summary>Activities of the caller's communities and joint ones, the last held first.</summary>
    public static ReferenceSource References { get; } = new("activity", (db, caller) =>
        db.Activities.ReadableBy(caller).Where(held => held.ArchivedAt == null)
        .OrderByDescending(held => held.HeldOn).ThenByDescending(held => held.Id)
        .Select(held => new ReferenceChoice
        {
            Id = held.Id,
            Name = held.Title,
            NameEn = held.Title,
            CommunityId = null,
            KnownByCommunityId = held.CommunityId,
            KnownByDay = held.HeldOn,
            KnownByPlace = held.Place,
            IsPast = false,
        }))
    { IsNamedByDay = true, IsIndexed = true };

    /// <summary>As in HD-2026-000047; unique.</summary>
    [MaxLength(TextLimits.Number)]
    public required string Number { get; set; }

    [MaxLength(TextLimits.Title)]
    public required string Title { get; set; }

    [MaxLength(TextLimits.Description)]
    public string? Description { get; set; }

    [MaxLength(TextLimits.Title)]
    public string? Place { get; set; }

    /// <summary>Code of a term of <see cref="ActivityKind.List"/>.</summary>
    [MaxLength(TermList.MostCode)]
    public string Kind { get; set; } = ActivityKind.Other;

    public DateOnly HeldOn { get; set; }

    /// <summary>Person-times (人次): everyone who attended, volunteers included.</summary>
    public int Attendance { get; set; }

    /// <summary>Person-times of volunteers; never more than <see cref="Attendance"/>.</summary>
    public int VolunteerAttendance { get; set; }

    /// <summary>What the event cost less than the usual price, in fen.</summary>
    public long SavedFen { get; set; }

    /// <summary>True when several communities host it; then <see cref="Communities"/> names them all.</summary>
    public bool IsJoint { get; set; }

    public List<ActivityCommunity> Communities { get; } = [];

    public List<ActivityPartner> Partners { get; } = [];

    public List<ActivityProgramme> Programmes { get; } = [];

    public List<ActivityService> Services { get; } = [];

    public List<Output> Outputs { get; } = [];

    int INumberedRecord.NumberYear => HeldOn.Year;

    /// <summary>Outputs are recorded on the activity's day, by its community.</summary>
    internal void DateOutputs()
    {
        foreach (var output in Outputs.Where(output => output.ArchivedAt is null))
            (output.RecordedOn, output.CommunityId) = (HeldOn, CommunityId);
    }
}

/// <summary>A community that hosts a joint activity.</summary>
public sealed class ActivityCommunity : RecordCommunity, IRecordPart
{
    public Activity? Activity { get; set; }

    Record? IRecordPart.Root => Activity;
}

/// <summary>A co-builder that took part in an activity.</summary>
public sealed class ActivityPartner : IRecordPart
{
    public long ActivityId { get; set; }

    public Activity? Activity { get; set; }

    public long CoBuilderId { get; set; }

    public CoBuilder? CoBuilder { get; set; }

    Record? IRecordPart.Root => Activity;
}

/// <summary>A programme to which an activity belongs; there may be several.</summary>
public sealed class ActivityProgramme : IRecordPart
{
    public long ActivityId { get; set; }

    public Activity? Activity { get; set; }

    public int ProgrammeId { get; set; }

    public Programme? Programme { get; set; }

    Record? IRecordPart.Root => Activity;
}

/// <summary>A sort of service that residents can be offered, as haircuts or appliance repair.</summary>
public sealed class Service : OfficeListItem
{
    /// <summary>All services in the order of the office, else by name; forms offer those that are not retired.</summary>
    public static ReferenceSource References { get; } = new("service", (db, _) =>
        db.Services.Where(service => service.MergedInto == null)
        .OrderBy(service => service.Position).ThenBy(service => NameOrder.Of(service.Name)).ThenBy(service => service.Id)
        .Select(service => new ReferenceChoice
        {
            Id = service.Id,
            Name = service.Name,
            NameEn = service.NameEn,
            CommunityId = null,
            KnownByCommunityId = null,
            KnownByDay = null,
            IsPast = service.IsRetired
        }))
    {
        RefusesPast = true,
        Merged = db => db.Services.Where(service => service.MergedInto != null).OrderByDescending(service => service.Id)
            .Select(service => new MergedChoice { Name = service.Name, NameEn = service.NameEn, Into = service.MergedInto! }),
    };

    public int Id { get; set; }

    public override string Handle => Id.ToString(CultureInfo.InvariantCulture);

    internal override long RecordId => Id;

    internal override object Told() => new { Name, NameEn, IsRetired, Position };
}

/// <summary>A service offered at an activity.</summary>
public sealed class ActivityService : IRecordPart
{
    public long ActivityId { get; set; }

    public Activity? Activity { get; set; }

    public int ServiceId { get; set; }

    public Service? Service { get; set; }

    Record? IRecordPart.Root => Activity;
}
