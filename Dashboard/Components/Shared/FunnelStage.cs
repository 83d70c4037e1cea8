namespace Concentric.Dashboard.Components.Shared;

/// <summary>One stage of a <see cref="StageFunnel"/>.</summary>
/// <param name="Name">The stage.</param>
/// <param name="Count">Decides the length of the bar.</param>
/// <param name="Value">The count as it is written.</param>
/// <param name="Note">Beside the bar: how long records stay.</param>
/// <param name="Href">The records at this stage.</param>
public sealed record FunnelStage(string Name, int Count, string Value, string? Note = null, string? Href = null);
