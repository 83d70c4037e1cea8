namespace Concentric.Anomalies;

/// <summary>
/// What in the course of petitions is worth asking about. None of them is a verdict: each has honest reasons, and only who asks
/// learns which.
/// </summary>
public enum Anomaly
{
    /// <summary>Closed, and days later still without a call-back.</summary>
    NoCallBack,

    /// <summary>Closed on the very day on which it was due.</summary>
    LastDay,

    /// <summary>Closed on the due day, entered in its last hours.</summary>
    LastHours,

    /// <summary>Closed, and reopened within a few days.</summary>
    Reopened,

    /// <summary>Entered days after it came in, many at once by one person.</summary>
    Backdated,
}

/// <summary>What makes a sign; the office's own.</summary>
/// <param name="CallBackWithinDays">Days after closing by which a call-back is expected; what was closed later is not looked at
/// yet.</param>
/// <param name="ReopenedWithinDays">Days after the first closing within which reopening is a sign.</param>
/// <param name="LateHour">Hour of the office's day from which a closing on the due day counts as in the last hours.</param>
/// <param name="BackdatedDays">Days between what a record claims and its entry from which it is backdated.</param>
/// <param name="BatchSize">Backdated records entered by one person on one day from which they are a batch.</param>
public sealed record AnomalySettings(int CallBackWithinDays = 7, int ReopenedWithinDays = 15, int LateHour = 17, int BackdatedDays = 7,
    int BatchSize = 10)
{
    /// <summary>The most days that a setting may say.</summary>
    public const int MostDays = 365;

    /// <summary>The largest batch that a setting may say.</summary>
    public const int MostBatch = 1_000;

    /// <summary>Days that a case must have had for a sign to show in it; 0 for what shows at once.</summary>
    public int DaysOf(Anomaly sign) => sign switch
    {
        Anomaly.NoCallBack => CallBackWithinDays,
        Anomaly.Reopened => ReopenedWithinDays,
        Anomaly.Backdated => BackdatedDays,
        _ => 0,
    };
}

/// <summary>A sign in one community.</summary>
/// <param name="Count">Petitions that show it.</param>
/// <param name="N">Petitions that could: closed in the period, or received for what is entered.</param>
public sealed record AnomalyCount(int CommunityId, int Count, int N)
{
    /// <summary>0 to 1; null without cases.</summary>
    public double? Share => N == 0 ? null : Count / (double)N;
}

/// <summary>A sign over the street.</summary>
/// <param name="Communities">Of the street, those without cases left out.</param>
public sealed record AnomalyTable(Anomaly Anomaly, IReadOnlyList<AnomalyCount> Communities)
{
    /// <summary>The street's own share, of all its communities together: the norm beside which each stands.</summary>
    public AnomalyCount Street { get; } = new(0, Communities.Sum(line => line.Count), Communities.Sum(line => line.N));
}
