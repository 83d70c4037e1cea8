namespace Concentric.SentenceChecks;

/// <summary>How long one shape is looked for in a text before it is given up: whatever is pasted, nobody waits for minutes.</summary>
internal static class ShapeLimits
{
    /// <summary>In milliseconds. In the longest report a shape takes a hundredth of it.</summary>
    public const int Milliseconds = 2_000;
}
