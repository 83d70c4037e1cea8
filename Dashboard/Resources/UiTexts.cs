using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;
using System.Resources;

namespace Concentric.Dashboard.Resources;

/// <summary>
/// The texts of the screens, in zh-CN (neutral) and en: <c>L["Meeting.Agenda"]</c> is <c>Agenda</c> of MeetingText.resx, in the language
/// of whoever reads. A key that is not there is an error of the program, not a blank; a test looks at every key that the code names.
/// </summary>
public sealed class UiTexts
{
    private const string Prefix = "Concentric.Dashboard.Resources.";

    private const string Suffix = "Text.resources";

    private static readonly FrozenDictionary<string, ResourceManager> Sets = typeof(UiTexts).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal) && name.EndsWith(Suffix, StringComparison.Ordinal))
        .ToFrozenDictionary(name =>
            name[Prefix.Length..^Suffix.Length], name => new ResourceManager(name[..^".resources".Length], typeof(UiTexts).Assembly));

    // By language and whole key: a page asks for hundreds, and cutting keys would make two strings for each. As many as there are texts.
    private static readonly ConcurrentDictionary<string, ConcurrentDictionary<string, string>> Found = new();

    private UiTexts()
    {
    }

    /// <summary>The texts of the screens.</summary>
    public static UiTexts L { get; } = new();

    /// <param name="key">The set and the key within it, as in <c>Meeting.Agenda</c>.</param>
    /// <param name="values">For the text's places.</param>
    /// <exception cref="KeyNotFoundException">There is no such text.</exception>
    public string this[string key, params object?[] values]
    {
        get
        {
            var text = Find(key) ?? throw new KeyNotFoundException($"No text has the key {key}.");
            return values.Length == 0 ? text : string.Format(CultureInfo.CurrentCulture, text, values);
        }
    }

    /// <summary>A text in a language, whoever reads; its values are written as that language writes them.</summary>
    /// <exception cref="KeyNotFoundException">There is no such text.</exception>
    public static string Get(string key, CultureInfo culture, params object?[] values)
    {
        var text = Find(key, culture) ?? throw new KeyNotFoundException($"No text has the key {key}.");
        return values.Length == 0 ? text : string.Format(culture, text, values);
    }

    /// <summary>The text of a key; null when there is none.</summary>
    /// <param name="culture">Null for the reader's language.</param>
    public static string? Find(string key, CultureInfo? culture = null)
    {
        culture ??= CultureInfo.CurrentUICulture;
        var found = Found.GetOrAdd(culture.Name, static _ => new());
        if (found.TryGetValue(key, out var known)) return known;
        var dot = key.IndexOf('.', StringComparison.Ordinal);
        var text = dot > 0 && Sets.TryGetValue(key[..dot], out var set) ? set.GetString(key[(dot + 1)..], culture) : null;
        if (text is not null) found[key] = text;
        return text;
    }
}
