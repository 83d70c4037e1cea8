using Concentric.Dashboard.Components.Shared;
using Concentric.Data;
using Concentric.Ledgers;
using Concentric.Metrics;
using Concentric.ProcessCharts;
using Concentric.Resources;
using Microsoft.EntityFrameworkCore;
using static Concentric.Dashboard.Resources.UiTexts;

namespace Concentric.Dashboard.Features.ProcessCharts.Events;

/// <summary>An entered event with what it does.</summary>
internal sealed record EventLine(ProcessEvent Event, string Metrics, string Places, string State, Tone Tone)
{
    /// <summary>Events, the newest day first, and after them those that were withdrawn.</summary>
    /// <param name="snapshot">Null while the figures are being counted.</param>
    /// <param name="caller">Who is limited to communities reads the street's and those of their own.</param>
    public static async Task<IReadOnlyList<EventLine>> ReadAsync(DashboardDbContext db, CubeSnapshot? snapshot, MetricCatalogue catalogue,
        CommunityDirectory.Names names, CurrentUser caller, DateOnly today, CancellationToken cancellationToken)
    {
        var own = caller.CommunityIds;
        var all = await db.ProcessEvents.AsNoTracking().Include(one => one.Metrics).Include(one => one.Places).AsSplitQuery()
            .Where(one => own == null || one.IsOfStreet || one.Places.Any(place => own.Contains(place.CommunityId)))
            .OrderBy(one => one.IsWithdrawn).ThenByDescending(one => one.FirstDay).ThenBy(one => one.Id).ToListAsync(cancellationToken);
        return [.. all.Select(one => Of(one, snapshot, catalogue, names, caller, today))];
    }

    private static EventLine Of(ProcessEvent one, CubeSnapshot? snapshot, MetricCatalogue catalogue, CommunityDirectory.Names names,
        CurrentUser caller, DateOnly today)
    {
        var metrics = one.Extent switch
        {
            ProcessEventExtent.All => L["Chart.Event.Metrics.All"],
            ProcessEventExtent.Kind => L["Chart.Event.Metrics.Kind", Texts.Kinds(one.RecordKind!)],
            _ => Texts.Series(one.Metrics.Select(part => part.MetricKey).Order(StringComparer.Ordinal)
                .Select(key => catalogue.Find(key) is { } metric ? Texts.Name(metric) : L["Chart.Event.Gone", key])),
        };
        var places = one.IsOfStreet ? L["Chart.Event.Street"]
            : names.Series(one.Places.Select(place => place.CommunityId).Where(caller.Sees));
        var (state, tone) = StateOf(one, snapshot, catalogue,
            [.. one.IsOfStreet ? names.SeenBy(caller).Select(place => place.Id)
                : one.Places.Select(place => place.CommunityId).Where(caller.Sees)], today);
        return new(one, metrics, places, state, tone);
    }

    /// <param name="places">The communities that it restarts and the reader sees: each has pages of its own.</param>
    private static (string Text, Tone Tone) StateOf(ProcessEvent one, CubeSnapshot? snapshot, MetricCatalogue catalogue,
        IReadOnlyList<int> places, DateOnly today)
    {
        if (one.IsWithdrawn) return (L["Chart.Event.State.Withdrawn", one.ChangeReason ?? ""], Tone.Quiet);
        var metrics = catalogue.All.Where(metric => FigureJudge.IsJudged(metric) && one.Covers(metric)).ToList();
        if (metrics.Count == 0) return (L["Chart.Event.State.NoMetric"], Tone.Warn);
        if (one.FirstDay > today) return (L["Chart.Event.State.Planned"], Tone.Quiet);
        if (snapshot is null) return (L["Chart.Event.State.Counting"], Tone.Quiet);
        // All of them together keep records regularly since the last began to, which may be later than in each of the others.
        IEnumerable<CubeSlice> slices = [snapshot.For(one.IsOfStreet ? null : [.. one.Places.Select(place => place.CommunityId)]),
            .. places.Select(id => snapshot.For([id]))];
        var isRecorded = false;
        foreach (var slice in slices)
        {
            foreach (var since in metrics.Select(metric => VariationReader.RecordedSince(slice, metric, today, today)).OfType<DateOnly>())
            {
                if (since < one.FirstDay) return (L["Chart.Event.State.InForce"], Tone.Good);
                isRecorded = true;
            }
        }

        return (L[isRecorded ? "Chart.Event.State.Early" : "Chart.Event.State.Unrecorded"], Tone.Warn);
    }
}
