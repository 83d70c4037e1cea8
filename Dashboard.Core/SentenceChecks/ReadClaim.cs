using Concentric.Ledgers;
using Concentric.Time;

namespace Concentric.SentenceChecks;

/// <summary>A stretch of a text, in UTF-16 units.</summary>
public readonly record struct TextSpan(int Start, int Length)
{
    public int End => Start + Length;

    public bool Overlaps(TextSpan other) => Start < other.End && other.Start < End;

    public static TextSpan Between(int start, int end) => new(start, end - start);
}

/// <summary>How a number is worded.</summary>
public enum ClaimWording
{
    /// <summary>The number itself, with as many digits as it is written with.</summary>
    Exactly,

    /// <summary>超过, 以上; more than, at least.</summary>
    AtLeast,

    /// <summary>不足, 不到, 以内; fewer than, at most.</summary>
    AtMost,

    /// <summary>约, 左右; about: within <see cref="PublishedFigures.ClaimVerdicts.AboutPercent"/> per cent to either side.</summary>
    About,

    /// <summary>近, 将近; nearly: up to as many per cent below, and not above.</summary>
    Nearly,

    /// <summary>20 to 30.</summary>
    Between,

    /// <summary>来; some: within <see cref="SentenceVerdicts.AroundPercent"/> per cent to either side, of rates as about.</summary>
    Around,

    /// <summary>余, 多, -odd: as much or more, and less than the next number as round (<see cref="SentenceVerdicts.NextRound"/>).</summary>
    AndMore,
}

/// <summary>What a number measures.</summary>
public enum ClaimMeasure
{
    /// <summary>The figure of a period.</summary>
    Level,

    /// <summary>By how much per cent it changed.</summary>
    Percent,

    /// <summary>By how many percentage points it changed.</summary>
    Points,

    /// <summary>By how many of its unit it changed.</summary>
    Amount,

    /// <summary>That it rose or fell, without a number.</summary>
    Trend,
}

/// <summary>Of what a number is a part, where it is none of a whole.</summary>
public enum ClaimPart
{
    /// <summary>其中, "of which": a part of a number said before.</summary>
    OfWhole,

    /// <summary>占, 过半, "two thirds of": a share of a total.</summary>
    Share,

    /// <summary>平均每, "per month": what falls to one of several.</summary>
    Each,
}

/// <summary>What a change is measured from.</summary>
public enum ClaimComparison { Previous, YearBefore }

/// <summary>A word that says that something rose or fell.</summary>
/// <param name="Sign">1 for rose, -1 for fell.</param>
/// <param name="IsTo">True where the number is what it became: "rose to".</param>
public sealed record ClaimMove(TextSpan Span, int Sign, bool IsTo);

/// <summary>The unit of a claim as it is written.</summary>
/// <param name="Kinds">Units of metrics that it may be; empty for one that no metric has.</param>
/// <param name="Scale">How many of the metric's unit one is: 1,000 for a kilometre.</param>
/// <param name="IsPercent">Per cent: of a rate, or of a change.</param>
/// <param name="IsPoints">Percentage points.</param>
/// <param name="IsSpan">A time that may be a mere duration: a figure only where its words name one.</param>
public sealed record ClaimUnit(IReadOnlyList<MetricUnit> Kinds, decimal Scale = 1, bool IsPercent = false, bool IsPoints = false,
    bool IsSpan = false);

/// <summary>Why a number is no figure.</summary>
public enum SkipReason
{
    /// <summary>A day, a month, a year, a time of day.</summary>
    Date,

    /// <summary>The third, item 3, table 2.</summary>
    Ordinal,

    /// <summary>A house, a flat, a road, a bus line.</summary>
    Address,

    /// <summary>A telephone number or hotline.</summary>
    Phone,

    /// <summary>The number of a document, an order, a standard; a version, a name such as 1+N.</summary>
    Code,

    /// <summary>How long, or how old.</summary>
    Duration,

    /// <summary>Of the city, the country: not of this street.</summary>
    Elsewhere,

    /// <summary>A number without a unit, or one that is a way of speaking, and nothing that it could measure.</summary>
    Bare,
}

/// <summary>A number of the text that is no figure.</summary>
public sealed record SkippedNumber(TextSpan Span, SkipReason Reason);

