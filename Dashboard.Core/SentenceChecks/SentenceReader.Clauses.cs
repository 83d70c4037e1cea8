using System.Text.RegularExpressions;

namespace Concentric.SentenceChecks;

/// <summary>Tells sentences and clauses apart, and which words of them go with a number.</summary>
public static partial class SentenceReader
{
    private static IEnumerable<TextSpan> Clauses(string folded, TextSpan sentence)
    {
        var start = sentence.Start;
        for (var i = sentence.Start; i < sentence.End; i++)
        {
            if (!IsComma(folded, i)) continue;
            if (i > start) yield return TextSpan.Between(start, i);
            start = i + 1;
        }

        if (sentence.End > start) yield return TextSpan.Between(start, sentence.End);
    }

    /// <summary>Up to where the words behind a number belong to it.</summary>
    private static int Behind(string folded, int end, int sentenceEnd, int next)
    {
        var to = Math.Max(end, Math.Min(sentenceEnd, next));
        for (var i = end; i < to; i++)
            if (IsComma(folded, i) || folded[i] == '、') return i;
        // 257件诉求中办结246件: what is done with some is not said of all.
        if (Among().Match(folded, end, Math.Min(12, to - end)) is { Success: true } among) return among.Index + among.Length;
        var and = next < sentenceEnd ? folded.IndexOf(" and ", end, to - end, StringComparison.Ordinal) : -1;
        return and < 0 ? to : and;
    }

    /// <summary>"83 were from Xinsheng and 79 from Xinshun": the words of the second number begin where those of the first end.</summary>
    private static int AfterAnd(string folded, int from, int to) =>
        from >= to || from == 0 || !char.IsAsciiLetterOrDigit(folded[from - 1]) ? from
        : folded.IndexOf(" and ", from, to - from, StringComparison.Ordinal) is var at and >= 0 ? at : from;

    private static bool IsComma(string folded, int at) => folded[at] is '，' or '(' or ')' or '（' or '）'
        || (folded[at] == ',' && !(IsDigit(folded, at - 1) && IsDigit(folded, at + 1)));

    private static bool IsDigit(string folded, int at) => at >= 0 && at < folded.Length && char.IsAsciiDigit(folded[at]);

    private static List<TextSpan> Sentences(string folded)
    {
        var (sentences, start) = (new List<TextSpan>(), 0);
        for (var i = 0; i < folded.Length; i++)
        {
            var isEnd = folded[i] is '。' or '！' or '？' or '!' or '?' or '；' or ';' or '\n' or '\r'
                || (folded[i] == '.' && (i + 1 == folded.Length || folded[i + 1] is ' ' or '\n' or '\r')
                    && !(i > 1 && folded[(i - 2)..i] is "no" or "fig" or "mr" or "dr"));
            if (!isEnd) continue;
            if (i > start) sentences.Add(TextSpan.Between(start, i));
            start = i + 1;
        }

        if (folded.Length > start) sentences.Add(TextSpan.Between(start, folded.Length));
        return sentences;
    }

    [GeneratedRegex(@"\G的?(?:诉求|工单|投诉|隐患|心愿|事项|问题|难题|活动|服务)?当?中(?![心的小旬])", RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex Among();
}
