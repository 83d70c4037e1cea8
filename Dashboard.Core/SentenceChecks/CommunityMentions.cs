using System.Text.RegularExpressions;
using Concentric.Data;

namespace Concentric.SentenceChecks;

/// <summary>A community that a text names.</summary>
/// <param name="Code">Null for the whole street.</param>
internal sealed record CommunityMention(TextSpan Span, string? Code);

/// <summary>Finds communities by their names in either language, whole or without "community".</summary>
internal static partial class CommunityMentions
{
    private static readonly string[] Endings = ["社区居民委员会", "社区居委会", "社区", "居委会", "小区", " community", " neighbourhood", " neighborhood"];

    public static List<CommunityMention> Find(string folded, IReadOnlyList<Community> communities)
    {
        var names = communities.SelectMany(community => new[] { community.Name, community.NameEn }.SelectMany(NamesOf)
            .Select(name => (Name: name, community.Code))).Distinct().OrderByDescending(one => one.Name.Length).ToList();
        var found = new List<CommunityMention>();
        foreach (var (name, code) in names)
        {
            for (var at = folded.IndexOf(name, StringComparison.Ordinal); at >= 0;
                at = folded.IndexOf(name, at + name.Length, StringComparison.Ordinal))
                Take(new(at, name.Length), code);
        }

        foreach (Match match in Street().Matches(folded)) Take(new(match.Index, match.Length), null);
        return [.. found.OrderBy(one => one.Span.Start)];

        void Take(TextSpan span, string? code)
        {
            // The longer name comes first; a word within another is no name.
            if (found.Exists(other => other.Span.Overlaps(span)) || IsWithinWord(folded, span)) return;
            found.Add(new(span, code));
        }
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
        + @"|across the street)\b")]
    private static partial Regex Street();
}
