using Concentric.Data;
using Concentric.Kinds;
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
    /// <summary>How often households are made up against others who do the same.</summary>
    private const int MostAttempts = 20;

    private static RecordKind<Visit> Kind => VisitRecords.Kind;

    /// <summary>Enters a visit.</summary>
    /// <param name="requestId">Made by the form, so that sending it twice enters it once.</param>
    public Task<Saved> EnterAsync(CurrentUser caller, FieldValues<Visit> values, Guid? requestId, CancellationToken cancellationToken) =>
        writer.AddAsync(caller, requestId, async (db, by) =>
        {
            var check = new ValidationContext();
            await check.CheckReferencesAsync(db, caller, values, null, cancellationToken);
            var names = await NamesAsync(db, (int?)values[x => x.CommunityId] ?? 0, cancellationToken);
            var visit = Kind.Make(VisitAddresses.Clean(values, names, check), by, check);
            await KnowHouseholdsAsync(visit, cancellationToken);
            return visit;
        }, cancellationToken);

    public Task<Saved> CorrectAsync(CurrentUser caller, CorrectRecord<Visit> input, CancellationToken cancellationToken) =>
        writer.ChangeAsync<Visit>(caller, input, async (db, visit, by) =>
        {
            var check = new ValidationContext();
            await check.CheckReferencesAsync(db, caller, input.Values, visit, cancellationToken);
            var names = await NamesAsync(db, visit.CommunityId, cancellationToken);
            Kind.Correct(visit, VisitAddresses.Clean(input.Values, names, check), by, check);
            await KnowHouseholdsAsync(visit, cancellationToken);
        }, cancellationToken, Kind.WithIncluded);

    private async Task KnowHouseholdsAsync(Visit visit, CancellationToken cancellationToken)
    {
        string[] addresses = [.. VisitAddresses.New(visit).Select(link => link.Household!.Address)];
        if (addresses.Length > 0) VisitAddresses.Know(visit, await HouseholdsAsync(visit.CommunityId, addresses, cancellationToken));
    }

    /// <summary>
    /// The households of some addresses; those that the community does not know yet are made up, in a transaction of their own,
    /// so that two visitors who reach a new household at once don't refuse each other.
    /// </summary>
    private async Task<Dictionary<string, long>> HouseholdsAsync(
        int communityId, IReadOnlyList<string> addresses, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var db = await factory.CreateDbContextAsync(cancellationToken);
            var found = await db.Households.AsNoTracking()
                .Where(household => household.CommunityId == communityId && addresses.Contains(household.Address))
                .ToListAsync(cancellationToken);
            var known = VisitAddresses.Match(addresses, found);
            // Once refused, each is asked for alone: the store may take for the same what is not the same here.
            if (attempt > 1) await AskEachAsync(db, communityId, addresses, known, cancellationToken);
            var added = addresses.Where(address => !known.ContainsKey(address))
                .Select(address => new Household { CommunityId = communityId, Address = address }).ToList();
            if (added.Count == 0) return known;
            db.AddRange(added);
            try
            {
                await db.SaveChangesAsync(cancellationToken);
                foreach (var household in added) known.Add(household.Address, household.Id);
                return known;
            }
            catch (DbUpdateException failure) when (failure.IsDuplicate() && attempt < MostAttempts)
            {
                // Somebody else was there at the same moment: now it is known.
            }
        }
    }

    private static async Task AskEachAsync(DashboardDbContext db, int communityId, IReadOnlyList<string> addresses,
        Dictionary<string, long> known, CancellationToken cancellationToken)
    {
        foreach (var address in addresses.Where(address => !known.ContainsKey(address)))
        {
            var id = await db.Households.Where(household => household.CommunityId == communityId && household.Address == address)
                .Select(household => (long?)household.Id).FirstOrDefaultAsync(cancellationToken);
            if (id is not null) known.Add(address, id.Value);
        }
    }

    /// <summary>What a community is called; nothing for one that is not there, which is refused besides.</summary>
    private static async Task<IReadOnlyList<string>> NamesAsync(DashboardDbContext db, int communityId,
        CancellationToken cancellationToken) =>
        await db.Communities.Where(community => community.Id == communityId).Select(community => new { community.Name, community.NameEn })
            .FirstOrDefaultAsync(cancellationToken) is { } names
            ? [names.Name, names.NameEn] : [];
}
