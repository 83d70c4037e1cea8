using Concentric.Data;
using Concentric.Time;

namespace Concentric.Lists;

/// <summary>The days that a ready-made selection may depend on.</summary>
/// <param name="Today">The office's day.</param>
/// <param name="Days">Those that features tell besides, by <see cref="IListDay.Name"/>.</param>
public sealed record ListMoment(DateOnly Today, IReadOnlyDictionary<string, DateOnly> Days);

/// <summary>
/// A day on which ready-made selections depend and which the office's settings decide, as the day before which what was due is escalated.
/// The feature that knows the settings tells it.
/// </summary>
public interface IListDay
{
    string Name { get; }

    /// <summary>The day as it stands today, as a context sees the store.</summary>
    ValueTask<DateOnly> ReadAsync(DashboardDbContext db, DateOnly today, CancellationToken cancellationToken);
}

/// <summary>Tells the present moment.</summary>
public sealed class ListMoments(OfficeClock clock, IEnumerable<IListDay> days)
{
    public async ValueTask<ListMoment> NowAsync(DashboardDbContext db, CancellationToken cancellationToken)
    {
        var today = clock.Today;
        var told = new Dictionary<string, DateOnly>();
        foreach (var day in days) told[day.Name] = await day.ReadAsync(db, today, cancellationToken);
        return new(today, told);
    }
}
