using Concentric.Data;
using Concentric.Data.Bulk;
using Concentric.Imports;
using Concentric.Kinds;
using Concentric.Rules;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Visits;

/// <summary>
/// Home visits from spreadsheets, the households of one in one cell. Lists tell how many they are, not which: that column is passed
/// over.
/// </summary>
internal sealed class VisitSheet(RecordKind<Visit> kind) : KindSheet<Visit>(kind)
{
    /// <summary>Addresses that are asked for at once.</summary>
    private const int AddressesAtOnce = 500;

    public override Visit Add(ImportRow row)
    {
        var said = Read(row, null);
        var community = (int?)said[VisitRecords.Kind["community"]] ?? 0;
        var visit = VisitRecords.Kind.Make(VisitAddresses.Clean(said, NamesOf(row, community), row.Check), row.Scene.By, row.Check);
        VisitAddresses.Know(visit, row.Scene.Memory<Known>().Of(community));
        return visit;
    }

    public override bool Change(Visit record, ImportRow row)
    {
        row.SameCommunity(record);
        var said = VisitAddresses.Clean(Read(row, record), NamesOf(row, record.CommunityId), row.Check);
        var isChanged = VisitRecords.Kind.Correct(record, said, row.Scene.By, row.Check);
        VisitAddresses.Know(record, row.Scene.Memory<Known>().Of(record.CommunityId));
        return isChanged;
    }

    /// <summary>
    /// Finds the households of the rows. Those that their community does not know yet are made up with the visits; a dry run counts
    /// them as below nought.
    /// </summary>
    internal override async Task PrepareAsync(
        DashboardDbContext db, IReadOnlyList<(ImportRow Row, Visit? Present)> rows, BulkChangeWriter? adds,
        CancellationToken cancellationToken)
    {
        if (rows.Count == 0) return;
        var known = rows[0].Row.Scene.Memory<Known>();
        foreach (var kept in rows.GroupBy(pair => pair.Present?.CommunityId ?? pair.Row.PeekCommunity() ?? 0)
            .Where(kept => kept.Key != 0))
        {
            var names = NamesOf(kept.First().Row, kept.Key);
            var wanted = kept.Select(pair => pair.Row)
                .SelectMany(row => row.Texts(VisitRecords.Reached, []).Concat(row.Texts(VisitRecords.NobodyHome, [])))
                .Select(typed => HouseholdAddress.Read(typed, names)?.ToString()).OfType<string>()
                .Where(address => !known.Of(kept.Key).ContainsKey(address)).Distinct().ToList();
            foreach (var some in wanted.Chunk(AddressesAtOnce))
            {
                var found = await db.Households.AsNoTracking()
                    .Where(household => household.CommunityId == kept.Key && some.Contains(household.Address))
                    .ToListAsync(cancellationToken);
                var same = VisitAddresses.Match(some, found);
                foreach (var (address, id) in same) known.Of(kept.Key)[address] = id;
                var added = some.Where(address => !same.ContainsKey(address))
                    .Select(address => new Household { CommunityId = kept.Key, Address = address }).ToList();
                if (adds is not null && added.Count > 0) await adds.AddBesideAsync(added, cancellationToken);

                foreach (var household in added) known.Add(household);
            }
        }
    }

    private static IReadOnlyList<string> NamesOf(ImportRow row, int community) =>
        row.Scene.Lookups.Directory.Find(community) is { } found ? [found.Name, found.NameEn] : [];

    /// <summary>The households that are known to be there, or will be, by community and address.</summary>
    private sealed class Known
    {
        private readonly Dictionary<int, Dictionary<string, long>> communities = [];
        private long made;

        public void Add(Household household) => Of(household.CommunityId)[household.Address] = household.Id == 0 ? --made : household.Id;

        public Dictionary<string, long> Of(int community)
        {
            if (!communities.TryGetValue(community, out var households)) communities[community] = households = [];
            return households;
        }
    }
}
