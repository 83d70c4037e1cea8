using System.Globalization;

namespace Concentric.Kinds;

/// <summary>Where the pages of each kind of record are.</summary>
public static class RecordPaths
{
    private static readonly Dictionary<string, string> Lists = new()
    {
        ["host-turn"] = "/rota",
        ["community"] = "/communities",
    };

    /// <summary>The kinds that have pages.</summary>
    public static IEnumerable<string> Kinds => [.. Lists.Keys, .. AllKinds.List.Select(kind => kind.Key)];

    /// <summary>The list of a kind; null when it has none.</summary>
    public static string? Of(string kind) => Lists.GetValueOrDefault(kind) ?? AllKinds.Find(kind)?.Path;

    /// <summary>The page of a record; null when its kind has none.</summary>
    public static string? Of(string kind, long id) => Of(kind) is { } list ? $"{list}/{id.ToString(CultureInfo.InvariantCulture)}" : null;
}
