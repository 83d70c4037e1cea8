using Concentric.Data;

namespace Concentric.Jobs;

/// <summary>
/// When work that somebody has begun may be taken over. What is claimed is claimed for a time: its holder renews it by a sign of life,
/// or ends before. An embedded store has one process, so when that one starts nobody can be at work.
/// </summary>
public static class JobTakeover
{
    /// <summary>True when whatever is claimed was cut off with the process before.</summary>
    /// <param name="atStart">True when the program has just started, and has claimed nothing yet.</param>
    public static bool IsAlone(this StoreOptions store, bool atStart) => atStart && store.Provider == StoreProvider.Sqlite;

    /// <summary>Whose last sign of life is before this instant was cut off.</summary>
    /// <param name="now">By <see cref="StoreClock"/>.</param>
    /// <param name="after">How long a holder may be silent; many times its time between two signs.</param>
    public static DateTime SilentBefore(this StoreOptions store, DateTime now, TimeSpan after, bool atStart) =>
        store.IsAlone(atStart) ? DateTime.MaxValue : now - after;
}
