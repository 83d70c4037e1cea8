namespace Concentric.Dashboard.Resources;

/// <summary>Marks the texts of the pages on communities.</summary>
public sealed class CommunityText;
