namespace Concentric.SentenceChecks;

/// <summary>A stretch of a checked text, as pages and documents show it.</summary>
/// <param name="Number">Of the claim among those of its text, from 1; 0 for words beside them.</param>
/// <param name="Claim">What is marked; null for words beside.</param>
public sealed record TextSegment(string Text, int Number, CheckedClaim? Claim)
{
    /// <summary>A text by its paragraphs, each as its stretches; together they are the whole text without its line breaks.</summary>
    public static IReadOnlyList<IReadOnlyList<TextSegment>> Paragraphs(CheckedText text)
    {
        var paragraphs = new List<IReadOnlyList<TextSegment>>();
        var present = new List<TextSegment>();
        var at = 0;
        for (var i = 0; i < text.Claims.Count; i++)
        {
            var span = text.Claims[i].Read.Span;
            if (span.Start < at) continue;
            Words(text.Text[at..span.Start]);
            present.Add(new(text.Text[span.Start..span.End].Replace('\n', ' '), i + 1, text.Claims[i]));
            at = span.End;
        }

        Words(text.Text[at..]);
        paragraphs.Add(present);
        return paragraphs;

        void Words(string words)
        {
            var lines = words.Split('\n');
            for (var line = 0; line < lines.Length; line++)
            {
                if (line > 0)
                {
                    paragraphs.Add(present);
                    present = [];
                }

                if (lines[line].Length > 0) present.Add(new(lines[line], 0, null));
            }
        }
    }
}
