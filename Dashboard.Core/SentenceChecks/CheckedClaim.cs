using System.Globalization;
using System.Text.Json.Serialization;
using Concentric.Metrics;
using Concentric.ProcessCharts;
using Concentric.PublishedFigures;
using Concentric.Time;

namespace Concentric.SentenceChecks;

/// <summary>Whence it is known which metric a claim speaks of.</summary>
public enum MatchSource
{
    /// <summary>The words around it.</summary>
    Words,

    /// <summary>What the office remembers of such words.</summary>
    Remembered,

    /// <summary>A published figure with the same number.</summary>
    Published,

    /// <summary>Whoever checks the text said so.</summary>
    ByHand,
}

/// <summary>What somebody says of a claim; null leaves it to the text.</summary>
/// <param name="Key"><see cref="CheckedClaim.Key"/> of the claim.</param>
/// <param name="Metric">Key of the metric, which then is meant as it is named; <see cref="NoMetric"/>, or a complement.</param>
/// <param name="From">With <paramref name="To"/>, the period.</param>
/// <param name="Communities">Codes, separated by commas; empty for the whole street.</param>
public sealed record ClaimChoice(string Key, string? Metric = null, DateOnly? From = null, DateOnly? To = null, string? Communities = null)
{
    /// <summary>Says that no metric counts it; before a rate's key, that it is what the rate leaves out.</summary>
    public const string NoMetric = "-";

    /// <summary>True where what the rate leaves out was chosen.</summary>
    [JsonIgnore]
    public bool IsComplement => IsComplementOf(Metric);

    /// <summary>Says that what a rate leaves out is meant.</summary>
    public static string ComplementOf(string key) => NoMetric + key;

    /// <summary>True for what <see cref="ComplementOf"/> gives.</summary>
    public static bool IsComplementOf(string? metric) =>
        metric?.StartsWith(NoMetric, StringComparison.Ordinal) == true && ClaimComplements.Has(metric[NoMetric.Length..]);
}

/// <summary>A text to be checked.</summary>
/// <param name="WrittenOn">The day on which "this year" was said; null for today.</param>
/// <param name="Default">Period and communities of what the text does not say.</param>
/// <param name="Choices">What was chosen by hand.</param>
public sealed record SentenceCheckRequest(string? Text, DateOnly? WrittenOn, SliceReading Default, IReadOnlyList<ClaimChoice> Choices);

/// <summary>A claim of a text and what the records say of it.</summary>
/// <param name="Measure">As the metric reads it.</param>
/// <param name="Metric">Null where none is known.</param>
/// <param name="Candidates">Metrics that may be meant, the likeliest first.</param>
/// <param name="CommunityIds">Null for all.</param>
/// <param name="Figure">Of the period.</param>
/// <param name="ComparedWith">The period that a change is measured from; null where nothing is compared.</param>
/// <param name="Before">Of that period; without a value where its records do not reach back so far.</param>
/// <param name="Variation">Of the figure, where a change is told; null otherwise.</param>
/// <param name="Published">The published figure with the same number; null without one.</param>
public sealed record CheckedClaim(ReadClaim Read, string Quoted, SentenceVerdict Verdict, ClaimMeasure Measure, Metric? Metric,
    MatchSource Source, IReadOnlyList<Metric> Candidates, Period Period, IReadOnlyList<int>? CommunityIds, MetricValue Figure,
    Period? ComparedWith, MetricValue Before, FigureVariation? Variation, PublishedFigure? Published)
{
    /// <summary>How many claims before it say the same in every respect.</summary>
    public int Ordinal { get; init; }

    /// <summary>Why it is not sure what is meant; null where it is, or where somebody has said so.</summary>
    public ClaimDoubt? Doubt { get; init; }

    /// <summary>
    /// Names the claim for choices: what is said around it, its number, the period and communities of the text, and its place among equals.
    /// A choice is one number's; what its words mean elsewhere is for <see cref="RememberedPhrases"/>.
    /// </summary>
    public string Key => KeyOf(Read, Quoted, Ordinal);

    internal static string KeyOf(ReadClaim read, string quoted, int ordinal) => string.Create(CultureInfo.InvariantCulture,
        $"{read.Phrase}|{quoted}|{(read.Period is { } named ? $"{named.Period.From:yyyyMMdd}-{named.Period.To:yyyyMMdd}" : "")}"
        + $"|{(read.Communities is { } codes ? string.Join(',', codes.Prepend("+")) : "")}|{ordinal}");

    /// <summary>Of the communities that are read, the programmes that narrow the metric; null for none.</summary>
    public string? Programmes => Published?.MetricKey == Metric?.Key ? Published?.Programmes : null;

    /// <summary>
    /// True where the number is of what the rate leaves out, 100 % less the rate; figures and usual range are then those of the complement.
    /// </summary>
    public bool IsComplement { get; init; }

    /// <summary>The rate of which the words may name what it leaves out: a choice of its own; null without one.</summary>
    public Metric? Complement { get; init; }

    /// <summary>True for a number that is told of the period that is compared with.</summary>
    public bool IsOfBefore => Read.IsBase;

    /// <summary>What the text itself says of a part or share; null for others, and where it says nothing.</summary>
    public PartOfText? Part { get; init; }
}

/// <summary>A part or share, reckoned from the numbers of its own sentence.</summary>
/// <param name="Whole">The number of which it is one.</param>
/// <param name="Portion">Of a share, the part's own number; null without one.</param>
/// <param name="Percent">How much of the whole that is; null without a portion.</param>
public sealed record PartOfText(decimal Whole, decimal? Portion, decimal? Percent);

/// <summary>A text with all its claims.</summary>
/// <param name="AsOf">Instant (UTC) up to which every change of the records is in it.</param>
/// <param name="WrittenOn">The day on which it is read as written.</param>
public sealed record CheckedText(string Text, DateTime AsOf, DateOnly WrittenOn, SliceReading Default, IReadOnlyList<CheckedClaim> Claims,
    IReadOnlyList<SkippedNumber> Skipped);
