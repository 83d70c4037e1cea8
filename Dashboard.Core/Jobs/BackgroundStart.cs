using Microsoft.Extensions.Hosting;

namespace Concentric.Jobs;

/// <summary>
/// Lets the work beside the pages begin once the program has answered its first page: on two cores fourteen of them, each with
/// statements to be translated and code to be compiled, would take from that page half of the time it needs.
/// </summary>
public sealed class BackgroundStart(IHostApplicationLifetime lifetime, TimeProvider time)
{
    private readonly TaskCompletionSource answered = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>How long it waits for a page once the server listens: nobody may ask for one, as at night.</summary>
    public TimeSpan Longest { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>A page has been answered.</summary>
    public void PageAnswered() => answered.TrySetResult();

    /// <summary>
    /// Completes when the work may begin; not before the server listens, so that a start that fails on its port has changed nothing.
    /// </summary>
    /// <exception cref="OperationCanceledException">The program ends before.</exception>
    public async Task WaitAsync(CancellationToken stopping)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var onStart = lifetime.ApplicationStarted.Register(() => started.TrySetResult());
        await started.Task.WaitAsync(stopping);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        await Task.WhenAny(answered.Task, Task.Delay(Longest, time, over.Token));
        await over.CancelAsync();
        stopping.ThrowIfCancellationRequested();
    }
}
