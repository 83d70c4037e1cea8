using Concentric.Imports;
using Concentric.Kinds;
using Concentric.Metrics;
using Concentric.Resources;
using Concentric.Rules;

namespace Concentric.PublishedFigures;

/// <summary>
/// Reads what a claim names, by keys or by names in either language, and whether its number goes with its metric. Programmes and
/// communities are separated by commas; not by that of enumeration, which names of programmes have.
/// </summary>
public sealed class FigureKeys(MetricCatalogue catalogue)
{
    private static readonly char[] Separators = [',', '，', ';', '；', '\n'];

    private readonly Lazy<Dictionary<string, string>> metrics = new(() => NamesOf(catalogue));

    private static RecordKind<PublishedFigure> Kind => PublishedFigureRecords.Kind;

    /// <summary>The key of a metric that a text names; null when none is.</summary>
    public string? Metric(string text) => metrics.Value.GetValueOrDefault(ImportLookups.Fold(text));

    /// <summary>What is said, with keys in place of names.</summary>
    /// <param name="present">The claim that is corrected; null for a new one.</param>
    /// <param name="names">What programmes and communities there are.</param>
    /// <param name="check">Takes what is unknown, and what does not go together.</param>
    public FieldValues<PublishedFigure> Clean(
        FieldValues<PublishedFigure> values, PublishedFigure? present, FigureNames names, ValidationContext check)
    {
        values = Read("metric", values, text => [text], text => new(Metric(text)), check);
        values = Read("mechanism", values, text => [text], names.Programme, check);
        values = Read("only-programmes", values, Split, names.Programme, check);
        values = Read("only-communities", values, Split, names.Community, check);
        // All of them are no narrowing.
        if (Split(values[x => x.Communities] as string).Length == names.CommunityCount) values = values.With(x => x.Communities, null);
        CheckMetric(values, present, check);
        return values;
    }

    /// <summary>The parts of a list in one text.</summary>
    public static string[] Split(string? text) =>
        text?.Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    private static FieldValues<PublishedFigure> Read(
        string key, FieldValues<PublishedFigure> values, Func<string, string[]> split, Func<string, NameMatch<string>> find,
        ValidationContext check)
    {
        var field = Kind[key];
        if (PlainText.Clean(values[field] as string, lines: true) is not { } said) return values;
        var found = new List<string>();
        foreach (var text in split(said))
        {
            var match = find(text);
            if (match.Several is { } several) check.That(false, key, text, Rule.SeveralOfName, several.Args);
            else if (match.Found is not { } known) check.That(false, key, text, Rule.Unknown);
            else if (!found.Contains(known)) found.Add(known);
        }

        return values.With(field, string.Join(',', found));
    }

    private void CheckMetric(FieldValues<PublishedFigure> values, PublishedFigure? present, ValidationContext check)
    {
        object? Said(Field<PublishedFigure> field) => present is null || values.Has(field) ? values[field] : field.Read(present);
        var (metricField, amountField, programmesField) = (Kind["metric"], Kind["claimed-amount"], Kind["only-programmes"]);
        // What was said before is not judged again.
        Field<PublishedFigure>[] together = [metricField, amountField, programmesField];
        if (present is not null && Array.TrueForAll(together, field => Equals(Said(field), field.Read(present)))) return;
        if (Said(metricField) is not string key || catalogue.Find(key) is not { } metric) return;
        if (metric.IsRate && Said(amountField) is long amount)
            check.Within(amountField.Key, amount, 0, PublishedFigureRecords.WholeMilli, QuantityUnit.Milli);
        check.That(Said(programmesField) is null || metric.HasProgrammes, programmesField.Key, null, Rule.NotByProgramme);
    }

    private static Dictionary<string, string> NamesOf(MetricCatalogue catalogue)
    {
        var names = new Dictionary<string, string>();
        foreach (var metric in catalogue.All)
        {
            names[ImportLookups.Fold(metric.Key)] = metric.Key;
            foreach (var culture in ImportTexts.Cultures) names.TryAdd(ImportLookups.Fold(Texts.Name(metric, culture)), metric.Key);
        }

        return names;
    }
}
