using Concentric.Data;
using Concentric.People;
using Concentric.Rules;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Visits;

/// <summary>
/// Enters and corrects home visits. Every method refuses by <see cref="RefusedException"/>, answers
/// <see cref="RecordNotFoundException"/> for what the caller may not change, and <see cref="EditedMeanwhileException"/> when
/// somebody else was faster.
/// </summary>
public sealed class VisitCommands(RecordWriter writer, IDbContextFactory<DashboardDbContext> factory)
{
    public Task<Saved> RecordAsync(CurrentUser caller, RecordVisit input, CancellationToken cancellationToken) =>
        writer.AddAsync(caller, input.RequestId, async (db, by) =>
        {
            var check = new ValidationContext();
            await check.CheckKeptByAsync(db, caller, input.CommunityId, cancellationToken);
            var clean = Visit.Clean(input.Details, await NamesAsync(db, input.CommunityId, cancellationToken), by, check);
            var visit = new Visit { CommunityId = input.CommunityId, Visitor = "" };
            visit.Take(clean, await HouseholdsAsync(input.CommunityId, [.. clean.Addresses, .. clean.NobodyHomeAt], cancellationToken));
            return visit;
        }, cancellationToken);

    public Task<Saved> CorrectAsync(CurrentUser caller, CorrectVisit input, CancellationToken cancellationToken) =>
        writer.ChangeAsync<Visit>(caller, input, async (db, visit, by) =>
        {
            var names = input.Details.KeepsHouseholds ? null : await NamesAsync(db, visit.CommunityId, cancellationToken);
            var clean = Visit.Clean(input.Details, names, by, new ValidationContext());
            if (names is null) visit.TakeFacts(clean);
            else visit.Take(clean, await HouseholdsAsync(visit.CommunityId, [.. clean.Addresses, .. clean.NobodyHomeAt], cancellationToken));
        }, cancellationToken, with: visits => visits.Include(visit => visit.Households));

    public Task<Saved> ArchiveAsync(CurrentUser caller, ArchiveRecord input, CancellationToken cancellationToken) => writer.ArchiveAsync<Visit>(caller, input, cancellationToken);

    public Task<Saved> RestoreAsync(CurrentUser caller, RestoreRecord input, CancellationToken cancellationToken) => writer.RestoreAsync<Visit>(caller, input, cancellationToken);

    /// <summary>
    /// The households of some addresses; those that the community does not know yet are made up, in a transaction of their own,
    /// so that two visitors who reach a new household at once don't refuse each other.
    /// </summary>
    private async Task<Dictionary<string, long>> HouseholdsAsync(int communityId, IReadOnlyList<string?> addresses, CancellationToken cancellationToken)
    {
        while (true)
        {
            await using var db = await factory.CreateDbContextAsync(cancellationToken);
            var known = await db.Households.AsNoTracking().Where(household => household.CommunityId == communityId && addresses.Contains(household.Address))
                .ToDictionaryAsync(household => household.Address, household => household.Id, cancellationToken);
            var added = addresses.OfType<string>().Where(address => !known.ContainsKey(address)).Select(address => new Household { CommunityId = communityId, Address = address }).ToList();
            if (added.Count == 0) return known;
            db.AddRange(added);
            try
            {
                await db.SaveChangesAsync(cancellationToken);
                foreach (var household in added) known.Add(household.Address, household.Id);
                return known;
            }
            catch (DbUpdateException failure) when (failure.IsDuplicate())
            {
                // Somebody else was there at the same moment: now it is known.
            }
        }
    }

    /// <summary>What a community is called; nothing for one that is not there, which is refused besides.</summary>
    private static async Task<IReadOnlyList<string>> NamesAsync(DashboardDbContext db, int communityId, CancellationToken cancellationToken) =>
        await db.Communities.Where(community => community.Id == communityId).Select(community => new { community.Name, community.NameEn }).FirstOrDefaultAsync(cancellationToken) is { } names
            ? [names.Name, names.NameEn] : [];
}
