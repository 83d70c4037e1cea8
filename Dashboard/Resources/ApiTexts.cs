using System.Globalization;
using System.Resources;

namespace Concentric.Dashboard.Resources;

/// <summary>
/// What the API says to the people behind the programs: problems, and the words of its description. In the language of the call.
/// </summary>
internal static class ApiTexts
{
    private static readonly ResourceManager Manager = new("Concentric.Dashboard.Resources.ApiTexts", typeof(ApiTexts).Assembly);

    /// <exception cref="KeyNotFoundException">No text has the key.</exception>
    public static string Get(string key, params object[] values) =>
        Find(key, values) ?? throw new KeyNotFoundException($"No text of the API has the key {key}.");

    /// <summary>The text with a key; null when there is none.</summary>
    public static string? Find(string key, params object[] values) =>
        Manager.GetString(key, CultureInfo.CurrentUICulture) is { } text ? string.Format(CultureInfo.CurrentCulture, text, values) : null;
}
