using Concentric.Data;
using Concentric.Jobs;
using Concentric.Ledgers;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Exports.Deliveries;

/// <summary>A mail that somebody has taken out of the outbox to send it.</summary>
public sealed record OutgoingMail(Taken<ExportDelivery> Taken)
{
    /// <summary>Of the <see cref="ExportDelivery"/>.</summary>
    public long Id => Taken.Row.Id;

    public ExportRun Run => Taken.Row.Run!;

    public int UserId => Taken.Row.UserId;

    /// <summary>The recipient's name.</summary>
    public string Name => Taken.Row.User!.DisplayName;

    public string Address => Taken.Row.User!.Email ?? "";
}

/// <summary>The mails about workbooks, in the <see cref="Outbox{T}"/>: who may still have one is asked when it is taken.</summary>
public sealed class MailOutbox(Outbox<ExportDelivery> outbox, CommunityDirectory directory, OfficeClock clock)
{
    /// <summary>Takes the mail that is due longest; null when none is. Of several who try, on any node, one gets it.</summary>
    public async Task<OutgoingMail?> TakeAsync(CancellationToken cancellationToken)
    {
        while (await outbox.TakeAsync(
            (waiting, _) => waiting.Include(row => row.Run).Include(row => row.User).ThenInclude(user => user!.Communities),
            cancellationToken) is { } taken)
        {
            // Rights and addresses may have changed since the run ended.
            var mail = new OutgoingMail(taken);
            if (!ExportDeliveries.MayHave(taken.Row.User!, mail.Run, await directory.GetAsync(cancellationToken)))
                await outbox.WithdrawAsync(taken);
            else if (mail.Address.Length == 0) await outbox.ToldAsync(taken);
            else return mail;
        }

        return null;
    }

    /// <summary>Marks a mail as being handed over.</summary>
    /// <returns>False when it is no longer the taker's to send.</returns>
    public Task<bool> BeginAsync(OutgoingMail mail, CancellationToken cancellationToken) =>
        outbox.BeginAsync(mail.Taken, cancellationToken);

    /// <summary>The server has it. What leaves the site as an attachment leaves a line in the audit trail.</summary>
    public Task<bool> SentAsync(OutgoingMail mail, bool hasFile) => outbox.SentAsync(mail.Taken, db =>
    {
        if (hasFile)
            db.AddLine(clock.UtcNow, CurrentUser.System, ExportRunChanges.Kind, mail.Run.Id, "Mailed", after: new { mail.UserId });
    });

    /// <summary>The server may have it.</summary>
    public Task<bool> UncertainAsync(OutgoingMail mail) => outbox.UncertainAsync(mail.Taken);

    /// <summary>The server does not have it: it is tried again after a pause, or given up.</summary>
    /// <inheritdoc cref="Outbox{T}.FailedAsync"/>
    public Task<bool> FailedAsync(OutgoingMail mail, MailProblem problem, string? answer, bool isFinal) =>
        outbox.FailedAsync(mail.Taken, answer, isFinal, also: set => set.SetProperty(row => row.Problem, problem));

    /// <summary>Gives back a mail that was taken and not tried, as when the program ends.</summary>
    public Task<bool> GiveBackAsync(OutgoingMail mail) => outbox.GiveBackAsync(mail.Taken);

    /// <inheritdoc cref="Outbox{T}.RecoverAsync"/>
    public Task RecoverAsync(bool atStart, CancellationToken cancellationToken) => outbox.RecoverAsync(atStart, cancellationToken);
}
