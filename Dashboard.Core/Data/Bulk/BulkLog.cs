namespace Concentric.Data.Bulk;

/// <summary>
/// Gathers what many changes would each write into the change log, to one row for each kind and community: which days' figures may
/// have moved, and which past days are restated.
/// </summary>
internal sealed class BulkLog
{
    /// <summary>Days past which a row says "any day"; the cube then counts everything of the kind, as it would anyway.</summary>
    private const int MostDays = 180;

    private readonly Dictionary<(string Kind, int? Community, bool IsNew), Gathered> gathered = [];

    /// <param name="isNew">True for records that were entered: their ids lie side by side, those of changed ones anywhere.</param>
    public void Add(IEnumerable<ChangeLogEntry> entries, bool isNew)
    {
        foreach (var entry in entries)
        {
            var key = (entry.Kind, entry.CommunityId, isNew);
            if (!gathered.TryGetValue(key, out var known)) gathered[key] = known = new();
            known.Add(entry);
        }
    }

    /// <summary>Puts the keys that the server gave in the place of those that stood for them.</summary>
    public async Task RenameAsync(Func<long, Task<long>> rename)
    {
        foreach (var many in gathered.Values) many.Span(await rename(many.First), await rename(many.Last));
    }

    /// <summary>The rows to be written, and a fresh start.</summary>
    public List<ChangeLogEntry> Take(DateTime at, string action)
    {
        List<ChangeLogEntry> rows = [.. gathered.Select(pair => new ChangeLogEntry
        {
            At = at,
            Kind = pair.Key.Kind,
            FirstRecordId = pair.Value.First,
            LastRecordId = pair.Value.Last,
            CommunityId = pair.Key.Community,
            Action = action,
            Days = pair.Value.Days,
            RestatesFrom = pair.Value.RestatesFrom,
            RestatesTo = pair.Value.RestatesTo,
        })];
        gathered.Clear();
        return rows;
    }

    private sealed class Gathered
    {
        private SortedSet<string>? days = new(StringComparer.Ordinal);

        public long First { get; private set; } = long.MaxValue;

        public long Last { get; private set; } = long.MinValue;

        public DateOnly? RestatesFrom { get; private set; }

        public DateOnly? RestatesTo { get; private set; }

        public string Days => days is null ? ChangeLogEntry.EveryDay : string.Join(',', days);

        public void Span(long one, long other) => (First, Last) = (Math.Min(one, other), Math.Max(one, other));

        public void Add(ChangeLogEntry entry)
        {
            (First, Last) = (Math.Min(First, entry.RecordId), Math.Max(Last, entry.RecordId));
            if (entry.RestatesFrom is { } from && (RestatesFrom is null || from < RestatesFrom)) RestatesFrom = from;
            if (entry.RestatesTo is { } to && (RestatesTo is null || to > RestatesTo)) RestatesTo = to;
            if (days is null) return;
            days.UnionWith(entry.Days.Split(',', StringSplitOptions.RemoveEmptyEntries));
            if (days.Count > MostDays || entry.Days == ChangeLogEntry.EveryDay) days = null;
        }
    }
}
