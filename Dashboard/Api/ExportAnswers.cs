using Concentric.Exports;

namespace Concentric.Dashboard.Api;

/// <summary>A page of the exports in sight, newest first.</summary>
internal sealed record ExportsAnswer(IReadOnlyList<ExportAnswer> Exports, long Total, int Page, int PageSize);

/// <summary>A workbook that was asked for, and how far it is.</summary>
internal sealed record ExportAnswer(
    long Id, string Template, ExportState State, int Progress, string? Failure, string Language, PeriodAnswer Period,
    IReadOnlyList<string>? Communities,
    bool IsScheduled, string AskedBy, DateTime AskedAt, DateTime? FinishedAt, DateTime? AsOf, ExportFileAnswer? File)
{
    /// <param name="root">The path under which the application is.</param>
    public static ExportAnswer Of(ExportRun run, PathString root) => new(
        run.Id, run.Template, run.State, run.Progress, run.Failure, run.Language, new(run.PeriodKind, run.PeriodFrom, run.PeriodTo),
        run.Communities?.Split(','), run.ScheduleId is not null, run.AskedBy, run.AskedAt, run.FinishedAt, run.AsOf,
        run is { State: ExportState.Done, FileBytes: { } bytes }
            ? new(run.FileName!, bytes, run.FileHash!, run.ContentHash!, run.Rows, $"{root}{ApiServices.Root}/exports/{run.Id}/file")
            : null);
}

/// <summary>The file of a finished export.</summary>
internal sealed record ExportFileAnswer(string Name, long Bytes, string Sha256, string ContentHash, int? Rows, string Address);
