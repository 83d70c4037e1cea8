namespace Concentric.Nodes;

/// <summary>What a move of the store's files has done.</summary>
/// <param name="Files">The program's files that the new place holds by this move.</param>
/// <param name="Bytes">Their size.</param>
/// <param name="Left">Names of what stays where it is, because it is none of the program's; the first of them, in order.</param>
public sealed record FileMove(int Files, long Bytes, IReadOnlyList<string> Left)
{
    /// <summary>The most names of <see cref="Left"/>.</summary>
    public const int MostLeft = 20;

    internal FileMove Leave(string name) => Left.Count == MostLeft || Left.Contains(name) ? this : this with { Left = [.. Left, name] };
}
