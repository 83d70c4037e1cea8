namespace Concentric.Dashboard.Resources;

/// <summary>Marks the texts of the pages on meetings, commitments, the rota and the agenda.</summary>
public sealed class MeetingText;
