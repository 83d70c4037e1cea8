namespace Concentric.Dashboard.Components.Records;

/// <summary>The record that a page shows; cascades to the parts of the page.</summary>
/// <param name="Kind">As in <c>petition</c>.</param>
/// <param name="Id">Its id.</param>
/// <param name="Version">Its version as shown: what the next command expects.</param>
/// <param name="ReadAgain">Reads and shows it anew.</param>
/// <param name="Reveal">Shows its personal data in clear, which is written down; null for those who may not.</param>
/// <param name="Revealed">Personal values in clear by name of property; null while they are masked.</param>
public sealed record RecordContext(
    string Kind, long Id, int Version, Func<Task> ReadAgain, Func<Task>? Reveal = null,
    IReadOnlyDictionary<string, string?>? Revealed = null);
