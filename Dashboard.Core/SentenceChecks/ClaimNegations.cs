using System.Text.RegularExpressions;

namespace Concentric.SentenceChecks;

/// <summary>Knows where a word is denied: 未按期办结, 不满意, "were not resolved". What is denied is no figure of what was done.</summary>
internal static partial class ClaimNegations
{
    /// <summary>How far before a word its denial is looked for.</summary>
    private const int Reach = 32;

    /// <summary>True where the word that begins at a place of a folded text is denied.</summary>
    public static bool IsDenied(string folded, int at) => Denied().IsMatch(folded[Math.Max(0, at - Reach)..at]);

    [GeneratedRegex(@"(?:(?:未(?!来|成年|婚|必)|没有|没(?!收)|无法|不能|不予|不再|难以|拒绝)[^，。,;；、：:的了而但\d]{0,8}|不|非|无)$"
        + @"|(?:\b(?:not|never|without|cannot|yet to|unable to|fail(?:ed|s|ing)? to|rather than|instead of)|n't|\b(?:un|dis|non)(?=-))[ -]"
        + @"(?:(?:yet|been|be|being|fully|all|have|had|to|properly|even|actually|get|getting|were|was|promptly|the|a|any) ){0,4}$",
        RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex Denied();
}
