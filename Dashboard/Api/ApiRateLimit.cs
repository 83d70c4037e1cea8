using System.Globalization;
using System.Security.Claims;
using System.Threading.RateLimiting;
using Concentric.Dashboard.Account;
using Microsoft.AspNetCore.RateLimiting;

namespace Concentric.Dashboard.Api;

/// <summary>
/// Bounds the calls of each key and person, so that a program gone wild does not slow the others down; and those of each address that
/// brings neither, so that keys are not tried without end.
/// </summary>
internal static class ApiRateLimit
{
    public const string Policy = "api";

    public static void AddApiRateLimit(this IServiceCollection services) => services.AddRateLimiter(options =>
    {
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.OnRejected = (context, _) =>
        {
            if (context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait))
                context.HttpContext.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            return ValueTask.CompletedTask;
        };
        // The limiter itself drops those that are idle.
        options.AddPolicy(Policy, context =>
        {
            var most = context.RequestServices.GetRequiredService<ApiOptions>().CallsPerMinute;
            // Another limit counts anew: a limiter keeps the one that it was made with.
            return RateLimitPartition.GetFixedWindowLimiter((PartitionOf(context), most), _ => new FixedWindowRateLimiterOptions
            {
                PermitLimit = most,
                Window = TimeSpan.FromMinutes(1),
            });
        });
    });

    /// <summary>By who it is, however that was written; a stranger by the network address.</summary>
    private static string PartitionOf(HttpContext context) => context.User.ToCurrentUser().UserId is { } id
        ? string.Create(CultureInfo.InvariantCulture, $"account {id}")
        : context.User.FindFirstValue(CurrentUserClaims.Key) is { } key ? $"key {key}" : $"address {ClientAddress.Of(context)}";
}
