using System.Collections;
using System.Collections.Concurrent;

namespace Concentric.Dashboard.Components.Shared;

/// <summary>
/// Compares lists and dictionaries entry by entry, in their order, as what they hold: by way of <see cref="IEnumerable"/> each entry that
/// is a value would be an object of its own, for every open page and change.
/// </summary>
internal abstract class EntryComparison
{
    private static readonly ConcurrentDictionary<Type, EntryComparison> Known = new();

    /// <summary>True when both have equal entries in the same order.</summary>
    /// <param name="one">Of the type that the comparison is for.</param>
    public abstract bool AreSame(object one, object other);

    /// <param name="type">Of a list, a dictionary or anything else with entries.</param>
    public static EntryComparison Of(Type type) => Known.GetOrAdd(type, static type =>
        TypedBy(type, typeof(IReadOnlyDictionary<,>), typeof(Pairs<,>)) ?? TypedBy(type, typeof(IEnumerable<>), typeof(Entries<>))
        ?? new Entries());

    private static EntryComparison? TypedBy(Type type, Type entries, Type comparison) =>
        Array.Find(type.GetInterfaces(), one => one.IsGenericType && one.GetGenericTypeDefinition() == entries) is { } found
            ? (EntryComparison)Activator.CreateInstance(comparison.MakeGenericType(found.GetGenericArguments()))! : null;

    private sealed class Entries<T> : EntryComparison
    {
        public override bool AreSame(object one, object other)
        {
            if (other is not IEnumerable<T> others) return false;
            if (one is IReadOnlyList<T> list && other is IReadOnlyList<T> otherList)
            {
                if (list.Count != otherList.Count) return false;
                for (var i = 0; i < list.Count; i++)
                {
                    if (!EqualityComparer<T>.Default.Equals(list[i], otherList[i])) return false;
                }

                return true;
            }

            return ((IEnumerable<T>)one).SequenceEqual(others);
        }
    }

    // A pair itself would be compared field by field through reflection.
    private sealed class Pairs<TKey, TValue> : EntryComparison
    {
        public override bool AreSame(object one, object other) => other is IReadOnlyDictionary<TKey, TValue> others
            && ((IReadOnlyDictionary<TKey, TValue>)one).SequenceEqual(others, PairComparer.Instance);

        private sealed class PairComparer : IEqualityComparer<KeyValuePair<TKey, TValue>>
        {
            public static readonly PairComparer Instance = new();

            public bool Equals(KeyValuePair<TKey, TValue> x, KeyValuePair<TKey, TValue> y) =>
                EqualityComparer<TKey>.Default.Equals(x.Key, y.Key) && EqualityComparer<TValue>.Default.Equals(x.Value, y.Value);

            public int GetHashCode(KeyValuePair<TKey, TValue> obj) => HashCode.Combine(obj.Key, obj.Value);
        }
    }

    private sealed class Entries : EntryComparison
    {
        public override bool AreSame(object one, object other) =>
            other is IEnumerable others && ((IEnumerable)one).Cast<object?>().SequenceEqual(others.Cast<object?>());
    }
}
