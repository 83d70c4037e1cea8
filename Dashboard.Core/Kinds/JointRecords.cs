using Concentric.Data;

namespace Concentric.Kinds;

/// <summary>Records that several communities have together: the one that keeps it is always among them.</summary>
internal static class JointRecords
{
    /// <summary>Adds the keeping community to those that are named; names none where there is no other.</summary>
    /// <param name="keeper">The community that keeps the record; 0 when it is not known.</param>
    /// <returns>True when it is joint.</returns>
    public static bool Settle<TPart>(List<TPart> communities, int keeper)
        where TPart : RecordCommunity, new()
    {
        if (communities.TrueForAll(one => one.CommunityId == keeper)) communities.Clear();
        else if (keeper != 0 && communities.TrueForAll(one => one.CommunityId != keeper)) communities.Add(new() { CommunityId = keeper });
        return communities.Count > 1;
    }
}
