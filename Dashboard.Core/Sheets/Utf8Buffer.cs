using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Concentric.Sheets;

/// <summary>
/// Gathers UTF-8 and hands it on in pieces of <see cref="Piece"/> bytes. What runs for every cell, here and in the writer, is compiled in
/// full at once: a sheet is often written before the runtime would have taken notice that it is worth it.
/// </summary>
internal sealed class Utf8Buffer
{
    /// <summary>Handed on when this many bytes have gathered; a single row may make it more.</summary>
    private const int Piece = 128 * 1024;

    /// <summary>What XML or a workbook's own escape (_x000D_) would read as something else.</summary>
    private static readonly SearchValues<char> Marked = SearchValues.Create("&<>_\r");

    private static readonly SearchValues<char> Hexadecimal = SearchValues.Create("0123456789abcdefABCDEF");

    private const int MostBytesOfUnit = 3;

    private byte[] bytes = new byte[Piece * 2];
    private int length;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Raw(ReadOnlySpan<byte> piece)
    {
        Reserve(piece.Length);
        piece.CopyTo(bytes.AsSpan(length));
        length += piece.Length;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Raw(ReadOnlySpan<char> text)
    {
        Reserve(text.Length * MostBytesOfUnit);
        length += Encoding.UTF8.GetBytes(text, bytes.AsSpan(length));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Number(long value)
    {
        Reserve(20);
        Utf8Formatter.TryFormat(value, bytes.AsSpan(length), out var written);
        length += written;
    }

    /// <summary>A number of hundredths or thousandths as a decimal, exact to the last digit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Decimal(long value, int digits)
    {
        var scale = digits == 2 ? 100 : 1_000;
        if (value < 0)
        {
            Raw("-"u8);
            value = -value;
        }

        Number(value / scale);
        var rest = value % scale;
        if (rest == 0) return;
        Raw("."u8);
        for (var unit = scale / 10; unit > 0 && rest > 0; rest %= unit, unit /= 10) Number(rest / unit);
    }

    public void Number(double value) => Raw(value.ToString("R", CultureInfo.InvariantCulture));

    /// <summary>Text inside an element.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Escaped(ReadOnlySpan<char> text)
    {
        while (text.IndexOfAny(Marked) is >= 0 and var at)
        {
            Raw(text[..at]);
            switch (text[at])
            {
                case '&': Raw("&amp;"u8); break;
                case '<': Raw("&lt;"u8); break;
                case '>': Raw("&gt;"u8); break;
                case '\r': Raw("_x000D_"u8); break;
                // Only where it would be read as an escape: _x005F_ stands for the underscore.
                default: Raw(IsEscape(text[at..]) ? "_x005F_"u8 : "_"u8); break;
            }

            text = text[(at + 1)..];
        }

        Raw(text);
    }

    /// <summary>True when it is time to hand on.</summary>
    public bool IsFull => length >= Piece;

    /// <summary>Everything gathered so far.</summary>
    public ReadOnlySpan<byte> Written => bytes.AsSpan(0, length);

    public void Clear() => length = 0;

    public async ValueTask FlushAsync(Stream output, CancellationToken cancellationToken)
    {
        await output.WriteAsync(bytes.AsMemory(0, length), cancellationToken);
        length = 0;
    }

    /// <summary>Everything gathered so far, and a fresh start.</summary>
    public byte[] Take()
    {
        var taken = bytes.AsSpan(0, length).ToArray();
        length = 0;
        return taken;
    }

    private static bool IsEscape(ReadOnlySpan<char> text) =>
        text.Length >= 7 && text[1] is 'x' or 'X' && text[6] == '_' && !text[2..6].ContainsAnyExcept(Hexadecimal);

    private void Reserve(int more)
    {
        if (length + more > bytes.Length) Array.Resize(ref bytes, Math.Max(bytes.Length * 2, length + more));
    }
}
