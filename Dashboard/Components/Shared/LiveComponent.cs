using System.Diagnostics;
using Concentric.Dashboard.Infrastructure;
using Concentric.Data;
using Concentric.Live;
using Microsoft.AspNetCore.Components;

namespace Concentric.Dashboard.Components.Shared;

/// <summary>
/// A component that reads the store. What it waits for ends when the person leaves it; once it is interactive it may follow
/// changes, which it then forgets none of since it was drawn.
/// </summary>
public abstract class LiveComponent : GuardedComponent, IDisposable
{
    /// <summary>What took long is not read again for this many times as long.</summary>
    private const int RestingShare = 3;

    private readonly CancellationTokenSource leaving = new();
    private IDisposable? subscription;
    private long? drawnAt;
    private bool hasRead;
    private int questions;

    protected LiveComponent()
    {
        Leaving = leaving.Token;
        LongReading = new(() => RendererInfo.IsInteractive, () => InvokeAsync(StateHasChanged), Leaving);
    }

    [Inject]
    private LiveUpdates Updates { get; set; } = null!;

    [Inject]
    private PrerenderState PrerenderState { get; set; } = null!;

    /// <summary>For everything the component waits for.</summary>
    protected CancellationToken Leaving { get; }

    /// <summary>For what may take more than a second over a large store; see <see cref="LongReadBar"/>.</summary>
    protected CancellableLoad LongReading { get; }

    protected bool HasLeft => Leaving.IsCancellationRequested;

    public override Task SetParametersAsync(ParameterView parameters)
    {
        // Before anything is read: a change that comes between the reading and the following is not lost.
        drawnAt ??= PrerenderState.UpdatesSeen ?? Updates.Stamp;
        return base.SetParametersAsync(parameters);
    }

    public void Dispose()
    {
        leaving.Cancel();
        leaving.Dispose();
        subscription?.Dispose();
        Leave();
        GC.SuppressFinalize(this);
    }

    /// <summary>True once, when what the page shows has come with the prerendered page: then nothing is read twice.</summary>
    /// <param name="state">The page's persistent state; null when none came.</param>
    protected bool IsHandedOver(object? state)
    {
        var isFirst = !hasRead;
        hasRead = true;
        return isFirst && state is not null;
    }

    /// <summary>
    /// Takes what was read, unless something was asked since: of two readings the one begun last is shown, whichever comes back first.
    /// </summary>
    /// <param name="reading">Begun with what is asked now; nothing may be waited for between the two.</param>
    /// <returns>False when it came too late.</returns>
    protected async Task<bool> TakeLatestAsync<T>(Task<T> reading, Action<T> take)
    {
        var question = Ask();
        var answer = await reading;
        if (IsOvertaken(question)) return false;
        take(answer);
        return true;
    }

    /// <summary>Begins a reading of several steps; see <see cref="IsOvertaken"/>.</summary>
    protected int Ask() => ++questions;

    /// <summary>True once something else was asked, or the person has left: what is read now comes too late.</summary>
    protected bool IsOvertaken(int question) => question != questions || HasLeft;

    /// <summary>
    /// Reads and draws again after changes, and at once if there were some since what is shown was read. Call it after the first
    /// rendering: a page that is prerendered is thrown away and would never unsubscribe.
    /// </summary>
    /// <param name="concerns">The kinds of records that the component shows.</param>
    /// <param name="readAgain">Called on the component's own thread.</param>
    protected void Follow(Func<string, bool> concerns, Func<Task> readAgain)
    {
        subscription = Updates.Subscribe(ReadAgainAsync, concerns);
        PrerenderState.UpdatesSeen = null;
        if (drawnAt != Updates.Stamp) _ = ReadAgainAsync();

        Task ReadAgainAsync() => InvokeAsync(async () =>
        {
            if (HasLeft) return;
            var start = Stopwatch.GetTimestamp();
            try
            {
                await readAgain();
                StateHasChanged();
                // Where much is saved, what takes long would otherwise be read without end, for every page that is open.
                var took = Stopwatch.GetElapsedTime(start);
                if (took > CancellableLoad.Patience && !HasLeft) await Task.Delay(took * RestingShare, Leaving);
            }
            catch (OperationCanceledException) when (HasLeft)
            {
                // The person has gone: nobody waits for it.
            }
        });
    }

    /// <summary>As above, after changes of records of some kinds; their types, because a kind's name changes with its type.</summary>
    protected void Follow(Func<Task> readAgain, params Type[] records)
    {
        var kinds = records.Select(RecordKinds.NameOf).ToHashSet(StringComparer.Ordinal);
        Follow(kinds.Contains, readAgain);
    }

    /// <summary>What is to be let go of besides.</summary>
    protected virtual void Leave()
    {
    }
}
