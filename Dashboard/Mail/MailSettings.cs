using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Concentric.Dashboard.Infrastructure;
using Concentric.Mail;
using Concentric.People;
using Concentric.Rules;

namespace Concentric.Dashboard.Mail;

/// <summary>The section <c>Mail</c> of the configuration. Without a host there is no mail; with one, the rest must be right.</summary>
internal static class MailSettings
{
    private const string Section = "Mail";

    private static readonly string[] Meaning = [$"{Section}:From", $"{Section}:User", $"{Section}:Site"];

    public static MailOptions Read(SettingsReader reader)
    {
        if (reader.Raw($"{Section}:Host") is not { } host)
        {
            // Whoever wrote the rest means to send mail.
            foreach (var key in Meaning.Where(key => reader.Raw(key) is not null))
                reader.Complain(key, reader.Raw(key), "Settings.MailHost");
            return MailOptions.Off;
        }

        if (Uri.CheckHostName(host) == UriHostNameType.Unknown) reader.Complain($"{Section}:Host", host, "Settings.MailHostName");
        var user = reader.Raw($"{Section}:User");
        var password = reader.Raw($"{Section}:Password");
        if ((user is null) != (password is null))
            reader.Complain(user is null ? $"{Section}:User" : $"{Section}:Password", null, "Settings.MailPassword");
        var from = reader.Raw($"{Section}:From");
        if (from is null || !MailAddresses.IsAddress(from)) reader.Complain($"{Section}:From", from, "Settings.MailFrom");
        return new MailOptions(
            host, reader.Whole($"{Section}:Port", MailOptions.DefaultPort, 1, 65_535), ReadSecurity(reader), user, password, from ?? "",
            ReadSite(reader))
        {
            Timeout = TimeSpan.FromSeconds(reader.Whole($"{Section}:TimeoutSeconds", MailOptions.DefaultTimeoutSeconds, 1, 60)),
            Authorities = ReadAuthorities(reader),
            AttachFiles = reader.Flag($"{Section}:AttachFiles", false),
            AttachAtMost = 1_000L * reader.Whole($"{Section}:AttachAtMostKilobytes", MailOptions.DefaultAttachAtMostKilobytes, 1, 50_000),
        };
    }

    private static MailSecurity ReadSecurity(SettingsReader reader)
    {
        var text = reader.Raw($"{Section}:Security") ?? nameof(MailSecurity.StartTls);
        if (EnumText.TryRead<MailSecurity>(text, out var security)) return security;
        reader.Complain($"{Section}:Security", text, "Settings.MailSecurity");
        return MailSecurity.StartTls;
    }

    /// <summary>A file of certificates in PEM; it must be there and hold at least one.</summary>
    private static X509Certificate2Collection? ReadAuthorities(SettingsReader reader)
    {
        if (reader.Raw($"{Section}:CertificateAuthority") is not { } path) return null;
        var certificates = new X509Certificate2Collection();
        try
        {
            certificates.ImportFromPemFile(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or CryptographicException)
        {
            // Told below.
        }

        if (certificates.Count == 0) reader.Complain($"{Section}:CertificateAuthority", path, "Settings.MailAuthority");
        return certificates;
    }

    private static Uri? ReadSite(SettingsReader reader)
    {
        var text = reader.Raw($"{Section}:Site");
        if (Uri.TryCreate(text, UriKind.Absolute, out var site) && site.Scheme is "http" or "https" && site.Query.Length == 0
            && site.Fragment.Length == 0 && site.UserInfo.Length == 0)
            return site.AbsoluteUri.EndsWith('/') ? site : new Uri(site.AbsoluteUri + "/");
        reader.Complain($"{Section}:Site", text, "Settings.MailSite");
        return null;
    }
}
