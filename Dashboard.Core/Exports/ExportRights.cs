using Concentric.Communities;
using Concentric.People;

namespace Concentric.Exports;

/// <summary>Whose workbooks a caller may see, fetch and retry.</summary>
internal static class ExportRights
{
    /// <summary>Own ones, and those that tell of no other communities than the caller's.</summary>
    public static bool MaySee(Caller caller, int? askedById, string? communities, CommunityDirectory.Names names)
    {
        if (!caller.MayExport) return false;
        if (caller.CommunityIds is null) return true;
        if (caller.UserId is { } own && askedById == own) return true;
        return communities is not null && Split(communities).All(code => names.Find(code) is { } community && caller.Sees(community.Id));
    }

    public static string[] Split(string communities) => communities.Split(',', StringSplitOptions.RemoveEmptyEntries);
}
