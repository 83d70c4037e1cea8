using Concentric.Data;
using Concentric.Exports;
using Concentric.Exports.Deliveries;
using Concentric.Live;
using Concentric.Mail;

namespace Concentric.Dashboard.Mail;

/// <summary>
/// Empties the outbox, one mail after another, beside everything else: a server that hangs holds up nothing but the mails. The
/// libraries for mail are loaded with the first one.
/// </summary>
internal sealed partial class MailSender(
    IServiceProvider services, MailOptions options, IHostApplicationLifetime lifetime, LiveUpdates updates, TimeProvider time, ILogger<MailSender> logger) : BackgroundService
{
    /// <summary>Time between two looks into the outbox; what this node puts in is seen at once.</summary>
    private static readonly TimeSpan LookAfter = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.IsOn) return;
        // Nobody waits for it either.
        await lifetime.StartedAsync(stoppingToken);
        var outbox = services.GetRequiredService<MailOutbox>();
        using var something = new SemaphoreSlim(0, 1);
        using var changed = updates.Subscribe(() => Signal(something), kind => kind == ExportRunChanges.Kind);
        var isFirst = true;
        while (true)
        {
            var isReached = true;
            try
            {
                await outbox.RecoverAsync(atStart: isFirst, stoppingToken);
                isFirst = false;
                isReached = await SendDueAsync(outbox, stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                LogFailed(failure);
                isReached = false;
            }

            // While the server can't be reached, further mails wait for the next look instead of trying one after another.
            if (isReached) await something.WaitAsync(LookAfter, stoppingToken);
            else await Task.Delay(LookAfter, time, stoppingToken);
        }
    }

    /// <returns>False when the server could not be reached.</returns>
    private async Task<bool> SendDueAsync(MailOutbox outbox, CancellationToken stopping)
    {
        while (await outbox.TakeAsync(stopping) is { } mail)
        {
            if (!await services.GetRequiredService<MailDispatcher>().CarryAsync(mail, stopping)) return false;
        }

        return true;
    }

    private static Task Signal(SemaphoreSlim something)
    {
        try
        {
            something.Release();
        }
        catch (SemaphoreFullException)
        {
            // It knows already.
        }
        catch (ObjectDisposedException)
        {
            // The program ends.
        }

        return Task.CompletedTask;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The outbox could not be looked after; trying again")]
    private partial void LogFailed(Exception failure);
}
