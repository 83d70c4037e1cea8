using Concentric.Data;
using Concentric.Data.Bulk;
using Concentric.Imports;
using Concentric.Lists;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Visits;

/// <summary>Home visits from spreadsheets, the households of one in one cell. Lists tell how many they are, not which: that column is passed over.</summary>
public sealed class VisitImport : WholeSheet<Visit>
{
    /// <summary>Addresses that are asked for at once.</summary>
    private const int AddressesAtOnce = 500;

    public override RecordList List => VisitList.List;

    public override IReadOnlyList<ImportColumn> Columns { get; } =
    [
        ImportColumn.RecordId,
        ImportColumn.KeptBy,
        new("visited-on", ImportType.Day, nameof(Visit.VisitedOn)) { IsRequired = true },
        new("visitor", ImportType.Text, nameof(Visit.Visitor)) { IsRequired = true },
        new("addresses", ImportType.Text, nameof(Visit.Households)) { IsRequired = true, IsMany = true, Width = 30 },
        new("note", ImportType.Text, nameof(Visit.Note)) { Width = 36 },
    ];

    public override IQueryable<Visit> With(IQueryable<Visit> records) => records.Include(visit => visit.Households).ThenInclude(reached => reached.Household);

    public override Visit Add(ImportRow row)
    {
        var community = row.Community();
        var clean = Visit.Clean(Read(row, null), row.Scene.By, row.Check);
        var visit = new Visit { CommunityId = community, Visitor = "" };
        visit.Take(clean, row.Scene.Memory<Known>().Of(community, clean.Addresses));
        return visit;
    }

    protected override void Correct(Visit record, ImportRow row)
    {
        row.SameCommunity(record);
        var clean = Visit.Clean(Read(row, record), row.Scene.By, row.Check);
        record.Take(clean, row.Scene.Memory<Known>().Of(record.CommunityId, clean.Addresses));
    }

    protected override object ContentOf(Visit visit) =>
        (visit.VisitedOn, visit.Visitor, visit.Note, string.Join(',', visit.Households.Select(reached => reached.HouseholdId).Order()));

    /// <summary>Finds the households of the rows. Those that their community does not know yet are made up with the visits; a dry run counts them as below nought.</summary>
    internal override async Task PrepareAsync(DashboardDbContext db, IReadOnlyList<(ImportRow Row, Visit? Present)> rows, BulkAdds? adds, CancellationToken cancellationToken)
    {
        if (rows.Count == 0) return;
        var known = rows[0].Row.Scene.Memory<Known>();
        foreach (var kept in rows.GroupBy(pair => pair.Present?.CommunityId ?? CommunityOf(pair.Row)).Where(kept => kept.Key != 0))
        {
            // What is too long for an address is refused by the rules, not by the store.
            var wanted = kept.SelectMany(pair => Read(pair.Row, pair.Present).Addresses).Select(Visit.Normal).OfType<string>()
                .Where(address => address.Length <= TextLimits.Number && !known.Has(kept.Key, address)).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
            foreach (var some in wanted.Chunk(AddressesAtOnce))
            {
                var found = await db.Households.AsNoTracking().Where(household => household.CommunityId == kept.Key && some.Contains(household.Address)).ToListAsync(cancellationToken);
                var added = some.Except(found.Select(household => household.Address), StringComparer.OrdinalIgnoreCase).Select(address => new Household { CommunityId = kept.Key, Address = address }).ToList();
                if (adds is not null && added.Count > 0) await adds.AddBesideAsync(added, cancellationToken);

                foreach (var household in found.Concat(added)) known.Add(household);
            }
        }
    }

    private static int CommunityOf(ImportRow row) => row.Text("community") is { } name ? row.Scene.Lookups.Community(name) ?? 0 : row.Scene.OnlyCommunity ?? 0;

    private static VisitDetails Read(ImportRow row, Visit? present) =>
        new(row.Text("visitor", present?.Visitor), row.RequiredDay("visited-on", present?.VisitedOn), row.Texts("addresses") ?? AddressesOf(present))
        {
            Note = row.Text("note", present?.Note),
        };

    private static IReadOnlyList<string> AddressesOf(Visit? visit) => visit is null ? [] : [.. visit.Households.Select(reached => reached.Household!.Address)];

    /// <summary>The households that are known to be there, or will be.</summary>
    private sealed class Known
    {
        private readonly Dictionary<(int Community, string Address), long> ids = [];

        public bool Has(int community, string address) => ids.ContainsKey((community, address.ToUpperInvariant()));

        public void Add(Household household) => ids[(household.CommunityId, household.Address.ToUpperInvariant())] = household.Id == 0 ? -1 - ids.Count : household.Id;

        /// <summary>Those of a community that will be refused are none.</summary>
        public IReadOnlyCollection<long> Of(int community, IReadOnlyList<string?> addresses) =>
            community == 0 ? [] : [.. addresses.OfType<string>().Select(address => ids[(community, address)]).Distinct()];
    }
}
