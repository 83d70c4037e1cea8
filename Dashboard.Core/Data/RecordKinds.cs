using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace Concentric.Data;

/// <summary>
/// Short names of record kinds, as in <c>petition</c> or <c>host-turn</c>: used in the change log, the audit trail and URLs.
/// </summary>
public static partial class RecordKinds
{
    /// <summary>A person's account; its entity is called otherwise.</summary>
    public const string Account = "account";

    private static readonly ConcurrentDictionary<Type, string> Names = new();

    public static string NameOf<T>() => NameOf(typeof(T));

    public static string NameOf(Type type) => Names.GetOrAdd(type, t => WordStart().Replace(t.Name, "-").ToLowerInvariant());

    [GeneratedRegex("(?<=[a-z])(?=[A-Z])")]
    private static partial Regex WordStart();
}
