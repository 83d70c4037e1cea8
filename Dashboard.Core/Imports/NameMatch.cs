using System.Globalization;
using Concentric.Resources;

namespace Concentric.Imports;

/// <summary>Several things of one name.</summary>
/// <param name="Count">How many they are.</param>
/// <param name="Told">What each is written as to be told from the others, with what people know it by, in a reader's language.</param>
/// <param name="Example">The first as it is written.</param>
public sealed record Homonyms(int Count, Func<CultureInfo, string> Told, string Example)
{
    /// <summary>The most that a refusal names.</summary>
    private const int MostTold = 5;

    /// <param name="each">How each is written, and what it is known by.</param>
    public static Homonyms Of(IReadOnlyList<(string Written, Func<CultureInfo, IEnumerable<string?>> Known)> each) => new(
        each.Count,
        culture =>
        {
            var told = each.Take(MostTold)
                .Select(one => Texts.Series(one.Known(culture).Where(word => !string.IsNullOrEmpty(word)), culture) is { Length: > 0 } known
                ? ImportTexts.Get("Homonym", culture, one.Written, known) : one.Written);
            return Texts.Series(each.Count > MostTold ? told.Append("…") : told, culture);
        },
        each[0].Written);

    /// <summary>The arguments of <see cref="Rules.Rule.SeveralOfName"/>.</summary>
    public object[] Args => [Count, Told, Example];
}

/// <summary>What a name in a cell stands for.</summary>
/// <param name="Found">The one thing; null when there is none, or several.</param>
/// <param name="Several">All things of the name, when they are several.</param>
public readonly record struct NameMatch<T>(T? Found, Homonyms? Several = null);

/// <summary>Things by their names as <see cref="ImportLookups.Fold"/> makes them.</summary>
/// <param name="tell">How one of several of a name is written, and what it is known by.</param>
internal sealed class NameIndex<T>(Func<T, (string Written, Func<CultureInfo, IEnumerable<string?>> Known)> tell)
    where T : class
{
    private readonly Dictionary<(int? Community, string Name), List<T>> byName = [];
    private readonly Dictionary<string, T> byKey = [];

    /// <param name="key">What only this one has; it wins over a name that another has. Null when it has none.</param>
    /// <param name="community">Whose it is, where another community may have something of the same name.</param>
    public void Add(T thing, string? key, int? community, params ReadOnlySpan<string?> names)
    {
        if (key is not null) byKey.TryAdd(ImportLookups.Fold(key), thing);
        foreach (var name in names)
        {
            if (ImportLookups.Fold(name) is not { Length: > 0 } folded) continue;
            if (!byName.TryGetValue((community, folded), out var same)) byName[(community, folded)] = same = new(1);
            if (!same.Contains(thing)) same.Add(thing);
        }
    }

    public NameMatch<T> Find(string text, int? community = null)
    {
        var folded = ImportLookups.Fold(text);
        if (byKey.TryGetValue(folded, out var keyed)) return new(keyed);
        if (byName.TryGetValue((community, folded), out var same))
            return same is [var only] ? new(only) : new(null, Homonyms.Of(same.ConvertAll(one => tell(one))));
        return default;
    }
}
