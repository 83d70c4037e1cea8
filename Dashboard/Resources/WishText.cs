namespace Concentric.Dashboard.Resources;

/// <summary>Marks the texts of the pages on wishes.</summary>
public sealed class WishText;
