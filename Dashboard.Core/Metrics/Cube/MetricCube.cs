using Concentric.Data;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Metrics;

/// <summary>
/// Every measure by community and day, in memory, one on each node. A slice costs microseconds whatever the number of records.
/// A change makes its days dirty; those are counted again from SQL, never added to or subtracted from, so the cube cannot drift.
/// Readers take a snapshot and keep it: they never wait and never see half a change.
/// </summary>
public sealed class MetricCube(IDbContextFactory<DashboardDbContext> factory, MetricCatalogue catalogue, TimeProvider time) : IDisposable
{
    /// <summary>Dimensions counted at the same time at start.</summary>
    private const int BuildingAtOnce = 2;

    private readonly SemaphoreSlim writing = new(1, 1);
    private readonly CommunitySets sets = new();
    private CubeSnapshot? current;
    private int built;

    public MetricCatalogue Catalogue => catalogue;

    /// <summary>The newest figures; null until the first build is done.</summary>
    public CubeSnapshot? Current => Volatile.Read(ref current);

    /// <summary>Share of the first build that is done, 0 to 1.</summary>
    public double Progress => Current is not null ? 1 : Volatile.Read(ref built) / (double)catalogue.Dimensions.Count;

    /// <summary>Counts everything from the store.</summary>
    public async Task BuildAsync(CancellationToken cancellationToken)
    {
        await writing.WaitAsync(cancellationToken);
        try
        {
            Volatile.Write(ref current, await CountAsync(cancellationToken));
        }
        finally
        {
            writing.Release();
        }
    }

    /// <summary>Counts the days of changed kinds again and puts the result in place at once.</summary>
    /// <param name="changes">Kinds with the days they touch; null for every day.</param>
    /// <param name="ids">The changes themselves, as the log has them.</param>
    public async Task RecountAsync(
        IReadOnlyDictionary<string, IReadOnlyCollection<DateOnly>?> changes, CancellationToken cancellationToken,
        IReadOnlyCollection<long>? ids = null)
    {
        await writing.WaitAsync(cancellationToken);
        try
        {
            var asOf = time.GetUtcNow().UtcDateTime;
            var before = current ?? throw new InvalidOperationException("The cube has not been built.");
            var measures = (MeasureStore[])before.Measures.Clone();
            await using var db = await factory.CreateDbContextAsync(cancellationToken);
            // One transaction, so that a petition is not closed in one measure and open in another.
            await using var transaction = await db.BeginReadAsync(cancellationToken);
            foreach (var placement in catalogue.Dimensions)
            {
                if (changes.TryGetValue(placement.Kind, out var days))
                    await placement.RecountAsync(db, measures, sets, days, cancellationToken);
            }

            Volatile.Write(ref current,
                new CubeSnapshot(catalogue, measures, sets, asOf, before.Sequence + 1, before.Counted.With(ids ?? [], asOf)));
        }
        finally
        {
            writing.Release();
        }
    }

    /// <summary>Counts everything anew, names the measures that differed, and puts the new count in place.</summary>
    /// <returns>
    /// Names of placements whose figures had drifted; empty when all was right. A kind of which a change is committed and not yet counted
    /// may differ rightly, and is not told of.
    /// </returns>
    public async Task<IReadOnlyList<string>> VerifyAsync(CancellationToken cancellationToken)
    {
        await writing.WaitAsync(cancellationToken);
        try
        {
            var held = current;
            var counted = await CountAsync(cancellationToken);
            Volatile.Write(ref current, counted);
            if (held is null) return [];
            var uncounted = await UncountedAsync(held.Counted, cancellationToken);
            if (uncounted.Contains(ChangeLogEntry.EveryDay)) return [];
            return [.. catalogue.Measures
                .Where(m => !uncounted.Contains(m.Dimension.Kind) && !held.Measures[m.Index].Same(counted.Measures[m.Index]))
                .Select(m => m.Dimension.Name).Distinct()];
        }
        finally
        {
            writing.Release();
        }
    }

    public void Dispose() => writing.Dispose();

    /// <summary>The kinds with a committed change that a snapshot does not hold for sure.</summary>
    private async Task<HashSet<string>> UncountedAsync(CountedChanges counted, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var through = counted.Through;
        var since = await db.ChangeLog.Where(entry => entry.Id > through).Select(entry => new { entry.Id, entry.Kind })
            .ToListAsync(cancellationToken);
        return [.. since.Where(entry => !counted.Has(entry.Id)).Select(entry => entry.Kind)];
    }

