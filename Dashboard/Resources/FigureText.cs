namespace Concentric.Dashboard.Resources;

/// <summary>Marks the texts of the pages on published figures.</summary>
public sealed class FigureText;
