using Concentric.Exports.Deliveries;
using Concentric.Mail;
using MailKit;
using MailKit.Net.Smtp;
using Microsoft.Extensions.Options;

namespace Concentric.Dashboard.Mail;

/// <summary>
/// Hands one mail to the server. It is marked in the store before the server is told anything of it; whether the server has it
/// is unknown only if it falls silent after the mail's text has begun to go, and then it is not sent again.
/// </summary>
internal sealed partial class MailDispatcher(IOptionsMonitor<MailOptions> settings, ILogger<MailDispatcher> logger)
{
    /// <summary>
    /// A server may take its time with a mail that it has: RFC 5321 asks for ten minutes of patience, lest it comes twice. This
    /// much longer than for any other answer; two minutes by default.
    /// </summary>
    private const int Patience = 4;

    /// <summary>Tries to send a mail that was taken out of the outbox, and writes down how it went.</summary>
    /// <returns>False when the server could not be reached or did not let us in: another mail would fare no better.</returns>
    public async Task<bool> CarryAsync(OutgoingLetter mail, CancellationToken stopping)
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
            await mail.GiveBackAsync();
            throw;
        }
        catch (Exception failure) when (MailConnection.Explain(failure) is { } problem)
        {
            LogNotReached(failure, mail.About);
            await mail.FailedAsync(problem.Problem, problem.Answer, isFinal: false);
            return false;
        }

        await HandOverAsync(client, options, mail, limit, stopping);
        return true;
    }

    private async Task HandOverAsync(SmtpClient client, MailOptions options, OutgoingLetter mail, CancellationTokenSource limit,
        CancellationToken stopping)
    {
        if (await ComposeAsync(mail, options, stopping) is not { } letter) return;
        using var message = letter.Message;
        if (!await mail.BeginAsync(stopping)) return;
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
            LogNotSent(refusal, mail.About);
            await mail.FailedAsync(MailProblem.Refused, MailConnection.AnswerOf(refusal), isFinal);
            return;
        }
        catch (Exception failure) when (MailConnection.Explain(failure) is { } problem)
        {
            LogNotSent(failure, mail.About);
            if (transfer.HasBegun) await mail.UncertainAsync();
            else if (stopping.IsCancellationRequested) await mail.GiveBackAsync();
            else await mail.FailedAsync(problem.Problem, problem.Answer, isFinal: false);
            stopping.ThrowIfCancellationRequested();
            return;
        }

        await mail.SentAsync(letter.HasFile);
        LogSent(mail.About);
        await QuitAsync(client, options);
    }

    /// <returns>Null when it is not to be sent; that has been written down.</returns>
    private async Task<Letter?> ComposeAsync(OutgoingLetter mail, MailOptions options, CancellationToken stopping)
    {
        try
        {
            return await mail.ComposeAsync(options, stopping);
        }
        catch (FormatException failure)
        {
            LogNotSent(failure, mail.About);
            await mail.FailedAsync(MailProblem.Address, null, isFinal: true);
            return null;
        }
        catch (OperationCanceledException)
        {
            await mail.GiveBackAsync();
            throw;
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

    [LoggerMessage(Level = LogLevel.Information, Message = "The mail about {Mail} was sent")]
    private partial void LogSent(string mail);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The mail server could not be used for the mail about {Mail}")]
    private partial void LogNotReached(Exception failure, string mail);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The mail about {Mail} was not taken by the server")]
    private partial void LogNotSent(Exception failure, string mail);
}
