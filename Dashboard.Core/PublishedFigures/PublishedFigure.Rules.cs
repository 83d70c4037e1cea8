using Concentric.Data;
using Concentric.Imports;
using Concentric.Metrics;
using Concentric.Rules;
using Concentric.Time;

namespace Concentric.PublishedFigures;

/// <summary>A claim is entered and corrected; its history is the audit trail. A refusal changes nothing.</summary>
public sealed partial class PublishedFigure
{
    /// <summary>The largest number that can be claimed, in thousandths: a billion.</summary>
    public const long MostMilli = 1_000_000_000_000;

    /// <summary>A hundred per cent, in thousandths.</summary>
    public const long WholeMilli = 100_000;

    /// <summary>A claim that was made in public.</summary>
    /// <param name="details">As entered.</param>
    /// <param name="names">What programmes and communities there are.</param>
    /// <param name="catalogue">What metrics there are.</param>
    /// <param name="by">Who enters it.</param>
    /// <param name="check">What has been found wrong before; thrown with the rest.</param>
    public static PublishedFigure Publish(PublishedFigureDetails details, FigureNames names, MetricCatalogue catalogue, ActorStamp by, ValidationContext check)
    {
        var figure = new PublishedFigure { Mechanism = "", Claim = "", ClaimEn = "", Source = "" };
        figure.Correct(details, names, catalogue, by, check);
        return figure;
    }

    /// <summary>Makes the claim what the details say.</summary>
    public void Correct(PublishedFigureDetails details, FigureNames names, MetricCatalogue catalogue, ActorStamp by, ValidationContext check)
    {
        var claim = check.RequiredLine(nameof(Claim), details.Claim, TextLimits.Title);
        var claimEn = check.Line(nameof(ClaimEn), details.ClaimEn, TextLimits.Title);
        var source = check.RequiredLine(nameof(Source), details.Source, TextLimits.Title);
        check.Chosen(nameof(Relation), details.Relation);
        if (check.That(details.AmountMilli is not null, nameof(AmountMilli), null, Rule.Required))
            check.Within(nameof(AmountMilli), details.AmountMilli!.Value, 0, MostMilli, QuantityUnit.Milli);
        var mechanism = Known(check, nameof(Mechanism), [check.RequiredLine(nameof(Mechanism), details.Mechanism, TextLimits.Title)], names.Programme);
        var programmes = Known(check, nameof(Programmes), details.Programmes, names.Programme);
        var communities = Known(check, nameof(Communities), details.Communities, names.Community);
        var metric = CheckMetric(details.MetricKey, details.AmountMilli ?? 0, programmes.Count > 0, catalogue, check);
        CheckDays(details, by.Today, check);
        check.ThrowIfAny();

        (Claim, ClaimEn, Source, Mechanism) = (claim, claimEn ?? claim, source, mechanism[0]);
        (Relation, AmountMilli, MetricKey) = (details.Relation!.Value, details.AmountMilli!.Value, metric);
        (Programmes, Communities) = (Join(programmes), communities.Count == names.CommunityCount ? null : Join(communities));
        (PeriodFrom, PeriodTo, PublishedOn) = (details.PeriodFrom, details.PeriodTo, details.PublishedOn);
        OwnerId = details.OwnerId;
    }

    private static string? CheckMetric(string? given, long amountMilli, bool isNarrowed, MetricCatalogue catalogue, ValidationContext check)
    {
        if (PlainText.Clean(given) is not { } key) return null;
        var metric = catalogue.Find(key);
        if (!check.That(metric is not null, nameof(MetricKey), key, Rule.Unknown)) return null;
        if (metric!.IsRate) check.Within(nameof(AmountMilli), amountMilli, 0, WholeMilli, QuantityUnit.Milli);
        check.That(!isNarrowed || metric.HasProgrammes, nameof(Programmes), null, Rule.NotByProgramme);
        return key;
    }

    private static void CheckDays(PublishedFigureDetails details, DateOnly today, ValidationContext check)
    {
        check.Past(nameof(PublishedOn), details.PublishedOn, today);
        if (!check.Past(nameof(PeriodFrom), details.PeriodFrom, today) || !check.Given(nameof(PeriodTo), details.PeriodTo)) return;
        var last = details.PeriodFrom.AddDays(Period.MostDays - 1);
        if (check.That(details.PeriodTo >= details.PeriodFrom, nameof(PeriodTo), details.PeriodTo, Rule.EndsBeforeStart, details.PeriodFrom))
            check.That(details.PeriodTo <= last, nameof(PeriodTo), details.PeriodTo, Rule.TooLate, last);
    }

    /// <summary>The keys of what was named, each once, in the order given.</summary>
    private static List<string> Known(ValidationContext check, string field, IEnumerable<string> given, Func<string, NameMatch<string>> find)
    {
        var found = new List<string>();
        foreach (var text in given.Where(text => text.Length > 0))
        {
            var match = find(text);
            if (match.Several is { } several) check.That(false, field, text, Rule.SeveralOfName, several.Args);
            else if (match.Found is not { } key) check.That(false, field, text, Rule.Unknown);
            else if (!found.Contains(key)) found.Add(key);
        }

        var most = field == nameof(Communities) ? TextLimits.Note : TextLimits.Title;
        check.That(string.Join(',', found).Length <= most, field, null, Rule.TooLong, most, string.Join(',', found).Length);
        return found;
    }

    private static string? Join(List<string> keys) => keys.Count == 0 ? null : string.Join(',', keys);
}
