using System.Globalization;
using Concentric.Resources;

namespace Concentric.Robots;

/// <summary>
/// What a robot says: title, lines, link. What does not fit is left out from the end, and the message says how many lines that were;
/// the link is always there.
/// </summary>
public static class RobotText
{
    /// <summary>Writes a message so that the platform takes it.</summary>
    /// <param name="isSigned">True when the signature takes its part of the body.</param>
    /// <param name="link">Where the reader signs in; null for a message without one.</param>
    public static string Fit(RobotForm form, bool isSigned, string title, IReadOnlyList<string> lines, string? link, CultureInfo culture)
    {
        // Robots that ask for a keyword find it in the first line.
        var head = string.Format(culture, Texts.Get("Robot.Head", culture), title);
        // One line fewer is one byte fewer at least, so what fits is found by halving.
        var (fits, tooMany) = (-1, lines.Count + 1);
        while (tooMany - fits > 1)
        {
            var middle = (fits + tooMany) / 2;
            if (RobotWire.Takes(form, isSigned, With(head, lines, middle, link, culture))) fits = middle;
            else tooMany = middle;
        }

        return fits >= 0 ? With(head, lines, fits, link, culture) : Cut(form, isSigned, head, lines, link, culture);
    }

    /// <summary>Not even the title fits: as much of it as does, whole characters as people see them.</summary>
    private static string Cut(RobotForm form, bool isSigned, string head, IReadOnlyList<string> lines, string? link, CultureInfo culture)
    {
        var parts = StringInfo.ParseCombiningCharacters(head);
        for (var kept = parts.Length - 1; kept > 0; kept--)
        {
            var text = With(head[..parts[kept]] + "…", lines, 0, link, culture);
            if (RobotWire.Takes(form, isSigned, text)) return text;
        }

        return With("…", [], 0, link, culture);
    }

    private static string With(string head, IReadOnlyList<string> lines, int shown, string? link, CultureInfo culture)
    {
        IEnumerable<string> all = [head, .. lines.Take(shown)];
        if (lines.Count - shown is > 0 and var left) all = all.Append(string.Format(culture, Texts.Get("Robot.More", culture), left));
        if (link is not null) all = all.Append(link);
        return string.Join('\n', all);
    }
}
