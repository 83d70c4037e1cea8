namespace Concentric.Sheets;

/// <summary>
/// Keeps spreadsheets from running what a CSV file holds as a formula: a text that begins with = + - @, a tab or a line break gets an
/// apostrophe before it, which spreadsheets show and never run. <see cref="Restore"/> takes exactly that apostrophe off again.
/// </summary>
public static class CsvText
{
    private const char Guard = '\'';

    /// <summary>The text as it stands in a file.</summary>
    public static string Neutralise(string text) => NeedsGuard(text) ? Guard + text : text;

    /// <summary>The text as it was before <see cref="Neutralise"/>.</summary>
    public static string Restore(string text) => text.Length > 1 && text[0] == Guard && NeedsGuard(text[1..]) ? text[1..] : text;

    // Apostrophes before it count as well, so that the two are each other's inverse.
    private static bool NeedsGuard(string text)
    {
        var begins = text.AsSpan().TrimStart(Guard);
        return begins.Length > 0 && begins[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n';
    }
}
