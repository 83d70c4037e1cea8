using System.Globalization;
using System.Resources;

namespace Concentric.Imports;

/// <summary>What templates say, and why a file or a row was refused; in zh-CN (neutral) and en.</summary>
public static class ImportTexts
{
    private static readonly ResourceManager Resources = new(typeof(ImportTexts));

    /// <summary>The languages in which headers and values are read, whatever the reader's own is.</summary>
    public static IReadOnlyList<CultureInfo> Cultures { get; } = [CultureInfo.GetCultureInfo("zh-CN"), CultureInfo.GetCultureInfo("en")];

    /// <summary>The culture of a run's language; the first of <see cref="Cultures"/> when the row names none that we know.</summary>
    public static CultureInfo CultureOf(string language) => Cultures.FirstOrDefault(one => one.Name == language) ?? Cultures[0];

    /// <exception cref="MissingManifestResourceException">No text has the key.</exception>
    public static string Get(string key, CultureInfo culture, params object[] values)
    {
        var text = Resources.GetString(key, culture) ?? throw new MissingManifestResourceException(key);
        return values.Length == 0 ? text : string.Format(culture, text, values);
    }

    /// <summary>The text of a key; null when there is none.</summary>
    public static string? Find(string key, CultureInfo culture) => Resources.GetString(key, culture);
}
