using Concentric.Activities;
using Concentric.Calendar;
using Concentric.Data;
using Concentric.Ledgers;
using Concentric.Programmes;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Registration;

/// <summary>
/// What every store starts with, real or made up: programmes, sorts of petitions, services and the calendar's holidays.
/// None of it is a record; the office may change all of it.
/// </summary>
public sealed class ReferenceData : IStoreSeed
{
    Task IStoreSeed.EnsureAsync(DashboardDbContext db, CancellationToken cancellationToken) => EnsureAsync(db, cancellationToken);

    /// <summary>Adds what is missing and changes nothing that is there; a calendar that has any day is left alone.</summary>
    public static async Task EnsureAsync(DashboardDbContext db, CancellationToken cancellationToken)
    {
        try
        {
            await AddMissingAsync(db, cancellationToken);
        }
        catch (DbUpdateException failure) when (failure.IsDuplicate())
        {
            // Another node was doing the same and has committed it all.
            db.ChangeTracker.Clear();
        }
    }

    private static async Task AddMissingAsync(DashboardDbContext db, CancellationToken cancellationToken)
    {
        var programmes = await db.Programmes.Select(row => row.Key).ToListAsync(cancellationToken);
        db.AddRange(ReferenceProgrammes.All().Where(row => !programmes.Contains(row.Key)));

        var categories = await db.PetitionCategories.Select(row => row.Key).ToListAsync(cancellationToken);
        db.AddRange(ReferenceCategories.All().Where(row => !categories.Contains(row.Key)));

        var services = await db.Services.Select(row => row.Name).ToListAsync(cancellationToken);
        db.AddRange(ReferenceServices.All().Where(row => !services.Contains(row.Name)));

        await db.SaveChangesAsync(cancellationToken);
        await BuiltInCalendar.SeedAsync(db, cancellationToken);
    }
}

/// <summary>Mechanisms, strands and brands of mission.md's table.</summary>
internal static class ReferenceProgrammes
{
    public static IEnumerable<Programme> All() =>
    [
        Mechanism("rotation", "头雁焕新（书记岗位交流）", "Secretary exchange"),
        Mechanism("visits", "进万家门、知万家情", "Home visits"),
        Mechanism("talks", "居民恳谈会", "Residents' talks"),
        Mechanism("joint-meetings", "跨社区工作联席会商", "Joint conferences"),
        Mechanism("shared-problems", "共性难题联办", "Shared problems"),
        Mechanism("volunteers", "志愿者认领服务岗位", "Volunteer posts"),
        Mechanism("joint-events", "主题党日、邻里文化节", "Joint events"),
        Mechanism("five-actions", "五项行动", "Five actions"),
        Mechanism("sewers", "污水井、化粪池清掏", "Sewer and septic clearing"),
        Strand("sanitation", "环境卫生整治", "Sanitation"),
        Strand("roads", "爱心路（道路修补）", "Road repair"),
        Strand("charging", "电动自行车充电", "E-bike charging"),
        Strand("public-space", "公共空间更新", "Public space"),
        Strand("convenience", "便民服务提升", "Convenience"),
        Mechanism("garden", "社区花园与休闲座椅", "Garden and benches"),
        Mechanism("errands", "代办服务", "Errands"),
        Mechanism("shows-clinics", "文艺汇演、健康义诊", "Shows and clinics"),
        Mechanism("alliance", "多元共治联盟", "Co-governance alliance"),
        Brand("council-hall", "同心圆议事厅", "Concentric council hall"),
        Mechanism("rota", "月度联席会议轮班", "Monthly host rota"),
        Mechanism("evaluation", "共建单位年度评价", "Annual co-builder evaluation"),
        Mechanism("awards", "优秀共建单位、最美志愿者", "Awards"),
        Brand("wishes", "馨愿杂货铺", "Wish grocery"),
        Brand("fairs", "携手“益”起赶大集", "Public-benefit fairs"),
        Brand("home-help", "家政服务进社区", "Home help"),
        Brand("talent", "新人社工筑基计划、社工人才库", "Social-worker training and talent pool"),
    ];

    private static Programme Mechanism(string key, string name, string nameEn) =>
        new() { Key = key, Name = name, NameEn = nameEn, Kind = ProgrammeKind.Mechanism };

    private static Programme Strand(string key, string name, string nameEn) =>
        new() { Key = key, Name = name, NameEn = nameEn, Kind = ProgrammeKind.Strand };

    private static Programme Brand(string key, string name, string nameEn) =>
        new() { Key = key, Name = name, NameEn = nameEn, Kind = ProgrammeKind.Brand };
}

/// <summary>Sorts of petitions with the working days that a street office commonly sets for them.</summary>
internal static class ReferenceCategories
{
    public static IEnumerable<PetitionCategory> All() =>
    [
        Of("sanitation", "环境卫生", "Sanitation", 5),
        Of("drainage", "下水堵塞", "Blocked drains", 3),
        Of("stairwells", "楼道堆物", "Cluttered stairwells", 5),
        Of("lighting", "路灯与楼道照明", "Lighting", 5),
        Of("noise", "噪声扰民", "Noise", 5),
        Of("parking", "停车秩序", "Parking", 10),
        Of("charging", "电动车充电", "E-bike charging", 15),
        Of("property", "物业服务", "Property management", 10),
        Of("utilities", "供水供暖供电", "Water, heating, power", 3),
        Of("roads", "道路修补", "Road repair", 20),
        Of("greening", "绿化养护", "Greening", 10),
        Of("facilities", "公共设施", "Public facilities", 10),
        Of("neighbours", "邻里纠纷", "Disputes between neighbours", 10),
        Of("other", "其他", "Other", 10),
    ];

    private static PetitionCategory Of(string key, string name, string nameEn, int days) =>
        new() { Key = key, Name = name, NameEn = nameEn, DueWorkingDays = days };
}

/// <summary>Services that fairs and clinics offer.</summary>
public static class ReferenceServices
{
    public static IEnumerable<Service> All() =>
    [
        Of("义务理发", "Haircuts"),
        Of("小家电维修", "Appliance repair"),
        Of("磨刀磨剪", "Knife sharpening"),
        Of("血压血糖检测", "Blood pressure and sugar"),
        Of("中医把脉", "Chinese medicine advice"),
        Of("法律咨询", "Legal advice"),
        Of("缝补衣物", "Mending"),
        Of("手机使用指导", "Help with phones"),
        Of("金融防诈宣传", "Fraud prevention"),
        Of("社保医保咨询", "Insurance advice"),
        Of("眼镜清洗", "Spectacle cleaning"),
        Of("旧物换绿植", "Plants for used goods"),
        Of("用气用电检查", "Gas and power checks"),
        Of("口腔检查", "Dental checks"),
    ];

    private static Service Of(string name, string nameEn) => new() { Name = name, NameEn = nameEn };
}
