namespace Concentric.Dashboard.Resources;

/// <summary>Marks the texts of the pages on workers, postings and the working calendar.</summary>
public sealed class WorkerText;
