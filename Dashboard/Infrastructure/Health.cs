using System.Text.Json;
using Concentric.Data;
using Concentric.Metrics;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Concentric.Dashboard.Infrastructure;

/// <summary><c>/health/live</c>: the program runs. <c>/health/ready</c>: it can answer with figures. Both say no more than that to strangers.</summary>
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

/// <summary>Whether the store answers.</summary>
internal sealed class StoreHealth(IDbContextFactory<DashboardDbContext> factory) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await db.StoreFacts.AnyAsync(cancellationToken);
        return HealthCheckResult.Healthy();
    }
}

/// <summary>Whether the figures have been counted.</summary>
internal sealed class CubeHealth(MetricCube cube) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(cube.Current is null ? HealthCheckResult.Degraded($"building {cube.Progress:P0}") : HealthCheckResult.Healthy());
}
