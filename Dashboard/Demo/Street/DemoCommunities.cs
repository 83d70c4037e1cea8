using Concentric.Communities;
using Concentric.Data;

namespace Concentric.Dashboard.Demo.Street;

/// <summary>The communities of the demo street: the two of the reference case, and six invented ones without an exchange.</summary>
internal static class DemoCommunities
{
    /// <summary>New rows in the order in which they are listed; households are invented.</summary>
    public static IReadOnlyList<Community> All() =>
    [
        Of("xinsheng", "馨盛园", "Xinsheng Garden", 2_140),
        Of("xinshun", "馨顺园", "Xinshun Garden", 1_860),
        Of("xinhe", "馨和园", "Xinhe Garden", 2_320),
        Of("xinning", "馨宁园", "Xinning Garden", 1_980),
        Of("xinyue", "馨悦园", "Xinyue Garden", 1_540),
        Of("xinze", "馨泽园", "Xinze Garden", 1_720),
        Of("xinya", "馨雅园", "Xinya Garden", 460),
        Of("xinkang", "馨康园", "Xinkang Garden", 1_210),
    ];

    private static Community Of(string code, string name, string nameEn, int households)
    {
        var community = new Community { Code = code, Name = name, NameEn = nameEn };
        // Before the last houses were let there were fewer: past periods are divided by them.
        community.SetCount(new(2023, 1, 1), households - (households / 20));
        community.SetCount(new(2025, 1, 1), households);
        return community;
    }
}
