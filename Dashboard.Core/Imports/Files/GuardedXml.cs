using System.Text;
using System.Xml;
using Concentric.Rules;

namespace Concentric.Imports.Files;

/// <summary>
/// Hands the text of a part to an XML reader and looks at it on the way: the reader itself would hold a tag, a comment or a marked
/// section whole, however long, and remember each name and each level for ever. Texts between tags it gives out in pieces.
/// </summary>
internal sealed class GuardedXml(TextReader inner) : TextReader
{
    private enum Place { Text, Reference, Open, Tag, Quoted, Bang, Comment, Section, Instruction }

    private Place place;
    private char quote;
    private char before;
    private char twoBefore;
    private bool isEnd;
    private int length;
    private int depth;

    /// <exception cref="ImportFileException">While reading: something is longer, deeper or more than it may be.</exception>
    public static XmlReader Open(Stream part) =>
        XmlReader.Create(new GuardedXml(new StreamReader(part, Encoding.UTF8, detectEncodingFromByteOrderMarks: true)),
            new XmlReaderSettings
            {
                // No definitions, nothing from outside: a part needs neither.
                DtdProcessing = DtdProcessing.Prohibit,
                XmlResolver = null,
                IgnoreComments = true,
                IgnoreProcessingInstructions = true,
                CloseInput = true,
                CheckCharacters = false,
                NameTable = new Names(),
            });

    public override int Read(char[] buffer, int index, int count)
    {
        var read = inner.Read(buffer, index, count);
        Look(buffer.AsSpan(index, read));
        return read;
    }

    public override int Read()
    {
        var one = new char[1];
        return Read(one, 0, 1) == 0 ? -1 : one[0];
    }

    public override int Peek() => inner.Peek();

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }

    private void Look(ReadOnlySpan<char> read)
    {
        for (var i = 0; i < read.Length; i++)
        {
            if (place == Place.Text)
            {
                var next = read[i..].IndexOfAny('<', '&');
                if (next < 0) return;
                i += next;
                (place, length, before, twoBefore) = (read[i] == '<' ? Place.Open : Place.Reference, 0, '\0', '\0');
                continue;
            }

            Step(read[i]);
            (twoBefore, before) = (before, read[i]);
            if (++length > InputLimits.MarkupCharacters) throw new ImportFileException("MarkupTooLong", InputLimits.MarkupCharacters);
        }
    }

    private void Step(char next)
    {
        switch (place)
        {
            case Place.Reference when next == ';': place = Place.Text; break;
            // A reference that is none: the reader will say so.
            case Place.Reference when next is '<': place = Place.Open; break;
            case Place.Open:
                isEnd = next == '/';
                place = next switch { '!' => Place.Bang, '?' => Place.Instruction, '>' => Place.Text, _ => Place.Tag };
                break;
            case Place.Bang: place = next switch { '-' => Place.Comment, '[' => Place.Section, _ => Place.Tag }; break;
            case Place.Tag when next is '"' or '\'': (place, quote) = (Place.Quoted, next); break;
            case Place.Tag when next == '>': CloseTag(); break;
            case Place.Quoted when next == quote: place = Place.Tag; break;
            // "<!-->" is no whole comment: its dashes are those it began with.
            case Place.Comment when next == '>' && before == '-' && twoBefore == '-' && length > 4: place = Place.Text; break;
            case Place.Section when next == '>' && before == ']' && twoBefore == ']': place = Place.Text; break;
            case Place.Instruction when next == '>' && before == '?' && length > 1: place = Place.Text; break;
        }
    }

    private void CloseTag()
    {
        place = Place.Text;
        if (isEnd) depth--;
        else if (before != '/' && ++depth > InputLimits.MarkupDepth)
            throw new ImportFileException("MarkupTooDeep", InputLimits.MarkupDepth);
    }

    /// <summary>The names of a part. A reader keeps each that it has met.</summary>
    private sealed class Names : XmlNameTable
    {
        private readonly NameTable names = new();
        private int count;

        public override string Add(string array) => names.Get(array) ?? Counted(names.Add(array));

        public override string Add(char[] array, int offset, int length) =>
            names.Get(array, offset, length) ?? Counted(names.Add(array, offset, length));

        public override string? Get(string array) => names.Get(array);

        public override string? Get(char[] array, int offset, int length) => names.Get(array, offset, length);

        private string Counted(string name) =>
            ++count > InputLimits.MarkupNames ? throw new ImportFileException("TooManyNames", InputLimits.MarkupNames) : name;
    }
}
