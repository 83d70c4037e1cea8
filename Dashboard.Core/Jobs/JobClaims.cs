using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;

namespace Concentric.Jobs;

/// <summary>A row of work that one process at a time claims, and shows that it lives while it is at it.</summary>
public interface IClaimedJob : IJobRow
{
    long Id { get; }

    /// <summary>How often somebody has begun it. Counts on for ever: it tells one holder from another.</summary>
    int Attempts { get; }

    /// <summary>How often it was cut off since it was last asked for.</summary>
    int CutOffs { get; }

    /// <summary>0 to 100.</summary>
    int Progress { get; }

    /// <summary>Last sign of life of its holder (UTC, by <see cref="Data.StoreClock"/>); null while it waits for one.</summary>
    DateTime? HeartbeatAt { get; }
}

/// <summary>
/// What the statements of exports and imports have in common: claiming a row, showing a sign of life, giving it back. The state stays
/// each kind's own, because a page shows it.
/// </summary>
internal static class JobClaims
{
    /// <summary>A row whose holder has been silent this long was cut off.</summary>
    public static readonly TimeSpan CutOffAfter = TimeSpan.FromMinutes(1);

    /// <summary>A row that has waited this long may have been lost with whoever was to do it; handing it over twice does no harm.</summary>
    public static readonly TimeSpan LostAfter = TimeSpan.FromMinutes(2);

    /// <summary>Cut off so often, a row is ended: it may be what ends the program.</summary>
    public const int MostCutOffs = 3;

    public static UpdateSettersBuilder<T> Claim<T>(this UpdateSettersBuilder<T> set, DateTime now)
        where T : class, IClaimedJob =>
        set.SetProperty(Attempts<T>(), row => EF.Property<int>(row, nameof(IClaimedJob.Attempts)) + 1)
            .SetProperty(Progress<T>(), 0).SetProperty(Heartbeat<T>(), now);

    /// <param name="progress">In per cent; null when it has not moved.</param>
    public static UpdateSettersBuilder<T> Beat<T>(this UpdateSettersBuilder<T> set, DateTime now, int? progress)
        where T : class, IClaimedJob
    {
        set.SetProperty(Heartbeat<T>(), now);
        return progress is { } percent ? set.SetProperty(Progress<T>(), percent) : set;
    }

    /// <summary>Nobody holds it any more.</summary>
    /// <param name="isCutOff">True when its holder did not give it back itself.</param>
    public static UpdateSettersBuilder<T> Release<T>(this UpdateSettersBuilder<T> set, bool isCutOff)
        where T : class, IClaimedJob
    {
        set.SetProperty(Progress<T>(), 0).SetProperty(Heartbeat<T>(), (DateTime?)null);
        return isCutOff ? set.SetProperty(CutOffs<T>(), row => EF.Property<int>(row, nameof(IClaimedJob.CutOffs)) + 1) : set;
    }

    /// <summary>Somebody asks for it anew: what was cut off before is forgotten.</summary>
    public static UpdateSettersBuilder<T> Ask<T>(this UpdateSettersBuilder<T> set)
        where T : class, IClaimedJob => set.Release(isCutOff: false).SetProperty(CutOffs<T>(), 0);

    private static Expression<Func<T, int>> Attempts<T>() => row => EF.Property<int>(row!, nameof(IClaimedJob.Attempts));

    private static Expression<Func<T, int>> CutOffs<T>() => row => EF.Property<int>(row!, nameof(IClaimedJob.CutOffs));

    private static Expression<Func<T, int>> Progress<T>() => row => EF.Property<int>(row!, nameof(IClaimedJob.Progress));

    private static Expression<Func<T, DateTime?>> Heartbeat<T>() =>
        row => EF.Property<DateTime?>(row!, nameof(IClaimedJob.HeartbeatAt));
}
