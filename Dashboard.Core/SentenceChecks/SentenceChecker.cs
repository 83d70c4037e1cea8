using System.Text.RegularExpressions;
using Concentric.Data;
using Concentric.Hazards;
using Concentric.Ledgers;
using Concentric.Metrics;
using Concentric.OfficeLists;
using Concentric.Petitions;
using Concentric.ProcessCharts;
using Concentric.PublishedFigures;
using Concentric.Rules;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;

namespace Concentric.SentenceChecks;

/// <summary>
/// Holds every number of a text against the records, for one reader: what it speaks of is read from its words, from what the office
/// remembers, from published figures with the same number, or chosen by hand. Nothing of the text is kept.
/// </summary>
public sealed partial class SentenceChecker(MetricCube cube, ClaimJudge figures, ChartSlices charts, CommunityDirectory directory,
    RememberedPhrases phrases, MetricMatcher matcher, IDbContextFactory<DashboardDbContext> factory, OfficeClock clock)
{
    /// <summary>The longest text, in UTF-16 units: some thirty printed pages.</summary>
    public const int MostText = 50_000;

    /// <summary>The most claims of one text.</summary>
    public const int MostClaims = 1_000;

    /// <summary>The field that holds the text.</summary>
    public const string TextField = "CheckedText";

    /// <summary>The most names of one kind of list that are looked for.</summary>
    private const int MostTerms = 1_000;

    /// <summary>Of two texts of the same claim, the least share of their pairs of letters that is common.</summary>
    private const double LeastAlike = 0.3;

    /// <summary>Checks a text.</summary>
    /// <param name="progress">Takes the share that is done, 0 to 1.</param>
    /// <returns>Null while the figures are being counted.</returns>
    /// <exception cref="RefusedException">The text is missing, too long, or holds too many claims.</exception>
    public async Task<CheckedText?> CheckAsync(CurrentUser caller, SentenceCheckRequest request, IProgress<double>? progress,
        CancellationToken cancellationToken)
    {
        var text = Text(request.Text);
        if (cube.Current is not { } snapshot) return null;
        var names = await directory.GetAsync(cancellationToken);
        var writtenOn = request.WrittenOn ?? clock.Today;
        var check = new ValidationContext();
        var read = Read(text, writtenOn, names, check, cancellationToken);
        check.That(read.Claims.Count <= MostClaims, TextField, null, Rule.TooManyClaims, MostClaims, read.Claims.Count);
        check.ThrowIfAny();
        var scene = new Scene(caller, request, names, snapshot, await charts.JudgeAsync(names.All.Count, cancellationToken),
            (await phrases.ListAsync(cancellationToken)).ToDictionary(one => one.Phrase, one => one.MetricKey),
            await PublishedAsync(caller, cancellationToken),
            request.Choices.GroupBy(choice => choice.Key).ToDictionary(same => same.Key, same => same.Last()), read, cube.Catalogue,
            await TermsAsync(cancellationToken));
        var (claims, skipped) = (new List<CheckedClaim>(read.Claims.Count), read.Skipped.ToList());
        for (var i = 0; i < read.Claims.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (await CheckAsync(scene, claims, read.Claims[i], cancellationToken) is { } one) claims.Add(one);
            else if (read.Claims[i].Measure != ClaimMeasure.Trend) skipped.Add(new(read.Claims[i].Span, SkipReason.Bare));
            progress?.Report((i + 1.0) / read.Claims.Count);
        }

        return new(text, snapshot.AsOf, writtenOn, request.Default, claims, [.. skipped.OrderBy(one => one.Span.Start)]);
    }

    /// <summary>A text that can be checked.</summary>
    /// <exception cref="RefusedException">It is missing or too long.</exception>
    public static string Text(string? given)
    {
        var check = new ValidationContext();
        var text = check.RequiredLines(TextField, given, MostText);
        check.ThrowIfAny();
        return text;
    }

    /// <exception cref="RefusedException">It takes too long.</exception>
    private static ReadText Read(string text, DateOnly writtenOn, CommunityDirectory.Names names, ValidationContext check,
        CancellationToken cancellationToken)
    {
        try
        {
            return SentenceReader.Read(text, writtenOn, names.All, cancellationToken);
        }
        catch (RegexMatchTimeoutException)
        {
            check.That(false, TextField, null, Rule.HardToRead);
            check.ThrowIfAny();
            throw;
        }
    }

    /// <summary>Null for a number that turns out to be none of the street.</summary>
    private async Task<CheckedClaim?> CheckAsync(Scene scene, IReadOnlyList<CheckedClaim> earlier, ReadClaim claim,
        CancellationToken cancellationToken)
    {
        var candidates = matcher.Match(scene.Read, claim);
        var quoted = scene.Read.Text.Substring(claim.Span.Start, claim.Span.Length);
        var ordinal = scene.Ordinal(claim, quoted);
        scene.Choices.TryGetValue(CheckedClaim.KeyOf(claim, quoted, ordinal), out var choice);
        var published = choice?.Metric is null && claim is { IsPlan: false, IsBesidePlace: false }
            ? Published(scene, claim, candidates) : null;
        var (metric, source, isSettled) = Choose(scene, claim, candidates, choice, published);
        if (source != MatchSource.Published && published?.MetricKey != metric?.Key) published = null;
        var isTold = candidates.Any(one => one.IsWhole) || choice is not null || source != MatchSource.Words
            || claim.Part is not null;
        // A bare number, a span of time or a way of speaking that no metric's words stand beside, and "rose" of nothing that is counted.
        if (!isTold && (claim.Measure == ClaimMeasure.Trend || claim.Unit is null or { IsSpan: true } || claim.IsInWords)) return null;
        if (claim.Measure == ClaimMeasure.Trend && metric is null) return null;

        var holdsMove = metric is not null && candidates.FirstOrDefault(one => one.Metric == metric) is { HoldsMove: true };
        var measure = holdsMove && claim.Measure is ClaimMeasure.Percent or ClaimMeasure.Amount && metric?.IsRate != true
            && claim.Unit is not { IsPercent: true } ? ClaimMeasure.Level : claim.Measure;
        var (period, ids, isSeen) = SliceOf(scene, claim, choice, published);
        var when = new PeriodOnDay(period.Period, period.Kind, clock.Today);
        var offered = candidates.Select(one => one.Metric).ToList();
        var bare = new CheckedClaim(claim, quoted, SentenceVerdict.NoSuchMetric, measure, metric, source, offered, period.Period, ids,
            default, null, default, null, published)
        {
            Ordinal = ordinal,
            // By hand a rate is meant as it is named.
            IsComplement = choice?.IsComplement == true
                || (source == MatchSource.Words
                    && candidates.Any(one => one is { IsComplement: true, IsWhole: true } && one.Metric == metric)),
            Complement = candidates.FirstOrDefault(one => one.IsComplement)?.Metric,
        };
        // Whoever says by hand what is meant has read the sentence better.
        if (choice?.Metric is null)
        {
            if (claim.IsPlan) return bare with { Metric = null, Verdict = SentenceVerdict.Plan };
            // No metric tells by how much one place is ahead of another.
            if (claim.IsBesidePlace || claim.Doubt == ClaimDoubt.Difference)
                return bare with { Metric = null, Doubt = ClaimDoubt.Difference, Candidates = [] };
            if (claim.Part is { } part && OfText(claim, earlier, metric, candidates) is var (told, isOwn))
            {
                if (!isOwn) return bare with { Metric = null, Verdict = SentenceVerdicts.OfPart(claim, told), Part = told };
                if (part == ClaimPart.OfWhole) metric ??= earlier.First(one => one.Read.Span == claim.Whole).Metric;
                bare = bare with { Metric = metric };
            }
        }

        if (metric is null)
            // Only of what no metric could be counted in is it sure that none counts it.
            return isSettled || (offered.Count == 0 && claim.Unit is { Kinds.Count: 0 }) ? bare
                : bare with
                {
                    Verdict = SentenceVerdict.Unsure,
                    Doubt = offered.Count == 0 ? ClaimDoubt.Subject : claim.Doubt ?? (bare.Complement is null ? null : ClaimDoubt.Denied),
                };
        if (!isSeen) return bare with { Verdict = SentenceVerdict.NotYours };
        if (Doubt(scene, claim, candidates, metric, source, choice, when) is { } doubt)
            return Open(bare with { ComparedWith = doubt == ClaimDoubt.Comparison ? when.Previous?.Period : null }, metric, doubt);
        var judged = await JudgeAsync(scene, bare, metric, when, cancellationToken);
        // 9月累计: what does not fit the month may be counted from the year's beginning.
        if (source == MatchSource.Words && claim is { IsCumulative: true, Measure: ClaimMeasure.Level, Period: { IsOpen: false } month }
            && month.Period.From.Month + month.Period.From.Day > 2 && !metric.IsStanding
            && judged.Verdict is SentenceVerdict.NotSupported or SentenceVerdict.Exceeded) return Open(bare, metric, ClaimDoubt.Period);
        // What does not fit a time that another sentence names may be of another time, and is no reproach.
        if (source is MatchSource.Words or MatchSource.Remembered && choice?.From is null && claim.IsPeriodTakenOver
            && judged.Verdict == SentenceVerdict.NotSupported) return Open(bare, metric, ClaimDoubt.Period);
        // Far more than is said is hardly the same thing, unless somebody has said that it is.
        return source == MatchSource.Words && claim.Measure == ClaimMeasure.Level && !judged.IsOfBefore
            && (judged.Verdict == SentenceVerdict.Exceeded
                || (judged.Verdict == SentenceVerdict.Supported && claim.Wording == ClaimWording.AtLeast))
            && !SentenceVerdicts.IsOfOneOrder(claim, metric, judged.Figure.Value) ? Open(bare, metric, ClaimDoubt.Size) : judged;
    }

    /// <summary>To be chosen: what the words name is offered first, and nothing is asserted.</summary>
    private static CheckedClaim Open(CheckedClaim claim, Metric metric, ClaimDoubt doubt) => claim with
    {
        Metric = null,
        Doubt = doubt,
        Verdict = SentenceVerdict.Unsure,
        Candidates = [metric, .. claim.Candidates.Where(one => one.Key != metric.Key)],
    };

    /// <summary>Why it is not sure that a number is the metric's figure of that period; null where it is.</summary>
    private ClaimDoubt? Doubt(Scene scene, ReadClaim claim, IReadOnlyList<MetricCandidate> candidates, Metric metric,
        MatchSource source, ClaimChoice? choice, PeriodOnDay when)
    {
        if (source is MatchSource.ByHand or MatchSource.Published) return null;
        if (claim.Doubt is { } read && !(read == ClaimDoubt.Period && choice?.From is not null)
            && !(read == ClaimDoubt.Places && choice?.Communities is not null)) return read;
        // "Up to the 30th" begins where the page's period begins, which the writer need not have meant.
        if (claim.Period is { IsOpen: true } open && choice?.From is null && !metric.IsStanding
            && (scene.Request.Default.Period.From != open.Period.From || (open.IsPoint && !claim.IsCumulative))) return ClaimDoubt.Period;
        if (!IsComparedSo(claim, when)) return when.Previous is null ? ClaimDoubt.Period : ClaimDoubt.Comparison;
        return source == MatchSource.Words && candidates.FirstOrDefault(one => one.Metric == metric) is { } candidate
            && ClaimDoubts.IsNarrowed(matcher, scene.Read, claim, candidate, candidates, scene.Terms) ? ClaimDoubt.Narrower : null;
    }

    /// <summary>
    /// False where the text compares with a time of another length, or with another one, than the period is compared with: 比上季度 of a
    /// month, 比8月 of October.
    /// </summary>
    private static bool IsComparedSo(ReadClaim claim, PeriodOnDay when)
    {
        var (from, to) = (when.Period.From, when.Period.To);
        if (claim.MonthsCompared is { } months && (months == 0 ? to.DayNumber - from.DayNumber >= 7
            : from.Day != 1 || ((to.Year - from.Year) * 12) + to.Month - from.Month + 1 > months
                || (from.Month - 1) % months != 0 || (to < when.Today && to.AddDays(1).Month == to.Month)
                || (to < when.Today && ((to.Year - from.Year) * 12) + to.Month - from.Month + 1 < months))) return false;
        return claim.MeasuredFrom is not { } measured || when.Previous is not { } before || before.Period.From == measured.From
            || ClaimTimes.Between(measured, when.Period) is not null;
    }

    /// <summary>
    /// What the text says of a part, and whether the records know it by itself: its own metric, or its whole's in other communities
    /// or another period.
    /// </summary>
    private static (PartOfText? Told, bool IsOwn) OfText(ReadClaim claim, IReadOnlyList<CheckedClaim> earlier, Metric? metric,
        IReadOnlyList<MetricCandidate> candidates)
    {
        CheckedClaim? At(TextSpan? span) => span is null ? null : earlier.LastOrDefault(one => one.Read.Span == span);
        var (whole, portion) = (At(claim.Whole), At(claim.Portion));
        // A bound says no more than that: "more than 100, of which 120".
        PartOfText? told = whole is not { Read: { Wording: ClaimWording.Exactly, Low: > 0 and var all } } ? null
            : portion is { Read: { Wording: ClaimWording.Exactly, Low: var some } } ? new(all, some, Math.Round(some / all * 100, 3))
            : claim.Part == ClaimPart.OfWhole ? new(all, null, null) : null;
        if (claim.Part == ClaimPart.Each) return (null, false);
        if (claim.Part == ClaimPart.Share || whole is null) return (told, metric is not null);
        if (metric is not null && metric.Key != whole.Metric?.Key) return (told, true);
        var isOfWhole = metric is not null || candidates.Count == 0 || candidates[0].Metric.Key == whole.Metric?.Key;
        if (!isOfWhole) return (told, true);
        var read = whole.Read;
        var isElsewhere = claim.Communities is { } places && !places.SequenceEqual(read.Communities ?? []);
        return (told, whole.Metric is not null && (isElsewhere || claim.Period?.Period != read.Period?.Period));
    }

    private static (Metric? Metric, MatchSource Source, bool IsSettled) Choose(Scene scene, ReadClaim claim,
        IReadOnlyList<MetricCandidate> candidates, ClaimChoice? choice, PublishedFigure? published)
    {
        var catalogue = scene.Catalogue;
        if (choice?.Metric is { Length: > 0 } said)
            return (catalogue.Find(choice.IsComplement ? said[ClaimChoice.NoMetric.Length..] : said), MatchSource.ByHand, true);
        if (scene.Remembered.TryGetValue(claim.Phrase, out var known) && RememberedPhrases.CanBeKept(claim.Phrase)
            && (known is null || catalogue.Find(known) is not null)
            // What the sentence itself says in whole comes before what somebody once said of a few of its words.
            && !candidates.Any(one => one.Metric.Key == known ? one.IsComplement : one.IsWhole))
            return (known is null ? null : catalogue.Find(known), MatchSource.Remembered, true);
        if (published?.MetricKey is { } key && catalogue.Find(key) is { } counted) return (counted, MatchSource.Published, true);
        return (MetricMatcher.Sure(candidates, scene.Read, claim)?.Metric, MatchSource.Words, false);
    }

    private async Task<CheckedClaim> JudgeAsync(Scene scene, CheckedClaim claim, Metric metric, PeriodOnDay when,
        CancellationToken cancellationToken)
    {
        var programmes = claim.Programmes is { } keys ? PublishedFigure.Split(keys) : null;
        var now = await figures.ReadAsync(metric, new(when.Period, clock.Today, claim.CommunityIds, programmes), cancellationToken);
        if (claim.IsComplement) now = ClaimComplements.Of(now);
        claim = claim with { Figure = now };
        var read = claim.Read;
        var isCompared = read.IsBase || read.Move is not null || claim.Measure == ClaimMeasure.Points;
        if (!isCompared || (read.Move is not null && claim.Measure == ClaimMeasure.Level && !read.Move.IsTo))
            return claim with { Verdict = OfLevel(scene, claim, metric, when) };
        var compared = read.Compared == ClaimComparison.YearBefore ? when.YearBefore : when.Previous;
        var slice = scene.Snapshot.For(claim.CommunityIds);
        var before = slice.ReadCompared(metric, when, compared) ?? default;
        if (programmes is not null && before.Value is not null && compared is var (period, day))
            before = await figures.ReadAsync(metric, new(period, day, claim.CommunityIds, programmes), cancellationToken);
        if (claim.IsComplement) before = ClaimComplements.Of(before);
        claim = claim with { ComparedWith = compared?.Period, Before = before };
        if (read.IsBase)
            return claim with
            {
                Verdict = before.Value is null ? SentenceVerdict.NotRecorded
                    : SentenceVerdicts.OfLevel(read, metric, before.Value, claim.IsComplement),
            };
        FigureVariation? variation = programmes is null && FigureJudge.IsJudged(metric)
            ? scene.Judge.Judge(slice, claim.CommunityIds, metric, when).Variation : null;
        if (claim.IsComplement && variation is { } usual) variation = ClaimComplements.Of(usual);
        claim = claim with { Variation = variation };
        var kind = variation?.Kind ?? VariationKind.Unknown;
        if (claim.Measure != ClaimMeasure.Level)
            return claim with { Verdict = SentenceVerdicts.OfChange(read, claim.Measure, metric, before.Value, now.Value, kind) };
        // "Rose to 93 %": the number first, then whether it rose.
        var level = OfLevel(scene, claim, metric, when);
        if (level is SentenceVerdict.NotSupported or SentenceVerdict.NotRecorded || before.Value is null)
            return claim with { Verdict = level };
        var change = SentenceVerdicts.OfChange(read, ClaimMeasure.Level, metric, before.Value, now.Value, kind);
        return claim with { Verdict = change == SentenceVerdict.Supported ? level : change };
    }

    /// <summary>
    /// The verdict of a figure of a period. Of one that begins before any of its communities kept records, less is recorded however right
    /// a text is.
    /// </summary>
    private static SentenceVerdict OfLevel(Scene scene, CheckedClaim claim, Metric metric, PeriodOnDay when)
    {
        var (read, value) = (claim.Read, claim.Figure.Value);
        var verdict = SentenceVerdicts.OfLevel(read, metric, value, claim.IsComplement);
        return verdict == SentenceVerdict.NotSupported && claim.Programmes is null
            && (metric.IsRate || SentenceVerdicts.Recorded(metric, value, read.Step) is not { } recorded || recorded < read.Low)
            && !IsRecorded(scene, claim.CommunityIds, metric, when) ? SentenceVerdict.NotRecorded : verdict;
    }

    private static bool IsRecorded(Scene scene, IReadOnlyList<int>? ids, Metric metric, PeriodOnDay when)
    {
        var among = ids ?? [.. scene.Names.All.Select(one => one.Id)];
        return metric.Kinds.All(kind => among.Any(id =>
            scene.Snapshot.For([id]).RegularSince(kind, when.Today, when.AsOf) is { } begin && begin <= when.Period.From));
    }

    /// <summary>
    /// Period and communities: as chosen by hand, as the text says, as the published figure has them, or as the check has them.
    /// </summary>
    private static ((Period Period, PeriodKind Kind) Period, IReadOnlyList<int>? Ids, bool IsSeen) SliceOf(Scene scene, ReadClaim claim,
        ClaimChoice? choice, PublishedFigure? published)
    {
        var (given, caller) = (scene.Request.Default, scene.Caller);
        var period = choice is { From: { } from, To: { } to } && to >= from && to.DayNumber - from.DayNumber < Period.MostDays
            ? (new Period(from, to), PeriodKind.Custom)
            : claim.Period is { } named
                ? (named.IsOpen && given.Period.From <= named.Period.To
                    ? named.Period with { From = given.Period.From } : named.Period, named.Kind)
                : published is not null ? (published.Period, PeriodKind.Custom) : (given.Period, given.Kind);
        var codes = choice?.Communities is { } chosen ? PublishedFigure.Split(chosen)
            : claim.Communities ?? (published?.Communities is { } own ? PublishedFigure.Split(own) : null);
        if (codes is null && claim.PartsOf is { Count: > 0 } parts)
        {
            // Of a total that is told in parts: the street's, or that of all that are looked at.
            var looked = given.CommunityIds?.Count(id => scene.Names.Find(id) is { } one && !parts.Contains(one.Code));
            if (looked is 0 || caller.CommunityIds is not null) return (period, null, caller.CommunityIds is null);
        }

        if (codes is null) return (period, given.CommunityIds, true);
        IReadOnlyList<int> ids = [.. codes.Select(scene.Names.Find).OfType<Community>().Select(one => one.Id)];
        if (ids.Count == 0 || ids.Count == scene.Names.All.Count)
            return caller.CommunityIds is null ? (period, null, true) : (period, null, false);
        return (period, ids, ids.All(caller.Sees));
    }

    /// <summary>The published figure that says the same; null without one.</summary>
    private static PublishedFigure? Published(Scene scene, ReadClaim claim, IReadOnlyList<MetricCandidate> candidates)
    {
        if (claim.Measure != ClaimMeasure.Level || claim.Low != claim.High || scene.Published.Count == 0) return null;
        var words = Pairs(scene.Read.Folded[claim.Near.Start..claim.Near.End]);
        var said = Pairs(scene.Read.Folded[claim.Before.Start..claim.Near.End]);
        return scene.Published.Where(one => one.Figure.AmountMilli == claim.Low * 1_000 && Goes(one.Figure.Relation, claim.Wording)
                && (claim.Period is null || claim.Period.Period == one.Figure.Period)
                && (claim.Communities is null || SameCommunities(claim.Communities, one.Figure.Communities)
                    // Of a programme that was told of the street, a text may name the place.
                    || one.Figure is { Communities: null, Programmes: not null })
                && scene.Catalogue.Find(one.Figure.MetricKey!) is { } metric && MetricMatcher.MayHave(metric, claim, false)
                && !candidates.Any(candidate => candidate.IsComplement && candidate.Metric == metric))
            .Select(one => (one.Figure, Alike: Math.Max(Alike(one.Words, words), Alike(one.Words, said) * 0.8)
                + (candidates.Any(candidate => candidate.IsWhole && candidate.Metric.Key == one.Figure.MetricKey) ? LeastAlike : 0)))
            .Where(one => one.Alike >= LeastAlike).OrderByDescending(one => one.Alike).Select(one => one.Figure).FirstOrDefault();
    }

    private static bool Goes(FigureRelation relation, ClaimWording wording) => (relation, wording) is
        (FigureRelation.Exactly, ClaimWording.Exactly) or (FigureRelation.AtLeast, ClaimWording.AtLeast or ClaimWording.AndMore)
        or (FigureRelation.About, ClaimWording.About or ClaimWording.Nearly or ClaimWording.Around);

    private static bool SameCommunities(IReadOnlyList<string> said, string? published) =>
        said.Order(StringComparer.Ordinal).SequenceEqual(PublishedFigure.Split(published).Order(StringComparer.Ordinal));

    /// <summary>Pairs of letters that stand side by side.</summary>
    private static HashSet<string> Pairs(string folded)
    {
        var letters = string.Concat(folded.Where(character => char.IsLetter(character) && character is not ('余' or '多' or '了')));
        return [.. Enumerable.Range(0, Math.Max(0, letters.Length - 1)).Select(i => letters.Substring(i, 2))];
    }

    private static double Alike(IReadOnlyList<HashSet<string>> ofFigure, HashSet<string> ofText) => ofFigure.Max(words =>
        words.Count == 0 ? 0 : words.Count(ofText.Contains) / (double)words.Count);

    private async Task<IReadOnlyList<(PublishedFigure Figure, IReadOnlyList<HashSet<string>> Words)>> PublishedAsync(CurrentUser caller,
        CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var rows = await PublishedFigureRecords.Kind.Readable(db.PublishedFigures.AsNoTracking(), caller)
            .Where(claim => claim.ArchivedAt == null && claim.MetricKey != null).OrderByDescending(claim => claim.PublishedOn)
            .ThenBy(claim => claim.Id).Take(PublishedFigureQueries.MostShown).ToListAsync(cancellationToken);
        return [.. rows.Select(row => (row, (IReadOnlyList<HashSet<string>>)[Pairs(NumberReader.Fold(row.Claim)),
            Pairs(NumberReader.Fold(row.ClaimEn))]))];
    }

    /// <summary>Names of the office's own sorts and sources, in both languages, folded: beside a number they narrow it.</summary>
    private async Task<IReadOnlyList<string>> TermsAsync(CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var sorts = await db.PetitionCategories.AsNoTracking().Select(one => new { one.Name, one.NameEn }).Take(MostTerms)
            .ToListAsync(cancellationToken);
        var rows = await db.OfficeTerms.AsNoTracking().Take(MostTerms).ToListAsync(cancellationToken);
        // Kinds of activities and errands have metrics of their own; their names are words of those.
        var terms = new[] { PetitionSource.List, HazardCategory.List }.SelectMany(list => list.Complete(rows))
            .Select(one => new { one.Name, one.NameEn });
        return [.. sorts.Concat(terms).SelectMany(one => new[] { one.Name, one.NameEn }).Select(name => NumberReader.Fold(name).Trim())
            .Where(name => name.Length > 1 && PlainWords.Content(name) > 1).Distinct()];
    }
}
