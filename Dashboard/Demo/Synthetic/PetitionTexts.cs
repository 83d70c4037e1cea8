using System.Globalization;
using System.Text;
using Concentric.CoBuilders;
using Concentric.Rules;

namespace Concentric.Dashboard.Demo.Synthetic;

/// <summary>What residents bring up, by sort of petition; {0} is a building and unit, {1} a place in the open.</summary>
internal static class PetitionTexts
{
    private static readonly (PetitionSort Sort, double Weight)[] All =
    [
        (new("sanitation", 5, CoBuilderKind.PropertyCompany,
            ["{1}垃圾桶满溢未清运", "{1}建筑垃圾堆放多日", "{0}门前保洁不到位", "{1}宠物粪便无人清理", "{1}小广告清理不及时", "{1}旧家具长期占地"]), 14),
        (new("drainage", 3, CoBuilderKind.PropertyCompany, ["{0}下水管道堵塞返水", "{1}污水井冒溢", "{0}一层住户马桶反水", "{1}雨后积水排不出去", "{0}厨房排水立管渗漏"]), 12),
        (new("stairwells", 5, CoBuilderKind.PropertyCompany,
            ["{0}楼道堆放纸箱杂物", "{0}顶层平台堆物占用通道", "{0}楼道内停放自行车", "{0}消防通道口被杂物堵住", "{0}楼道墙皮脱落"]), 9),
        (new("lighting", 5, CoBuilderKind.PropertyCompany, ["{1}路灯不亮", "{0}楼道声控灯损坏", "{1}夜间照明不足", "{0}单元门口灯具脱落", "{1}路灯杆倾斜"]), 8),
        (new("noise", 5, CoBuilderKind.Police, ["{1}广场舞音量过大", "{0}楼上装修休息时间施工", "{1}底商夜间音响扰民", "{0}邻居深夜练琴", "{1}清晨装卸货物噪声大"]), 8),
        (new("parking", 10, CoBuilderKind.PropertyCompany, ["{1}机动车占用消防通道", "{1}车位不足乱停车", "{0}门前车辆堵住出入口", "{1}僵尸车长期占位", "{1}地锁私占车位"]), 11),
        (new("charging", 15, CoBuilderKind.PropertyCompany, ["{0}电动车飞线充电", "{1}充电桩数量不够", "{1}充电桩损坏无法使用", "{0}电动车进楼入户", "{1}充电棚漏雨"]), 8),
        (new("property", 10, CoBuilderKind.PropertyCompany,
            ["{0}单元门禁损坏", "{0}电梯频繁故障", "物业公示内容不及时更新", "{0}报修三天无人上门", "{1}保安岗夜间无人值守", "{0}对讲系统失灵"]), 12),
        (new("utilities", 3, CoBuilderKind.DutyDepartment, ["{0}暖气温度不达标", "{0}水压低高层无水", "{0}频繁跳闸停电", "{0}燃气报警器更换", "{0}自来水发黄"]), 8),
        (new("roads", 20, CoBuilderKind.DutyDepartment, ["{1}路面坑洼不平", "{1}井盖破损松动", "{1}无障碍坡道缺失", "{1}步道砖翘起绊人", "{1}减速带脱落"]), 6),
        (new("greening", 10, CoBuilderKind.PropertyCompany, ["{1}树枝遮挡采光需修剪", "{1}绿地裸露扬尘", "{1}枯树存在倒伏风险", "{1}绿篱虫害", "{1}毁绿种菜"]), 6),
        (new("facilities", 10, CoBuilderKind.PropertyCompany, ["{1}健身器材损坏", "{1}休闲座椅断裂", "{0}雨棚破损", "{1}宣传栏玻璃破裂", "{1}儿童滑梯螺丝松动"]), 6),
        (new("neighbours", 10, CoBuilderKind.SocialOrganisation, ["{0}上下楼漏水纠纷", "{0}公共走廊安装鞋柜纠纷", "{0}空调外机位置纠纷", "{0}养犬引发邻里矛盾"]), 5),
        (new("other", 10, CoBuilderKind.SocialOrganisation, ["咨询高龄津贴申领", "希望增设快递代收点", "申请残疾人上门服务", "建议延长社区食堂开放时间", "咨询公租房申请手续"]), 5),
    ];

    /// <summary>Sorts by how often they come up.</summary>
    public static Weighted<PetitionSort> Sorts { get; } = new(All);

    private static readonly string[] Places =
    [
        "小区东门", "小区西门", "小区北门", "中心花园", "儿童活动区", "健身广场", "南侧步道", "地面停车场", "非机动车棚", "垃圾分类点", "沿街底商", "东侧围墙边", "物业办公室旁", "党群服务中心门口",
    ];

    private static readonly string[] Asks = ["希望尽快处理", "多次反映未解决，请社区协调", "影响老人出行，请帮忙解决", "请安排人员现场查看", "希望给出明确的处理时间", "邻居们都有同样的意见"];

    private static readonly CompositeFormat[] Reports =
    [
        CompositeFormat.Parse("居民反映：{0}，{1}。"), CompositeFormat.Parse("网格员巡查时居民反映：{0}，{1}。"), CompositeFormat.Parse("{0}。居民说，{1}。"),
    ];

    /// <summary>The sort of a category.</summary>
    public static PetitionSort SortOf(string category) => Array.Find(All, one => one.Sort.Category == category).Sort;

    public static string Place(SeededRandom random) => random.Pick(Places);

    public static string Building(SeededRandom random) =>
        string.Create(CultureInfo.InvariantCulture, $"{random.Between(1, 24)}号楼{random.Between(1, 4)}单元");

    public static string Describe(SeededRandom random, string title) =>
        string.Format(CultureInfo.InvariantCulture, random.Pick(Reports), title, random.Pick(Asks));
}

/// <summary>A sort of petition as it is made up: its days are those of the reference data.</summary>
internal sealed record PetitionSort(string Category, int DueWorkingDays, CoBuilderKind Handler, string[] Titles)
{
    private readonly CompositeFormat[] formats = [.. Titles.Select(CompositeFormat.Parse)];

    /// <summary>What is brought up, and where; what is no matter of a place has none.</summary>
    public (string Title, string? Place) Draw(SeededRandom random)
    {
        var (format, building, place) = (random.Pick(formats), PetitionTexts.Building(random), PetitionTexts.Place(random));
        var where = format.Format.Contains("{0}", StringComparison.Ordinal) ? building
            : format.Format.Contains("{1}", StringComparison.Ordinal) ? place : null;
        return (string.Format(CultureInfo.InvariantCulture, format, building, place), where);
    }
}
