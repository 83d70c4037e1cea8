using Concentric.Data;
using Concentric.Jobs;
using Concentric.Ledgers;
using Concentric.People;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;

namespace Concentric.Exports.Deliveries;

/// <summary>A mail that somebody has taken out of the outbox to send it.</summary>
/// <param name="Id">Of the <see cref="ExportDelivery"/>.</param>
/// <param name="Name">The recipient's name.</param>
/// <param name="TakenUntil">The instant (UTC) until which others leave it alone.</param>
public sealed record OutgoingMail(long Id, ExportRun Run, int UserId, string Name, string Address, int Failures, DateTime TakenUntil);

/// <summary>
/// The mails that are to be sent, kept in the store. A mail is sent once: it is marked before it is handed to the server, and
/// one that was cut off in between is never handed over again, because nobody knows whether the server has it.
/// </summary>
public sealed class MailOutbox(IDbContextFactory<DashboardDbContext> factory, ExportRunChanges runs, CommunityDirectory directory,
    StoreOptions store, OfficeClock clock)
{
    /// <summary>Pauses after the first, second… failure; after one more the mail is given up.</summary>
    public static IReadOnlyList<TimeSpan> Pauses { get; } =
        [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromHours(1), TimeSpan.FromHours(4)];

    /// <summary>Attempts after which a mail is given up.</summary>
    public static int MostFailures => Pauses.Count + 1;

    /// <summary>How long others leave a mail alone that somebody has taken; longer than any attempt may last.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);

    /// <summary>Takes the mail that is due longest; null when none is. Of several who try, on any node, one gets it.</summary>
    public async Task<OutgoingMail?> TakeAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await using var db = await factory.CreateDbContextAsync(cancellationToken);
            var now = await db.NowAsync(clock, cancellationToken);
            var row = await db.ExportDeliveries.AsNoTracking().Include(found => found.Run).Include(found => found.User)
                .ThenInclude(user => user!.Communities)
                .Where(found => found.State == DeliveryState.Waiting && found.NextAt <= now).OrderBy(found => found.NextAt)
                    .ThenBy(found => found.Id).FirstOrDefaultAsync(cancellationToken);
            if (row is null) return null;
            var until = now + Lease;
            var (id, before) = (row.Id, row.NextAt);
            var taken = await db.ExportDeliveries.Where(found =>
                found.Id == id && found.State == DeliveryState.Waiting && found.NextAt == before)
                .ExecuteUpdateAsync(set => set.SetProperty(found => found.NextAt, until), cancellationToken);
            if (taken == 0) continue;
            var mail = new OutgoingMail(id, row.Run!, row.UserId, row.User!.DisplayName, row.User.Email ?? "", row.Failures, until);
            // Rights and addresses may have changed since the run ended.
            if (!ExportDeliveries.MayHave(row.User, row.Run!, await directory.GetAsync(cancellationToken)))
                await EndAsync(mail, DeliveryState.Waiting, DeliveryState.Withdrawn, cancellationToken);
            else if (mail.Address.Length == 0) await EndAsync(mail, DeliveryState.Waiting, DeliveryState.Told, cancellationToken);
            else return mail;
        }
    }

    /// <summary>Marks a mail as being handed over.</summary>
    /// <returns>False when it is no longer the taker's to send.</returns>
    public Task<bool> BeginAsync(OutgoingMail mail, CancellationToken cancellationToken) =>
        MoveAsync(mail, DeliveryState.Waiting, (set, _) => set.SetProperty(row => row.State, DeliveryState.Sending), cancellationToken);

    /// <summary>The server has it. What leaves the site as an attachment leaves a line in the audit trail.</summary>
    public Task<bool> SentAsync(OutgoingMail mail, bool hasFile) => EndAsync(
        mail, DeliveryState.Sending, DeliveryState.Sent, CancellationToken.None,
        db =>
        {
            if (hasFile)
                db.AddLine(clock.UtcNow, CurrentUser.System, ExportRunChanges.Kind, mail.Run.Id, "Mailed", after: new { mail.UserId });
        });

    /// <summary>The server may have it.</summary>
    public Task<bool> UncertainAsync(OutgoingMail mail) =>
        EndAsync(mail, DeliveryState.Sending, DeliveryState.Uncertain, CancellationToken.None);

    /// <summary>The server does not have it: it is tried again after a pause, or given up.</summary>
    /// <param name="answer">What the server said; cut to what the row holds.</param>
    /// <param name="isFinal">True when trying again would not help.</param>
    public Task<bool> FailedAsync(OutgoingMail mail, MailProblem problem, string? answer, bool isFinal)
    {
        var failures = mail.Failures + 1;
        var isOver = isFinal || failures >= MostFailures;
        var state = isOver ? DeliveryState.GivenUp : DeliveryState.Waiting;
        if (answer?.Length > TextLimits.Title) answer = answer[..TextLimits.Title];
        return MoveAsync(
            mail, null,
            (set, now) => set.SetProperty(row => row.State, state).SetProperty(row => row.Failures, failures)
                .SetProperty(row => row.NextAt, isOver ? (DateTime?)null : now + Pauses[failures - 1])
                .SetProperty(row => row.EndedAt, isOver ? now : null)
                .SetProperty(row => row.Problem, problem).SetProperty(row => row.Answer, answer),
            CancellationToken.None);
    }

    /// <summary>Gives back a mail that was taken and not tried, as when the program ends.</summary>
    public Task<bool> GiveBackAsync(OutgoingMail mail) => MoveAsync(
        mail, null,
        (set, now) => set.SetProperty(row => row.State, DeliveryState.Waiting).SetProperty(row => row.NextAt, now),
        CancellationToken.None);

    /// <summary>Ends what was cut off while it was handed over, and takes back what was cut off before.</summary>
    /// <param name="atStart">True when the program has just started: with the embedded store, which has one node, nobody else can be at
    /// it.</param>
    public async Task RecoverAsync(bool atStart, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var (now, isAlone) = (await db.NowAsync(clock, cancellationToken), store.IsAlone(atStart));
        var cutOff = db.ExportDeliveries.Where(row => row.State == DeliveryState.Sending && (isAlone || row.NextAt < now));
        foreach (var runId in await cutOff.Select(row => row.RunId).Distinct().ToListAsync(cancellationToken))
        {
            await db.MoveAsync(
                cutOff.Where(row => row.RunId == runId),
                set => set.SetProperty(row => row.State, DeliveryState.Uncertain).SetProperty(row => row.EndedAt, now),
                () => TellAsync(db, runId), cancellationToken);
        }

        if (!isAlone) return;
        // The lease of whoever is gone: only one that has not failed yet has none of its own pauses to keep.
        await db.ExportDeliveries.Where(row => row.State == DeliveryState.Waiting && row.Failures == 0)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.NextAt, now), cancellationToken);
    }

    private Task<bool> EndAsync(
        OutgoingMail mail, DeliveryState from, DeliveryState to, CancellationToken cancellationToken,
        Action<DashboardDbContext>? also = null) => MoveAsync(
        mail, from,
        (set, now) => set.SetProperty(row => row.State, to).SetProperty(row => row.EndedAt, now)
            .SetProperty(row => row.NextAt, (DateTime?)null),
        cancellationToken, also);

    /// <summary>Moves a mail that is still its taker's: the instant until which it was taken tells one taker from another.</summary>
    private async Task<bool> MoveAsync(
        OutgoingMail mail, DeliveryState? from, Action<UpdateSettersBuilder<ExportDelivery>, DateTime> set,
        CancellationToken cancellationToken, Action<DashboardDbContext>? also = null)
    {
        var (id, until) = (mail.Id, mail.TakenUntil);
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var now = await db.NowAsync(clock, cancellationToken);
        var own = db.ExportDeliveries.Where(row => row.Id == id && row.NextAt == until);
        own = from is { } state
            ? own.Where(row => row.State == state)
            : own.Where(row => row.State == DeliveryState.Waiting || row.State == DeliveryState.Sending);
        return await db.MoveAsync(own, builder => set(builder, now), () => TellAsync(db, mail.Run.Id, also), cancellationToken);
    }

    private Task TellAsync(DashboardDbContext db, long run, Action<DashboardDbContext>? also = null)
    {
        also?.Invoke(db);
        runs.Tell(db, run, "Mail");
        return Task.CompletedTask;
    }
}
