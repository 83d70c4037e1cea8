using Concentric.Data;

namespace Concentric.Kinds;

/// <summary>
/// All kinds of records that are declared by their fields: what serves any kind finds them here. Which they are is said at the top, in
/// <c>DeclaredKinds</c>, so that what serves any kind need not know each of them.
/// </summary>
public static class AllKinds
{
    private static readonly Lazy<IReadOnlyList<RecordKind>> Declared = new(() =>
        declare?.Invoke() ?? throw new InvalidOperationException("No kinds have been declared."));

    private static readonly Lazy<Dictionary<Type, RecordKind>> ByType = new(() => List.ToDictionary(kind => kind.RecordType));

    private static Func<IReadOnlyList<RecordKind>>? declare;

    public static IReadOnlyList<RecordKind> List => Declared.Value;

    /// <summary>Says which kinds there are, once, before anybody asks.</summary>
    internal static void Declare(Func<IReadOnlyList<RecordKind>> kinds) => declare = kinds;

    /// <summary>The kind of an entity.</summary>
    /// <exception cref="KeyNotFoundException">It is not declared by its fields.</exception>
    public static RecordKind<T> Of<T>()
        where T : EnteredRecord => (RecordKind<T>)ByType.Value[typeof(T)];

    /// <summary>The kind of an entity; null when it is not declared by its fields.</summary>
    public static RecordKind? Of(Type type) => ByType.Value.GetValueOrDefault(type);

    /// <summary>The kind of a name, as in <c>errand</c>; null when it is not declared by its fields.</summary>
    public static RecordKind? Find(string? key) => ByType.Value.Values.FirstOrDefault(kind => kind.Key == key);
}
