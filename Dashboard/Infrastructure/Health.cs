using System.Globalization;
using System.Text.Json;
using Concentric.Data;
using Concentric.Metrics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Concentric.Dashboard.Infrastructure;

/// <summary>
/// <c>/health/live</c>: the program runs. <c>/health/ready</c>: it can answer with figures. Both say no more than that to strangers.
/// </summary>
internal static class Health
{
    private const string Ready = "ready";

    public static void AddHealth(this IServiceCollection services) => services.AddHealthChecks()
        .AddCheck<StoreHealth>("store", tags: [Ready])
        .AddCheck<CubeHealth>("cube", tags: [Ready]);

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/health/live", new() { Predicate = _ => false, ResponseWriter = WriteAsync }).AllowAnonymous();
        routes.MapHealthChecks("/health/ready", new()
        {
            Predicate = check => check.Tags.Contains(Ready),
            ResponseWriter = WriteAsync,
            // While the cube is being built the pages answer and say so, but traffic is better sent elsewhere.
            ResultStatusCodes = { [HealthStatus.Degraded] = StatusCodes.Status503ServiceUnavailable },
        }).AllowAnonymous();
    }

    private static Task WriteAsync(HttpContext context, HealthReport report)
    {
        context.Response.ContentType = "application/json";
        return JsonSerializer.SerializeAsync(context.Response.Body, new Dictionary<string, object>
        {
            ["status"] = Word(report.Status),
            ["checks"] = report.Entries.ToDictionary(entry => entry.Key, entry => entry.Value.Description ?? Word(entry.Value.Status)),
        }, cancellationToken: context.RequestAborted);
    }

    private static string Word(HealthStatus status) => status switch
    {
        HealthStatus.Healthy => "ok",
        HealthStatus.Degraded => "building",
        _ => "failed",
    };
}

/// <summary>
/// Whether the store answers, and an embedded one can be written: nothing was found damaged, there is room on its disk, and a row of
/// its own is saved. While somebody else's save takes long it is as ready as ever.
/// </summary>
internal sealed class StoreHealth(IDbContextFactory<DashboardDbContext> factory, StoreOptions store, StoreTrouble trouble, DataFolder data,
    TimeProvider time) : IHealthCheck
{
    /// <summary>Bytes free below which the next save may fail: SQLite's log grows before it is folded into the file.</summary>
    private const long LeastRoom = 1024 * 1024;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await using var db = await factory.CreateDbContextAsync(cancellationToken);
            if (store.Provider == StoreProvider.SqlServer) await db.StoreFacts.AnyAsync(cancellationToken);
            else await SaveAsync(db, cancellationToken);
        }
        catch (Exception failure) when (StoreErrors.ProblemOf(failure) is { } problem)
        {
            if (problem != StoreProblem.Busy) return Failed(problem);
        }

        if (store.Provider == StoreProvider.Sqlite && data.FreeBytes < LeastRoom) return Failed(StoreProblem.Full);
        return trouble.Current is { } known ? Failed(known) : HealthCheckResult.Healthy();
    }

    private async Task SaveAsync(DashboardDbContext db, CancellationToken cancellationToken)
    {
        // One connection all the while: the shorter patience is that of this connection, and ends with it.
        await db.Database.OpenConnectionAsync(cancellationToken);
        await db.Database.ExecuteSqlRawAsync("PRAGMA busy_timeout=0", cancellationToken);
        db.Database.SetCommandTimeout(TimeSpan.FromSeconds(1));
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var now = time.GetUtcNow().UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
        await StoreFacts.WriteAsync(db, StoreFacts.Probe, now, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static HealthCheckResult Failed(StoreProblem problem) => HealthCheckResult.Unhealthy(problem.ToString().ToLowerInvariant());
}

/// <summary>Whether the figures have been counted.</summary>
internal sealed class CubeHealth(MetricCube cube) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(cube.Current is null ? HealthCheckResult.Degraded($"building {cube.Progress:P0}") : HealthCheckResult.Healthy());
}
