using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Concentric.Dashboard.Mail;

/// <summary>Judges the certificate of a mail server that was issued by the office's own authority.</summary>
internal static class MailCertificates
{
    /// <summary>True when it is for the server's name, in its time, and comes from one of the authorities.</summary>
    public static bool IsTrusted(X509Certificate? certificate, X509Chain? presented, SslPolicyErrors errors,
        X509Certificate2Collection authorities)
    {
        // Which authority is ours to say; that the name is the server's is not.
        if (certificate is null || (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) != SslPolicyErrors.None) return false;
        using var own = new X509Certificate2(certificate);
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        // An office's own authority seldom has a place where revoked certificates are listed.
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        foreach (var between in presented?.ChainElements.AsEnumerable() ?? []) chain.ChainPolicy.ExtraStore.Add(between.Certificate);
        return chain.Build(own);
    }
}
