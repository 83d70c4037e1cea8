using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Concentric.Robots;

/// <summary>Protects the keys and secrets of robots: a copy of the table alone gives none of them away.</summary>
public sealed class RobotSecrets(IDataProtectionProvider protection)
{
    /// <summary>What the audit trail says in place of a key.</summary>
    public const string Hidden = "***";

    private readonly Lazy<IDataProtector> protector = new(() => protection.CreateProtector("Concentric.Robots"));

    public string Protect(string value) => protector.Value.Protect(value);

    /// <returns>Null when the key that it was protected with is lost.</returns>
    public string? Reveal(string value)
    {
        try
        {
            return protector.Value.Unprotect(value);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
