using System.Collections.Concurrent;
using System.Globalization;
using Concentric.Communities;
using Concentric.Data;
using Concentric.Live;
using Concentric.Metrics;
using Concentric.Resources;
using Microsoft.EntityFrameworkCore;

namespace Concentric.ProcessCharts;

/// <summary>A day since which a figure is judged anew, and why.</summary>
/// <param name="IsNewSecretary">
/// True where at least half of the communities got another secretary on that day, or only together with those of the events it is half.
/// </param>
/// <param name="Events">What was entered for that day.</param>
public sealed record ProcessRestart(DateOnly Day, bool IsNewSecretary, IReadOnlyList<RestartEvent> Events)
{
    /// <summary>What happened, as part of a sentence: <c>the new secretary, “heating season”</c>.</summary>
    public string Cause(CultureInfo? culture = null) => Texts.Series(
    [
        .. IsNewSecretary ? [Texts.Get("Restart.Secretary", culture)] : Array.Empty<string>(),
        .. Events.Select(one => one.Quoted(culture)),
    ], culture);

    /// <summary>What somebody entered, quoted; null where nobody did.</summary>
    public string? Entered(CultureInfo? culture = null) =>
        Events.Count == 0 ? null : Texts.Series(Events.Select(one => one.Quoted(culture)), culture);
}

/// <summary>An entered event as charts name it.</summary>
/// <param name="NameEn">Null where it has no other name in English.</param>
/// <param name="Reason">Why judging begins anew.</param>
public sealed record RestartEvent(int Id, string Name, string? NameEn, string Reason, string SetBy)
{
    public string NameFor(CultureInfo culture) => culture.Pick(Name, NameEn ?? Name);

    internal string Quoted(CultureInfo? culture) =>
        string.Format(CultureInfo.InvariantCulture, Texts.Get("Restart.Event", culture), NameFor(culture ?? CultureInfo.CurrentUICulture));
}

/// <summary>
/// Days on which a process began anew: communities got another secretary, or somebody entered an event that changes what is usual. A
/// figure is judged anew since a day on which that is so of at least half of its communities. Read once for the whole street, so that no
/// slice asks the store for its own.
/// </summary>
public sealed class ProcessRestarts(IReadOnlyList<SecretaryChange> changes, IReadOnlyList<ProcessEvent> events)
{
    /// <summary>Another one once a secretary changed, or an event was entered, corrected or withdrawn.</summary>
    public string Stamp { get; } = string.Join(',', [
        .. changes.Select(change => string.Create(CultureInfo.InvariantCulture, $"{change.CommunityId}:{change.Day.DayNumber}")),
        .. events.Select(one => string.Create(CultureInfo.InvariantCulture, $"e{one.Id}:{one.Version}"))]);

    /// <summary>What was told of one community or the street: a page asks it of every metric.</summary>
    private readonly ConcurrentDictionary<(int Community, int Of, string? Metric), IReadOnlyList<ProcessRestart>> told = new();

    // Without events of some metrics alone, all metrics begin anew together.
    private readonly bool isByMetric = events.Any(one => one.Extent != ProcessEventExtent.All);

    private const int Street = -1;

    public static async Task<ProcessRestarts> ReadAsync(DashboardDbContext db, CancellationToken cancellationToken) => new(
        await SecretaryPostings.Changes(db).OrderBy(x => x.StartsOn).ThenBy(x => x.CommunityId)
            .Select(x => new SecretaryChange(x.StartsOn, x.CommunityId)).ToListAsync(cancellationToken),
        await db.ProcessEvents.AsNoTracking().Include(x => x.Metrics).Include(x => x.Places).AsSplitQuery()
            .Where(x => !x.IsWithdrawn).OrderBy(x => x.FirstDay).ThenBy(x => x.Id).ToListAsync(cancellationToken));

    /// <summary>The days on which a figure of a slice began anew, oldest first; those to come among them.</summary>
    /// <param name="communityIds">Null for the street.</param>
    /// <param name="communities">How many the street has.</param>
    /// <param name="metric">Whose figure.</param>
    public IReadOnlyList<ProcessRestart> RestartsOf(IReadOnlyList<int>? communityIds, int communities, Metric metric)
    {
        var by = isByMetric ? metric.Key : null;
        return communityIds switch
        {
            null => told.GetOrAdd((Street, communities, by), _ => Find(null, communities, metric)),
            [var one] => told.GetOrAdd((one, 1, by), _ => Find(communityIds, 1, metric)),
            _ => Find(communityIds, communities, metric),
        };
    }

    private IReadOnlyList<ProcessRestart> Find(IReadOnlyList<int>? communityIds, int communities, Metric metric)
    {
        var size = communityIds?.Count ?? communities;
        if (size == 0) return [];
        var days = new SortedDictionary<DateOnly, DayOfRestart>();
        foreach (var change in changes.Where(change => communityIds?.Contains(change.CommunityId) != false))
        {
            Of(change.Day).Secretaries.Add(change.CommunityId);
        }

        foreach (var one in events.Where(one => one.Covers(metric)))
        {
            int[] own = [.. one.Places.Select(place => place.CommunityId).Where(id => communityIds?.Contains(id) != false)];
            if (!one.IsOfStreet && own.Length == 0) continue;
            var day = Of(one.FirstDay);
            day.OfEvents.UnionWith(own);
            day.Events.Add(one);
            day.IsAll |= one.IsOfStreet;
        }

        return [.. days.Where(day => day.Value.IsAll || IsHalf(day.Value.Secretaries.Union(day.Value.OfEvents))).Select(day =>
            new ProcessRestart(day.Key, IsCause(day.Value), [.. day.Value.Events.Select(one => one.Told)]))];

        // One community's new secretary is no cause of what an event restarts for the whole street; but of what neither would alone, both.
        bool IsCause(DayOfRestart day) =>
            IsHalf(day.Secretaries) || (day.Secretaries.Count > 0 && !day.IsAll && !IsHalf(day.OfEvents));

        bool IsHalf(IEnumerable<int> places) => places.Count() * 2 >= size;

        DayOfRestart Of(DateOnly day) => days.TryGetValue(day, out var found) ? found : days[day] = new();
    }

    /// <summary>What happened on a day in the communities of a slice.</summary>
    private sealed class DayOfRestart
    {
        public HashSet<int> Secretaries { get; } = [];

        public HashSet<int> OfEvents { get; } = [];

        public List<ProcessEvent> Events { get; } = [];

        /// <summary>True where an event is of the whole street.</summary>
        public bool IsAll { get; set; }
    }
}

/// <summary>A community that got another secretary.</summary>
/// <param name="Day">First day of the new one.</param>
public readonly record struct SecretaryChange(DateOnly Day, int CommunityId);

/// <summary>What restarts judging, shared until a posting or an event changes.</summary>
public sealed class ProcessRestartDirectory(IDbContextFactory<DashboardDbContext> factory, SharedReads shared)
{
    private static readonly string Posting = RecordKinds.NameOf<Posting>();

    public Task<ProcessRestarts> GetAsync(CancellationToken cancellationToken) =>
        shared.GetAsync(new Key(), kind => kind == Posting || kind == ProcessEventCommands.Kind, async stop =>
        {
            await using var db = await factory.CreateDbContextAsync(stop);
            return await ProcessRestarts.ReadAsync(db, stop);
        }, cancellationToken);

    private sealed record Key;
}
