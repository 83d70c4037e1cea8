using System.Globalization;

namespace Concentric.Resources;

/// <summary>
/// Which of the two languages of the program a culture reads: English, or Chinese for every other. Used in both projects without being
/// imported file by file.
/// </summary>
public static class CultureLanguage
{
    extension(CultureInfo culture)
    {
        /// <summary>True for whoever reads English.</summary>
        public bool IsEnglish => culture.TwoLetterISOLanguageName == "en";

        /// <summary>The language as it is kept and sent: <c>en</c> or <c>zh-CN</c>.</summary>
        public string LanguageCode => culture.IsEnglish ? "en" : "zh-CN";

        /// <summary>What is said in the reader's language.</summary>
        public T Pick<T>(T chinese, T english) => culture.IsEnglish ? english : chinese;
    }
}
