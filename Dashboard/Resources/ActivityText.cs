namespace Concentric.Dashboard.Resources;

/// <summary>Marks the texts of the pages on activities.</summary>
public sealed class ActivityText;
