using System.Globalization;
using Concentric.Rules;

namespace Concentric.Dashboard.Demo.Synthetic;

/// <summary>Names, numbers and addresses that belong to nobody.</summary>
internal static class InventedPeople
{
    private static readonly string[] Surnames =
    [
        "王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "马", "朱", "胡", "郭", "何", "高", "林", "罗",
        "郑", "梁", "谢", "宋", "唐", "许", "韩", "冯", "邓", "曹", "彭", "曾", "肖", "田", "董", "袁", "潘", "于", "蒋", "蔡",
    ];

    private static readonly string[] GivenNames =
    [
        "建国", "秀英", "桂兰", "淑珍", "志强", "丽华", "文博", "雅婷", "海燕", "春梅", "国庆", "玉兰", "立新", "晓东", "思远", "雨桐", "浩然", "佳怡", "永福", "凤琴",
        "宝山", "金凤", "学军", "红梅", "子涵", "嘉豪", "慧敏", "长顺", "美玲", "振华", "素云", "德胜", "瑞芳", "少华", "景明", "若溪", "一鸣", "敬尧", "润生", "念慈",
        "伟", "芳", "娜", "敏", "静", "强", "磊", "洋", "艳", "勇", "军", "杰", "娟", "涛", "超", "霞", "平", "刚", "英", "辉",
    ];

    // Made once: a million records share them.
    private static readonly string[] Names = [.. Surnames.SelectMany(surname => GivenNames, string.Concat)];
    private static readonly string[] Phones = [.. Enumerable.Range(0, 10_000)
        .Select(n => string.Create(CultureInfo.InvariantCulture, $"1990000{n:D4}"))];

    public static string Name(SeededRandom random) => random.Pick(Names);

    /// <summary>The n-th name; different for every n below 2,400.</summary>
    public static string Name(int n) => Names[(int)((long)n * 997 % Names.Length)];

    /// <summary>1990000xxxx: a block that nobody uses, so that no number rings.</summary>
    public static string Phone(SeededRandom random) => random.Pick(Phones);

    /// <summary>Building, unit and room, as in 7-2-301; different for every n below 24 × 4 × 18 × 3.</summary>
    public static string Address(int n)
    {
        var (building, unit, floor, room) = (n % 24, n / 24 % 4, n / 96 % 18, n / 1_728 % 3);
        return string.Create(CultureInfo.InvariantCulture, $"{building + 1}-{unit + 1}-{floor + 1}{room + 1:D2}");
    }
}
