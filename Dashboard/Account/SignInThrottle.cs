using System.Net;
using System.Threading.RateLimiting;
using Concentric.Nodes;

namespace Concentric.Dashboard.Account;

/// <summary>
/// Bounds failed sign-ins from one address. Those that succeed are not counted: a whole office comes from one address in the
/// morning.
/// </summary>
/// <param name="shared">What failed from there on other nodes.</param>
internal sealed class SignInThrottle(SharedRates shared) : IDisposable
{
    public const int FailuresPerMinute = 20;

    // Idle addresses are dropped by the limiter itself.
    private readonly PartitionedRateLimiter<string> limiter = PartitionedRateLimiter.Create<string, string>(address =>
        RateLimitPartition.GetSlidingWindowLimiter(address, _ => new SlidingWindowRateLimiterOptions
        {
            PermitLimit = FailuresPerMinute,
            Window = TimeSpan.FromMinutes(1),
            SegmentsPerWindow = 6,
        }));

    /// <summary>True when the address has used up its failures.</summary>
    public bool IsExhausted(IPAddress? address)
    {
        using var lease = limiter.AttemptAcquire(ClientAddress.Of(address), 0);
        return !lease.IsAcquired || shared.IsOver(KeyOf(address), FailuresPerMinute);
    }

    public void CountFailure(IPAddress? address)
    {
        limiter.AttemptAcquire(ClientAddress.Of(address)).Dispose();
        shared.Count(KeyOf(address));
    }

    private static string KeyOf(IPAddress? address) => $"sign-in {ClientAddress.Of(address)}";

    public void Dispose() => limiter.Dispose();
}
