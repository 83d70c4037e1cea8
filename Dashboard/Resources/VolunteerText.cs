namespace Concentric.Dashboard.Resources;

/// <summary>Marks the texts of the pages on volunteers, posts and claims.</summary>
public sealed class VolunteerText;
