using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Concentric.SentenceChecks;

/// <summary>
/// The words of reports that say nothing of which part of a figure is meant: function words, adverbs, and how a number is introduced. What
/// is left of a phrase without them, and without a metric's own words, may narrow the metric: 物业类, "about heating".
/// </summary>
internal static partial class PlainWords
{
    private static readonly FrozenSet<string> English = ("a an the of in on at to for with and or as so but also then there here it its we "
        + "our us they their this that these those were was is are be been being have has had having do did done can could would "
        + "street streets office community communities residents resident public people citizens local total totals overall altogether "
        + "together number numbers count share figure figures rate rates percent per cent percentage point points case cases "
        + "times than by up down out off over under above below about around some nearly almost roughly approximately "
        + "least most fewer less more at no not-less exceeding exceeded only just well close "
        + "rose risen rise rises increased increase increases grew grown growth higher improved improvement gained "
        + "fell fallen fall falls decreased decrease declined decline dropped drop reduced reduction lower lowered cut halved doubled "
        + "tripled quadrupled half reached reaching stood standing drew gave given got took took-part made held carried came went saw "
        + "year years month months quarter quarters week weeks day days period working now already currently so-far date "
        + "successfully steadily sharply significantly markedly clearly slightly further again still "
        + "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
        + "nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion dozen "
        + "respectively "
        + "compared same previous preceding last earlier before ago while against from since during between through until all m t kg km "
        + "pp pt")
        .Split(' ').ToFrozenSet();

    /// <summary>Beside a number these say that it is a part, and by themselves nothing.</summary>
    private static readonly string[] PartWords = ["which", "whom", "among", "them", "including"];

    /// <summary>How many letters of a phrase say what is counted; the rest are function words and words of change.</summary>
    public static int Content(string phrase) => Strange(phrase, new(0, phrase.Length), PartWords, []).Sum(span =>
        phrase.AsSpan(span.Start, span.Length).ToString().Count(char.IsLetter));

    /// <summary>The stretches of a text that are neither plain nor known.</summary>
    /// <param name="folded">Searched.</param>
    /// <param name="within">The part that is looked at.</param>
    /// <param name="own">Words that are known; English ones are beginnings of words.</param>
    /// <param name="known">Places of the text that are known: periods, communities, comparisons.</param>
    public static List<TextSpan> Strange(string folded, TextSpan within, IEnumerable<string> own, IEnumerable<TextSpan> known)
    {
        var masked = Masked(folded, within, own, known);
        var (found, start, end) = (new List<TextSpan>(), -1, -1);
        for (var i = 0; i < masked.Length; i++)
        {
            if (!char.IsLetter(masked[i]))
            {
                // Two English words beside each other are one stretch.
                if (start >= 0 && masked[i] != ' ') Take();
                continue;
            }

            if (start < 0) start = i;
            end = i + 1;
        }

        Take();
        return found;

        void Take()
        {
            if (start >= 0) found.Add(new(within.Start + start, end - start));
            start = -1;
        }
    }

    /// <summary>The stretch as long as it is, with what is plain or known put out.</summary>
    public static string Masked(string folded, TextSpan within, IEnumerable<string> own, IEnumerable<TextSpan> known)
    {
        var letters = folded.Substring(within.Start, within.Length).ToCharArray();
        foreach (var span in known)
            Hide(letters, Math.Max(0, span.Start - within.Start), Math.Min(letters.Length, span.End - within.Start));
        var words = own.Distinct().OrderByDescending(word => word.Length).ToList();
        var text = new string(letters);
        foreach (Match match in Purpose().Matches(text)) Hide(letters, match.Index, match.Index + match.Length);
        foreach (var word in words.Where(word => !char.IsAsciiLetter(word[0])))
            for (var at = text.IndexOf(word, StringComparison.Ordinal); at >= 0;
                at = text.IndexOf(word, at + word.Length, StringComparison.Ordinal))
                Hide(letters, at, at + word.Length);
        foreach (Match match in Chinese().Matches(new string(letters))) Hide(letters, match.Index, match.Index + match.Length);
        var latin = words.Where(word => char.IsAsciiLetter(word[0])).SelectMany(word => word.Split(' ', '-')).Where(word => word.Length > 0)
            .ToList();
        foreach (Match match in Word().Matches(new string(letters)))
            if (English.Contains(match.Value) || latin.Exists(word => match.Value.StartsWith(word, StringComparison.Ordinal)))
                Hide(letters, match.Index, match.Index + match.Length);
        return new(letters);
    }

    private static void Hide(char[] letters, int from, int to)
    {
        for (var i = from; i < to; i++) letters[i] = '\u0001';
    }

    /// <summary>筹集清掏资金: what money is for narrows no figure of money, for none is kept by its purpose.</summary>
    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}{2}(?=资金|经费|款项)", RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex Purpose();

    [GeneratedRegex("全街道?|本街道?|我街道?|街道办?|辖区内?|各个?社区|社区(?:居民)?|我们|我|群众|居民|市民|百姓|各类|各种|各项|各方|各级|各|安全|民生|微|便民|公益"
        + "|总数量?|总量|总体|总计|总共|合计|共计|累计|一共|共|总|件数|数量|次数|场次|人次|人数|户数|数|量|先后|陆续|同期|同时|期间|目前|当前|截至|截止|至今|以来|"
        + "全年|年度|季度|月份|全部|均|都|也|又|再|还|仍|则|就|只|仅|已经|已|现|现有|共有|上|下|本|今|去|年|月|日|周|季|期|前|后|内|中|时|来|里|个|"
        + "分别|开展|组织|举办|召开|举行|进行|完成|实现|得到|取得|达到|达成|达|到|至|为|是|有|在|于|其|等|和|与|及|以及|并且?|且|或|从|由|自|被|将|把|对|向|给|让|使|以|按|用|"
        + "的|了|着|过|地|得|所|之|者|能|可|会(?=同)|稳步|持续|明显|显著|大幅|较大|较快|较|有所|进一步|不断|逐步|略有|略|稍|继续|同步|扎实|积极|深入|有效|顺利|及时(?!办)|"
        + "增长率|增速|涨幅|升幅|跌幅|同比|环比|上升|增长|提高|增加|提升|上涨|攀升|增幅|上浮|下降|减少|降低|下滑|回落|缩短|压降|降幅|缩减|增|升|多|高|降|减|少|低|翻番?|幅度|比|"
        + "大约|大概|约|近|接近|将近|超过|超出|超|逾|突破|不少|不低|不足|不到|不超过|至少|至多|最多|左右|上下|以上|以下|以内|余|多|百分点|件|起|名|人|位|户|场|次|项|处|个|条|万|元",
        RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex Chinese();

    [GeneratedRegex(@"(?<![a-z])[a-z]+(?:['-][a-z]+)*", RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex Word();
}
