namespace Concentric.Dashboard.Api;

/// <summary>What the office has settled for the API.</summary>
/// <param name="CallsPerMinute">From <c>Api:CallsPerMinute</c>: calls that one key or person may make in a minute.</param>
internal sealed record ApiOptions(int CallsPerMinute = ApiOptions.DefaultCallsPerMinute)
{
    public const int DefaultCallsPerMinute = 600;
}