    private async Task<CubeSnapshot> CountAsync(CancellationToken cancellationToken)
    {
        // Taken before reading: what is committed meanwhile is announced and counted again.
        var asOf = time.GetUtcNow().UtcDateTime;
        CountedChanges counted;
        await using (var db = await factory.CreateDbContextAsync(cancellationToken))
            counted = await CountedChanges.ReadAsync(db, asOf, cancellationToken);
        var measures = new MeasureStore[catalogue.Measures.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = BuildingAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(catalogue.Dimensions, options, async (placement, token) =>
        {
            await using var db = await factory.CreateDbContextAsync(token);
            var cells = await placement.ReadCellsAsync(db, sets, null, token);
            for (var i = 0; i < placement.Measures.Count; i++)
            {
                var measure = placement.Measures[i];
                measures[measure.Index] = MeasureStore.Empty(measure.Shape).With(cells[i], null);
            }
            Interlocked.Increment(ref built);
        });
        return new CubeSnapshot(catalogue, measures, sets, asOf, (current?.Sequence ?? 0) + 1, counted);
    }
}

/// <summary>The figures as of one instant. Immutable; any number of threads may read.</summary>
public sealed class CubeSnapshot
{
    internal CubeSnapshot(MetricCatalogue catalogue, MeasureStore[] measures, CommunitySets sets, DateTime asOf, long sequence,
        CountedChanges counted)
    {
        (Measures, Sets, AsOf, Sequence, Counted) = (measures, sets, asOf, sequence, counted);
        Recordings = catalogue.Recordings.ToDictionary(kind => kind.Key, kind => measures[kind.Value.Index]);
        EveryRecording = [.. Recordings.Values];
    }

    /// <summary>By kind, its records by the day with which they come up.</summary>
    internal IReadOnlyDictionary<string, MeasureStore> Recordings { get; }

    internal IReadOnlyList<MeasureStore> EveryRecording { get; }

    internal MeasureStore[] Measures { get; }

    internal CommunitySets Sets { get; }

    internal CountedChanges Counted { get; }

    /// <summary>Instant (UTC) up to which every committed change is in the figures.</summary>
    public DateTime AsOf { get; }

    /// <summary>Counts up with every snapshot.</summary>
    public long Sequence { get; }

    /// <summary>The figures of some communities; null for all. Make it once for all metrics of a page.</summary>
    public CubeSlice For(IReadOnlyList<int>? communityIds) => new(this, new CommunityFilter(communityIds, Sets));
}

/// <summary>A snapshot seen for some communities.</summary>
public sealed class CubeSlice
{
    private readonly CubeSnapshot snapshot;
    private readonly CommunityFilter selection;
    private Dictionary<(string Kind, DateOnly Today, DateOnly Through), DateOnly?>? begun;

    internal CubeSlice(CubeSnapshot snapshot, CommunityFilter selection) => (this.snapshot, this.selection) = (snapshot, selection);

    /// <summary>A metric's figure over a period.</summary>
    public MetricValue Read(Metric metric, Period period, DateOnly today)
    {
        if (!metric.IsKnown(period, today)) return default;
        var terms = metric.TermsOf(period, today);
        Span<TermValue> values = stackalloc TermValue[terms.Length];
        for (var i = 0; i < terms.Length; i++)
        {
            var (store, from, to) = (snapshot.Measures[terms[i].Measure.Index], terms[i].From.DayNumber, terms[i].To.DayNumber);
            values[i] = terms[i].AsOf is { } asOf ? store.ReadAsOf(from, to, asOf.DayNumber, selection) : store.Read(from, to, selection);
        }
        return metric.Compute(values);
    }

    /// <summary>
    /// A metric's figures of consecutive periods, each as it stood on the day after its last: what <see cref="Read"/> gives of every one,
    /// with all that they share looked up once.
    /// </summary>
    /// <param name="start">Place of the first period that is read.</param>
    /// <param name="figures">As many as are read.</param>
    public void ReadSeries(Metric metric, PeriodGrid grid, int start, Span<MetricValue> figures)
    {
        if (figures.IsEmpty) return;
        var sample = grid.Periods[start];
        if (!metric.IsKnown(sample, sample.To.AddDays(1)))
        {
            figures.Clear();
            return;
        }

        var terms = metric.Terms(sample, sample.To.AddDays(1));
        Span<TermValue> values = stackalloc TermValue[terms.Length * figures.Length];
        for (var i = 0; i < terms.Length; i++)
        {
            var store = snapshot.Measures[terms[i].Measure.Index];
            var into = values.Slice(i * figures.Length, figures.Length);
            // A term either has the period's own days, or all days up to its end, or to some days before.
            if (terms[i].From == sample.From && terms[i].To == sample.To) store.ReadEach(grid, start, selection, into);
            else store.ReadThrough(grid, start, sample.To.DayNumber - terms[i].To.DayNumber, selection, into);
        }

        Span<TermValue> own = stackalloc TermValue[terms.Length];
        for (var at = 0; at < figures.Length; at++)
        {
            for (var i = 0; i < own.Length; i++) own[i] = values[(i * figures.Length) + at];
            figures[at] = metric.Compute(own);
        }
    }

