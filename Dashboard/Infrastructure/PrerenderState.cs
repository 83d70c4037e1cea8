using Concentric.Live;
using Microsoft.AspNetCore.Components;

namespace Concentric.Dashboard.Infrastructure;

/// <summary>What a prerendered page tells the circuit that takes it over.</summary>
public sealed class PrerenderState(LiveUpdates updates)
{
    /// <summary>
    /// <see cref="LiveUpdates.Stamp"/> when the page was prerendered: whatever was committed since is not in what it shows.
    /// Null once the circuit has compared it.
    /// </summary>
    [PersistentState]
    public long? UpdatesSeen { get; set; } = updates.Stamp;
}
