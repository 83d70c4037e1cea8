using System.Text.RegularExpressions;
using Concentric.Metrics;

namespace Concentric.SentenceChecks;

/// <summary>
/// Knows whose things a rate's words speak of: 办结 and 整改 are said of what was agreed, wished for and promised as well as of petitions
/// and hazards.
/// </summary>
internal static partial class ClaimRecords
{
    /// <summary>How far before a rate's words the things are looked for.</summary>
    private const int Reach = 300;

    /// <summary>
    /// True where the things that are named last before a rate's words, or else first behind them, are not those that the rate is of.
    /// </summary>
    /// <param name="from">Where the sentence or the paragraph begins.</param>
    /// <param name="words">Where the rate's words stand.</param>
    /// <param name="to">Where the words of its number end.</param>
    public static bool AreOthers(string folded, Metric rate, int from, TextSpan words, int to)
    {
        from = Math.Max(Math.Min(from, words.Start), words.Start - Reach);
        to = Math.Max(to, words.End);
        var own = rate.Key.Split('.')[0];
        var isName = IsName().IsMatch(folded[words.Start..words.End]);
        var named = Things().Matches(folded[from..to]).Where(match => match.Groups[own].Success || IsMeant(match)).ToList();
        var last = named.LastOrDefault(match => from + match.Index < words.End) ?? named.FirstOrDefault();
        return last is not null && !last.Groups[own].Success;

        // 任务 of another clause is hardly what is closed, and 办结率 behind a clause of hazards the petitions' own rate.
        bool IsMeant(Match match) => match.Groups["surely"].Success || (!match.Groups["maybe"].Success && !isName)
            || !Comma().IsMatch(folded[Math.Min(from + match.Index, words.Start)..words.Start]);
    }

    [GeneratedRegex(@"(?<petitions>诉求|工单|投诉|来电|信访|案件|急难愁盼|热线|\b(?:petition|request|complaint|appeal|cases?\b))"
        + @"|(?<hazards>隐患|风险|\b(?:hazard|risks?\b))"
        + @"|(?<surely>议定|决议|议题|提案|议案|心愿|承诺(?!兑现|履约)|督办|交办|代办|帮办"
        + @"|\b(?:wish|commitment|promise|pledge|resolutions\b|motions?\b|proposal|errand|agreed\b|agreements?\b))"
        + @"|(?<maybe>任务|项目|行动|会议|恳谈|协商|认领|活动|\b(?:task|project|action|meeting|event|instruction|item))",
        RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex Things();

    [GeneratedRegex(@"率$|\brate\b", RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex IsName();

    [GeneratedRegex(@"[，,。；;（(）)\n]|\. ", RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex Comma();
}
