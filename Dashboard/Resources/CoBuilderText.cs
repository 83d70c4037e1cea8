namespace Concentric.Dashboard.Resources;

/// <summary>Marks the texts of the pages on co-builders and what they give.</summary>
public sealed class CoBuilderText;