    /// <summary>How old the cases of a maturing rate are; null for what does not mature, and without cases.</summary>
    public AgeProfile? AgesOf(Metric metric, Period period, DateOnly today)
    {
        if (metric is not RateMetric { Matures: true } rate) return null;
        var term = rate.Measures.Denominator.Over(period, today);
        if (snapshot.Measures[term.Measure.Index] is not SumCells cases) return null;
        var last = Math.Min(term.To.DayNumber, today.DayNumber);
        List<(int, long)> ages =
            [.. cases.ByDay(term.From.DayNumber, last, selection).Select(day => (today.DayNumber - day.Day, day.Sum))];
        return ages.Count == 0 ? null : new(ages);
    }

    /// <summary>
    /// A maturing rate over consecutive periods that are older than the cases of a profile, each as if its own had had only as much time
    /// as they.
    /// </summary>
    /// <inheritdoc cref="ReadSeries"/>
    public void ReadSeriesAtAges(Metric metric, PeriodGrid grid, int start, AgeProfile ages, Span<MetricValue> figures)
    {
        if (figures.IsEmpty) return;
        var (numerator, denominator) = ((RateMetric)metric).Measures;
        Span<double> counted = stackalloc double[figures.Length];
        Span<TermValue> cases = stackalloc TermValue[figures.Length];
        ((MaturingCells)snapshot.Measures[numerator.Index]).ReadEachAtAges(grid, start, ages, selection, counted);
        snapshot.Measures[denominator.Index].ReadEach(grid, start, selection, cases);
        for (var i = 0; i < figures.Length; i++) figures[i] = RateMetric.Rate(counted[i], cases[i].Sum);
    }

    /// <summary>
    /// A community's share of what several have together: a joint record is divided among them, so that it counts once. A median is
    /// told as it is.
    /// </summary>
    /// <param name="among">The communities that share, this one included.</param>
    public MetricValue ReadShare(Metric metric, Period period, DateOnly today, CubeSlice among)
    {
        if (metric is MedianMetric || !metric.IsKnown(period, today)) return Read(metric, period, today);
        var terms = metric.Terms(period, today);
        Span<TermValue> values = stackalloc TermValue[terms.Length];
        for (var i = 0; i < terms.Length; i++)
        {
            values[i] = new(snapshot.Measures[terms[i].Measure.Index].Share(terms[i].From.DayNumber, terms[i].To.DayNumber,
                terms[i].AsOf?.DayNumber ?? int.MaxValue, selection, among.selection));
        }
        var (value, above, below) = metric.Compute(values);
        return below is null
            ? new(value / MeasureStore.Parts, above / MeasureStore.Parts)
            : new(value, above / MeasureStore.Parts, below / MeasureStore.Parts);
    }

    /// <summary>
    /// A metric's figure of what a period is compared with; null where it has none or its records don't reach back so far.
    /// </summary>
    public MetricValue? ReadCompared(Metric metric, PeriodOnDay when, Comparison? before) =>
        before is { } other && metric.IsPastKept
            && Covers(metric, other.Period, when.Today, when.AsOf) ? Read(metric, other.Period, other.Today) : null;

    /// <summary>True when all kinds of records that a metric counts were kept regularly in these communities when a period began.</summary>
    /// <param name="through">The last day looked at; today unless a period before is.</param>
    public bool Covers(Metric metric, Period period, DateOnly today, DateOnly? through = null) =>
        metric.Kinds.All(kind => RegularSince(kind, today, through) is { } begin && begin <= period.From);

    /// <summary>First day of the month since which records of a kind are kept regularly in these communities; null without any.</summary>
    /// <inheritdoc cref="Covers"/>
    public DateOnly? RegularSince(string kind, DateOnly today, DateOnly? through = null)
    {
        var key = (kind, today, through ?? today);
        begun ??= [];
        if (begun.TryGetValue(key, out var known)) return known;
        return begun[key] = RegularRecording.Begin(snapshot.Recordings[kind], snapshot.EveryRecording, selection, today, key.Item3);
    }
}
