using System.Globalization;
using Concentric.Ledgers;
using Concentric.Metrics;
using Concentric.ProcessCharts;
using Concentric.Resources;
using Concentric.Time;

namespace Concentric.Alerts;

/// <summary>What alerts say, in a language: on pages, in mails and by robots alike.</summary>
public static class AlertWords
{
    /// <summary>Names and units of the metrics, which no setting changes; figures are read by the catalogue that follows them.</summary>
    private static readonly Lazy<MetricCatalogue> Declared = new(() => new(MetricOptions.Default));

    /// <summary>What a metric is called; its key for one that there is no longer.</summary>
    public static string Name(string key, CultureInfo? culture = null) =>
        Declared.Value.Find(key) is { } metric ? Texts.Name(metric, culture) : key;

    /// <summary>What a rule waits for: "On-time rate is worse than usual".</summary>
    public static string Rule(AlertTerms terms, CultureInfo? culture = null)
    {
        var (name, metric) = (Name(terms.MetricKey, culture), Declared.Value.Find(terms.MetricKey));
        return terms.Condition switch
        {
            AlertCondition.Worse => Text("Rule.Worse", culture, name),
            AlertCondition.OffTarget => Text(terms.Count == 1 ? "Rule.OffTarget.One" : "Rule.OffTarget", culture, name, terms.Count),
            AlertCondition.Silent => Text(terms.Count == 1 ? "Rule.Silent.One" : "Rule.Silent", culture, name, terms.Count),
            _ => Text($"Rule.PastLimit.{terms.Side}", culture, name, Number(metric, terms.Limit, culture)),
        };
    }

    /// <summary>Where a rule looks.</summary>
    public static string Places(AlertRule rule, CommunityDirectory.Names names) => rule.Scope == AlertScope.Chosen
        ? names.Series(rule.Places.Select(place => place.CommunityId)) : Texts.Term(rule.Scope);

    /// <summary>What was found, and of which days: "Xinsheng: on-time rate is worse than usual, 71.4 % (usually 80–95 %)".</summary>
    /// <param name="place">Name of the community; null for the street.</param>
    public static string Fact(AlertTerms terms, string? place, AlertFigures figures, CultureInfo? culture = null)
    {
        var where = place ?? Texts.Term(AlertScope.Street, culture);
        var (name, metric) = (Name(terms.MetricKey, culture), Declared.Value.Find(terms.MetricKey));
        var days = Days(terms, figures.Period, culture);
        var (value, aim) = Pair(metric, figures.Value, terms.Condition == AlertCondition.OffTarget ? figures.Target : terms.Limit, culture);
        return terms.Condition switch
        {
            AlertCondition.Worse => Text("Fact.Worse", culture, where, name, Value(terms, figures, culture),
                Range(terms.MetricKey, figures, culture), days),
            AlertCondition.OffTarget => Text(terms.Count == 1 ? "Fact.OffTarget.One" : "Fact.OffTarget", culture, where, name, terms.Count,
                value, aim, days),
            AlertCondition.Silent => Text(terms.Count == 1 ? "Fact.Silent.One" : "Fact.Silent", culture, where, name, terms.Count, days),
            _ => Text($"Fact.PastLimit.{terms.Side}", culture, where, name, value, aim, days),
        };
    }

    /// <summary>That it is over.</summary>
    /// <param name="value">What the figure has come to; not said of a target, whose figure is a month's, and not that day's.</param>
    /// <param name="on">The day of that; null where it is not known.</param>
    public static string Over(AlertTerms terms, string? place, double? value, DateOnly? on, CultureInfo? culture = null) =>
        Text(terms.Condition is AlertCondition.Silent or AlertCondition.OffTarget ? $"Over.{terms.Condition}" : "Over", culture,
            place ?? Texts.Term(AlertScope.Street, culture), Name(terms.MetricKey, culture),
            Number(Declared.Value.Find(terms.MetricKey), value, culture), on is { } day ? Text("Day", culture, day) : "");

    /// <summary>The days of a figure, with what stands between them and the sentence; nothing where they are not known.</summary>
    private static string Days(AlertTerms terms, Period? period, CultureInfo? culture) => period switch
    {
        null => "",
        { } days when terms.Condition == AlertCondition.OffTarget && days == Period.MonthOf(days.From) =>
            Text("Month", culture, days.From),
        { } days when days.From == days.To => Text("Day", culture, days.To),
        { } days => Text("Days", culture, days.From, days.To),
    };

    /// <summary>A figure and what it is held against, so that what differs is not written alike.</summary>
    private static (string Value, string Aim) Pair(Metric? metric, double? value, double? aim, CultureInfo? culture) =>
        metric is null || value is not { } one || aim is not { } other ? (Number(metric, value, culture), Number(metric, aim, culture))
            : (FigureFormat.Beside(metric, one, other, culture), FigureFormat.Beside(metric, other, one, culture));

    /// <summary>The usual range; a dash where there is none.</summary>
    public static string Range(string key, AlertFigures figures, CultureInfo? culture = null) =>
        Declared.Value.Find(key) is { } metric && Written(metric, figures, culture) is { } written
            ? $"{written.Text} {Texts.Unit(metric.Unit, culture)}" : FigureFormat.NoCases;

    /// <summary>The figure with which an alert began, as it is written beside its usual range or its target.</summary>
    public static string Value(AlertTerms terms, AlertFigures figures, CultureInfo? culture = null)
    {
        var metric = Declared.Value.Find(terms.MetricKey);
        return Written(metric, figures, culture) is { } written ? $"{written.Value} {Texts.Unit(metric!.Unit, culture)}"
            : Pair(metric, figures.Value, terms.Condition == AlertCondition.OffTarget ? figures.Target : terms.Limit, culture).Value;
    }

    /// <summary>What the figure was held against, as it is written beside the figure: a target or a limit.</summary>
    public static string Aim(AlertTerms terms, AlertFigures figures, double aim, CultureInfo? culture = null) =>
        Pair(Declared.Value.Find(terms.MetricKey), figures.Value, aim, culture).Aim;

    private static WrittenRange? Written(Metric? metric, AlertFigures figures, CultureInfo? culture) =>
        metric is null || figures is not { Value: { } value, UsualFrom: { } from, UsualTo: { } to } ? null
            : WrittenRange.Of(metric, new UsualRange((from + to) / 2, from, to), value, culture: culture);

    /// <summary>A figure of a metric with its unit.</summary>
    public static string Figure(string key, double? value, CultureInfo? culture = null) =>
        Number(Declared.Value.Find(key), value, culture);

    private static string Number(Metric? metric, double? value, CultureInfo? culture) =>
        metric is null ? value?.ToString("0.###", culture ?? CultureInfo.CurrentCulture) ?? FigureFormat.NoCases
            : FigureFormat.WithUnit(metric, value, culture);

    private static string Text(string key, CultureInfo? culture, params object?[] values) =>
        string.Format(culture ?? CultureInfo.CurrentCulture, Texts.Get($"Alert.{key}", culture), values);
}

/// <summary>The figures with which an alert began.</summary>
/// <param name="Period">Their days; null in notices of an older version.</param>
public readonly record struct AlertFigures(double? Value, double? UsualFrom, double? UsualTo, double? Target, Period? Period = null)
{
    public static AlertFigures Of(AlertFiring firing) =>
        new(firing.Value, firing.UsualFrom, firing.UsualTo, firing.Target, firing.Period);

    public static AlertFigures Of(AlertReading reading) =>
        new(reading.Value, reading.Usual?.From, reading.Usual?.To, reading.Target, reading.Period);
}
