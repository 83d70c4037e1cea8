namespace Concentric.Dashboard.Resources;

/// <summary>Marks the texts of the exports page.</summary>
public sealed class ExportPageText;
