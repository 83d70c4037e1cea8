using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Concentric.Time;

namespace Concentric.Sheets;

/// <summary>
/// SHA-256 of what a workbook says: its ledgers as they are written, then sheet by sheet each value with its place and type. What is
/// written aside (as-of, asker, program version, earlier runs) does not enter, so the same question to the same data gives the same hash.
/// </summary>
public sealed class ContentHash : IDisposable
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private byte[] buffer = new byte[256];

    /// <summary>A piece of a streamed sheet.</summary>
    public void Append(ReadOnlySpan<byte> piece) => hash.AppendData(piece);

    public void Sheet(string name) => Add("sheet", name);

    public void Text(int row, int column, string value) => AddCell(row, column, "text", value);

    public void Number(int row, int column, double value) =>
        AddCell(row, column, "number", value.ToString("R", CultureInfo.InvariantCulture));

    public void Day(int row, int column, DateOnly value) =>
        AddCell(row, column, "day", value.ToIso());

    /// <summary>The hash of all so far, 64 hexadecimal digits, and a fresh start.</summary>
    public string Finish() => Convert.ToHexStringLower(hash.GetHashAndReset());

    public void Dispose() => hash.Dispose();

    private void AddCell(int row, int column, string type, string value)
    {
        Span<byte> place = stackalloc byte[8];
        BinaryPrimitives.WriteInt32LittleEndian(place, row);
        BinaryPrimitives.WriteInt32LittleEndian(place[4..], column);
        hash.AppendData(place);
        Add(type, value);
    }

    // Lengths go first, so that no two contents run together to the same bytes.
    private void Add(string type, string value)
    {
        foreach (var part in (ReadOnlySpan<string>)[type, value])
        {
            var most = Encoding.UTF8.GetMaxByteCount(part.Length) + 4;
            if (buffer.Length < most) buffer = new byte[most];
            var length = Encoding.UTF8.GetBytes(part, buffer.AsSpan(4));
            BinaryPrimitives.WriteInt32LittleEndian(buffer, length);
            hash.AppendData(buffer, 0, length + 4);
        }
    }
}
