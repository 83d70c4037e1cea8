using System.Collections;

namespace Concentric.Kinds;

/// <summary>
/// Several values of one field, each once: ids as <see cref="long"/>, or texts. Two that hold the same are equal, in whatever order.
/// </summary>
public sealed class FieldList : IReadOnlyList<object>, IEquatable<FieldList>
{
    private readonly List<object> values;

    private FieldList(List<object> values) => this.values = values;

    public int Count => values.Count;

    public object this[int index] => values[index];

    /// <summary>The values as ids.</summary>
    public IReadOnlyList<long> Ids => [.. values.Cast<long>()];

    /// <summary>The values as texts.</summary>
    public IReadOnlyList<string> Texts => [.. values.Cast<string>()];

    /// <summary>The values that there are; null for none.</summary>
    public static FieldList? Of(IEnumerable? some)
    {
        List<object> said = [.. (some?.Cast<object?>() ?? []).OfType<object>().Select(one => one is int id ? (long)id : one).Distinct()];
        return said.Count == 0 ? null : new(said);
    }

    public bool Equals(FieldList? other) => other is not null && Count == other.Count && values.ToHashSet().SetEquals(other.values);

    public override bool Equals(object? obj) => Equals(obj as FieldList);

    public override int GetHashCode() => values.Aggregate(Count, (hash, one) => hash ^ one.GetHashCode());

    public IEnumerator<object> GetEnumerator() => values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
