using System.Text.RegularExpressions;

namespace Concentric.SentenceChecks;

/// <summary>Knows where a word is denied: 未按期办结, 不满意, "were not resolved". What is denied is no figure of what was done.</summary>
internal static partial class ClaimNegations
{
    /// <summary>How far before a word its denial is looked for.</summary>
    private const int Reach = 32;

    /// <summary>True where the word that begins at a place of a folded text is denied.</summary>
    public static bool IsDenied(string folded, int at) => Denied().IsMatch(folded[Math.Max(0, at - Reach)..at]);

    /// <summary>The same of a word that says something rose or fell: of 未办结诉求减少 only what was not closed is denied.</summary>
    public static bool IsMoveDenied(string folded, int at) =>
        Denied().Match(folded[Math.Max(0, at - Reach)..at]) is { Success: true } denial && !Done().IsMatch(denial.Value);

    /// <summary>
    /// True where the whole of a sentence is denied, or said to be possible only: 没有社区未按时办结率超过12%, "no community had 12 % not
    /// closed on time", "is not so".
    /// </summary>
    public static bool IsWholeDenied(string sentence) => DeniedWhole().IsMatch(sentence);

    [GeneratedRegex(@"(?:没有|无|未有)(?:一个|任何|哪个|哪一个)?(?:社区|小区|网格|地方|单位|街道)|并非|并不|不是|不存在|不属实|绝无|从无|杜绝|可能|或许|也许"
        + @"|(?:社区|小区|情况|现象)[^，。]{0,4}没有|\bno (?!more than|fewer than|less than)|\b(?:none of|nowhere|neither|nobody|hardly|isn't true"
        + @"|could|would|might|may (?:not|have|well|be)\b"
        + @"|(?:is|was) (?:not|no longer) (?:true|so|the case|right|correct))",
        RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex DeniedWhole();

    [GeneratedRegex(@"办结|整改|解决|处理|化解|完成|兑现|复发|反复|\b(?:clos|resolv|rectif|answer)", RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex Done();

    [GeneratedRegex(@"(?:(?:未(?!来|成年|婚|必)|没有|没(?!收)|无法|不能|不予|不再|难以|拒绝)[^，。,;；、：:的了而但\d]{0,8}|不|非|无"
        // 应整改, 待办结, "to be closed": due, and not done.
        + @"|(?<![响反效回供相对适顺理])应当?|(?<![供按所必急])需要?|必须|亟须|须|(?<![接等期对看款善虐优])待|(?<![模比草虚])拟|要求)$"
        + @"|(?:\b(?:due(?: to| for)?|need(?:s|ed|ing)?|must|ha[sdv]e? to|requir(?:es?|ed|ing)|awaiting|to be"
        + @"|not|never|without|cannot"
        + @"|yet to|unable to|fail(?:ed|s|ing)? to|rather than|instead of)|n't|\b(?:un|dis|non)(?=-))[ -]"
        + @"(?:(?:yet|been|be|being|fully|all|have|had|to|properly|even|actually|get|getting|were|was|promptly|the|a|any) ){0,4}$",
        RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex Denied();
}
