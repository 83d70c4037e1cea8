using Concentric.Exports;
using Concentric.Exports.Deliveries;
using Concentric.Jobs;
using Concentric.Live;
using Concentric.Mail;
using Concentric.Notices.Channels;
using Microsoft.Extensions.Options;

namespace Concentric.Dashboard.Mail;

/// <summary>
/// Empties the outbox, one mail after another, beside everything else: a server that hangs holds up nothing but the mails. The
/// libraries for mail are loaded with the first one.
/// </summary>
internal sealed class MailSender(
    IServiceProvider services, IOptionsMonitor<MailOptions> options, BackgroundStart start, LiveUpdates updates,
    TimeProvider time, ILogger<MailSender> logger)
    : RepeatedWork(time, logger, start)
{
    /// <summary>Time between two looks into the outbox; what this node puts in is seen at once.</summary>
    private static readonly TimeSpan LookAfter = TimeSpan.FromSeconds(15);

    private bool isFirst = true;

    protected override string Purpose => "Emptying the outbox";

    protected override NextRound AfterFailure => NextRound.AfterPause(LookAfter);

    protected override IDisposable? Subscribe(CancellationToken stopping) =>
        updates.Subscribe(WakeAsync, kind => kind == ExportRunChanges.Kind || kind == Outbox<NoticeMail>.Kind);

    protected override async Task<NextRound> RunAsync(CancellationToken stopping)
    {
        // Settings that are changed tell of themselves as any change does.
        if (!options.CurrentValue.IsOn) return NextRound.WhenWoken;
        var outbox = services.GetRequiredService<MailOutbox>();
        var notices = services.GetRequiredService<Outbox<NoticeMail>>();
        await outbox.RecoverAsync(atStart: isFirst, stopping);
        await notices.RecoverAsync(isFirst, stopping);
        isFirst = false;
        await services.GetRequiredService<NoticeMails>().GatherAsync(stopping);
        while (await TakeAsync(outbox, notices, stopping) is { } mail)
        {
            // While the server can't be reached, further mails wait for the next look instead of trying one after another.
            if (!await services.GetRequiredService<MailDispatcher>().CarryAsync(mail, stopping)) return NextRound.AfterPause(LookAfter);
        }

        return NextRound.Every(LookAfter);
    }

    private async Task<OutgoingLetter?> TakeAsync(MailOutbox workbooks, Outbox<NoticeMail> notices, CancellationToken stopping)
    {
        if (await workbooks.TakeAsync(stopping) is { } mail)
            return new OutgoingWorkbook(mail, workbooks, services.GetRequiredService<WorkbookMail>());
        return await notices.TakeAsync((waiting, _) => waiting, stopping) is { } taken
            ? new OutgoingNotices(taken, notices, services.GetRequiredService<NoticeMails>(), services.GetRequiredService<NoticeMailText>())
            : null;
    }
}
