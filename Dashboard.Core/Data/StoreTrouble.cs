using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Concentric.Data;

/// <summary>
/// What was wrong with the store when it was last asked for something; null while all is well. A save that succeeds ends it, for
/// what it was; damage stays until the store was looked through.
/// </summary>
public sealed class StoreTrouble
{
    private readonly Lock gate = new();

    /// <summary>Called after one of the following has become another, on any thread.</summary>
    public event Action? Changed;

    public StoreProblem? Current { get; private set; }

    /// <summary>
    /// True while the store can't even be read, as found by whoever reads it every second; one statement that takes too long is no sign of
    /// it.
    /// </summary>
    public bool IsOutOfReach { get; private set; }

    internal void Report(Exception failure)
    {
        // Busy is what another's long save makes it for a while.
        if (StoreErrors.ProblemOf(failure) is { } problem and not StoreProblem.Busy) Report(problem);
    }

    public void Report(StoreProblem problem) => Set(problem, current => current != StoreProblem.Damaged);

    internal void Saved() => Set(null, current => current != StoreProblem.Damaged);

    /// <summary>The store was read: whatever else is wrong, it can be reached.</summary>
    public void Reached()
    {
        Set(null, current => current == StoreProblem.Unreachable);
        Set(isOutOfReach: false);
    }

    /// <summary>What is read every second could not be.</summary>
    public void Missed(Exception failure)
    {
        if (StoreErrors.ProblemOf(failure) is not (null or StoreProblem.Busy)) Set(isOutOfReach: true);
    }

    /// <summary>The whole store was looked through and found whole.</summary>
    public void FoundWhole() => Set(null, current => current == StoreProblem.Damaged);

    private void Set(bool isOutOfReach)
    {
        lock (gate)
        {
            if (IsOutOfReach == isOutOfReach) return;
            IsOutOfReach = isOutOfReach;
        }

        Changed?.Invoke();
    }

    private void Set(StoreProblem? problem, Func<StoreProblem?, bool> when)
    {
        // Nearly always: nothing is wrong, and nothing was.
        if (Current == problem) return;
        lock (gate)
        {
            if (Current == problem || !when(Current)) return;
            Current = problem;
        }

        Changed?.Invoke();
    }
}

/// <summary>Sees every statement and connection of the store that fails, whoever asked.</summary>
internal sealed class StoreTroubleWatch : DbCommandInterceptor
{
    public static readonly StoreTroubleWatch Instance = new();

    public override void CommandFailed(DbCommand command, CommandErrorEventData eventData) =>
        Report(eventData.Context as DashboardDbContext, eventData.Exception);

    public override Task CommandFailedAsync(DbCommand command, CommandErrorEventData eventData,
        CancellationToken cancellationToken = default)
    {
        Report(eventData.Context as DashboardDbContext, eventData.Exception);
        return Task.CompletedTask;
    }

    internal static void Report(DashboardDbContext? db, Exception failure) => db?.Trouble?.Report(failure);
}
