namespace Concentric.Dashboard.Features.Volunteers;

/// <summary>What the form of a new claim holds while it is filled in.</summary>
public sealed class ClaimForm
{
    public long? PostId { get; set; }

    public string? Name { get; set; }

    public string? Phone { get; set; }

    public DateOnly? ClaimedOn { get; set; }
}
