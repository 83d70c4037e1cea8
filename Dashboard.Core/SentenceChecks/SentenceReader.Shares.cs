using System.Text.RegularExpressions;
using Concentric.Time;

namespace Concentric.SentenceChecks;

public static partial class SentenceReader
{
    /// <summary>The most numbers of a row, and the longest list of what they are of, in UTF-16 units; longer ones share nothing.</summary>
    private const int MostInRow = 24, MostList = 200;

    /// <summary>The most that stands between two numbers of a row.</summary>
    private const int MostGap = 12;

    /// <summary>"分别", "respectively": numbers in a row are one's each of what is listed before them, in its order.</summary>
    private static void Share(Scene scene, List<ReadClaim> claims)
    {
        List<ReadClaim> before = [];
        // Those without a number stand behind all others.
        var count = claims.FindIndex(claim => claim.Measure == ClaimMeasure.Trend) is var trends and >= 0 ? trends : claims.Count;
        foreach (Match match in Respectively().Matches(scene.Folded))
        {
            var sentence = scene.SentenceOf(match.Index);
            var (first, row) = RowOf(scene, claims, count, match, sentence);
            if (row.Count is 0 or > MostInRow) continue;
            var to = match.Value == "分别" ? match.Index : row[0].Span.Start;
            var from = Math.Max(Math.Max(sentence.Start, to - MostList), first > 0 ? claims[first - 1].Span.End : 0);
            var list = TextSpan.Between(from, Math.Max(from, to));
            // "90, 79 and 88 petitions in July, August and September, respectively".
            if (match.Value != "分别" && TextSpan.Between(row[^1].Span.End, Math.Max(row[^1].Span.End, match.Index)) is var behind
                && IsListOf(scene, behind, row.Count) && !IsListOf(scene, list, row.Count)) list = behind;
            // 环比分别增长11.4%、7.5%: of the same list as the numbers before.
            var again = before.Count == row.Count && before[0].Span.Overlaps(sentence) && IsNoList(scene, list) ? before : null;
            // "79 and 88 petitions": all are counted by what stands behind the last.
            List<ReadClaim> counted = [.. row.Select(one => one.Unit is null ? one with { Unit = row[^1].Unit } : one)];
            var shared = again is not null ? Again(counted, again) : Shared(scene, counted, list);
            for (var i = 0; i < row.Count; i++) claims[first + i] = shared[i];
            before = shared;
        }
    }

    /// <summary>True where a stretch lists as many times or communities.</summary>
    private static bool IsListOf(Scene scene, TextSpan list, int count)
    {
        var periods = scene.PeriodsIn(list);
        return count > 1 && (CodesIn(scene, list).Count == count || periods.Count == count
            || (periods is [var all] && Split(scene, all, count) is not null));
    }

    private static List<string> CodesIn(Scene scene, TextSpan list) =>
        [.. scene.Places.Mentions.Where(one => one is { Code: not null, Role: MentionRole.Own } && one.Span.Start >= list.Start
            && one.Span.End <= list.End).Select(one => one.Code!).Distinct()];

    /// <summary>The numbers that stand in a row behind 分别, or before "respectively", and the place of the first.</summary>
    /// <param name="count">So many of the claims are numbers, in the order of the text.</param>
    private static (int First, List<ReadClaim> Row) RowOf(Scene scene, List<ReadClaim> claims, int count, Match match, TextSpan sentence)
    {
        var (low, high) = (0, count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (claims[middle].Span.Start < match.Index) low = middle + 1; else high = middle;
        }

        var isBehind = match.Value == "分别";
        var (begin, end) = isBehind ? (low, low) : (low - 1, low - 1);
        if (begin < 0 || end >= count || !claims[begin].Span.Overlaps(sentence)) return (0, []);
        while (isBehind && end - begin < MostInRow && end + 1 < count && IsInRow(end)) end++;
        while (!isBehind && end - begin < MostInRow && begin > 0 && IsInRow(begin - 1)) begin--;
        return (begin, claims.GetRange(begin, end - begin + 1));

        bool IsInRow(int at)
        {
            var (from, to) = (claims[at].Span.End, claims[at + 1].Span.Start);
            return to >= from && to - from < MostGap && InRow().IsMatch(scene.Folded[from..to]);
        }
    }