/// <summary>A period as the text names it.</summary>
/// <param name="Kind">What it is compared with.</param>
/// <param name="IsOpen">True for "up to a day": its beginning is that of the check's own period.</param>
/// <param name="IsPoint">True for 三季度末, "at the end of Q3": a day, of which only what stands then can be told.</param>
public sealed record NamedSpan(TextSpan Span, Period Period, PeriodKind Kind, bool IsOpen = false, bool IsPoint = false);

/// <summary>A number of a text, or a "rose" without one, that may be a figure of the street.</summary>
/// <param name="Span">Number, wording and unit: what is marked.</param>
/// <param name="Low">In the unit of metrics, per cent for a rate; the same as <paramref name="High"/> unless it is a range.</param>
/// <param name="Step">One of the last digit that is written: of 1.2万, 1,000.</param>
/// <param name="Unit">Null without one.</param>
/// <param name="Move">The word that says it rose or fell; null without one.</param>
/// <param name="Compared">What the text compares with; null when it does not say.</param>
/// <param name="Period">As the text says; null when it does not.</param>
/// <param name="Communities">Their codes as the text names them; null when it names none, empty for the whole street.</param>
/// <param name="Near">The words around the number, from the figure before to the one behind, within its clause.</param>
/// <param name="Before">The sentence up to the number.</param>
/// <param name="Phrase">The words around the number, folded, with # in its place: by it a choice is remembered.</param>
/// <param name="IsInWords">Written in characters or words, and small: often a way of speaking.</param>
/// <param name="IsBase">True for the number of the period that is compared with: "from 85 %", "a year earlier 120".</param>
public sealed record ReadClaim(TextSpan Span, decimal Low, decimal High, decimal Step, ClaimWording Wording, ClaimMeasure Measure,
    ClaimUnit? Unit, ClaimMove? Move, ClaimComparison? Compared, NamedSpan? Period, IReadOnlyList<string>? Communities, TextSpan Near,
    TextSpan Before, string Phrase, bool IsInWords, bool IsBase = false)
{
    /// <summary>Planned, expected or aimed at: it says nothing of what is.</summary>
    public bool IsPlan { get; init; }

    /// <summary>Held against another place, not another time.</summary>
    public bool IsBesidePlace { get; init; }

    /// <summary>3吨多, and not 30多吨: what is more is less than one of the unit.</summary>
    public bool IsMoreOfUnit { get; init; }

    /// <summary>Null for a number of the whole.</summary>
    public ClaimPart? Part { get; init; }

    /// <summary>Where the number stands of which it is a part or share; null where the text does not say.</summary>
    public TextSpan? Whole { get; init; }

    /// <summary>Of a share, where the part's own number stands; null where the text does not say.</summary>
    public TextSpan? Portion { get; init; }

    /// <summary>Why its words leave open what it speaks of; null where they do not.</summary>
    public ClaimDoubt? Doubt { get; init; }

    /// <summary>
    /// Communities of which the sentence tells parts of the number: it is the whole street's, or of all that are looked at.
    /// </summary>
    public IReadOnlyList<string> PartsOf { get; init; } = [];

    /// <summary>Of 受理、办结诉求分别为120件、110件, the item of the list that is the number's; null for others.</summary>
    public TextSpan? ListedAs { get; init; }

    /// <summary>All of that list; null for others.</summary>
    public TextSpan? ListedIn { get; init; }

    /// <summary>
    /// True where its sentence names no time and that of one before it in the paragraph was taken: a reader may think so, and need not.
    /// </summary>
    public bool IsPeriodTakenOver { get; init; }

    /// <summary>累计, "so far": it may count from the year's beginning, whatever time is named.</summary>
    public bool IsCumulative { get; init; }

    /// <summary>How many months long what it is compared with is, as the text says: 1 for 比上月, 0 for a week; null for others.</summary>
    public int? MonthsCompared { get; init; }

    /// <summary>The period that it is measured from where the text names one; null for others.</summary>
    public Period? MeasuredFrom { get; init; }
}

/// <summary>What was found in a text.</summary>
/// <param name="Text">As it was given.</param>
/// <param name="Folded">The same, as long, in half-width and lower case: what is searched.</param>
public sealed record ReadText(string Text, string Folded, IReadOnlyList<ReadClaim> Claims, IReadOnlyList<SkippedNumber> Skipped)
{
    /// <summary>The stretches that name periods, communities and comparisons: they say nothing of a metric.</summary>
    public IReadOnlyList<TextSpan> Named { get; init; } = [];
}
