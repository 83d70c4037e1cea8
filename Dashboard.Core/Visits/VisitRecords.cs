using System.Globalization;
using Concentric.Data;
using Concentric.Kinds;
using Concentric.Ledgers;
using Concentric.Resources;
using Concentric.Rules;

namespace Concentric.Visits;

/// <summary>
/// Home visits as a kind of record. Lists tell how many households were reached, forms and files which. A visit is searched by address
/// for those who may reveal addresses: for others that would tell who was visited.
/// </summary>
public static class VisitRecords
{
    /// <summary>The most households of one visit.</summary>
    public const int MostHouseholds = 200;

    /// <summary>Key of the field of the households that were reached.</summary>
    public const string Reached = "addresses";

    /// <summary>Key of the field of those at which nobody was home.</summary>
    public const string NobodyHome = "nobody-home-at";

    public static RecordKind<Visit> Kind { get; } = new("/visits", f =>
    [
        f.Day("visited-on", x => x.VisitedOn).Required().Past().Placing().Filtered().Sorted()
            .CalledInSheets("走访时间", "入户日期", "入户时间", "日期", "时间", "Date", "Visit date"),
        f.Community(),
        f.Text("visitor", x => x.Visitor).Required().BeginsWithCallersName().Filtered()
            .CalledInSheets("走访干部", "入户人员", "走访人员", "网格员", "工作人员", "社工", "Visited by", "Staff"),
        f.Computed("households", FieldDataType.Whole, x => x.Households.Count(link => !link.NobodyHome)).Wide(10),
        f.Computed("nobody-home", FieldDataType.Whole, x => x.Households.Count(link => link.NobodyHome)).Wide(10),
        f.InParts(Reached, FieldDataType.Addresses, Households(nobodyHome: false)) with
        {
            Unit = MetricUnit.Households,
            Width = 30,
            SheetNames = ["走访地址", "入户门牌", "门牌", "门牌号", "住址", "地址", "Addresses", "Households visited"],
        },
        (f.InParts(NobodyHome, FieldDataType.Addresses, Households(nobodyHome: true)) with { Unit = MetricUnit.Households })
            .AlsoHeaded("NobodyHomeAt").Wide(24).CalledInSheets("无人门牌", "未在家门牌", "家中无人", "Nobody home at", "Not at home"),
        f.Lines("note", x => x.Note).Wide(36)
            .CalledInSheets("走访情况", "走访记录", "走访内容", "情况说明", "Notes", "What was said"),
    ])
    {
        New = () => new() { Visitor = "" },
        Called = visit => string.Create(
            CultureInfo.InvariantCulture, $"{visit.VisitedOn:yyyy-MM-dd} {Texts.Bracketed(Texts.Kind("visit"), visit.Visitor)}"),
        Rules = (visit, check, _) =>
        {
            if (visit.Id == 0) CheckHouseholds(visit, check);
        },
        CorrectionRules = (said, present, check, _) =>
        {
            if (Kind![Reached].Differs(said, present) || Kind[NobodyHome].Differs(said, present)) CheckHouseholds(said, check);
        },
        Conceal = Mask,
        MakeSheet = kind => new VisitSheet(kind),
        PersonalParts =
        [
            (Reached, (db, id) => AddressesOf(db, id, nobodyHome: false)),
            (NobodyHome, (db, id) => AddressesOf(db, id, nobodyHome: true)),
        ],
        Addresses = x => x.Households.Select(link => link.Household!.Address),
        Filters = ["community", "visitor", "visited-on"],
        Shown = ["visited-on", "visitor", "households", "nobody-home", "community", "note"],
        DefaultSort = "-visited-on",
        NearBy = ["visitor"],
        NearDays = 0,
    };

    /// <summary>The households as they are kept: a new one is made up by whoever saves the visit.</summary>
    private static FieldParts<Visit, VisitHousehold> Households(bool nobodyHome) => new(
        visit => visit.Households,
        link => link.Household!.Address,
        address => new() { Household = new() { Address = (string)address }, NobodyHome = nobodyHome })
    {
        Tells = link => link.NobodyHome == nobodyHome,
        Update = (link, said) => link.NobodyHome = said.NobodyHome,
    };

    private static void CheckHouseholds(Visit visit, ValidationContext check)
    {
        // What is no address has been told already.
        if (check.Has(Reached) || check.Has(NobodyHome)) return;
        var addresses = visit.Households.ToLookup(link => link.NobodyHome, link => link.Household!.Address);
        foreach (var both in addresses[true].Intersect(addresses[false])) check.That(false, NobodyHome, both, Rule.Repeated);
        var count = visit.Households.Count;
        if (check.That(count > 0, Reached, null, Rule.Required))
            check.That(count <= MostHouseholds, Reached, count, Rule.OutOfRange, 1, MostHouseholds);
    }

    /// <summary>Who only reads learns how many doors there were, and of which building.</summary>
    private static Task Mask(DashboardDbContext db, CurrentUser caller, Visit visit, CancellationToken cancellationToken)
    {
        if (caller.MayWrite && caller.Sees(visit.CommunityId)) return Task.CompletedTask;
        foreach (var link in visit.Households) link.Household!.Address = Masking.Mask(link.Household.Address)!;
        return Task.CompletedTask;
    }

    private static IQueryable<string> AddressesOf(DashboardDbContext db, long id, bool nobodyHome) =>
        db.VisitHouseholds.Where(link => link.VisitId == id && link.NobodyHome == nobodyHome)
            .OrderBy(link => link.HouseholdId).Select(link => link.Household!.Address);
}
