namespace Concentric.Dashboard.Resources;

/// <summary>Marks the texts of the pages on exchanges of secretaries and the talent pool.</summary>
public sealed class RotationText;
