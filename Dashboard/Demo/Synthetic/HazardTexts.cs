using System.Globalization;
using System.Text;
using Concentric.Rules;

namespace Concentric.Dashboard.Demo.Synthetic;

/// <summary>A sort of hazard as it is made up.</summary>
/// <param name="Category">As people call the sort.</param>
/// <param name="IsFireLane">True when the point is a fire lane.</param>
/// <param name="Titles">What is found; {0} is a building and unit, {1} a place in the open.</param>
internal sealed record HazardSort(string Category, bool IsFireLane, string[] Titles)
{
    private readonly CompositeFormat[] formats = [.. Titles.Select(CompositeFormat.Parse)];

    public string Title(SeededRandom random, string building, string place) =>
        string.Format(CultureInfo.InvariantCulture, random.Pick(formats), building, place);
}

internal static class HazardTexts
{
    public static HazardSort FireLane { get; } = new("消防通道", true,
        ["{1}消防车通道被车辆占用", "{1}消防通道设置石墩", "{0}疏散通道堆物", "{1}消防登高面种植高树", "{1}消防通道标线被磨掉", "{0}前消防通道搭建棚亭"]);

    public static Weighted<HazardSort> Others { get; } = new(
        (new("电动自行车", false, ["{0}楼道内电动车充电", "{0}飞线充电", "{1}充电棚线路老化"]), 26),
        (new("燃气", false, ["{0}燃气软管老化", "{1}底商餐饮燃气报警器失效", "{0}液化气罐违规存放"]), 14),
        (new("电气线路", false, ["{0}电表箱外露", "{1}路灯配电箱门缺失", "{0}楼道私拉电线"]), 16),
        (new("消防设施", false, ["{0}灭火器过期", "{0}消火栓无水", "{0}应急照明损坏", "{0}防火门闭门器失灵"]), 20),
        (new("房屋结构", false, ["{0}外墙皮脱落", "{1}围墙开裂", "{0}阳台外挂物松动"]), 12),
        (new("公共场所", false, ["{1}井盖缺失", "{1}健身器材松动", "{1}景观水池护栏缺失", "{1}广告牌松动"]), 12));

    /// <summary>Sorts in the mix of an ordinary street.</summary>
    public static HazardSort Draw(SeededRandom random) => random.Chance(0.3) ? FireLane : Others.Draw(random);
}
