using System.Globalization;
using System.Security.Claims;
using System.Threading.RateLimiting;
using Concentric.Dashboard.Account;
using Concentric.Nodes;

namespace Concentric.Dashboard.Api;

/// <summary>
/// Bounds the calls of each key and person, so that a program gone wild does not slow the others down; and those of each address that
/// brings neither, so that keys are not tried without end.
/// </summary>
internal static class ApiRateLimit
{
    public const string Policy = "api";

    /// <summary>Stands for all whose calls are used up on other nodes.</summary>
    private const string UsedElsewhere = "used up on other nodes";

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
            var (whose, shared) = (PartitionOf(context), context.RequestServices.GetRequiredService<SharedRates>());
            if (shared.IsOver(whose, most))
                return RateLimitPartition.Get((UsedElsewhere, 0), _ => new UsedUpLimiter(() => shared.UntilNextMinute));
            shared.Count(whose);
            // Another limit counts anew: a limiter keeps the one that it was made with.
            return RateLimitPartition.GetFixedWindowLimiter((whose, most), _ => new FixedWindowRateLimiterOptions
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

    /// <summary>Refuses every call until the next minute.</summary>
    private sealed class UsedUpLimiter(Func<TimeSpan> wait) : RateLimiter
    {
        public override TimeSpan? IdleDuration => null;

        public override RateLimiterStatistics? GetStatistics() => null;

        protected override RateLimitLease AttemptAcquireCore(int permitCount) => new Refusal(wait());

        protected override ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken) =>
            ValueTask.FromResult<RateLimitLease>(new Refusal(wait()));
    }

    private sealed class Refusal(TimeSpan wait) : RateLimitLease
    {
        public override bool IsAcquired => false;

        public override IEnumerable<string> MetadataNames => [MetadataName.RetryAfter.Name];

        public override bool TryGetMetadata(string metadataName, out object? metadata)
        {
            metadata = metadataName == MetadataName.RetryAfter.Name ? wait : null;
            return metadata is not null;
        }
    }
}
