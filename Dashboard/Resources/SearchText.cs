namespace Concentric.Dashboard.Resources;

/// <summary>Marks the texts of the search.</summary>
public sealed class SearchText;
