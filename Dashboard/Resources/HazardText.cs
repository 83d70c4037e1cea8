namespace Concentric.Dashboard.Resources;

/// <summary>Marks the texts of the pages on hazards.</summary>
public sealed class HazardText;
