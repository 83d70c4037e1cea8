using System.Globalization;
using Concentric.Exports;

namespace Concentric.Dashboard.Features.Exports;

/// <summary>What the page shows, handed from the prerendered page to the circuit.</summary>
public sealed record ExportsState(IReadOnlyList<ExportLine> Lines, int Total, IReadOnlyList<ScheduleLine> Schedules);

/// <summary>One run.</summary>
/// <param name="Communities">Codes; null for all.</param>
public sealed record ExportLine(
    long Id, ExportState State, int Progress, string Template, string Language, DateOnly From, DateOnly To, string? Communities,
    bool IsScheduled,
    string AskedBy, DateTime AskedAt, DateTime? StartedAt, DateTime? FinishedAt, DateTime? AsOf, long? FileBytes, string? ContentHash,
    int? Rows, string? Failure, int? Overdue = null, int? OnlyAbove = null)
{
    public static ExportLine Of(ExportRun run) => new(
        run.Id, run.State, run.Progress, run.Template, run.Language, run.PeriodFrom, run.PeriodTo, run.Communities,
        run.ScheduleId is not null,
        run.AskedBy, run.AskedAt, run.StartedAt, run.FinishedAt, run.AsOf, run.FileBytes, run.ContentHash, run.Rows, run.Failure,
        run.Overdue, run.OnlyAbove);

    /// <summary>From here on the progress says something about the time: in per cent.</summary>
    private const int Telling = 5;

    /// <summary>How long it may still take, if it goes on as it went; null when that can't be said yet.</summary>
    public TimeSpan? TimeLeft(DateTime utcNow) =>
        State == ExportState.Running && Progress is >= Telling and < 100 && StartedAt is { } started && utcNow > started
        ? (utcNow - started) * ((100.0 - Progress) / Progress)
        : null;

    /// <summary>A file's size for people; null without a file.</summary>
    public static string? SizeOf(long? bytes) => bytes switch
    {
        null => null,
        < 1_000_000 => string.Create(CultureInfo.CurrentCulture, $"{Math.Max(1, bytes.Value / 1_000):N0} KB"),
        _ => string.Create(CultureInfo.CurrentCulture, $"{bytes.Value / 1_000_000.0:N1} MB"),
    };
}

/// <summary>One schedule with its next run.</summary>
/// <param name="Name">As people call it.</param>
/// <param name="Rhythm">When it is due, in words.</param>
/// <param name="Next">The next moment (UTC); null when it is off.</param>
/// <param name="Covers">What the next run covers, in words.</param>
public sealed record ScheduleLine(string Key, string Name, string Rhythm, DateTime? Next, string? Covers);
