namespace Concentric.Data;

/// <summary>A record of any kind.</summary>
/// <param name="Kind">As in <see cref="RecordKinds"/>.</param>
public readonly record struct RecordKey(string Kind, long Id)
{
    /// <summary>No records.</summary>
    public static IReadOnlySet<RecordKey> None { get; } = new HashSet<RecordKey>();
}
