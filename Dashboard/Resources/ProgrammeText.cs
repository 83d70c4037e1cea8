namespace Concentric.Dashboard.Resources;

/// <summary>Marks the texts of the pages on programmes.</summary>
public sealed class ProgrammeText;
