using System.Globalization;
using System.Text;

namespace Concentric.People;

/// <summary>
/// Whether a password is one that everybody tries first: in the shipped list of some thousands, or one of those with digits and signs
/// around it, in other letters (p@ssw0rd), repeated, or a walk over the keyboard.
/// </summary>
internal static class CommonPasswords
{
    /// <summary>Digits and signs around a common word, up to which it is still that word.</summary>
    private const int MostAround = 8;

    /// <summary>Digits alone are birthdays and phone numbers until they are more than anybody's number has.</summary>
    private const int MostDigits = 18;

    private const int LongestRepeated = 6;
    private const int MostWalks = 4;
    private const int LeastWalk = 3;

    private const string From = "@4$5013!7";
    private const string To = "aassolert";

    private static readonly string[] Walks = new[]
    {
        "1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "abcdefghijklmnopqrstuvwxyz", "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
        "1q2w3e4r5t6y7u8i9o0p", "q1w2e3r4t5y6u7i8o9p0", "qazwsxedcrfvtgbyhnujmikolp", "0987654321", "147258369", "159357",
    }.SelectMany(walk => new[] { walk, new string([.. walk.Reverse()]) }).ToArray();

    private static readonly Lazy<HashSet<string>> Listed = new(Read);

    /// <param name="password">As typed.</param>
    /// <param name="also">Further words that are common here, in small letters.</param>
    public static bool Contains(string password, IReadOnlyCollection<string> also)
    {
        var text = password.Normalize(NormalizationForm.FormKC).ToLower(CultureInfo.InvariantCulture);
        var core = text.Trim([.. text.Where(character => !char.IsLetter(character)).Distinct()]);
        return IsListed(text, also)
            || (core.Length > 0 && text.Length - core.Length <= MostAround && (IsListed(core, also) || IsWalk(core, MostWalks)))
            || IsListed(WithoutFirstSigns(text), also)
            || (text.Length <= MostDigits && text.All(char.IsAsciiDigit))
            || IsRepeated(text)
            || IsWalk(text, MostWalks);
    }

    private static bool IsListed(string text, IReadOnlyCollection<string> also)
    {
        var plain = Letters(text);
        return Listed.Value.Contains(text) || Listed.Value.Contains(plain) || also.Contains(text) || also.Contains(plain);
    }

    /// <summary>
    /// "p@ssw0rd2025!" without what stands behind: the letters' other forms are signs themselves, so it can't be cut at the last letter.
    /// </summary>
    private static string WithoutFirstSigns(string text)
    {
        var letters = Letters(text);
        for (var length = text.Length - 1; length >= Math.Max(4, text.Length - MostAround); length--)
        {
            if (text[length..].All(character => !char.IsLetter(character)) && Listed.Value.Contains(letters[..length]))
                return letters[..length];
        }

        return text;
    }

    /// <summary>With letters in place of the signs and digits that stand for them.</summary>
    private static string Letters(string text) =>
        string.Concat(text.Select(character => From.IndexOf(character) is >= 0 and var at ? To[at] : character));

    private static bool IsRepeated(string text) =>
        Enumerable.Range(1, Math.Min(LongestRepeated, text.Length / 2))
            .Any(period => Enumerable.Range(period, text.Length - period).All(i => text[i] == text[i - period]))
        || (text.Length % 2 == 0 && text[..(text.Length / 2)] == text[(text.Length / 2)..]
            && Listed.Value.Contains(text[..(text.Length / 2)]));

    /// <summary>Made of a few pieces, each a run of neighbouring keys or letters.</summary>
    private static bool IsWalk(string text, int most)
    {
        if (text.Length == 0) return true;
        if (most == 0) return false;
        for (var length = text.Length; length >= LeastWalk; length--)
        {
            var piece = text[..length];
            if ((Walks.Any(walk => walk.Contains(piece, StringComparison.Ordinal)) || piece.All(character => character == piece[0]))
                && IsWalk(text[length..], most - 1)) return true;
        }

        return false;
    }

    private static HashSet<string> Read()
    {
        using var stream = typeof(CommonPasswords).Assembly.GetManifestResourceStream("Concentric.People.CommonPasswords.txt")!;
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#')];
    }
}
