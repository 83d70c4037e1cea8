using Concentric.Exports;
using Concentric.Exports.Deliveries;
using Concentric.Jobs;
using Concentric.Live;
using Concentric.Mail;
using Microsoft.Extensions.Options;

namespace Concentric.Dashboard.Mail;

/// <summary>
/// Empties the outbox, one mail after another, beside everything else: a server that hangs holds up nothing but the mails. The
/// libraries for mail are loaded with the first one.
/// </summary>
internal sealed class MailSender(
    IServiceProvider services, IOptionsMonitor<MailOptions> options, IHostApplicationLifetime lifetime, LiveUpdates updates,
    TimeProvider time, ILogger<MailSender> logger)
    : RepeatedWork(time, logger, lifetime)
{
    /// <summary>Time between two looks into the outbox; what this node puts in is seen at once.</summary>
    private static readonly TimeSpan LookAfter = TimeSpan.FromSeconds(15);

    private bool isFirst = true;

    protected override string Purpose => "Emptying the outbox";

    protected override NextRound AfterFailure => NextRound.AfterPause(LookAfter);

    protected override IDisposable? Subscribe(CancellationToken stopping) =>
        updates.Subscribe(WakeAsync, kind => kind == ExportRunChanges.Kind);

    protected override async Task<NextRound> RunAsync(CancellationToken stopping)
    {
        // Settings that are changed tell of themselves as any change does.
        if (!options.CurrentValue.IsOn) return NextRound.WhenWoken;
        var outbox = services.GetRequiredService<MailOutbox>();
        await outbox.RecoverAsync(atStart: isFirst, stopping);
        isFirst = false;
        while (await outbox.TakeAsync(stopping) is { } mail)
        {
            // While the server can't be reached, further mails wait for the next look instead of trying one after another.
            if (!await services.GetRequiredService<MailDispatcher>().CarryAsync(mail, stopping)) return NextRound.AfterPause(LookAfter);
        }

        return NextRound.Every(LookAfter);
    }
}
