using Concentric.Metrics;
using Concentric.Time;

namespace Concentric.Rotation;

/// <summary>A secretary who came by an exchange.</summary>
/// <param name="Before">Who was secretary until then; null when nobody is on record.</param>
/// <param name="CameFrom">The community where the new secretary served until then; null when none is on record.</param>
public sealed record NewSecretary(int CommunityId, long PostingId, long WorkerId, string Name, string? Before, int? CameFrom);

/// <summary>The secretaries who exchanged their places on one day (岗位交流).</summary>
/// <param name="On">First day in the new place.</param>
public sealed record Exchange(DateOnly On, IReadOnlyList<NewSecretary> Secretaries)
{
    /// <summary>The metric fixed beforehand; null when all are judged together.</summary>
    public PrimaryMetric? Primary { get; init; }

    public IReadOnlyList<int> CommunityIds { get; } = [.. Secretaries.Select(secretary => secretary.CommunityId)];
}

/// <summary>A day on which a community got another secretary, by an exchange or otherwise.</summary>
public sealed record SecretaryChange(int CommunityId, DateOnly On);

/// <summary>What a new secretary found: cases that had come in before the first day and were not closed by then.</summary>
/// <param name="Kind">Of the records, as <see cref="Data.RecordKinds"/> names it.</param>
/// <param name="Recent">Opened at most <see cref="RotationQueries.RecentDays"/> days before.</param>
/// <param name="Older">Opened longer ago, at most <see cref="RotationQueries.OldDays"/> days before.</param>
/// <param name="Oldest">Opened before that.</param>
/// <param name="Overdue">Of all of them, those whose due date had passed.</param>
/// <param name="ClosedSince">Of all of them, those closed since.</param>
public sealed record Backlog(int CommunityId, string Kind, int Recent, int Older, int Oldest, int Overdue, int ClosedSince)
{
    public int Total => Recent + Older + Oldest;
}

/// <summary>Two windows of equal length, in whole weeks, that meet on the day of an exchange.</summary>
/// <param name="On">First day of the window after.</param>
/// <param name="Weeks">Length of each; 0 when there is no room for one.</param>
public sealed record EffectWindows(DateOnly On, int Weeks)
{
    /// <summary>Weeks that may be asked for.</summary>
    public static IReadOnlyList<int> Choices { get; } = [26, 13, 8];

    /// <summary>Shorter windows say nothing.</summary>
    public const int LeastWeeks = 4;

    /// <summary>Days into the window before by which a community must have a record: quiet ones have none every day.</summary>
    public const int QuietDays = 14;

    public Period Before => new(On.AddDays(-7 * Weeks), On.AddDays(-1));

    public Period After => new(On, On.AddDays((7 * Weeks) - 1));

    /// <summary>
    /// The day on which days of a window are looked at. Of a rate whose cases mature, those before the exchange are seen when they were
    /// as old as those after it are today: held against what has become of them since, whoever came last would look worse.
    /// </summary>
    /// <param name="period">Within one of the windows.</param>
    public DateOnly SeenOn(Metric metric, Period period, DateOnly today) =>
        metric.Matures && period.To < On ? today.AddDays(Before.To.DayNumber - After.To.DayNumber) : today;

    /// <summary>
    /// The longest windows up to those asked for that end by yesterday, begin no earlier than the exchanged communities' records, and
    /// hold no other change of secretary there.
    /// </summary>
    /// <param name="begin">Each community's first day on record; one without records is missing.</param>
    public static EffectWindows Fit(Exchange exchange, IReadOnlyList<SecretaryChange> changes, int weeks, DateOnly today,
        IReadOnlyDictionary<int, DateOnly> begin)
    {
        var first = exchange.CommunityIds.Max(id => begin.GetValueOrDefault(id, exchange.On));
        var next = today;
        foreach (var change in changes.Where(change => exchange.CommunityIds.Contains(change.CommunityId) && change.On != exchange.On))
        {
            if (change.On < exchange.On && change.On > first) first = change.On;
            if (change.On > exchange.On && change.On < next) next = change.On;
        }

        var room = Math.Min(exchange.On.DayNumber - first.DayNumber, next.DayNumber - exchange.On.DayNumber) / 7;
        return new(exchange.On, Math.Max(0, Math.Min(weeks, room)));
    }

    /// <summary>
    /// The windows that count: as long as was fixed beforehand, else the longest, as far as records and other changes of secretary allow,
    /// whatever day it is. To look at several lengths, or at one anew each week, and believe whichever shows something would find
    /// something far more often where nothing is (docs/decisions/the-effect-of-an-exchange.md).
    /// </summary>
    /// <inheritdoc cref="Fit"/>
    public static EffectWindows Deciding(Exchange exchange, IReadOnlyList<SecretaryChange> changes,
        IReadOnlyDictionary<int, DateOnly> begin) =>
        Fit(exchange, changes, exchange.Primary?.Weeks ?? Choices[0], DateOnly.MaxValue, begin);

    /// <summary>First day on which the window after is over.</summary>
    public DateOnly OverOn => On.AddDays(7 * Weeks);

    /// <summary>
    /// The communities to compare with: those that kept their secretary throughout both windows, and whose records reach back to the
    /// first; one that began to keep records meanwhile would look as if it had grown.
    /// </summary>
    /// <param name="begin">Each community's first day on record; one without records is missing.</param>
    public IReadOnlyList<int> Comparable(Exchange exchange, IReadOnlyList<SecretaryChange> changes,
        IReadOnlyDictionary<int, DateOnly> begin)
    {
        var (from, to) = (Before.From, After.To);
        var changed = changes.Where(change => change.On > from && change.On <= to).Select(change => change.CommunityId)
            .Concat(exchange.CommunityIds).ToHashSet();
        return [.. begin.Where(pair => pair.Value <= from.AddDays(QuietDays) && !changed.Contains(pair.Key)).Select(pair => pair.Key)
            .Order()];
    }
}
