using Concentric.Data;

namespace Concentric.People;

/// <summary>Names to sign in with: letters and digits of any script, and <c>. _ - @</c>.</summary>
public static class UserNames
{
    public const int Most = 64;

    /// <summary>One form for all ways to write a name; unique in the store.</summary>
    public static string Normalize(string userName) => userName.Trim().Normalize().ToUpperInvariant();

    /// <exception cref="AccountException">It is not usable as a name.</exception>
    public static string Check(string? userName)
    {
        var name = userName?.Trim() ?? "";
        return IsName(name) ? name : throw new AccountException(AccountProblem.UserNameWrong);
    }

    /// <summary>True for what may be a name, without spaces around it.</summary>
    public static bool IsName(string name) =>
        name.Length is > 0 and <= Most && name.All(c => char.IsLetterOrDigit(c) || "._-@".Contains(c));

    /// <exception cref="AccountException">It is not usable as a person's or a key's name.</exception>
    public static string CheckDisplayName(string? displayName)
    {
        var name = displayName?.Trim() ?? "";
        if (name.Length is 0 or > TextLimits.Name || name.Any(char.IsControl)) throw new AccountException(AccountProblem.DisplayNameWrong);
        return name;
    }
}
