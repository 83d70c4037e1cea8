using Concentric.Data;
using Concentric.Data.Bulk;
using Concentric.Imports;
using Concentric.Lists;
using Concentric.Rules;
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
        new("addresses", ImportType.Text, nameof(Visit.Households)) { IsMany = true, Width = 30 },
        new("nobody-home-at", ImportType.Text, Visit.NobodyHomeField) { IsMany = true, Width = 24 },
        new("note", ImportType.Text, nameof(Visit.Note)) { Width = 36 },
    ];

    public override IQueryable<Visit> With(IQueryable<Visit> records) => records.Include(visit => visit.Households).ThenInclude(link => link.Household);

    internal override NearRule<Visit> Near { get; } = new(
        visit => new() { Id = visit.Id, CommunityId = visit.CommunityId, Day = visit.VisitedOn, Text = visit.Visitor }, "visitor")
    { Day = "visited-on", Days = 0 };

    public override Visit Add(ImportRow row)
    {
        var community = row.Community();
        var clean = Visit.Clean(Read(row, null), NamesOf(row, community), row.Scene.By, row.Check);
        var visit = new Visit { CommunityId = community, Visitor = "" };
        visit.Take(clean, row.Scene.Memory<Known>().Of(community));
        return visit;
    }

    protected override void Correct(Visit record, ImportRow row)
    {
        row.SameCommunity(record);
        var isSaid = row.Has("addresses") || row.Has("nobody-home-at");
        var clean = Visit.Clean(Read(row, record), isSaid ? NamesOf(row, record.CommunityId) : null, row.Scene.By, row.Check);
        if (isSaid) record.Take(clean, row.Scene.Memory<Known>().Of(record.CommunityId));
        else record.TakeFacts(clean);
    }

    protected override object ContentOf(Visit visit) =>
        (visit.VisitedOn, visit.Visitor, visit.Note, string.Join(',', visit.Households.Select(link => link.NobodyHome ? -link.HouseholdId : link.HouseholdId).Order()));

    /// <summary>Finds the households of the rows. Those that their community does not know yet are made up with the visits; a dry run counts them as below nought.</summary>
    internal override async Task PrepareAsync(DashboardDbContext db, IReadOnlyList<(ImportRow Row, Visit? Present)> rows, BulkChangeWriter? adds, CancellationToken cancellationToken)
    {
        if (rows.Count == 0) return;
        var known = rows[0].Row.Scene.Memory<Known>();
        foreach (var kept in rows.GroupBy(pair => pair.Present?.CommunityId ?? CommunityOf(pair.Row)).Where(kept => kept.Key != 0))
        {
            var names = NamesOf(kept.First().Row, kept.Key);
            var wanted = kept.Select(pair => Read(pair.Row, pair.Present)).SelectMany(said => said.Addresses.Concat(said.NobodyHomeAt))
                .Select(typed => HouseholdAddress.Read(typed, names)?.ToString()).OfType<string>().Where(address => !known.Of(kept.Key).ContainsKey(address)).Distinct().ToList();
            foreach (var some in wanted.Chunk(AddressesAtOnce))
            {
                var found = await db.Households.AsNoTracking().Where(household => household.CommunityId == kept.Key && some.Contains(household.Address)).ToListAsync(cancellationToken);
                var added = some.Except(found.Select(household => household.Address)).Select(address => new Household { CommunityId = kept.Key, Address = address }).ToList();
                if (adds is not null && added.Count > 0) await adds.AddBesideAsync(added, cancellationToken);

                foreach (var household in found.Concat(added)) known.Add(household);
            }
        }
    }

    private static int CommunityOf(ImportRow row) => row.Text("community") is { } name ? row.Scene.Lookups.Community(name) ?? 0 : row.Scene.OnlyCommunity ?? 0;

    private static IReadOnlyList<string> NamesOf(ImportRow row, int community) => row.Scene.Lookups.Directory.Find(community) is { } found ? [found.Name, found.NameEn] : [];

    private static VisitDetails Read(ImportRow row, Visit? present) =>
        new(row.Text("visitor", present?.Visitor), row.RequiredDay("visited-on", present?.VisitedOn), row.Texts("addresses", AddressesOf(present, nobodyHome: false)))
        {
            NobodyHomeAt = row.Texts("nobody-home-at", AddressesOf(present, nobodyHome: true)),
            Note = row.Text("note", present?.Note),
        };

    private static IReadOnlyList<string> AddressesOf(Visit? visit, bool nobodyHome) =>
        visit is null ? [] : [.. visit.Households.Where(link => link.NobodyHome == nobodyHome).Select(link => link.Household!.Address)];

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
