using Concentric.Data;

namespace Concentric.Dashboard.Demo.Street;

/// <summary>The communities of the demo street: the two of the reference case, and six invented ones without an exchange.</summary>
internal static class DemoCommunities
{
    /// <summary>New rows in the order in which they are listed; households are invented.</summary>
    /// <param name="today">The numbers of households are those of its year and of the years before.</param>
    public static IReadOnlyList<Community> All(DateOnly today) =>
    [
        Of(today, "xinsheng", "馨盛园", "Xinsheng Garden", 2_140),
        Of(today, "xinshun", "馨顺园", "Xinshun Garden", 1_860),
        Of(today, "xinhe", "馨和园", "Xinhe Garden", 2_320),
        Of(today, "xinning", "馨宁园", "Xinning Garden", 1_980),
        Of(today, "xinyue", "馨悦园", "Xinyue Garden", 1_540),
        Of(today, "xinze", "馨泽园", "Xinze Garden", 1_720),
        Of(today, "xinya", "馨雅园", "Xinya Garden", 460),
        Of(today, "xinkang", "馨康园", "Xinkang Garden", 1_210),
    ];

    private static Community Of(DateOnly today, string code, string name, string nameEn, int households)
    {
        var community = new Community { Code = code, Name = name, NameEn = nameEn };
        // Before the last houses were let there were fewer: past periods are divided by them.
        community.SetCount(new(today.Year - 3, 1, 1), households - (households / 20));
        community.SetCount(new(today.Year, 1, 1), households);
        return community;
    }
}
