using System.Net.Mail;
using Concentric.Rules;

namespace Concentric.People;

/// <summary>Mail addresses of accounts.</summary>
public static class MailAddresses
{
    /// <summary>The longest address that mail servers take (RFC 5321).</summary>
    public const int Most = 254;

    /// <summary>The address without spaces around it; null when there is none.</summary>
    /// <exception cref="AccountException">It is none: plain ASCII, one @, no name or list.</exception>
    public static string? Check(string? text)
    {
        var address = text?.Trim();
        if (string.IsNullOrEmpty(address)) return null;
        return IsAddress(address)
            ? address
            : throw new AccountException(AccountProblem.MailAddressWrong, PlainText.Cut(address, Most, "…"));
    }

    /// <summary>True for a bare address.</summary>
    public static bool IsAddress(string text) =>
        text.Length <= Most && text.All(sign => sign is > ' ' and < '\x7f' and not ('"' or '<' or '>' or ',' or ';'))
        && MailAddress.TryCreate(text, out var address) && address.Address == text;
}
