namespace Concentric.SentenceChecks;

/// <summary>Which places of a text are taken, asked and told at the cost of the stretch, however many there are.</summary>
internal sealed class SpanCover(int length)
{
    private readonly bool[] taken = new bool[length];

    public SpanCover(int length, IEnumerable<TextSpan> spans)
        : this(length)
    {
        foreach (var span in spans) Add(span);
    }

    public void Add(TextSpan span) => Array.Fill(taken, true, span.Start, span.Length);

    public bool Overlaps(TextSpan span) => Array.IndexOf(taken, true, span.Start, span.Length) >= 0;

    public bool Holds(int at) => taken[at];
}
