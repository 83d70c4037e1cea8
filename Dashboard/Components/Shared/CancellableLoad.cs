namespace Concentric.Dashboard.Components.Shared;

/// <summary>
/// A reading that takes long over a large store: beside the page, with its progress shown and a button that ends it. While a
/// page is prerendered it may take <see cref="Patience"/>; beyond that the page comes without, and reads once it is interactive.
/// </summary>
/// <param name="isInteractive">Whether there is somebody to show progress to.</param>
/// <param name="redraw">Draws the page.</param>
/// <param name="leaving">Ends with the page.</param>
public sealed class CancellableLoad(Func<bool> isInteractive, Func<Task> redraw, CancellationToken leaving)
{
    /// <summary>How long a page is kept back for it.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>The least progress that is drawn.</summary>
    private const double Step = 0.05;

    private CancellationTokenSource? present;

    /// <summary>True while it reads.</summary>
    public bool IsRunning { get; private set; }

    /// <summary>True when somebody ended it before it was done.</summary>
    public bool IsStopped { get; private set; }

    /// <summary>The share that is done, 0 to 1; null when that is not known.</summary>
    public double? Share { get; private set; }

    /// <summary>Reads; a reading that is still running gives way to this one.</summary>
    /// <returns>False when it was ended, or gave way: then what is shown is to stay as it is.</returns>
    public async Task<bool> RunAsync(Func<IProgress<double>, CancellationToken, Task> read)
    {
        present?.Cancel();
        using var own = CancellationTokenSource.CreateLinkedTokenSource(leaving);
        present = own;
        (IsRunning, IsStopped, Share) = (true, false, null);
        var report = new Progress<double>(share =>
        {
            if (present != own || share - (Share ?? 0) < Step) return;
            Share = share;
            _ = redraw();
        });
        try
        {
            if (isInteractive())
            {
                _ = redraw();
                // The store answers on the thread that asks: on the page's own, no button would work meanwhile.
                await Task.Run(() => read(report, own.Token), own.Token);
            }
            else
            {
                own.CancelAfter(Patience);
                await read(report, own.Token);
            }
        }
        catch (Exception) when (own.IsCancellationRequested)
        {
            if (present != own) return false;
            present = null;
            // A page that is prerendered goes on reading when it is interactive: it shows that it does.
            if (isInteractive()) (IsRunning, IsStopped) = (false, true);
            return false;
        }
        catch
        {
            if (present == own) (present, IsRunning) = (null, false);
            throw;
        }

        if (present != own) return false;
        (present, IsRunning) = (null, false);
        return true;
    }

    /// <summary>Ends it.</summary>
    public void Stop() => present?.Cancel();
}
