using System.Globalization;
using System.Resources;

namespace Concentric.Exports;

/// <summary>What stands in workbooks, and why one could not be made; in zh-CN (neutral) and en.</summary>
public static class ExportTexts
{
    private static readonly ResourceManager Resources = new(typeof(ExportTexts));

    /// <summary>
    /// The culture of a run's language; the first of <see cref="ExportRequests.Languages"/> when the row names none that we know.
    /// </summary>
    public static CultureInfo CultureOf(string language) =>
        CultureInfo.GetCultureInfo(ExportRequests.Languages.Contains(language) ? language : ExportRequests.Languages[0]);

    /// <exception cref="MissingManifestResourceException">No text has the key.</exception>
    public static string Get(string key, CultureInfo culture, params object[] values)
    {
        var text = Find(key, culture) ?? throw new MissingManifestResourceException(key);
        return values.Length == 0 ? text : string.Format(culture, text, values);
    }

    /// <summary>A text by a key that was kept; null when there is none.</summary>
    public static string? Find(string key, CultureInfo culture) => Resources.GetString(key, culture);
}
