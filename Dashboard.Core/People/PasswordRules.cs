using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Concentric.Communities;

namespace Concentric.People;

/// <summary>
/// Length before variety: NIST SP 800-63B asks for no mixture of characters, but for length and for a look at what everybody chooses.
/// </summary>
public static class PasswordRules
{
    public const int Least = 10;

    /// <summary>Hashing takes as long as the password is long, so its length is bounded.</summary>
    public const int Most = 128;

    private const int LeastDifferent = 5;

    /// <summary>A name shorter than this is in many good passwords by chance.</summary>
    private const int LeastName = 4;

    /// <summary>Words of offices' names that say nothing about this one.</summary>
    private static readonly string[] General = ["street", "office", "subdistrict", "district", "sub-district"];

    /// <summary>What is wrong with a new password; null when nothing is.</summary>
    /// <param name="office">Whose name is guessed first; null for none.</param>
    public static AccountProblem? Check(string password, string userName, StreetOffice? office = null)
    {
        if (password.Length < Least) return AccountProblem.PasswordTooShort;
        if (password.Length > Most) return AccountProblem.PasswordTooLong;
        if (password.Distinct().Count() < LeastDifferent) return AccountProblem.PasswordTooSimple;
        var plain = Plain(password);
        string[] names = [userName, "concentric", "同心圆", .. office is null ? [] : new[] { office.Name, office.NameEn }];
        if (names.Select(Plain)
            .Any(name => (name.Length >= LeastName || name.Any(IsHan)) && name.Length > 1
                && plain.Contains(name, StringComparison.Ordinal))) return AccountProblem.PasswordHoldsName;
        string[] words = [.. (office?.NameEn ?? "").ToLower(CultureInfo.InvariantCulture).Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Where(word => word.Length >= LeastName && !General.Contains(word))];
        return CommonPasswords.Contains(password, words) ? AccountProblem.PasswordIsCommon : null;
    }

    /// <summary>Small letters and digits only, so that "Street-Office" is the name as well.</summary>
    private static string Plain(string text) =>
        string.Concat(text.Normalize(NormalizationForm.FormKC).Where(char.IsLetterOrDigit)).ToLower(CultureInfo.InvariantCulture);

    private static bool IsHan(char character) => character is >= '\u4e00' and <= '\u9fff';

    /// <summary>A password for somebody else to type once: four groups of four, without characters that look alike; 79 bits.</summary>
    public static string MakeUp() =>
        string.Join('-', Enumerable.Range(0, 4).Select(_ => RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", 4)));
}
