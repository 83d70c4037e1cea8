namespace Concentric.Dashboard.Components.Records;

/// <summary>One line of a record's timeline.</summary>
/// <param name="On">Day on which it happened.</param>
/// <param name="At">Instant of entry (UTC); null when nothing tells of it.</param>
/// <param name="By">Who entered it; null when nothing tells of it.</param>
/// <param name="Title">What happened, in a few words.</param>
/// <param name="Note">What was said about it.</param>
/// <param name="Detail">What it changed, as a new due date; null when nothing more is to be said.</param>
/// <param name="Tone">Colours the point on the line; the words say the same.</param>
public sealed record TimelineEntry(DateOnly On, DateTime? At, string? By, string Title, string? Note = null, string? Detail = null,
    Components.Shared.Tone Tone = default);
