using Concentric.Activities;
using Concentric.Dashboard.Demo.Synthetic;
using Concentric.Data;
using Concentric.Rules;

namespace Concentric.Dashboard.Demo.Generator;

/// <summary>Activities with programmes, partners, services and outputs; one in twenty has several hosts.</summary>
internal sealed class GeneratedActivities : GeneratedKind
{
    private const double Joint = 0.05;

    /// <summary>A sort of activity: who comes, how many of them help, and what residents save a head in yuan.</summary>
    private sealed record Sort(string Kind, string[] Programmes, string[] Titles, int Least, int Most, double Helpers,
        int SavedYuan = 0, double JointShare = Joint);

    private static readonly Weighted<Sort> Sorts = new(
        (new(ActivityKind.CleanUp, ["alliance", "sanitation", "volunteers"], ["环境卫生联合清整", "楼道堆物清理行动", "消防通道清理行动"], 10, 60, 0.8), 18),
        (new(ActivityKind.Show, ["shows-clinics"], ["邻里文艺汇演", "戏曲进社区", "广场舞展演", "露天电影夜"], 30, 160, 0.1, 6), 10),
        (new(ActivityKind.Clinic, ["shows-clinics"], ["健康义诊", "中医义诊", "慢病随访义诊", "口腔义诊"], 20, 90, 0.15, 12), 16),
        (new(ActivityKind.PartyDay, ["joint-events"], ["主题党日", "联合主题党日"], 20, 70, 0.2, JointShare: 0.15), 10),
        (new(ActivityKind.Festival, ["joint-events"], ["邻里文化节", "社区百家宴", "中秋团圆会"], 60, 260, 0.15, JointShare: 0.2), 5),
        (new(ActivityKind.Fair, ["fairs"], ["携手“益”起赶大集", "便民服务日"], 60, 300, 0.12), 6),
        (new(ActivityKind.VolunteerWork, ["volunteers"], ["邻里守望志愿行动", "垃圾分类督导", "护学岗志愿服务", "关爱独居老人"], 6, 40, 0.9), 20),
        (new(ActivityKind.Training, ["talent"], ["社工业务培训", "网格员培训"], 10, 50, 0), 6),
        (new(ActivityKind.HomeHelp, ["home-help"], ["家政服务进社区", "助老家政上门"], 5, 25, 0.3), 5),
        (new(ActivityKind.Other, ["convenience"], ["便民服务点开放日", "暑期托管"], 10, 60, 0.1), 4));

    private readonly GeneratorScene scene;
    private readonly SeededRandom random;
    private readonly int[] counts;
    private readonly ActivityMaker maker;
    private readonly NumberSequence numbers = new(NumberPrefixes.Activity);

    public GeneratedActivities(GeneratorScene scene)
    {
        this.scene = scene;
        random = scene.Random.Fork("activities");
        counts = scene.Seasons.Events(random, scene.Options.Activities);
        maker = new(scene.Bag);
    }

    public override void Add(DateOnly day, int n)
    {
        for (var i = 0; i < counts[n]; i++) maker.Make(numbers.Next(day), Plan(day));
    }

    private ActivityPlan Plan(DateOnly day)
    {
        var community = scene.Street.Draw(random);
        var sort = Sorts.Draw(random);
        var attendance = random.Between(sort.Least, sort.Most);
        var isJoint = scene.Street.Communities.Count > 1 && random.Chance(sort.JointShare);
        return new(community.Id, sort.Kind, day, random.Pick(sort.Titles))
        {
            Place = PetitionTexts.Place(random),
            Attendance = attendance,
            Volunteers = (int)(attendance * sort.Helpers),
            SavedFen = (long)attendance * sort.SavedYuan * random.Between(50, 150),
            Hosts = isJoint ? scene.Street.DrawNeighbours(random, community) : null,
            Programmes = [.. sort.Programmes.Take(random.Between(1, sort.Programmes.Length)).Select(key => scene.Programmes[key])],
            Partners = [.. Enumerable.Range(0, random.Below(3)).Select(_ => scene.Street.DrawCoBuilder(random).Id).Distinct()],
            Services = sort.Kind == ActivityKind.Fair
                ? [.. Enumerable.Range(random.Below(scene.Services.Count), random.Between(3, 6))
                    .Select(k => scene.Services[k % scene.Services.Count])]
                : [],
            Outputs = sort.Kind == ActivityKind.CleanUp ? Outputs() : [],
        };
    }

    private ActivityOutput[] Outputs()
    {
        var alliance = scene.Programmes["alliance"];
        var rubbish = new ActivityOutput(OutputKind.Rubbish, random.Between(1, 25) * 100L, alliance);
        return random.Chance(0.2) ? [rubbish, new(OutputKind.FireLanes, random.Between(1, 3) * 1_000L, alliance)] : [rubbish];
    }
}
