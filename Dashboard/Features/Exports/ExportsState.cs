using Concentric.Exports;

namespace Concentric.Dashboard.Features.Exports;

/// <summary>What the page shows, handed from the prerendered page to the circuit.</summary>
public sealed record ExportsState(IReadOnlyList<ExportLine> Lines, int Total, IReadOnlyList<ScheduleLine> Schedules);

/// <summary>One run.</summary>
/// <param name="Communities">Codes; null for all.</param>
public sealed record ExportLine(
    long Id, ExportState State, int Progress, string Template, string Language, DateOnly From, DateOnly To, string? Communities, bool IsScheduled,
    string AskedBy, DateTime AskedAt, DateTime? FinishedAt, DateTime? AsOf, long? FileBytes, string? ContentHash, int? Rows, string? Failure)
{
    public static ExportLine Of(ExportRun run) => new(
        run.Id, run.State, run.Progress, run.Template, run.Language, run.PeriodFrom, run.PeriodTo, run.Communities, run.ScheduleId is not null,
        run.AskedBy, run.AskedAt, run.FinishedAt, run.AsOf, run.FileBytes, run.ContentHash, run.Rows, run.Failure);
}

/// <summary>One schedule with the next moment (UTC) it is due.</summary>
public sealed record ScheduleLine(string Key, string? Name, ExportCadence Cadence, string Template, string Language, DateTime? Next);
