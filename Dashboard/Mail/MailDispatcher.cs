using Concentric.Exports.Deliveries;
using Concentric.Mail;
using MailKit;
using MailKit.Net.Smtp;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Concentric.Dashboard.Mail;

/// <summary>
/// Hands one mail to the server. It is marked in the store before the server is told anything of it; whether the server has it
/// is unknown only if it falls silent after the mail's text has begun to go, and then it is not sent again.
/// </summary>
internal sealed partial class MailDispatcher(
    IOptionsMonitor<MailOptions> settings, MailOutbox outbox, WorkbookMail mails, ILogger<MailDispatcher> logger)
{
    /// <summary>
    /// A server may take its time with a mail that it has: RFC 5321 asks for ten minutes of patience, lest it comes twice. This
    /// much longer than for any other answer; two minutes by default.
    /// </summary>
    private const int Patience = 4;

    /// <summary>Tries to send a mail that was taken out of the outbox, and writes down how it went.</summary>
    /// <returns>False when the server could not be reached or did not let us in: another mail would fare no better.</returns>
    public async Task<bool> CarryAsync(OutgoingMail mail, CancellationToken stopping)
    {
        // As they stand now: one mail goes by one set of settings.
        var options = settings.CurrentValue;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        limit.CancelAfter(options.Timeout);
        using var client = new SmtpClient { CheckCertificateRevocation = false };
        try
        {
            await MailConnection.OpenAsync(client, options, limit.Token);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            await outbox.GiveBackAsync(mail);
            throw;
        }
        catch (Exception failure) when (MailConnection.Explain(failure) is { } problem)
        {
            LogNotReached(failure, mail.Run.Id);
            await outbox.FailedAsync(mail, problem.Problem, problem.Answer, isFinal: false);
            return false;
        }

        await HandOverAsync(client, options, mail, limit, stopping);
        return true;
    }

    private async Task HandOverAsync(SmtpClient client, MailOptions options, OutgoingMail mail, CancellationTokenSource limit,
        CancellationToken stopping)
    {
        if (Compose(mail, options) is not { } letter)
        {
            await outbox.FailedAsync(mail, MailProblem.Address, null, isFinal: true);
            return;
        }

        using var message = letter.Message;
        if (!await outbox.BeginAsync(mail, stopping)) return;
        limit.CancelAfter(options.Timeout);
        var transfer = new Transfer(() => limit.CancelAfter(Patience * options.Timeout));
        try
        {
            await client.SendAsync(message, limit.Token, transfer);
        }
        catch (SmtpCommandException refusal)
        {
            // The server has spoken: it does not have the mail.
            var isFinal = (int)refusal.StatusCode >= 500 && refusal.ErrorCode is SmtpErrorCode.RecipientNotAccepted
                or SmtpErrorCode.MessageNotAccepted;
            LogNotSent(refusal, mail.Run.Id);
            await outbox.FailedAsync(mail, MailProblem.Refused, MailConnection.AnswerOf(refusal), isFinal);
            return;
        }
        catch (Exception failure) when (MailConnection.Explain(failure) is { } problem)
        {
            LogNotSent(failure, mail.Run.Id);
            if (transfer.HasBegun) await outbox.UncertainAsync(mail);
            else if (stopping.IsCancellationRequested) await outbox.GiveBackAsync(mail);
            else await outbox.FailedAsync(mail, problem.Problem, problem.Answer, isFinal: false);
            stopping.ThrowIfCancellationRequested();
            return;
        }

        await outbox.SentAsync(mail, letter.HasFile);
        LogSent(mail.Run.Id, mail.UserId);
        await QuitAsync(client, options);
    }

    private WorkbookLetter? Compose(OutgoingMail mail, MailOptions options)
    {
        try
        {
            return mails.Compose(mail, options);
        }
        catch (FormatException failure)
        {
            LogNotSent(failure, mail.Run.Id);
            return null;
        }
    }

    /// <summary>Says good-bye; that the mail was taken no longer depends on it.</summary>
    private static async Task QuitAsync(SmtpClient client, MailOptions options)
    {
        using var limit = new CancellationTokenSource(options.Timeout);
        try
        {
            await client.DisconnectAsync(quit: true, limit.Token);
        }
        catch (Exception failure) when (MailConnection.Explain(failure) is not null)
        {
            // The connection ends with the client.
        }
    }

    /// <summary>Learns when the mail's text begins to go to the server.</summary>
    private sealed class Transfer(Action begun) : ITransferProgress
    {
        public bool HasBegun { get; private set; }

        public void Report(long bytesTransferred, long totalSize) => Report(bytesTransferred);

        public void Report(long bytesTransferred)
        {
            if (HasBegun) return;
            HasBegun = true;
            begun();
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The mail about export {Id} to account {User} was sent")]
    private partial void LogSent(long id, int user);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The mail server could not be used for the mail about export {Id}")]
    private partial void LogNotReached(Exception failure, long id);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The mail about export {Id} was not taken by the server")]
    private partial void LogNotSent(Exception failure, long id);
}
