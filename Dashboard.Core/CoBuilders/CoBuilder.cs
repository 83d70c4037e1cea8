using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Concentric.Data;
using Concentric.Lists;
using Concentric.Rules;

namespace Concentric.CoBuilders;

/// <summary>What sort of unit a co-builder is.</summary>
public enum CoBuilderKind
{
    [CalledInSheets("科室", "包保部门")]
    DutyDepartment,

    [CalledInSheets("党支部", "党委", "机关党组织", "共建党组织")]
    PartyOrganisation,

    [CalledInSheets("公安", "社区民警")]
    Police,

    [CalledInSheets("社会团体", "公益组织")]
    SocialOrganisation,

    [CalledInSheets("物业", "物业服务企业")]
    PropertyCompany,

    [CalledInSheets("公司", "商户", "辖区企业")]
    Enterprise,
}

/// <summary>A co-builder (共建单位): a unit that works with the communities and is evaluated once a year.</summary>
public sealed class CoBuilder : StreetRecord
{
    /// <summary>Co-builders by name; those that have left are past.</summary>
    public static ReferenceSource References { get; } = new("co-builder", (db, _) =>
        db.CoBuilders.Where(unit => unit.ArchivedAt == null).OrderBy(unit => NameOrder.Of(unit.Name)).ThenBy(unit => unit.Id)
        .Select(unit => new ReferenceChoice
        {
            Id = unit.Id,
            Name = unit.Name,
            NameEn = unit.NameEn,
            CommunityId = null,
            KnownByCommunityId = null,
            KnownByDay = unit.JoinedOn,
            IsPast = unit.LeftOn != null
        }));

    [MaxLength(TextLimits.Name)]
    public required string Name { get; set; }

    [MaxLength(TextLimits.Name)]
    public required string NameEn { get; set; }

    public CoBuilderKind Kind { get; set; }

    public DateOnly JoinedOn { get; set; }

    public DateOnly? LeftOn { get; set; }

    /// <summary>The unit into which it was merged when it left; its records of the year count for that one. Null for all others.</summary>
    public long? MergedIntoId { get; set; }

    public CoBuilder? MergedInto { get; set; }

    [Personal, MaxLength(TextLimits.Name)]
    public string? Contact { get; set; }

    [Personal, MaxLength(TextLimits.Number)]
    public string? ContactPhone { get; set; }

    public List<Contribution> Contributions { get; } = [];

    public string NameFor(CultureInfo culture) => culture.Pick(Name, NameEn);
}
