using System.Globalization;
using System.Resources;
using Concentric.Resources;
using Concentric.Time;

namespace Concentric.Rules;

/// <summary>How to mend what a rule refuses, in the reader's language.</summary>
public static class RuleTexts
{
    private static readonly ResourceManager Resources = new(typeof(RuleTexts));

    /// <summary>The text of a rule, with places for its arguments.</summary>
    public static string Of(Rule rule, CultureInfo culture) => Get($"Rule.{rule}", culture);

    /// <summary>A sentence of field {0}, value {1} and mend {2}.</summary>
    public static string WithValue(CultureInfo culture) => Get("Sentence.WithValue", culture);

    /// <summary>A sentence of field {0} and mend {2}.</summary>
    public static string WithoutValue(CultureInfo culture) => Get("Sentence.WithoutValue", culture);

    /// <summary>The name of a field, given its key or the name of its property; of a row's field, as <c>attendance.Weight</c>, the
    /// last part counts.</summary>
    public static string Field(string name, CultureInfo culture) =>
        FindField(name[(name.LastIndexOf('.') + 1)..], culture) ?? throw new MissingManifestResourceException($"Field.{name}");

    /// <summary>The name of a field; null when it has none.</summary>
    public static string? FindField(string name, CultureInfo culture) =>
        Texts.Find($"Name.{name}", culture) ?? Texts.Find($"Column.{name}", culture) ?? Resources.GetString($"Field.{name}", culture);

    /// <summary>A value as people read it: days as yyyy-MM-dd, numbers grouped, enums by name.</summary>
    internal static string Show(object value, CultureInfo culture) => value switch
    {
        DateOnly day => day.ToIso(),
        Enum named => Texts.Term(named, culture),
        Func<CultureInfo, string> told => told(culture),
        Quantity quantity => string.Format(culture, Get($"Quantity.{quantity.Unit}", culture), quantity.Amount, quantity.Value),
        int or long => string.Format(culture, "{0:N0}", value),
        _ => Convert.ToString(value, culture) ?? "",
    };

    private static string Get(string key, CultureInfo culture) =>
        Resources.GetString(key, culture) ?? throw new MissingManifestResourceException(key);
}
