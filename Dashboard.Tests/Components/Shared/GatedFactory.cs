using Concentric.Data;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Components.Shared;

/// <summary>
/// The factory of a store that makes readers wait while it is shut: SQLite answers before a page is drawn, and what a page shows while
/// it waits for a slower store would not be seen.
/// </summary>
internal sealed class GatedFactory(IDbContextFactory<DashboardDbContext> inner) : IDbContextFactory<DashboardDbContext>
{
    private TaskCompletionSource? gate;

    public void Shut() => gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Open()
    {
        gate?.SetResult();
        gate = null;
    }

    public DashboardDbContext CreateDbContext() => inner.CreateDbContext();

    public async Task<DashboardDbContext> CreateDbContextAsync(CancellationToken cancellationToken = default)
    {
        if (gate is { } shut) await shut.Task.WaitAsync(cancellationToken);
        return await inner.CreateDbContextAsync(cancellationToken);
    }
}
