using System.Text.RegularExpressions;
using Concentric.Data;

namespace Concentric.SentenceChecks;

/// <summary>What a community that is named has to do with the number.</summary>
internal enum MentionRole
{
    /// <summary>The number is its.</summary>
    Own,

    /// <summary>比馨顺园, "than Xinshun": the number is held against it.</summary>
    Compared,

    /// <summary>除馨盛园外, "apart from Xinsheng": the number is of all others.</summary>
    Excluded,

    /// <summary>其余社区, "the other communities": all but those named before.</summary>
    Rest,
}

/// <summary>A community that a text names.</summary>
/// <param name="Code">Null for the whole street, and for the rest of it.</param>
internal sealed record CommunityMention(TextSpan Span, string? Code, MentionRole Role = MentionRole.Own);

/// <summary>Finds communities by their names in either language, whole or without "community".</summary>
internal static partial class CommunityMentions
{
    /// <summary>How far before a name the word is looked for that says what it has to do with the number.</summary>
    private const int RoleReach = 24;

    private static readonly string[] Endings = ["社区居民委员会", "社区居委会", "社区", "居委会", "小区", " community", " neighbourhood", " neighborhood"];

    public static List<CommunityMention> Find(string folded, IReadOnlyList<Community> communities)
    {
        var names = communities.SelectMany(community => new[] { community.Name, community.NameEn }.SelectMany(NamesOf)
            .Select(name => (Name: name, community.Code))).Distinct().OrderByDescending(one => one.Name.Length).ToList();
        var found = new List<CommunityMention>();
        var taken = new SpanCover(folded.Length);
        foreach (var (name, code) in names)
        {
            for (var at = folded.IndexOf(name, StringComparison.Ordinal); at >= 0;
                at = folded.IndexOf(name, at + name.Length, StringComparison.Ordinal))
                Take(new(at, name.Length), code);
        }

        foreach (Match match in Rest().Matches(folded)) Take(new(match.Index, match.Length), null, MentionRole.Rest);
        foreach (Match match in Street().Matches(folded)) Take(new(match.Index, match.Length), null);
        return InRoles(folded, [.. found.OrderBy(one => one.Span.Start)]);

        void Take(TextSpan span, string? code, MentionRole role = MentionRole.Own)
        {
            // The longer name comes first; a word within another is no name.
            if (taken.Overlaps(span) || IsWithinWord(folded, span)) return;
            taken.Add(span);
            found.Add(new(span, code, role));
        }
    }

    /// <summary>A name that is only joined to the one before has its role: 除馨盛园、馨顺园外.</summary>
    private static List<CommunityMention> InRoles(string folded, List<CommunityMention> mentions)
    {
        for (var i = 0; i < mentions.Count; i++)
        {
            var one = mentions[i];
            if (one.Role != MentionRole.Own) continue;
            if (i > 0 && one.Span.Start - mentions[i - 1].Span.End <= 8
                && mentions[i - 1].Role is MentionRole.Excluded or MentionRole.Compared
                && Joint().IsMatch(folded[mentions[i - 1].Span.End..one.Span.Start]))
            {
                mentions[i] = one with { Role = mentions[i - 1].Role };
                continue;
            }

            var before = folded[Math.Max(0, one.Span.Start - RoleReach)..one.Span.Start];
            var behind = folded[one.Span.End..Math.Min(folded.Length, one.Span.End + 6)];
            if (one.Code is not null && Excluding().IsMatch(before)) mentions[i] = one with { Role = MentionRole.Excluded };
            else if (Comparing().IsMatch(before) || ComparedBehind().IsMatch(behind))
                mentions[i] = one with { Role = MentionRole.Compared };
        }

        return mentions;
    }

    private static bool IsWithinWord(string folded, TextSpan span) => char.IsAsciiLetter(folded[span.Start])
        && ((span.Start > 0 && char.IsAsciiLetter(folded[span.Start - 1]))
            || (span.End < folded.Length && char.IsAsciiLetter(folded[span.End])));

    private static IEnumerable<string> NamesOf(string name)
    {
        var whole = NumberReader.Fold(name).Trim();
        if (whole.Length < 2) yield break;
        yield return whole;
        foreach (var ending in Endings)
        {
            if (!whole.EndsWith(ending, StringComparison.Ordinal) || whole.Length - ending.Length < 2) continue;
            yield return whole[..^ending.Length];
            break;
        }
    }

    [GeneratedRegex(@"全街道?|街道(?:共|累计|全域|层面)|各社区|所有社区|\b(?:the whole street|the street as a whole|street-wide|all communities"
        + @"|across the street)\b", RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex Street();

    [GeneratedRegex(@"(?:其余|其他|其它|另外|剩余)[0-9一二两三四五六七八九十]{0,3}个?(?:社区|小区)|\b(?:(?:all )?(?:the )?other (?:\w+ )?communities"
        + @"|the remaining (?:\w+ )?communities"
        + @"|the rest of the street|elsewhere in the street)\b", RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex Rest();

    [GeneratedRegex(@"(?:除(?:了|去|开)?|不含|不包括|不计|不算|剔除|扣除|\b(?:apart from|aside from|other than|except(?: for| in)?|excepting|excluding"
        + @"|not counting"
        + @"|not including|leaving out|outside|besides|without)(?: the)?(?: community of)?) ?$",
        RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex Excluding();

    [GeneratedRegex(@"(?:比|较|高于|低于|多于|少于|超过|不如|不及|高出|低出|好于|优于|领先于?|落后于?|相比于?|对比|\b(?:than|above|below|ahead of|behind|versus|vs\.?"
        + @"|compared (?:with|to)|against|surpass(?:ed|ing)|as many as|as much as)(?: (?:in|for|at|from|that of|those of))?(?: the)?) ?$",
        RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex Comparing();

    [GeneratedRegex(@"^(?:社区)?(?:相比|比较|之比)", RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex ComparedBehind();

    [GeneratedRegex(@"^ ?(?:社区)? ?(?:[、和及与,]|and|or) ?$", RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex Joint();
}
