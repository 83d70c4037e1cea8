using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Concentric.Tests.TestData;

/// <summary>An authority made for one test, which no machine trusts, and what it issues.</summary>
public sealed class TestAuthority : IDisposable
{
    // Wide enough for any machine's clock: who connects asks that one.
    private static readonly DateTimeOffset NotBefore = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset NotAfter = new(2049, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly X509Certificate2 own;

    public TestAuthority()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Authority of a test", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0,
            critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        own = request.CreateSelfSigned(NotBefore, NotAfter);
    }

    public string Pem => own.ExportCertificatePem();

    /// <summary>Itself, without its key, as a settings file would hold it.</summary>
    public X509Certificate2Collection Certificates => [X509Certificate2.CreateFromPem(Pem)];

    /// <summary>A certificate for a server of this machine, under a name or its address.</summary>
    public X509Certificate2 Issue(string name = "localhost")
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        if (name == "localhost") names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], critical: false));
        using var signed = request.Create(own, NotBefore, NotAfter, RandomNumberGenerator.GetBytes(8));
        return signed.CopyWithPrivateKey(key);
    }

    public void Dispose() => own.Dispose();
}
