using Microsoft.Extensions.Hosting;

namespace Concentric.Data;

/// <summary>Lets what changes the store by itself wait until the program has really started.</summary>
public static class HostStart
{
    /// <summary>
    /// Completes when the server listens: a start that fails on its port has then changed nothing.
    /// Services that a test runs by themselves have no lifetime and begin at once.
    /// </summary>
    /// <exception cref="OperationCanceledException">The program ends before.</exception>
    public static async Task StartedAsync(this IHostApplicationLifetime? lifetime, CancellationToken stoppingToken)
    {
        if (lifetime is null) return;
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var onStart = lifetime.ApplicationStarted.Register(() => started.TrySetResult());
        await started.Task.WaitAsync(stoppingToken);
    }
}
