namespace Concentric.Metrics;

/// <summary>Values in the order of their days, those of one day in their own order. Never changed once made.</summary>
internal sealed class DayList<T>
    where T : IComparable<T>, IEquatable<T>
{
    public static DayList<T> None { get; } = new([], []);

    private readonly int[] days;
    private readonly T[] values;

    private DayList(int[] days, T[] values) => (this.days, this.values) = (days, values);

    /// <summary>The day of each value.</summary>
    public ReadOnlySpan<int> Days => days;

    public ReadOnlySpan<T> Values => values;

    public static DayList<T> Of(IEnumerable<(int Day, T Value)> entries)
    {
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

    public bool Same(DayList<T> other) => days.AsSpan().SequenceEqual(other.days) && values.AsSpan().SequenceEqual(other.values);
}
