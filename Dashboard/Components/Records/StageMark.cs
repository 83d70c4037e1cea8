namespace Concentric.Dashboard.Components.Records;

/// <summary>How a record stands towards a stage.</summary>
public enum StageStanding
{
    Ahead,
    Reached,
    Next,
    Skipped,
    Stopped,
}

/// <summary>One stage of a record's way.</summary>
/// <param name="Key">Names it on the page.</param>
/// <param name="Name">Its name.</param>
/// <param name="Note">Below it: the day on which it was reached, or that it is next.</param>
/// <param name="Standing">Told by the sign on the line, its colour and the note.</param>
/// <param name="IsHere">True for the stage at which the record stands.</param>
public sealed record StageMark(string Key, string Name, string? Note, StageStanding Standing, bool IsHere);
