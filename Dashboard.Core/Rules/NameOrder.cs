using System.Globalization;

namespace Concentric.Rules;

/// <summary>
/// The order in which people read names: Chinese by pinyin, others by letter, case and width left out. The same on both stores, in
/// memory and in either language, so that a list, a menu and a workbook agree.
/// </summary>
public static class NameOrder
{
    private static readonly CompareInfo Pinyin = CultureInfo.GetCultureInfo("zh-CN").CompareInfo;

    /// <summary>For names in memory.</summary>
    public static IComparer<string?> Comparer { get; } = Comparer<string?>.Create(Compare);

    /// <summary>The name, in a place by which a store query sorts; the query gives it the store's order of names.</summary>
    public static string? Of(string? name) => name;

    public static int Compare(string? one, string? other) =>
        Pinyin.Compare(one, other, CompareOptions.IgnoreCase | CompareOptions.IgnoreWidth);
}
