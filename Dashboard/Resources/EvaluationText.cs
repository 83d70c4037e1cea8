namespace Concentric.Dashboard.Resources;

/// <summary>Marks the texts of the pages on the annual evaluation.</summary>
public sealed class EvaluationText;
