using Concentric.Communities;
using Concentric.Data;

namespace Concentric.Dashboard.Features.Communities;

/// <summary>What the form of a community holds while it is filled in.</summary>
public sealed class CommunityForm
{
    public string? Code { get; set; }

    public string? Name { get; set; }

    public string? NameEn { get; set; }

    /// <summary>Only of a new community; further numbers are entered on its page.</summary>
    public long? HouseholdCount { get; set; }

    public DateOnly? HoldsFrom { get; set; }

    public long? SortOrder { get; set; }

    public static CommunityForm Of(Community community) => new()
    {
        Code = community.Code,
        Name = community.Name,
        NameEn = community.NameEn,
        SortOrder = community.SortOrder,
    };

    public CommunityDetails ToDetails() => new(Code, Name, NameEn, HouseholdCount, SortOrder, HoldsFrom);
}
