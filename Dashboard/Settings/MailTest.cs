using System.Globalization;
using Concentric.Communities;
using Concentric.Dashboard.Mail;
using Concentric.Dashboard.Resources;
using Concentric.Data;
using Concentric.Exports.Deliveries;
using Concentric.Mail;
using Concentric.Settings;
using Concentric.Time;
using MailKit.Net.Smtp;
using Microsoft.Extensions.Options;
using MimeKit;
using MimeKit.Utils;

namespace Concentric.Dashboard.Settings;

/// <summary>How a mail that was sent to try the settings fared.</summary>
/// <param name="Problem">Null when the server has taken it.</param>
/// <param name="Answer">What the server or the library said; null when nothing.</param>
internal sealed record MailTestResult(MailProblem? Problem, string? Answer);

/// <summary>Sends one mail by settings that may not have been saved, and tells how it went.</summary>
internal sealed class MailTest(SettingCommands commands, IOptionsMonitor<StreetOffice> office, OfficeClock clock)
{
    /// <summary>Tries once. Gives up after the time that the settings give the server, for reaching it and for handing over.</summary>
    /// <exception cref="Rules.RefusedException">The caller may not.</exception>
    /// <exception cref="OperationCanceledException">Somebody gave up waiting.</exception>
    public async Task<MailTestResult> SendAsync(CurrentUser caller, MailOptions options, string address,
        CancellationToken cancellationToken)
    {
        // First, so that whoever may not gets nobody connected; and what was tried stands there, however it ends.
        await commands.NoteTestAsync(caller, options.Host ?? "", cancellationToken);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(2 * options.Timeout);
        using var client = new SmtpClient { CheckCertificateRevocation = false };
        try
        {
            using var message = Compose(options, address);
            await MailConnection.OpenAsync(client, options, limit.Token);
            await client.SendAsync(message, limit.Token);
            await client.DisconnectAsync(quit: true, limit.Token);
            return new(null, null);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested && MailConnection.Explain(failure) is { } told)
        {
            return new(told.Problem, told.Answer);
        }
    }

    private MimeMessage Compose(MailOptions options, string address)
    {
        var culture = CultureInfo.CurrentUICulture;
        var name = office.CurrentValue.NameFor(culture);
        var message = new MimeMessage
        {
            Subject = UiTexts.Get("Mail.Test.Title", culture, name),
            MessageId = MimeUtils.GenerateMessageId(),
            Date = new DateTimeOffset(clock.UtcNow),
        };
        message.From.Add(new MailboxAddress(name, options.From));
        message.To.Add(new MailboxAddress("", address));
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        message.Body = new TextPart("plain") { Text = UiTexts.Get("Mail.Test.Body", culture, name, options.Site?.AbsoluteUri ?? "") };
        return message;
    }
}
