using Concentric.Dashboard.Account;
using Concentric.Dashboard.Components.Shared;
using Concentric.Ledgers;
using Concentric.Metrics;
using Concentric.Time;
using Microsoft.AspNetCore.Components;

namespace Concentric.Dashboard.Features.Figures;

/// <summary>A page over a slice: its address says which period and which communities.</summary>
public abstract class SlicePage : LiveComponent
{
    [SupplyParameterFromQuery(Name = "period")]
    public string? PeriodName { get; set; }

    [SupplyParameterFromQuery]
    public string? From { get; set; }

    [SupplyParameterFromQuery]
    public string? To { get; set; }

    [SupplyParameterFromQuery]
    public string? Communities { get; set; }

    [Inject]
    protected CommunityDirectory Directory { get; set; } = null!;

    [Inject]
    protected CurrentUserProvider Callers { get; set; } = null!;

    [Inject]
    protected OfficeClock Clock { get; set; } = null!;

    /// <summary>The slice as the address asks for it.</summary>
    protected SliceRequest Asked => new(PeriodName, From, To, Communities);
}
