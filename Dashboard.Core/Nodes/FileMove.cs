namespace Concentric.Nodes;

/// <summary>What a move of the store's files has done.</summary>
/// <param name="Files">The program's files that the new place holds by this move.</param>
/// <param name="Bytes">Their size.</param>
/// <param name="Left">Names of what stays where it is, because it is none of the program's; the first of them, in order.</param>
public sealed record FileMove(int Files, long Bytes, IReadOnlyList<string> Left)
{
    /// <summary>The most names of <see cref="Left"/>.</summary>
    public const int MostLeft = 20;

    /// <summary>How many stay, named or not.</summary>
    public int LeftInAll { get; init; }

    internal FileMove Leave(string name) => this with
    {
        Left = Left.Count == MostLeft ? Left : [.. Left, name],
        LeftInAll = LeftInAll + 1,
    };
}
