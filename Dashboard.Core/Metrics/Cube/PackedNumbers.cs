using System.Numerics;
using System.Runtime.InteropServices;

namespace Concentric.Metrics;

/// <summary>
/// Whole numbers, each in as few bytes as the one that needs most of them takes: one or two without a sign, four, or eight. What is read is
/// exactly what was put in. Never changed once made.
/// </summary>
internal readonly struct PackedNumbers
{
    private readonly byte[]? bytes;

    /// <summary>Bytes of one number.</summary>
    private readonly int size;

    private PackedNumbers(byte[] bytes, int size) => (this.bytes, this.size) = (bytes, size);

    public int Length => bytes is null ? 0 : bytes.Length / size;

    public long this[int place] => size switch
    {
        1 => bytes![place],
        2 => MemoryMarshal.Cast<byte, ushort>(bytes)[place],
        4 => MemoryMarshal.Cast<byte, int>(bytes)[place],
        _ => MemoryMarshal.Cast<byte, long>(bytes)[place],
    };

    /// <summary>The sum of the numbers from a place on, each times its weight; as many as there are weights, or are left.</summary>
    public long WeightedSum(int place, ReadOnlySpan<int> weights) => size switch
    {
        0 => 0,
        1 => WeightedSum<byte>(bytes.AsSpan(place), weights),
        2 => WeightedSum(MemoryMarshal.Cast<byte, ushort>(bytes)[place..], weights),
        4 => WeightedSum(MemoryMarshal.Cast<byte, int>(bytes)[place..], weights),
        _ => WeightedSum(MemoryMarshal.Cast<byte, long>(bytes)[place..], weights),
    };

    public static PackedNumbers Of(ReadOnlySpan<long> numbers)
    {
        if (numbers.IsEmpty) return default;
        var (least, most) = (0L, 0L);
        foreach (var number in numbers) (least, most) = (Math.Min(least, number), Math.Max(most, number));
        var size = least >= 0 && most <= byte.MaxValue ? 1
            : least >= 0 && most <= ushort.MaxValue ? 2
            : least >= int.MinValue && most <= int.MaxValue ? 4 : 8;
        var bytes = new byte[numbers.Length * size];
        switch (size)
        {
            case 1:
                for (var i = 0; i < numbers.Length; i++) bytes[i] = (byte)numbers[i];
                break;
            case 2:
                var small = MemoryMarshal.Cast<byte, ushort>(bytes.AsSpan());
                for (var i = 0; i < small.Length; i++) small[i] = (ushort)numbers[i];
                break;
            case 4:
                var middle = MemoryMarshal.Cast<byte, int>(bytes.AsSpan());
                for (var i = 0; i < middle.Length; i++) middle[i] = (int)numbers[i];
                break;
            default:
                MemoryMarshal.AsBytes(numbers).CopyTo(bytes);
                break;
        }

        return new(bytes, size);
    }

    private static long WeightedSum<T>(ReadOnlySpan<T> numbers, ReadOnlySpan<int> weights)
        where T : struct, INumber<T>
    {
        var sum = 0L;
        var count = Math.Min(numbers.Length, weights.Length);
        for (var i = 0; i < count; i++) sum += long.CreateTruncating(numbers[i]) * weights[i];
        return sum;
    }
}
