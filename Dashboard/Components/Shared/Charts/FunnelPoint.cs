using Concentric.ProcessCharts;

namespace Concentric.Dashboard.Components.Shared.Charts;

/// <summary>A community in a <see cref="FunnelPicture"/>.</summary>
/// <param name="Exposure">Cases, or thousands of households.</param>
/// <param name="Value">As the funnel holds it.</param>
/// <param name="Detail">Under its name in the tip.</param>
/// <param name="Href">The records behind it.</param>
public sealed record FunnelPoint(string Name, double Exposure, double Value, BesideStreet Beside, string Detail, string Href);
