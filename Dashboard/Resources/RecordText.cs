namespace Concentric.Dashboard.Resources;

/// <summary>Marks the texts that lists, pages and forms of all kinds of records share.</summary>
public sealed class RecordText;
