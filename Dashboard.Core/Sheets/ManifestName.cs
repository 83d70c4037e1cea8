using System.Globalization;
using Concentric.Resources;

namespace Concentric.Sheets;

/// <summary>What the sheet is called in which our workbooks say of themselves what they are: it holds no records.</summary>
internal static class ManifestName
{
    private static readonly string[] Languages = ["zh-CN", "en"];

    public static string In(CultureInfo culture) => Texts.Get("Sheet.manifest", culture);

    /// <summary>True for its name in any of our languages.</summary>
    public static bool Is(string sheet) => Languages.Any(language => In(CultureInfo.GetCultureInfo(language)) == sheet);
}
