using Concentric.Data;
using Concentric.Programmes;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Dashboard.Demo.Street;

/// <summary>Mechanisms, strands and brands of the street that the synthetic records are made for.</summary>
public static class DemoProgrammes
{
    /// <summary>Adds those that are missing.</summary>
    public static async Task EnsureAsync(DashboardDbContext db, CancellationToken cancellationToken)
    {
        var present = await db.Programmes.Select(row => row.Key).ToListAsync(cancellationToken);
        var position = 0;
        foreach (var programme in All().Where(row => !present.Contains(row.Key)))
        {
            programme.Position = ++position;
            db.Add(programme);
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    public static IEnumerable<Programme> All() =>
    [
        Mechanism("rotation", "头雁焕新（书记岗位交流）", "Secretary exchange", "rotation.communities,rotation.secretaries"),
        Mechanism("visits", "进万家门、知万家情", "Home visits", "visits.count,visits.households"),
        Mechanism("talks", "居民恳谈会", "Residents' talks", "meetings.talks"),
        Mechanism("joint-meetings", "跨社区工作联席会商", "Joint conferences", "meetings.joint"),
        Mechanism("shared-problems", "共性难题联办", "Shared problems", "petitions.shared"),
        Mechanism("volunteers", "志愿者认领服务岗位", "Volunteer posts", "volunteers.active"),
        Mechanism("joint-events", "主题党日、邻里文化节", "Joint events"),
        Mechanism("five-actions", "五项行动", "Five actions", "projects.strands"),
        Mechanism("sewers", "污水井、化粪池清掏", "Sewer and septic clearing"),
        Strand("sanitation", "环境卫生整治", "Sanitation"),
        Strand("roads", "爱心路（道路修补）", "Road repair"),
        Strand("charging", "电动自行车充电", "E-bike charging"),
        Strand("public-space", "公共空间更新", "Public space"),
        Strand("convenience", "便民服务提升", "Convenience"),
        Mechanism("garden", "社区花园与休闲座椅", "Garden and benches"),
        Mechanism("errands", "代办服务", "Errands", "errands.persons"),
        Mechanism("shows-clinics", "文艺汇演、健康义诊", "Shows and clinics"),
        Mechanism("alliance", "多元共治联盟", "Co-governance alliance", "hazards.rectified,hazards.fire-lanes"),
        Brand("council-hall", "同心圆议事厅", "Concentric council hall",
            "petitions.resolved,meetings.council,petitions.received,petitions.confirmed"),
        Mechanism("rota", "月度联席会议轮班", "Monthly host rota", "meetings.joint"),
        Mechanism("evaluation", "共建单位年度评价", "Annual co-builder evaluation"),
        Mechanism("awards", "优秀共建单位、最美志愿者", "Awards"),
        Brand("wishes", "馨愿杂货铺", "Wish grocery", "wishes.fulfilled,wishes.claimed,wishes.raised"),
        Brand("fairs", "携手“益”起赶大集", "Public-benefit fairs"),
        Brand("home-help", "家政服务进社区", "Home help"),
        Brand("talent", "新人社工筑基计划、社工人才库", "Social-worker training and talent pool"),
    ];

    private static Programme Mechanism(string key, string name, string nameEn, string figures = "") =>
        Of(ProgrammeKind.Mechanism, key, name, nameEn, figures);

    private static Programme Strand(string key, string name, string nameEn) => Of(ProgrammeKind.Strand, key, name, nameEn, "");

    private static Programme Brand(string key, string name, string nameEn, string figures = "") =>
        Of(ProgrammeKind.Brand, key, name, nameEn, figures);

    private static Programme Of(ProgrammeKind kind, string key, string name, string nameEn, string figures) =>
        new() { Key = key, Name = name, NameEn = nameEn, Kind = kind, Figures = figures };
}
