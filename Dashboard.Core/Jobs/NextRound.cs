namespace Concentric.Jobs;

/// <summary>When a <see cref="RepeatedWork"/> is done again.</summary>
public readonly record struct NextRound
{
    private NextRound(TimeSpan time, bool isFromStart, bool isWoken) => (Time, IsFromStart, IsWoken) = (time, isFromStart, isWoken);

    /// <summary>Not any more.</summary>
    public static NextRound Never { get; }

    /// <summary>When it is woken.</summary>
    public static NextRound WhenWoken { get; } = new(Timeout.InfiniteTimeSpan, isFromStart: false, isWoken: true);

    /// <summary>The time to wait; <see cref="Timeout.InfiniteTimeSpan"/> for no end but being woken.</summary>
    internal TimeSpan Time { get; }

    /// <summary>True when the time counts from the beginning of the last round, as a clock ticks; false when it is a pause.</summary>
    internal bool IsFromStart { get; }

    /// <summary>True when being woken ends the wait.</summary>
    internal bool IsWoken { get; }

    internal bool IsNever => this == Never;

    /// <summary>So long after the last round began, at once if it took longer; or when it is woken.</summary>
    public static NextRound Every(TimeSpan interval) => new(interval, isFromStart: true, isWoken: true);

    /// <summary>After a pause, or when it is woken.</summary>
    public static NextRound WithinPause(TimeSpan pause) => new(pause, isFromStart: false, isWoken: true);

    /// <summary>After a pause, whoever wakes it meanwhile.</summary>
    public static NextRound AfterPause(TimeSpan pause) => new(pause, isFromStart: false, isWoken: false);
}