    private static List<ReadClaim> Shared(Scene scene, List<ReadClaim> row, TextSpan list)
    {
        var periods = scene.PeriodsIn(list);
        var codes = CodesIn(scene, list);
        var items = ItemsOf(scene, list);
        var months = periods.Count == row.Count ? periods : periods is [var all] ? Split(scene, all, row.Count) : null;
        var isOfItems = items.Count == row.Count && row.Count > 1;
        var isOfPlaces = codes.Count == row.Count && row.Count > 1;
        // 1至2月受理、办结诉求 is one time.
        var isOfMonths = months is not null && row.Count > 1 && (!(isOfItems || isOfPlaces) || periods.Count > 1
            || Several().IsMatch(scene.Said(periods[0].Span)));
        // Two lists of as many, or none, do not say whose the numbers are.
        if ((isOfItems ? 1 : 0) + (isOfPlaces ? 1 : 0) + (isOfMonths ? 1 : 0) != 1)
        {
            ClaimDoubt? doubt = codes.Count > 1 ? ClaimDoubt.Places
                : periods.Count > 1 || (periods is [var named] && Several().IsMatch(scene.Said(named.Span))) ? ClaimDoubt.Period
                : row.Count < 2 ? null : items.Count > 1 ? ClaimDoubt.Subject : ClaimDoubt.Period;
            return doubt is null ? row : [.. row.Select(one => one with { Doubt = doubt })];
        }

        var near = TextSpan.Between(isOfItems ? Math.Min(items[0].Start, row[0].Near.Start) : row[0].Near.Start, row[^1].Near.End);
        return [.. row.Select((one, i) => Moved(row[0], one) with
        {
            Near = near,
            Period = isOfMonths ? months![i] : one.Period,
            IsPeriodTakenOver = !isOfMonths && one.IsPeriodTakenOver,
            Communities = isOfPlaces ? [codes[i]] : one.Communities,
            ListedAs = isOfItems ? items[i] : null,
            ListedIn = isOfItems ? TextSpan.Between(items[0].Start, items[^1].End) : null,
            Doubt = one.Doubt == (isOfMonths ? ClaimDoubt.Period : isOfPlaces ? ClaimDoubt.Places : null) ? null : one.Doubt,
        })];
    }

    private static List<ReadClaim> Again(List<ReadClaim> row, List<ReadClaim> before) => [.. row.Select((one, i) => Moved(row[0], one) with
    {
        Period = before[i].Period,
        IsPeriodTakenOver = before[i].IsPeriodTakenOver,
        Communities = before[i].Communities,
        ListedAs = before[i].ListedAs,
        ListedIn = before[i].ListedIn,
        Doubt = one.Doubt is ClaimDoubt.Period or ClaimDoubt.Places or null ? before[i].Doubt : one.Doubt,
    })];

    /// <summary>较二季度分别下降10%、20%: what is said of the first number is said of all.</summary>
    private static ReadClaim Moved(ReadClaim first, ReadClaim one) => one.Move is null && !one.IsBase
        && first is { Move: { } move, Unit: { } unit } && one.Unit is { } own && own.IsPercent == unit.IsPercent
        && own.IsPoints == unit.IsPoints ? one with
        {
            Move = move with { Span = new(one.Span.Start, 0) },
            Measure = first.Measure,
            Compared = first.Compared,
            MonthsCompared = first.MonthsCompared,
            MeasuredFrom = first.MeasuredFrom,
        } : one;

    private static bool IsNoList(Scene scene, TextSpan list) => ItemsOf(scene, list).Count < 2 && scene.PeriodsIn(list).Count == 0
        && !scene.Places.Mentions.Any(one => one.Span.Overlaps(list));

    /// <summary>受理、办结、解决诉求: what a list names beside periods and communities; one stretch where it lists nothing.</summary>
    private static List<TextSpan> ItemsOf(Scene scene, TextSpan list)
    {
        var letters = scene.Said(list).ToCharArray();
        for (var i = 0; i < letters.Length; i++)
            if (scene.IsNamed(list.Start + i)) letters[i] = '@';
        var said = new string(letters);
        var begin = said.LastIndexOf('，') + 1;
        var items = new List<TextSpan>();
        foreach (Match joint in Joint().Matches(said, begin).Append(Match.Empty))
        {
            var end = joint.Success ? joint.Index : said.Length;
            if (end > begin && PlainWords.Content(said[begin..end]) > 0)
                items.Add(TextSpan.Between(list.Start + begin, list.Start + end));
            begin = end + joint.Length;
        }

        return items;
    }

    /// <summary>7、8、9月 as three months, 一季度和二季度 as two quarters; null for what is not so many of either, or one time.</summary>
    private static IReadOnlyList<NamedSpan>? Split(Scene scene, NamedSpan all, int count)
    {
        if (!Listed().IsMatch(scene.Said(all.Span))) return null;
        var (from, to) = (all.Period.From, all.Period.To);
        var months = ((to.Year - from.Year) * 12) + to.Month - from.Month + 1;
        var each = months / count;
        if (from.Day != 1 || each * count != months || each is not (1 or 3) || (each == 3 && from.Month % 3 != 1)) return null;
        return [.. Enumerable.Range(0, count).Select(i => new Period(from.AddMonths(i * each), from.AddMonths((i + 1) * each).AddDays(-1)))
            .Select(part => all with { Period = part.To > to ? part with { To = to } : part, IsOpen = false })];
    }

    [GeneratedRegex(@"[、,和及与]|\band\b", RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex Several();

    [GeneratedRegex(@"[、,和及与\-–—~至到]|\b(?:and|to|through)\b", RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex Listed();

    [GeneratedRegex(@"、|以及|[和及与]|,\s*and\b|,|\band\b", RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex Joint();

    [GeneratedRegex(@"^\s?(?:、|，|,|以及|[和及与]|，[和及与])?\s?(?:and\s)?(?:分别)?(?:为|是|达到?|占|增长|上升|提高|增加|提升|下降|减少|降低|回落|缩短|[增升降减])?"
        + @"(?:了|至|到|by\s)?\s?$", RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex InRow();

    [GeneratedRegex(@"分别|\brespectively\b", RegexOptions.None, ShapeLimits.Milliseconds)]
    private static partial Regex Respectively();
}
