using Concentric.CoBuilders;
using Concentric.Dashboard.Demo.Synthetic;
using Concentric.Data;
using Concentric.Errands;
using Concentric.Rules;
using Concentric.Visits;
using Concentric.Volunteers;
using Concentric.Wishes;

namespace Concentric.Dashboard.Demo.Generator;

/// <summary>Visits, errands, wishes, claims of volunteers and contributions, in proportion to petitions and activities.</summary>
internal sealed class GeneratedServices : GeneratedKind
{
    private const int PetitionsPerVisit = 10;
    private const int PetitionsPerErrand = 5;
    private const int PetitionsPerWish = 50;
    private const int ActivitiesPerClaim = 12;
    private const int ActivitiesPerContribution = 20;

    /// <summary>Households that a community can have: as many as there are invented addresses.</summary>
    private const int MostHouseholds = 5_184;

    private static readonly string[] WishTitles = ["想要一把防滑洗澡椅", "希望有人陪同复诊", "孩子需要一张学习桌", "想学用智能手机挂号", "希望得到一副老花镜", "盼望有人教太极拳", "需要搬运旧家具",
        "希望换一个轮椅靠垫"];
    private static readonly string[] Purposes = ["环境清整", "义诊", "法律咨询", "安全宣讲", "道路修补", "慰问困难家庭", "活动物资"];

    private readonly GeneratorScene scene;
    private readonly SeededRandom random;
    private readonly NumberSequence numbers = new(NumberPrefixes.Wish);
    private readonly int[] visits;
    private readonly int[] errands;
    private readonly int[] wishes;
    private readonly int[] claims;
    private readonly int[] contributions;

    public GeneratedServices(GeneratorScene scene)
    {
        this.scene = scene;
        random = scene.Random.Fork("services");
        var (petitions, activities) = (scene.Options.Petitions, scene.Options.Activities);
        visits = scene.Seasons.Work(random, petitions / PetitionsPerVisit);
        errands = scene.Seasons.Work(random, petitions / PetitionsPerErrand);
        wishes = scene.Seasons.Work(random, petitions / PetitionsPerWish);
        claims = scene.Seasons.Work(random, activities / ActivitiesPerClaim);
        contributions = scene.Seasons.Work(random, activities / ActivitiesPerContribution);
    }

    public override void Add(DateOnly day, int n)
    {
        for (var i = 0; i < visits[n]; i++) AddVisit(day);
        for (var i = 0; i < errands[n]; i++) AddErrand(day);
        for (var i = 0; i < wishes[n]; i++) AddWish(day);
        for (var i = 0; i < claims[n]; i++) AddClaim(day);
        for (var i = 0; i < contributions[n]; i++) AddContribution(day);
    }

    private void AddVisit(DateOnly day)
    {
        var community = scene.Street.Draw(random);
        var visit = scene.Bag.Add(new Visit { CommunityId = community.Id, VisitedOn = day, Visitor = random.Pick(community.Workers) });
        var reached = new SortedSet<long>();
        for (var i = random.Between(3, 8); i > 0; i--) reached.Add(Household(community));
        foreach (var household in reached) scene.Bag.Add(new VisitHousehold { VisitId = visit.Id, HouseholdId = household });
    }

    /// <summary>A household that was reached before, or the next one.</summary>
    private long Household(GeneratedCommunity community)
    {
        var known = community.Households;
        if (known.Count == MostHouseholds || (known.Count > 0 && random.Chance(0.6))) return random.Pick(known);
        known.Add(scene.Bag.Add(new Household { CommunityId = community.Id, Address = InventedPeople.Address(known.Count) }).Id);
        return known[^1];
    }

    private void AddErrand(DateOnly day) => scene.Bag.Add(new Errand
    {
        CommunityId = scene.Street.Draw(random).Id,
        Kind = random.Pick([ErrandKind.PensionCheck, ErrandKind.MedicalInsurance, ErrandKind.MedicalInsurance, ErrandKind.HomeHelp,
            ErrandKind.Other]),
        ServedOn = day,
        Persons = random.Chance(0.85) ? 1 : random.Between(2, 8),
        Beneficiary = InventedPeople.Name(random),
        ProgrammeId = scene.Programmes["errands"],
    });

    private void AddWish(DateOnly raised)
    {
        var wish = new Wish
        {
            Number = numbers.Next(raised),
            CommunityId = scene.Street.Draw(random).Id,
            Title = random.Pick(WishTitles),
            Wisher = InventedPeople.Name(random),
            RaisedOn = raised
        };
        var claimed = raised.AddDays(random.Between(0, 30));
        if (claimed <= scene.Today && random.Chance(0.92))
        {
            var unit = random.Chance(0.6) ? scene.Street.DrawCoBuilder(random) : null;
            (wish.ClaimedOn, wish.CoBuilderId, wish.ClaimedBy) = (claimed, unit?.Id, unit is null ? InventedPeople.Name(random) : null);
            var fulfilled = claimed.AddDays(random.Between(1, 40));
            if (fulfilled <= scene.Today && random.Chance(0.95)) wish.FulfilledOn = fulfilled;
        }

        scene.Bag.Add(wish);
    }

    private void AddClaim(DateOnly day)
    {
        var community = scene.Street.Draw(random);
        if (community.Volunteers.Count == 0 || random.Chance(0.75))
        {
            var volunteer =
                scene.Bag.Add(new Volunteer
                {
                    CommunityId = community.Id,
                    Name = InventedPeople.Name(random),
                    Phone = InventedPeople.Phone(random),
                    RegisteredOn = day
                });
            community.Volunteers.Add(volunteer.Id);
            Claim(volunteer.Id);
        }
        else
        {
            Claim(random.Pick(community.Volunteers));
        }

        void Claim(long volunteer)
        {
            var first = random.Below(community.Posts.Count);
            for (var i = 0; i < community.Posts.Count; i++)
            {
                var post = community.Posts[(first + i) % community.Posts.Count];
                if (!community.Claims.Add((volunteer, post.Id))) continue;
                var holders = community.Holders[post.Id] = community.Holders.GetValueOrDefault(post.Id) + 1;
                post.Places = Math.Max(post.Places, holders);
                scene.Bag.Add(new VolunteerClaim
                {
                    CommunityId = community.Id,
                    VolunteerId = volunteer,
                    PostId = post.Id,
                    ClaimedOn = day
                });
                return;
            }
        }
    }

    private void AddContribution(DateOnly day)
    {
        var isMoney = random.Chance(0.3);
        scene.Bag.Add(new Contribution
        {
            CommunityId = scene.Street.Draw(random).Id,
            CoBuilderId = (isMoney ? scene.Street.DrawCoBuilder(random, CoBuilderKind.Enterprise) : scene.Street.DrawCoBuilder(random)).Id,
            GivenOn = day,
            AmountFen = isMoney ? random.Between(5, 200) * 10_000L : 0,
            Minutes = isMoney ? 0 : random.Between(2, 16) * 30,
            Purpose = random.Pick(Purposes),
            ProgrammeId = scene.Programmes["alliance"],
        });
    }
}
