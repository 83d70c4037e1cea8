using Concentric.Data;
using Concentric.Ledgers;

namespace Concentric.Exports;

/// <summary>Whose workbooks a caller may see, fetch and retry.</summary>
internal static class ExportRights
{
    /// <summary>
    /// Those that tell of no other communities than the caller's, as the caller's rights are now: who has asked for a workbook of the
    /// whole street, or of some communities beside it, as an analyst may not fetch it as a worker.
    /// </summary>
    public static bool MaySee(CurrentUser caller, string? communities, bool isLimited, CommunityDirectory.Names names) =>
        caller.MayExport
            && (caller.CommunityIds is null
                || (isLimited && communities is not null
                    && Split(communities).All(code => names.Find(code) is { } community && caller.Sees(community.Id))));

    public static string[] Split(string communities) => communities.Split(',', StringSplitOptions.RemoveEmptyEntries);
}
