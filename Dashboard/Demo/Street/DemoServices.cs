using Concentric.Communities;
using Concentric.Dashboard.Demo.Synthetic;
using Concentric.Errands;
using Concentric.Rules;
using Concentric.Visits;
using Concentric.Wishes;

namespace Concentric.Dashboard.Demo.Street;

/// <summary>Home visits, errands and wishes of some communities, with exact totals.</summary>
internal sealed class DemoServices(DemoScene scene, IReadOnlyList<DemoCommunity> communities, string stream)
{
    private static readonly string[] WishTitles =
    [
        "想要一把防滑洗澡椅", "希望有人陪同复诊", "孩子需要一张学习桌", "想学用智能手机挂号", "想修好家里的收音机", "希望得到一副老花镜", "想要一辆二手儿童自行车", "盼望有人教太极拳", "需要一台旧洗衣机", "想给老伴拍一张金婚照",
        "希望周末有人陪下棋", "想要几盆好养的花", "需要搬运旧家具", "想让孩子参加绘画班", "希望换一个轮椅靠垫",
    ];

    private static readonly Weighted<string> ErrandKinds = new((ErrandKind.PensionCheck, 46), (ErrandKind.MedicalInsurance, 42),
        (ErrandKind.Other, 12));

    private readonly SeededRandom random = scene.Random.Fork(stream);

    /// <summary>Every household is reached at least once, some again.</summary>
    public void AddVisits(int visits, int households)
    {
        var days = scene.Days(random, visits, scene.WorkWeight, recent: 2);
        var reached = random.Split(households, visits, least: 1);
        var earlier = communities.ToDictionary(community => community.Id, _ => new List<long>());
        for (var i = 0; i < visits; i++)
        {
            var community = communities[i % communities.Count];
            var visit =
                scene.Bag.Add(new Visit { CommunityId = community.Id, VisitedOn = days[i], Visitor = random.Pick(community.Workers).Name });
            var before = earlier[community.Id];
            var again = before.OrderBy(_ => random.NextBits()).Take(Math.Min(before.Count, random.Below(3))).ToList();
            var added = Enumerable.Range(before.Count, reached[i])
                .Select(n => scene.Bag.Add(new Household { CommunityId = community.Id, Address = InventedPeople.Address(n) }).Id).ToList();
            foreach (var household in again.Concat(added).Order())
                scene.Bag.Add(new VisitHousehold { VisitId = visit.Id, HouseholdId = household });
            before.AddRange(added);
        }
    }

    /// <summary>Mostly for one person, now and then for a few at once.</summary>
    public void AddErrands(int persons)
    {
        List<int> served = [];
        for (var left = persons; left > 0; left -= served[^1]) served.Add(Math.Min(left, random.Chance(0.9) ? 1 : random.Between(2, 5)));
        var days = scene.Days(random, served.Count, scene.WorkWeight, recent: 2);
        for (var i = 0; i < days.Length; i++)
        {
            scene.Bag.Add(new Errand
            {
                CommunityId = random.Pick(communities).Id,
                Kind = ErrandKinds.Draw(random),
                ServedOn = days[i],
                Persons = served[i],
                Beneficiary = InventedPeople.Name(random),
                Note = served[i] > 1 ? "集中代办" : null,
                ProgrammeId = scene.Programme("errands"),
            });
        }
    }

    /// <param name="fulfilled">Claimed and fulfilled.</param>
    /// <param name="waiting">Not claimed yet.</param>
    public void AddWishes(int fulfilled, int waiting)
    {
        var days = scene.Days(random, fulfilled, day => day > scene.Today.AddDays(-2) ? 0 : scene.WorkWeight(day));
        foreach (var raised in days)
        {
            var claimed = Sooner(raised.AddDays(random.Between(0, 12)), scene.Today.AddDays(-1));
            var unit = random.Chance(0.6) ? random.Pick(scene.CoBuilders) : null;
            var wish = Wish(raised);
            wish.ClaimedOn = claimed;
            wish.CoBuilderId = unit?.Id;
            wish.ClaimedBy = unit is null ? InventedPeople.Name(random) : null;
            wish.FulfilledOn = Sooner(claimed.AddDays(random.Between(1, 25)), scene.Today);
        }

        for (var i = 0; i < waiting; i++) Wish(scene.Today.AddDays(-(i * 4)));
    }

    private Wish Wish(DateOnly raised)
    {
        var wish = new Wish
        {
            Number = "",
            CommunityId = random.Pick(communities).Id,
            Title = random.Pick(WishTitles),
            Wisher = InventedPeople.Name(random),
            RaisedOn = raised
        };
        scene.WishPlans.Add(wish);
        return wish;
    }

    private static DateOnly Sooner(DateOnly one, DateOnly other) => one < other ? one : other;
}
