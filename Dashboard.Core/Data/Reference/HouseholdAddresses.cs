using Concentric.People;
using Concentric.Rules;
using Concentric.Visits;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Data.Reference;

/// <summary>
/// Brings the households of a store from before addresses were read into the form in which they are kept now, once: several spellings
/// of one address become one household with the visits of all; what can't be read keeps its text and is marked to be mended, and what
/// says that nobody was home is no household reached. Done in steps that may be cut off and begun again.
/// </summary>
public static class HouseholdAddresses
{
    /// <summary>Key of the fact that it has been done.</summary>
    public const string Fact = "household-addresses";

    /// <summary>Households that one transaction changes.</summary>
    private const int AtOnce = 200;

    /// <summary>Steps that another node may have been faster with before the start gives up.</summary>
    private const int MostRefused = 100;

    public static async Task EnsureAsync(DashboardDbContext db, CancellationToken cancellationToken)
    {
        if (await IsDoneAsync(db, cancellationToken)) return;
        var refused = 0;
        var communities = await db.Communities.AsNoTracking().Select(community => new { community.Id, community.Name, community.NameEn }).ToListAsync(cancellationToken);
        for (var at = 0; at < communities.Count;)
        {
            try
            {
                await ReadAsync(db, communities[at].Id, [communities[at].Name, communities[at].NameEn], cancellationToken);
                at++;
            }
            catch (DbUpdateException)
            {
                // Another node does the same at this moment: what it has changed is read again and needs no change.
                if (++refused > MostRefused) throw;
                db.ChangeTracker.Clear();
            }
        }

        db.StoreFacts.Add(new() { Key = Fact, Value = "1" });
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException failure) when (failure.IsDuplicate())
        {
            // Another node was doing the same and is done.
        }

        db.ChangeTracker.Clear();
    }

    // Asked in plain SQL at every start: what the provider reads first would cost more than all the rest.
    private static async Task<bool> IsDoneAsync(DashboardDbContext db, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = $"SELECT COUNT(*) FROM StoreFacts WHERE \"Key\" = '{Fact}'";
            return Convert.ToInt32(await command.ExecuteScalarAsync(cancellationToken), System.Globalization.CultureInfo.InvariantCulture) > 0;
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    private static async Task ReadAsync(DashboardDbContext db, int communityId, string[] names, CancellationToken cancellationToken)
    {
        var all = await db.Households.AsNoTracking().Where(household => household.CommunityId == communityId).OrderBy(household => household.Id).ToListAsync(cancellationToken);
        var read = all.ConvertAll(household => (Household: household, Address: HouseholdAddress.Read(household.Address, names)?.ToString()));
        var unclear = read.Where(one => one.Address is null && !one.Household.IsUnclear).Select(one => (Kept: one.Household, Address: (string?)null, Others: (IReadOnlyList<long>)[]));
        var same = read.Where(one => one.Address is not null).GroupBy(one => one.Address!).Select(group =>
        {
            var kept = group.Select(one => one.Household).FirstOrDefault(household => household.Address == group.Key) ?? group.First().Household;
            return (Kept: kept, Address: (string?)group.Key, Others: (IReadOnlyList<long>)[.. group.Select(one => one.Household.Id).Where(id => id != kept.Id)]);
        }).Where(one => one.Others.Count > 0 || one.Kept.Address != one.Address || one.Kept.IsUnclear);
        foreach (var some in unclear.Concat(same).Chunk(AtOnce)) await MergeAsync(db, some, cancellationToken);
    }

    private static async Task MergeAsync(DashboardDbContext db, (Household Kept, string? Address, IReadOnlyList<long> Others)[] some, CancellationToken cancellationToken)
    {
        db.Actor = CurrentUser.System;
        var ids = some.SelectMany(one => one.Others.Append(one.Kept.Id)).ToList();
        var households = await db.Households.AsTracking().Where(household => ids.Contains(household.Id)).ToDictionaryAsync(household => household.Id, cancellationToken);
        var moved = some.SelectMany(one => one.Others.Select(other => (Other: other, one.Kept.Id))).ToDictionary(pair => pair.Other, pair => pair.Id);
        var nobody = some.Where(one => one.Address is null && HouseholdAddress.SaysNobodyHome(one.Kept.Address)).Select(one => one.Kept.Id).ToHashSet();
        var touched = moved.Keys.Concat(nobody).ToList();
        var visits = await db.Visits.AsTracking().Include(visit => visit.Households).Where(visit => visit.Households.Any(link => touched.Contains(link.HouseholdId))).ToListAsync(cancellationToken);
        foreach (var visit in visits)
        {
            foreach (var link in visit.Households.Where(link => nobody.Contains(link.HouseholdId))) link.NobodyHome = true;
            foreach (var link in visit.Households.Where(link => moved.ContainsKey(link.HouseholdId)).ToList())
            {
                visit.Households.Remove(link);
                var kept = moved[link.HouseholdId];
                if (visit.Households.Find(other => other.HouseholdId == kept) is { } known) known.NobodyHome &= link.NobodyHome;
                else visit.Households.Add(new() { HouseholdId = kept, NobodyHome = link.NobodyHome });
            }
        }

        foreach (var (kept, address, others) in some)
        {
            db.RemoveRange(others.Select(id => households[id]));
            (households[kept.Id].Address, households[kept.Id].IsUnclear) = (address ?? kept.Address, address is null);
        }

        await db.SaveChangesAsync(cancellationToken);
        db.ChangeTracker.Clear();
    }
}
