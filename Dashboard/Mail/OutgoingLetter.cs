using Concentric.Exports.Deliveries;
using Concentric.Jobs;
using Concentric.Mail;
using Concentric.Notices.Channels;

namespace Concentric.Dashboard.Mail;

/// <summary>A mail that was taken out of an outbox: what it says, and where it is written down how it went.</summary>
internal abstract class OutgoingLetter
{
    /// <summary>What it is about, for the log: no name, no address.</summary>
    public abstract string About { get; }

    /// <returns>Null when there is nothing to say any more; that has been written down.</returns>
    /// <exception cref="FormatException">The recipient's address is none.</exception>
    public abstract Task<Letter?> ComposeAsync(MailOptions options, CancellationToken cancellationToken);

    /// <summary>Marks it as being handed over.</summary>
    /// <returns>False when it is no longer the taker's to send.</returns>
    public abstract Task<bool> BeginAsync(CancellationToken cancellationToken);

    public abstract Task SentAsync(bool hasFile);

    public abstract Task UncertainAsync();

    public abstract Task FailedAsync(MailProblem problem, string? answer, bool isFinal);

    public abstract Task GiveBackAsync();
}

/// <summary>The mail about a workbook.</summary>
internal sealed class OutgoingWorkbook(OutgoingMail mail, MailOutbox outbox, WorkbookMail mails) : OutgoingLetter
{
    public override string About => $"export {mail.Run.Id} to account {mail.UserId}";

    public override async Task<Letter?> ComposeAsync(MailOptions options, CancellationToken cancellationToken) =>
        await mails.ComposeAsync(mail, options, cancellationToken);

    public override Task<bool> BeginAsync(CancellationToken cancellationToken) => outbox.BeginAsync(mail, cancellationToken);

    public override Task SentAsync(bool hasFile) => outbox.SentAsync(mail, hasFile);

    public override Task UncertainAsync() => outbox.UncertainAsync(mail);

    public override Task FailedAsync(MailProblem problem, string? answer, bool isFinal) =>
        outbox.FailedAsync(mail, problem, answer, isFinal);

    public override Task GiveBackAsync() => outbox.GiveBackAsync(mail);
}

/// <summary>The mail with somebody's notices.</summary>
internal sealed class OutgoingNotices(Taken<NoticeMail> taken, Outbox<NoticeMail> outbox, NoticeMails notices, NoticeMailText text)
    : OutgoingLetter
{
    public override string About => $"notices {taken.Row.Id} to account {taken.Row.UserId}";

    public override async Task<Letter?> ComposeAsync(MailOptions options, CancellationToken cancellationToken)
    {
        if (await notices.ReadAsync(taken.Row.Id, cancellationToken) is { Total: > 0 } letter)
            return await text.ComposeAsync(taken.Row, letter, options, cancellationToken);
        await outbox.WithdrawAsync(taken);
        return null;
    }

    public override Task<bool> BeginAsync(CancellationToken cancellationToken) => outbox.BeginAsync(taken, cancellationToken);

    public override Task SentAsync(bool hasFile) => outbox.SentAsync(taken);

    public override Task UncertainAsync() => outbox.UncertainAsync(taken);

    public override Task FailedAsync(MailProblem problem, string? answer, bool isFinal) =>
        outbox.FailedAsync(taken, answer ?? problem.ToString(), isFinal);

    public override Task GiveBackAsync() => outbox.GiveBackAsync(taken);
}
