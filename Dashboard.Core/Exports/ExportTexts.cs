using System.Globalization;
using System.Resources;

namespace Concentric.Exports;

/// <summary>What stands in workbooks, and why one could not be made; in zh-CN (neutral) and en.</summary>
public static class ExportTexts
{
    private static readonly ResourceManager Resources = new(typeof(ExportTexts));

    /// <exception cref="MissingManifestResourceException">No text has the key.</exception>
    public static string Get(string key, CultureInfo culture, params object[] values)
    {
        var text = Resources.GetString(key, culture) ?? throw new MissingManifestResourceException(key);
        return values.Length == 0 ? text : string.Format(culture, text, values);
    }
}
