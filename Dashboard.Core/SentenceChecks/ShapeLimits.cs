namespace Concentric.SentenceChecks;

/// <summary>How long one shape is looked for in a text before it is given up: whatever is pasted, nobody waits for minutes.</summary>
internal static class ShapeLimits
{
    /// <summary>
    /// In milliseconds. Bounds keep shapes far below it; it counts by the wall's clock, and so must bear a server that is busy with other
    /// things.
    /// </summary>
    public const int Milliseconds = 20_000;
}
