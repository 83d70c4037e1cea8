namespace Concentric.Dashboard.Resources;

/// <summary>Marks the texts of the pages on projects, agreements and outputs.</summary>
public sealed class ProjectText;
