using Concentric.CoBuilders;
using Concentric.Dashboard.Demo.Synthetic;
using Concentric.Hazards;
using Concentric.Petitions;
using Concentric.Rules;

namespace Concentric.Dashboard.Demo.Street;

/// <summary>What petitions and hazards of the demo street are about and who deals with them.</summary>
internal static class DemoSubjects
{
    private static readonly Weighted<string> Sources = new(
        (PetitionSource.CouncilHall, 40), (PetitionSource.Hotline, 22), (PetitionSource.Visit, 18), (PetitionSource.Online, 12),
        (PetitionSource.Patrol, 8));

    /// <summary>Problems that no community can solve alone.</summary>
    private static readonly (string Category, string Title)[] Shared =
    [
        ("parking", "两园之间道路夜间停车混乱"), ("noise", "两园交界广场晚间音响扰民"), ("sanitation", "共用垃圾转运点异味"), ("roads", "两园连通路路面破损"),
        ("charging", "两园电动车充电端口不足"),
        ("drainage", "两园共用污水主管淤堵"), ("lighting", "连通路路灯缺失"), ("greening", "两园间绿化带杂草丛生"), ("facilities", "共用健身广场器材老化"),
        ("parking", "学校门口接送车辆拥堵"),
        ("property", "两园物业交界处无人管理"), ("noise", "沿街商铺早市噪声"), ("sanitation", "两园间空地堆放建筑垃圾"), ("utilities", "换热站供热不稳"),
        ("other", "希望两园共用一个快递柜"),
    ];

    /// <summary>Who handles what; elsewhere the property companies.</summary>
    private static readonly Dictionary<string, string[]> Handlers = new()
    {
        ["noise"] = ["海晏路派出所", "街道综合执法队"],
        ["parking"] = ["海晏交警大队", "安居物业服务公司"],
        ["charging"] = ["绿能充电科技公司", "盛邦物业管理公司"],
        ["utilities"] = ["海晏供热服务站"],
        ["roads"] = ["海晏市政养护中心"],
        ["neighbours"] = ["邻里调解志愿协会", "街道司法所"],
        ["other"] = ["暖心社会工作服务中心"],
        ["消防通道"] = ["海晏消防救援站", "街道综合执法队", "安居物业服务公司"],
        ["消防设施"] = ["海晏消防救援站", "盛邦物业管理公司"],
        ["公共场所"] = ["海晏市政养护中心", "街道综合执法队"],
    };

    private static readonly string[] PropertyCompanies = ["安居物业服务公司", "盛邦物业管理公司"];

    public static PetitionSubject Petition(DemoScene scene, SeededRandom random, PetitionSort sort, DemoCommunity community) =>
        Subject(scene, random, sort.Category, sort.Draw(random), community);

    /// <summary>The n-th of the problems that the two communities share.</summary>
    public static (PetitionSort Sort, PetitionSubject Subject) SharedPetition(DemoScene scene, SeededRandom random, int n,
        DemoCommunity leading)
    {
        var (category, title) = Shared[n % Shared.Length];
        return (PetitionTexts.SortOf(category), Subject(scene, random, category, (title, null), leading) with { Sharing = scene.PairIds });
    }

    private static PetitionSubject Subject(DemoScene scene, SeededRandom random, string category,
        (string Title, string? Place) matter, DemoCommunity community)
    {
        var unit = random.Chance(0.8) ? Handler(scene, random, category) : null;
        return new(community.Id, category, matter.Title)
        {
            Description = PetitionTexts.Describe(random, matter.Title),
            Place = matter.Place,
            Source = Sources.Draw(random),
            Petitioner = InventedPeople.Name(random),
            Phone = InventedPeople.Phone(random),
            Unit = unit?.Name ?? $"{community.Name}社区居委会",
            CoBuilderId = unit?.Id,
            Worker = random.Pick(community.Workers).Name,
        };
    }

    private static CoBuilder Handler(DemoScene scene, SeededRandom random, string category)
    {
        var name = random.Pick(Handlers.GetValueOrDefault(category, PropertyCompanies));
        return scene.CoBuilders.Find(unit => unit.Name == name)!;
    }

    public static HazardSubject Hazard(DemoScene scene, SeededRandom random, HazardSort sort, DemoCommunity community,
        HazardSeverity severity)
    {
        var (building, place) = (PetitionTexts.Building(random), PetitionTexts.Place(random));
        var unit = Handler(scene, random, sort.Category);
        var found = random.Below(community.Workers.Count);
        var title = sort.Title(random, building, place);
        return new(community.Id, sort, title)
        {
            Place = title.StartsWith(building, StringComparison.Ordinal) ? building : place,
            Severity = severity,
            Unit = unit.Name,
            CoBuilderId = unit.Id,
            Worker = community.Workers[found].Name,
            Verifier = community.Workers[(found + 1) % community.Workers.Count].Name,
        };
    }
}
