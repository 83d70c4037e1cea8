using System.Security.Cryptography;

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

    // Beginnings: "password1234" is no better than "password".
    private static readonly string[] Common =
        ["password", "passw0rd", "p@ssw0rd", "1234567890", "0123456789", "qwertyuiop", "1q2w3e4r5t", "abcdefghij", "abc123456", "admin12345", "administrator", "letmein", "woaini", "concentric"];

    /// <summary>What is wrong with a new password; null when nothing is.</summary>
    public static AccountProblem? Check(string password, string userName)
    {
        if (password.Length < Least) return AccountProblem.PasswordTooShort;
        if (password.Length > Most) return AccountProblem.PasswordTooLong;
        if (password.Distinct().Count() < LeastDifferent) return AccountProblem.PasswordTooSimple;
        if (userName.Length >= 4 && password.Contains(userName, StringComparison.OrdinalIgnoreCase)) return AccountProblem.PasswordHoldsName;
        if (Common.Any(word => password.StartsWith(word, StringComparison.OrdinalIgnoreCase) && password.Length - word.Length < 6)) return AccountProblem.PasswordIsCommon;
        return null;
    }

    /// <summary>A password for somebody else to type once: four groups of four, without characters that look alike; 79 bits.</summary>
    public static string MakeUp() =>
        string.Join('-', Enumerable.Range(0, 4).Select(_ => RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", 4)));
}
