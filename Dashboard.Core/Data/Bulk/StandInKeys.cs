using System.Globalization;
using System.Security.Cryptography;

namespace Concentric.Data.Bulk;

/// <summary>
/// Keys of rows that wait aside until the server numbers them: 20 characters as text, all with the same beginning, which is drawn by
/// lot so that no text that somebody types has it. Below any key of a store, whose keys are positive.
/// </summary>
public sealed class StandInKeys
{
    /// <summary>Keys of one stage.</summary>
    public const long Most = 1_000_000_000;

    /// <summary>Characters of a key.</summary>
    public const int Length = 20;

    private const long First = 9_000_000_000_000_000_000;

    private readonly long start = First + (RandomNumberGenerator.GetInt32(0, 200_000_000) * Most);
    private long given;

    /// <summary>How every key of the stage begins, as text.</summary>
    public string Beginning => "-" + (start / Most).ToString(CultureInfo.InvariantCulture);

    /// <summary>What stands before a key, and its beginning, where a value in JSON is one.</summary>
    public string InJson => "\":" + Beginning;

    /// <exception cref="InvalidOperationException">All are given out.</exception>
    public long Next() => given < Most - 1
        ? -(start + ++given)
        : throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{Most} keys are given out."));

    /// <summary>True for a key of this stage.</summary>
    public bool Has(long key) => key < -start && key >= -(start + given);
}
