using Concentric.Data;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Communities;

/// <summary>The postings of secretaries, and which of them brought another one.</summary>
internal static class SecretaryPostings
{
    public static IQueryable<Posting> All(DashboardDbContext db) =>
        db.Postings.AsNoTracking().Where(posting => posting.ArchivedAt == null && posting.Position == Position.Secretary);

    /// <summary>
    /// Those with which a community got another secretary than the one before. A renewed posting of the same person is no change. The
    /// first on record is where the records begin, unless it says itself that it came of an exchange.
    /// </summary>
    public static IQueryable<Posting> Changes(DashboardDbContext db)
    {
        var all = All(db);
        return all.Where(posting => (all
            .Where(before => before.CommunityId == posting.CommunityId && before.StartsOn < posting.StartsOn)
            .OrderByDescending(before => before.StartsOn).ThenByDescending(before => before.Id)
            .Select(before => (long?)before.WorkerId).FirstOrDefault()
            ?? (posting.IsRotation ? 0 : posting.WorkerId)) != posting.WorkerId);
    }
}
