namespace Concentric.Dashboard.Resources;

/// <summary>Texts of the page that tells how the program and its store are, in SystemText.resx (Chinese) and SystemText.en.resx.</summary>
public sealed class SystemText;
