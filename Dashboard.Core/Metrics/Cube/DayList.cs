namespace Concentric.Metrics;

/// <summary>Values in the order of their days, those of one day in their own order. Never changed once made.</summary>
internal sealed class DayList<T>
    where T : IComparable<T>, IEquatable<T>
{
    public static DayList<T> None { get; } = new([], []);

    /// <summary>So many days for each value are counted one by one when values are put in order: more take longer than sorting.</summary>
    private const int MostDaysPerValue = 8;

    private readonly int[] days;
    private readonly T[] values;

    private DayList(int[] days, T[] values) => (this.days, this.values) = (days, values);

    /// <summary>The day of each value.</summary>
    public ReadOnlySpan<int> Days => days;

    public ReadOnlySpan<T> Values => values;

    public static DayList<T> Of(IReadOnlyList<(int Day, T Value)> entries)
    {
        if (entries.Count == 0) return None;
        var (first, last) = (int.MaxValue, int.MinValue);
        foreach (var (day, _) in entries) (first, last) = (Math.Min(first, day), Math.Max(last, day));
        // A slip of the pen (a date in the year 206) must not make room for a million days.
        if (last - first < (long)MostDaysPerValue * entries.Count) return OfDays(entries, first, last);
        var sorted = entries.ToArray();
        Array.Sort(sorted);
        return new(Array.ConvertAll(sorted, entry => entry.Day), Array.ConvertAll(sorted, entry => entry.Value));
    }

    /// <summary>A list of what is in order already.</summary>
    public static DayList<T> OfOrdered(int[] days, T[] values) => new(days, values);

    /// <summary>The places of the values of a span of days.</summary>
    public Range Between(int from, int to)
    {
        var start = MeasureStore.FirstFrom(days, from);
        return start..(to < from ? start : MeasureStore.FirstFrom(days, to + 1));
    }

    /// <summary>This list with some days replaced by those of another, which has no others; itself when nothing differs.</summary>
    public DayList<T> With(DayList<T> read, HashSet<int> replaced)
    {
        if (replaced.All(day => values.AsSpan(Between(day, day)).SequenceEqual(read.values.AsSpan(read.Between(day, day))))) return this;
        var (newDays, newValues) = (new List<int>(days.Length + read.days.Length), new List<T>(days.Length + read.days.Length));
        var place = 0;
        foreach (var day in replaced.Order())
        {
            var here = Between(day, day);
            newDays.AddRange(days.AsSpan(place..here.Start.Value));
            newValues.AddRange(values.AsSpan(place..here.Start.Value));
            newDays.AddRange(read.days.AsSpan(read.Between(day, day)));
            newValues.AddRange(read.values.AsSpan(read.Between(day, day)));
            place = here.End.Value;
        }

        newDays.AddRange(days.AsSpan(place));
        newValues.AddRange(values.AsSpan(place));
        return new([.. newDays], [.. newValues]);
    }

    /// <summary>Lays each value where its day begins, and puts only those of one day in order.</summary>
    private static DayList<T> OfDays(IReadOnlyList<(int Day, T Value)> entries, int first, int last)
    {
        var ends = new int[last - first + 2];
        foreach (var (day, _) in entries) ends[day - first + 1]++;
        for (var i = 1; i < ends.Length; i++) ends[i] += ends[i - 1];
        // Where each day begins, and after this where it ends.
        var (days, values) = (new int[entries.Count], new T[entries.Count]);
        foreach (var (day, value) in entries)
        {
            var place = ends[day - first]++;
            (days[place], values[place]) = (day, value);
        }

        for (var (i, start) = (0, 0); i <= last - first; start = ends[i], i++) values.AsSpan(start..ends[i]).Sort();
        return new(days, values);
    }

    public bool Same(DayList<T> other) => days.AsSpan().SequenceEqual(other.days) && values.AsSpan().SequenceEqual(other.values);
}
