namespace Concentric.Dashboard.Resources;

/// <summary>Marks the texts of the pages on home visits.</summary>
public sealed class VisitText;
