using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Concentric.Overview;

/// <summary>
/// Lets a second core do what the first overview would wait for, while the first one goes on with the start. A service of the host, so
/// that the program waits for its readers before it lets go of the store. docs/decisions/the-first-page.md.
/// </summary>
internal sealed partial class OverviewWarmUp(OverviewSlices slices, ILogger<OverviewWarmUp> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await slices.WarmUpAsync(stoppingToken);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // It fails again for the page, and is told there.
            LogFailed(logger, failure);
        }
    }

    [LoggerMessage(LogLevel.Debug, "What every overview reads could not be read ahead")]
    private static partial void LogFailed(ILogger logger, Exception failure);
}
