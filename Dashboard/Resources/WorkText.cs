namespace Concentric.Dashboard.Resources;

/// <summary>Texts of the daily work, in WorkText.resx (Chinese) and WorkText.en.resx.</summary>
public sealed class WorkText;
