using System.Text.RegularExpressions;

namespace Concentric.SentenceChecks;

/// <summary>Tells of which communities a number is, as its sentence names them.</summary>
/// <param name="all">Codes of all communities of the street.</param>
internal sealed partial class ClaimPlaces(string folded, IReadOnlyList<CommunityMention> mentions, IReadOnlyList<string> all)
{
    /// <summary>How far behind 其中 a community's name may stand to be a part.</summary>
    private const int PartReach = 12;

    public IReadOnlyList<CommunityMention> Mentions => mentions;

    /// <summary>
    /// The communities that go with a place: those of its clause, or of the last clause of its sentence that names any; of all others where
    /// some are left out.
    /// </summary>
    /// <param name="clauseOf">Where the clause of a place begins.</param>
    /// <returns>Null for none, empty for the whole street; a doubt where the sentence leaves it open.</returns>
    public (IReadOnlyList<string>? Codes, ClaimDoubt? Doubt) At(int at, TextSpan near, TextSpan sentence, Func<int, int> clauseOf)
    {
        var clause = clauseOf(at);
        var told = mentions.Where(one => one.Span.Start >= sentence.Start && one.Span.End <= near.End).ToList();
        // "12 petitions were received, excluding Xinsheng": behind the clause, with no other number between.
        var left = mentions.Where(one => one.Role == MentionRole.Excluded && one.Span.Start >= near.End && one.Span.End <= sentence.End)
            .ToList();
        if (left.Count > 0 && !told.Exists(one => one.Code is not null)
            && !folded.AsSpan(near.End, left[0].Span.Start - near.End).ContainsAnyInRange('0', '9'))
            return But(left);
        if (told.Count == 0) return OtherPlace().IsMatch(folded[near.Start..near.End]) ? (null, ClaimDoubt.Difference) : (null, null);
        var (codes, doubt) = Of(told, at, near, sentence, clause, clauseOf);
        var isHeldAgainst = told.Exists(one => one.Role == MentionRole.Compared && one.Span.Start >= near.Start)
            || OtherPlace().IsMatch(folded[near.Start..near.End]);
        return (codes, isHeldAgainst ? ClaimDoubt.Difference : doubt);
    }

    /// <summary>The communities of which a sentence tells parts of a number that it names before them.</summary>
    public IReadOnlyList<string> PartsBehind(int end, TextSpan sentence)
    {
        if (end >= sentence.End || mentions.Count == 0) return [];
        foreach (Match match in Parts().Matches(folded[end..sentence.End]))
        {
            var from = end + match.Index + match.Length;
            if (mentions.Any(one => one is { Code: not null, Role: MentionRole.Own } && one.Span.Start >= from
                && one.Span.Start - from <= PartReach))
                return [.. mentions.Where(one => one is { Code: not null, Role: MentionRole.Own } && one.Span.Start >= from
                    && one.Span.End <= sentence.End).Select(one => one.Code!).Distinct()];
        }

        return [];
    }

    private (IReadOnlyList<string>?, ClaimDoubt?) Of(List<CommunityMention> told, int at, TextSpan near, TextSpan sentence, int clause,
        Func<int, int> clauseOf)
    {
        var own = told.FindAll(one => one.Role == MentionRole.Own && one.Span.Start >= clause);
        // Between two figures of one clause stand the names of the second.
        var last = own.FindAll(one => one.Span.Start >= near.Start);
        if (last.Count > 0) own = last;
        if (own.Exists(one => one.Code is not null)) return (Codes(own), null);
        if (told.FindLast(one => one.Role == MentionRole.Rest && one.Span.Start >= clause) is { } rest)
            return But(told.Where(one => one.Code is not null && one.Span.Start < rest.Span.Start && one.Role != MentionRole.Compared));
        if (told.FindLast(one => one.Role == MentionRole.Excluded) is { } out1
            && !told.Exists(one => one is { Role: MentionRole.Own, Code: not null } && one.Span.Start > out1.Span.Start))
        {
            // 除馨盛园受理31件外: the number is that of the one that is left out.
            if (at >= out1.Span.End && clauseOf(at) == clauseOf(out1.Span.Start)
                && Excepted().IsMatch(folded[at..Math.Min(sentence.End, at + 12)])) return ([out1.Code!], null);
            return But(told.Where(one => one.Role == MentionRole.Excluded));
        }

        if (own.Count > 0) return ([], null);
        if (told.FindLast(one => one.Role == MentionRole.Own && one.Span.End <= at) is not { } before) return (null, null);
        var from = clauseOf(before.Span.Start);
        var group = told.FindAll(one => one.Role == MentionRole.Own && one.Span.Start >= from && one.Span.End <= before.Span.End);
        var named = told.Where(one => one is { Role: MentionRole.Own, Code: not null } && one.Span.End <= at).ToList();
        // 馨盛园26件，馨顺园28件，共54件: all of them together.
        if (Together().IsMatch(folded[near.Start..near.End])) return (Codes(named.Count > 0 ? named : group), null);
        // 其中馨盛园31件，办结246件: its, or again the whole's.
        var isPart = before.Code is not null && Parts().IsMatch(folded[from..before.Span.Start]);
        return (Codes(group), isPart ? ClaimDoubt.Places : null);
    }

    private static IReadOnlyList<string> Codes(List<CommunityMention> own) =>
        own.Exists(one => one.Code is null) ? [] : [.. own.Select(one => one.Code!).Distinct()];

    private (IReadOnlyList<string>?, ClaimDoubt?) But(IEnumerable<CommunityMention> without)
    {
        var left = without.Select(one => one.Code).OfType<string>().ToHashSet();
        IReadOnlyList<string> rest = [.. all.Where(code => !left.Contains(code))];
        return left.Count == 0 || rest.Count == 0 ? (null, ClaimDoubt.Places) : (rest, null);
    }

    [GeneratedRegex(@"其中|(?<!工作)包括|包含|\b(?:of which|of whom|of these|of those|of them|among them|among which|including)\b",
        RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex Parts();

    [GeneratedRegex(@"共|合计|总计|总数|\b(?:together|altogether|in total|in all|a total of|total of|combined)\b",
        RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex Together();

    [GeneratedRegex(@"^[^，。,;；]{0,8}(?:以外|之外|外)", RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex Excepted();

    [GeneratedRegex(@"(?:比|较|高于|低于|多于|少于|高出|低出|优于|好于)(?:(?:全街道?|全市|全区|全国|全省|各社区|其他|其它|其余|兄弟|周边|同类|街道|先进)[^，。,;；]{0,12}|[^，。,;；]{0,6}平均)"
        + @"|\b(?:than|above|below)\s+(?:in |for |that of )?(?:the )?(?:street|city|district|national|community)?(?:'s)? ?(?:average"
        + @"|mean|median|norm|other communities"
        + @"|others|any other|the rest)\b", RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex OtherPlace();
}
