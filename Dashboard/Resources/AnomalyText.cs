namespace Concentric.Dashboard.Resources;

/// <summary>Marks the texts of the pages on what is worth asking about.</summary>
public sealed class AnomalyText;
