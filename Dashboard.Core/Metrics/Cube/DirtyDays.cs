using Concentric.Data;
using Concentric.Time;

namespace Concentric.Metrics;

/// <summary>The days whose cells changes have made doubtful, by kind of record.</summary>
internal sealed class DirtyDays
{
    /// <summary>Days of one kind past which everything of the kind is counted again; also keeps the statement's parameters few.</summary>
    private const int MostDays = 200;

    private readonly Dictionary<string, HashSet<DateOnly>?> days = [];
    private readonly HashSet<string> kinds = [];

    /// <summary>Every kind that was changed.</summary>
    public IReadOnlyCollection<string> Kinds => kinds;

    /// <summary>True when no figure can be relied on.</summary>
    public bool IsEverything => kinds.Contains(ChangeLogEntry.EveryDay);

    public void Add(string kind, string changed)
    {
        kinds.Add(kind);
        if (changed == ChangeLogEntry.EveryDay)
        {
            days[kind] = null;
            return;
        }

        if (!days.TryGetValue(kind, out var known)) days[kind] = known = [];
        if (known is null) return;
        foreach (var day in changed.Split(',', StringSplitOptions.RemoveEmptyEntries))
            known.Add(IsoText.Day(day));
        if (known.Count > MostDays) days[kind] = null;
    }

    /// <summary>Kinds with their days; null for every day.</summary>
    public IReadOnlyDictionary<string, IReadOnlyCollection<DateOnly>?> ByKind() =>
        days.ToDictionary(pair => pair.Key, pair => (IReadOnlyCollection<DateOnly>?)pair.Value);
}
