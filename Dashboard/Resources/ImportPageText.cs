namespace Concentric.Dashboard.Resources;

/// <summary>Marks the texts of the pages on which spreadsheets come in.</summary>
public sealed class ImportPageText;
