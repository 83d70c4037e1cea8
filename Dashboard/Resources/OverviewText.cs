namespace Concentric.Dashboard.Resources;

/// <summary>Marks the texts of the overview and of the records behind its figures.</summary>
public sealed class OverviewText;
