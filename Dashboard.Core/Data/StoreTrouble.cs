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

    public StoreProblem? Current { get; private set; }

    internal void Report(Exception failure)
    {
        // Busy is what another's long save makes it for a while.
        if (StoreErrors.ProblemOf(failure) is { } problem and not StoreProblem.Busy) Report(problem);
    }

    public void Report(StoreProblem problem)
    {
        lock (gate) if (Current != StoreProblem.Damaged) Current = problem;
    }

    internal void Saved()
    {
        if (Current is null or StoreProblem.Damaged) return;
        lock (gate) if (Current != StoreProblem.Damaged) Current = null;
    }

    /// <summary>The whole store was looked through and found whole.</summary>
    public void FoundWhole()
    {
        lock (gate) if (Current == StoreProblem.Damaged) Current = null;
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
