using System.Security.Cryptography.X509Certificates;

namespace Concentric.Mail;

/// <summary>How the connection to the mail server is secured.</summary>
public enum MailSecurity
{
    /// <summary>Begins in clear and must go over to TLS before anything is said.</summary>
    StartTls,

    /// <summary>TLS from the first byte.</summary>
    Tls,

    /// <summary>In clear; for a server on the same machine or network.</summary>
    None,
}

/// <summary>The office's mail server, and what may be sent through it. Without <see cref="Host"/> no mail is sent.</summary>
/// <param name="Host">Name or address of the SMTP server; null for none.</param>
/// <param name="Port">Its port.</param>
/// <param name="Security">How the connection is secured.</param>
/// <param name="User">To sign in with; null for a server that asks nobody.</param>
/// <param name="Password">Goes with <paramref name="User"/>.</param>
/// <param name="From">The address that mails come from.</param>
/// <param name="Site">The address under which people open this site; a mail's link begins with it.</param>
public sealed record MailOptions(string? Host, int Port, MailSecurity Security, string? User, string? Password, string From, Uri? Site)
{
    public const int DefaultPort = 587;
    public const int DefaultTimeoutSeconds = 30;
    public const int DefaultAttachAtMostKilobytes = 5_000;

    /// <summary>No mail.</summary>
    public static MailOptions Off { get; } = new(null, DefaultPort, MailSecurity.StartTls, null, null, "", null);

    public bool IsOn => Host is not null;

    /// <summary>How long the server may take for each of: connecting and signing in; taking a mail.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(DefaultTimeoutSeconds);

    /// <summary>
    /// Certificates of the office's own authorities; the server's certificate must come from one of them. Null for those that this machine
    /// trusts.
    /// </summary>
    public X509Certificate2Collection? Authorities { get; init; }

    /// <summary>Whether workbooks may leave the site as attachments; off, mails hold only the link.</summary>
    public bool AttachFiles { get; init; }

    /// <summary>Bytes up to which a workbook is attached.</summary>
    public long AttachAtMost { get; init; } = DefaultAttachAtMostKilobytes * 1_000L;
}
