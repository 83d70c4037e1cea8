namespace Concentric.Dashboard.Resources;

/// <summary>Marks the texts of the working calendar.</summary>
public sealed class CalendarText;
