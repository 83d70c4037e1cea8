using System.Net.Sockets;
using Concentric.Exports.Deliveries;
using Concentric.Mail;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace Concentric.Dashboard.Mail;

/// <summary>How the mail server is reached, and what it means when it is not.</summary>
internal static class MailConnection
{
    /// <summary>Connects and signs in.</summary>
    public static async Task OpenAsync(SmtpClient client, MailOptions options, CancellationToken limit)
    {
        if (options.Authorities is { } authorities)
        {
            client.ServerCertificateValidationCallback = (_, certificate, chain, errors) =>
                MailCertificates.IsTrusted(certificate, chain, errors, authorities);
        }

        await client.ConnectAsync(options.Host!, options.Port, SecurityOf(options.Security), limit);
        await SignInAsync(client, options, limit);
    }

    private static async Task SignInAsync(SmtpClient client, MailOptions options, CancellationToken limit)
    {
        if (options.User is not { } user) return;
        try
        {
            await client.AuthenticateAsync(user, options.Password!, limit);
        }
        catch (NotSupportedException failure)
        {
            // So MailKit says that the server offers no way to sign in.
            throw new AuthenticationException(failure.Message, failure);
        }
    }

    private static SecureSocketOptions SecurityOf(MailSecurity security) => security switch
    {
        MailSecurity.None => SecureSocketOptions.None,
        MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
        _ => SecureSocketOptions.StartTls,
    };

    /// <summary>What went wrong, as a person may understand it; null for what is nobody's but the program's fault.</summary>
    public static (MailProblem Problem, string? Answer)? Explain(Exception failure) => failure switch
    {
        OperationCanceledException or TimeoutException => (MailProblem.TimedOut, null),
        SmtpCommandException refusal => (MailProblem.Refused, AnswerOf(refusal)),
        AuthenticationException or SaslException => (MailProblem.SignIn, failure.Message),
        SslHandshakeException => (MailProblem.NotSecured, FirstLine(failure.Message)),
        // So MailKit says that the server offers no STARTTLS.
        NotSupportedException => (MailProblem.NotSecured, failure.Message),
        SocketException or IOException or ProtocolException => (MailProblem.Unreachable, failure.Message),
        _ => null,
    };

    public static string AnswerOf(SmtpCommandException refusal) => $"{(int)refusal.StatusCode} {refusal.Message}";

    private static string FirstLine(string text) => text.Split('\n')[0].Trim();
}
