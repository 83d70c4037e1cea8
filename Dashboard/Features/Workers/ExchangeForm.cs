namespace Concentric.Dashboard.Features.Workers;

/// <summary>What the form of an exchange holds while it is filled in.</summary>
public sealed class ExchangeForm
{
    public int? FirstCommunityId { get; set; }

    public int? SecondCommunityId { get; set; }

    public DateOnly? On { get; set; }

    public string? Note { get; set; }
}
