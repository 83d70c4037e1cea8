namespace Concentric.Dashboard.Components.Records;

/// <summary>The record that a page shows; cascades to the parts of the page.</summary>
/// <param name="Kind">As in <c>petition</c>.</param>
/// <param name="Id">Its id.</param>
/// <param name="Version">Its version as shown: what the next command expects.</param>
/// <param name="ReadAgain">Reads and shows it anew.</param>
/// <param name="Name">Names it within a sentence: its kind with its number or title.</param>
/// <param name="Next">What comes next, as a sentence, once it was read anew; null where there is nothing to be told.</param>
/// <param name="Reveal">Shows its personal data in clear, which is written down; null for those who may not.</param>
/// <param name="Revealed">Personal values in clear by name of property; null while they are masked.</param>
public sealed record RecordContext(
    string Kind, long Id, int Version, Func<Task> ReadAgain, string Name, Func<string?> Next, Func<Task>? Reveal = null,
    IReadOnlyDictionary<string, string?>? Revealed = null);
