using System.Text;
using System.Xml;
using Concentric.Attachments;
using Concentric.Imports.Files;
using Concentric.Rules;
using FileContent = Concentric.Attachments.FileContent;
using FileContents = Concentric.Attachments.FileContents;

namespace Concentric.SentenceChecks;

/// <summary>
/// Takes the text out of a file that somebody brings to be checked: a .docx, or plain text in UTF-8, UTF-16 or GB18030. What it is says its
/// content, not its name. Nothing of it reaches a disk. One file is looked at at a time, however many people bring some.
/// </summary>
public sealed class TextFiles : IDisposable
{
    /// <summary>Names the file in refusals.</summary>
    public const string Field = "TextFile";

    /// <summary>Of a text without a mark, as much of its characters must be such as texts have, in per cent.</summary>
    private const int LeastReadable = 95;

    /// <summary>Read no further than this: blank lines around the text are no part of it.</summary>
    private const int MostRead = 2 * SentenceChecker.MostText;

    private readonly SemaphoreSlim looking = new(1);

    /// <summary>The text of a file, with its lines.</summary>
    /// <param name="name">As the browser tells it.</param>
    /// <param name="content">Read until it is more than it may be, and no further.</param>
    /// <exception cref="RefusedException">It is too large, empty, damaged, or nothing that a text can be read of.</exception>
    public async Task<string> ReadAsync(string name, Stream content, CancellationToken cancellationToken)
    {
        var called = Upload.NameOf(name);
        using var file = new MemoryStream();
        ValidationContext.Require(await Upload.ReceiveAsync(content, file, InputLimits.CheckedFileBytes, cancellationToken), Field, called,
            Rule.FileTooBig, InputLimits.CheckedFileBytes / InputLimits.Megabyte);
        ValidationContext.Require(file.Length > 0, Field, called, Rule.EmptyFile);
        await looking.WaitAsync(cancellationToken);
        try
        {
            var text = await Task.Run(() => Read(called, file, cancellationToken), cancellationToken);
            ValidationContext.Require(text?.Length <= SentenceChecker.MostText, Field, called, Rule.FileTextTooLong,
                SentenceChecker.MostText);
            ValidationContext.Require(!string.IsNullOrWhiteSpace(text), Field, called, Rule.FileWithoutText);
            return text!;
        }
        finally
        {
            looking.Release();
        }
    }

    public void Dispose() => looking.Dispose();

    /// <returns>Null where it has more than may be checked.</returns>
    private static string? Read(string name, MemoryStream file, CancellationToken cancellationToken)
    {
        var bytes = file.GetBuffer().AsMemory(0, (int)file.Length);
        var content = FileContents.Of(bytes.Span[..Math.Min(FileContents.HeadBytes, bytes.Length)]);
        if (content == FileContent.Archive && bytes.Span.StartsWith("PK"u8)) return OfPackage(name, file, cancellationToken);
        // A text with marks of its own, of which .txt is only the name.
        if (content is not (FileContent.Text or FileContent.Unknown) || bytes.Span.StartsWith("{\\rtf"u8))
            throw ValidationContext.Refusal(Field, name, Rule.NotCheckable, content);
        if (Decoded(bytes.Span) is { } text) return text.Length > MostRead ? null : Sound(name, text.ReplaceLineEndings("\n").Trim('\n'));
        throw content == FileContent.Text || (name.EndsWith(".txt", StringComparison.OrdinalIgnoreCase) && !bytes.Span.Contains((byte)0))
            ? ValidationContext.Refusal(Field, name, Rule.UnknownEncoding)
            : ValidationContext.Refusal(Field, name, Rule.NotCheckable, content);
    }

    private static string? OfPackage(string name, MemoryStream file, CancellationToken cancellationToken)
    {
        try
        {
            var content = OfficePackage.Look(file, cancellationToken);
            ValidationContext.Require(content == FileContent.Word, Field, name, Rule.NotCheckable, content);
            return WordText.Read(file, MostRead, cancellationToken) is { } text ? Sound(name, text) : null;
        }
        catch (ImportFileException)
        {
            throw ValidationContext.Refusal(Field, name, Rule.UnpacksToTooMuch);
        }
        catch (Exception failure) when (failure is InvalidDataException or XmlException or EndOfStreamException or FormatException
            or OverflowException or ArgumentException or NotSupportedException)
        {
            throw ValidationContext.Refusal(Field, name, Rule.DamagedFile);
        }
    }

    /// <summary>A text in which no character was lost: a number that lost one would be read as another.</summary>
    /// <exception cref="RefusedException">One was.</exception>
    private static string Sound(string name, string text)
    {
        ValidationContext.Require(!text.Contains('\uFFFD', StringComparison.Ordinal), Field, name, Rule.UnknownEncoding);
        return text;
    }

    /// <summary>By its mark, or by what the whole of it can be read as; null where it is no text.</summary>
    private static string? Decoded(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) return Decode(Utf8, bytes[3..]);
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE])) return Decode(Utf16, bytes[2..]);
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])) return Decode(Utf16Big, bytes[2..]);
        // Of UTF-16 without a mark, the zeros of digits and blanks tell.
        Encoding[] possible = bytes.Contains((byte)0) ? [Utf16, Utf16Big] : [Utf8, CsvFile.Gb18030];
        foreach (var encoding in possible)
        {
            if (Decode(encoding, bytes) is { } text) return text;
            // UTF-8 with a byte that is none would be read as other characters.
            if (encoding == Utf8 && IsDamaged(bytes)) return null;
        }

        return null;
    }

    /// <summary>True for UTF-8 of which a few bytes are none.</summary>
    private static bool IsDamaged(ReadOnlySpan<byte> bytes)
    {
        var text = Encoding.UTF8.GetString(bytes);
        return text.Count(character => character is >= '\u3000' and < '\uFFFD') > 2 * text.Count(character => character == '\uFFFD');
    }

    private static string? Decode(Encoding encoding, ReadOnlySpan<byte> bytes)
    {
        try
        {
            var text = encoding.GetString(bytes);
            return text.Count(IsReadable) * 100L >= text.Length * (long)LeastReadable && !text.Contains('\0') ? text : null;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>Blanks, Latin, punctuation, and the characters of Chinese: what reports are written in.</summary>
    private static bool IsReadable(char character) => character is '\t' or '\n' or '\r' or '\f' or (>= ' ' and < '\u0250')
        or (>= '\u2000' and < '\u2C00') or (>= '\u3000' and < '\uA000') or (>= '\uD800' and <= '\uDFFF') or (>= '\uF900' and <= '\uFFEF');

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly UnicodeEncoding Utf16 = new(bigEndian: false, byteOrderMark: false, throwOnInvalidBytes: true);

    private static readonly UnicodeEncoding Utf16Big = new(bigEndian: true, byteOrderMark: false, throwOnInvalidBytes: true);
}
