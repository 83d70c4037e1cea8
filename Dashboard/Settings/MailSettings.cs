using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Concentric.Mail;
using Concentric.People;
using Concentric.Rules;

namespace Concentric.Dashboard.Settings;

/// <summary>The office's mail server. Without a host there is no mail; with one, the rest must be right.</summary>
internal static class MailSettings
{
    public static readonly Setting Host = Setting.Text("Mail:Host");
    public static readonly Setting Password = new("Mail:Password", SettingType.Secret);

    private static readonly Setting Port = Setting.Whole("Mail:Port", MailOptions.DefaultPort, 1, 65_535);
    private static readonly Setting Security = Setting.Choice("Mail:Security", MailSecurity.StartTls);

    // A path on the server is the machine's, and whoever could try any would learn which there are.
    private static readonly Setting Authority = Setting.OfMachine("Mail:CertificateAuthority");
    private static readonly Setting User = Setting.Text("Mail:User");
    private static readonly Setting From = Setting.Text("Mail:From");
    private static readonly Setting Site = Setting.Text("Mail:Site");
    private static readonly Setting Timeout = Setting.Whole("Mail:TimeoutSeconds", MailOptions.DefaultTimeoutSeconds, 1, 60);
    private static readonly Setting AttachFiles = Setting.Flag("Mail:AttachFiles", false);

    private static readonly Setting AttachAtMost =
        Setting.Whole("Mail:AttachAtMostKilobytes", MailOptions.DefaultAttachAtMostKilobytes, 1, 50_000);

    private static readonly Setting[] Meaning = [From, User, Site];

    public static SettingGroup Group { get; } =
        new("mail", [Host, Port, Security, User, Password, From, Site, Timeout, AttachFiles, AttachAtMost, Authority]);

    /// <summary>
    /// Where a password goes and how. Whoever changes these types the password again: else one could have it sent to a server of the
    /// own, and read what nobody is shown.
    /// </summary>
    public static IReadOnlyList<string> WhereThePasswordGoes { get; } = [Host.Key, Port.Key, Security.Key, User.Key];

    public static MailOptions Read(SettingsReader reader)
    {
        if (reader.Raw(Host) is not { } host)
        {
            // Whoever wrote the rest means to send mail.
            foreach (var setting in Meaning.Where(setting => reader.Raw(setting) is not null))
                reader.Complain(setting.Key, reader.Raw(setting), "Settings.MailHost");
            return MailOptions.Off;
        }

        if (Uri.CheckHostName(host) == UriHostNameType.Unknown) reader.Complain(Host.Key, host, "Settings.MailHostName");
        var user = reader.Raw(User);
        var password = reader.Raw(Password);
        if ((user is null) != (password is null)) reader.Complain(user is null ? User.Key : Password.Key, null, "Settings.MailPassword");
        var from = reader.Raw(From);
        if (from is null || !MailAddresses.IsAddress(from)) reader.Complain(From.Key, from, "Settings.MailFrom");
        return new MailOptions(host, reader.Whole(Port), ReadSecurity(reader), user, password, from ?? "", ReadSite(reader))
        {
            Timeout = TimeSpan.FromSeconds(reader.Whole(Timeout)),
            Authorities = ReadAuthorities(reader),
            AttachFiles = reader.Flag(AttachFiles),
            AttachAtMost = 1_000L * reader.Whole(AttachAtMost),
        };
    }

    private static MailSecurity ReadSecurity(SettingsReader reader)
    {
        var text = reader.Raw(Security) ?? Security.Default!;
        if (EnumText.TryRead<MailSecurity>(text, out var security)) return security;
        reader.Complain(Security.Key, text, "Settings.MailSecurity");
        return MailSecurity.StartTls;
    }

    /// <summary>A file of certificates in PEM; it must be there and hold at least one.</summary>
    private static X509Certificate2Collection? ReadAuthorities(SettingsReader reader)
    {
        if (reader.Raw(Authority) is not { } path) return null;
        var certificates = new X509Certificate2Collection();
        try
        {
            certificates.ImportFromPemFile(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or CryptographicException)
        {
            // Told below.
        }

        if (certificates.Count == 0) reader.Complain(Authority.Key, path, "Settings.MailAuthority");
        return certificates;
    }

    private static Uri? ReadSite(SettingsReader reader)
    {
        var text = reader.Raw(Site);
        if (Uri.TryCreate(text, UriKind.Absolute, out var site) && site.Scheme is "http" or "https" && site.Query.Length == 0
            && site.Fragment.Length == 0 && site.UserInfo.Length == 0)
            return site.AbsoluteUri.EndsWith('/') ? site : new Uri(site.AbsoluteUri + "/");
        reader.Complain(Site.Key, text, "Settings.MailSite");
        return null;
    }
}
