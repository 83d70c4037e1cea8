namespace Concentric.Dashboard.Resources;

/// <summary>Marks the texts of the pages on errands.</summary>
public sealed class ErrandText;
