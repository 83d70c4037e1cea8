using Concentric.Communities;
using Concentric.Dashboard.Demo.Street;
using Concentric.Data;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Dashboard.Demo.Generator;

/// <summary>Communities of a generated store: those of the demo street first, so that its accounts fit, then invented ones.</summary>
internal static class GeneratedCommunities
{
    private static readonly (string Character, string Sound)[] Firsts =
    [
        ("滨", "bin"), ("海", "hai"), ("福", "fu"), ("春", "chun"), ("和", "he"), ("永", "yong"), ("安", "an"), ("瑞", "rui"),
        ("景", "jing"), ("华", "hua"), ("龙", "long"), ("东", "dong"), ("宁", "ning"), ("康", "kang"), ("明", "ming"), ("长", "chang"),
    ];

    private static readonly (string Character, string Sound)[] Seconds =
    [
        ("泰", "tai"), ("兴", "xing"), ("乐", "le"), ("祥", "xiang"), ("泽", "ze"), ("顺", "shun"), ("庆", "qing"), ("秀", "xiu"), ("盛", "sheng"),
        ("林", "lin"), ("晖", "hui"), ("嘉", "jia"),
    ];

    /// <summary>New rows; as many as asked for, at most 200.</summary>
    public static IReadOnlyList<Community> Of(int count, DateOnly today)
    {
        var known = DemoCommunities.All(today);
        return [.. known.Take(count), .. Enumerable.Range(0, Math.Max(0, count - known.Count)).Select(n => Invented(n, today))];
    }

    /// <summary>
    /// Makes the store's communities these. Those that are there keep their keys, so that accounts stay limited to them; others go.
    /// </summary>
    /// <returns>Keys and names in the order of the list.</returns>
    public static async Task<IReadOnlyList<(int Id, string Name)>> PutAsync(DashboardDbContext db, int count, DateOnly today,
        CancellationToken cancellationToken)
    {
        var wanted = Of(count, today);
        var known = await db.Communities.ToListAsync(cancellationToken);
        var others = known.Where(row => wanted.All(community => community.Code != row.Code)).ToList();
        var gone = others.ConvertAll(row => row.Id);
        await db.Set<UserCommunity>().Where(limit => gone.Contains(limit.CommunityId)).ExecuteDeleteAsync(cancellationToken);
        db.RemoveRange(others);
        List<Community> put = [];
        foreach (var community in wanted)
        {
            var row = known.Find(one => one.Code == community.Code) ?? community;
            if (row == community) db.Add(community);
            row.SortOrder = put.Count + 1;
            put.Add(row);
        }

        await db.SaveChangesAsync(cancellationToken);
        return [.. put.Select(row => (row.Id, row.Name))];
    }

    private static Community Invented(int n, DateOnly today)
    {
        var (first, second) = (Firsts[n % Firsts.Length], Seconds[n / Firsts.Length]);
        var sound = first.Sound + second.Sound;
        var community = new Community
        {
            Code = sound,
            Name = $"{first.Character}{second.Character}里",
            NameEn = $"{char.ToUpperInvariant(sound[0])}{sound[1..]} Lane",
        };
        community.SetCount(new(today.Year - 3, 1, 1), 600 + (n * 377 % 2_400));
        return community;
    }
}
