using System.Globalization;
using System.Resources;
using System.Text;

namespace Concentric.Resources;

/// <summary>
/// The names that screens, workbooks and the API share, in zh-CN (neutral) and en: metrics with their formulas, units,
/// columns, terms of enums, kinds of records. What is said of a metric or of the store is declared beside them, as further members.
/// A missing key is an error of the program, not a blank.
/// </summary>
public static class Texts
{
    private const string EndsOfSentences = "。！？；：…，、.!?;:,";
    private const string Closing = "”’」』）》】\"')]";

    private static readonly ResourceManager Manager = new("Concentric.Resources.Texts", typeof(Texts).Assembly);

    /// <exception cref="KeyNotFoundException">No text has the key.</exception>
    public static string Get(string key, CultureInfo? culture = null) =>
        Manager.GetString(key, culture ?? CultureInfo.CurrentUICulture) ?? throw new KeyNotFoundException($"No text has the key {key}.");

    /// <summary>The text of a key; null when there is none.</summary>
    public static string? Find(string key, CultureInfo? culture = null) => Manager.GetString(key, culture ?? CultureInfo.CurrentUICulture);

    /// <summary>The name of an enum's value.</summary>
    public static string Term(Enum value, CultureInfo? culture = null) => Get($"Term.{value.GetType().Name}.{value}", culture);

    /// <summary>Words one after the other, as a language sets them apart: <c>新盛、新顺</c>, <c>Xinsheng, Xinshun</c>.</summary>
    public static string Series(IEnumerable<string?> words, CultureInfo? culture = null) => string.Join(Get("Comma", culture), words);

    /// <summary>
    /// Sentences one after the other, as a language sets them: between Chinese ones there is no blank, and what a person has entered
    /// without a full stop gets one where another sentence follows. What is missing is left out.
    /// </summary>
    public static string Sentences(IEnumerable<string?> sentences, CultureInfo? culture = null)
    {
        var (said, stop) = (new StringBuilder(), (culture ?? CultureInfo.CurrentUICulture).Pick("。", "."));
        foreach (var one in sentences.Where(one => !string.IsNullOrWhiteSpace(one)).Select(one => one!.Trim()))
        {
            if (said.Length > 0)
            {
                if (!IsClosed(said)) said.Append(stop);
                said.Append(BetweenSentences(culture));
            }

            said.Append(one);
        }

        return said.ToString();
    }

    /// <inheritdoc cref="Sentences(IEnumerable{string}, CultureInfo)"/>
    public static string Sentences(params string?[] sentences) => Sentences((IEnumerable<string?>)sentences);

    /// <summary>What stands between two sentences: for those of which one holds a link.</summary>
    public static string BetweenSentences(CultureInfo? culture = null) =>
        (culture ?? CultureInfo.CurrentUICulture).Pick("", " ");

    /// <summary>A name with what is said of it in brackets, full-width ones beside Chinese: <c>件数（件）</c>, <c>Count (cases)</c>.</summary>
    public static string Bracketed(string name, object? said, CultureInfo? culture = null) =>
        string.Format(CultureInfo.InvariantCulture, Get("Bracketed", culture), name, said);

    public static string Column(string key, CultureInfo? culture = null) => Get($"Column.{key}", culture);

    /// <summary>The name of many records of a kind, as the heading of their list.</summary>
    public static string Kinds(string kind, CultureInfo? culture = null) => Find($"Kinds.{kind}", culture) ?? Kind(kind, culture);

    /// <summary>What is said above the form that enters a record of a kind, and on the button that leads there.</summary>
    public static string Enter(string kind, CultureInfo? culture = null) => Get($"Enter.{kind}", culture);

    /// <summary>What is said above the form that corrects one.</summary>
    public static string Correct(string kind, CultureInfo? culture = null) => Get($"Correct.{kind}", culture);

    /// <summary>One line that explains a field of a kind in its form; null when its name says enough.</summary>
    public static string? Hint(string kind, string field, CultureInfo? culture = null) => Find($"Hint.{kind}.{field}", culture);

    public static string Kind(string kind, CultureInfo? culture = null) => Get($"Kind.{kind}", culture);

    /// <summary>True where a mark ends it, maybe within quotes or brackets.</summary>
    private static bool IsClosed(StringBuilder said)
    {
        var last = said.Length - 1;
        while (last > 0 && Closing.Contains(said[last])) last--;
        return EndsOfSentences.Contains(said[last]);
    }
}
