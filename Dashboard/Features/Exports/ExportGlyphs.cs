using System.Globalization;
using Concentric.Dashboard.Components.Shared;
using Concentric.Exports;
using Concentric.Exports.Lists;
using Concentric.Ledgers;
using Concentric.Lists;

namespace Concentric.Dashboard.Features.Exports;

/// <summary>A drawing and a tone for each state; the word stands beside them.</summary>
internal static class ExportGlyphs
{
    public const string Copy = "M7 7h9v9H7zM4 13V4h9";

    private const string Running = "M16.5 10A6.5 6.5 0 1 1 10 3.5M10 3.5V1.5m0 2h2";
    private const string Done = "M4.5 10.5l3.5 3.5l7.5-8";
    private const string Stopped = "M5.5 5.5h9v9h-9z";
    private const string Skipped = "M4 10h9m-4-4.5l4.5 4.5l-4.5 4.5M16 5v10";
    private const string Failed = "M5.5 5.5l9 9m0-9l-9 9";

    public static string Of(ExportState state) => state switch
    {
        ExportState.Queued => Glyphs.Jobs,
        ExportState.Running => Running,
        ExportState.Done => Done,
        ExportState.Stopped => Stopped,
        ExportState.Skipped => Skipped,
        _ => Failed,
    };

    public static Tone ToneOf(ExportState state) => state switch
    {
        ExportState.Queued or ExportState.Skipped => Tone.Quiet,
        ExportState.Running => Tone.Accent,
        ExportState.Done => Tone.Good,
        ExportState.Stopped => Tone.Warn,
        _ => Tone.Bad,
    };

    /// <summary>The filters of a run or schedule in words; none for most.</summary>
    public static IReadOnlyList<(string Name, string Value)> FiltersOf(ExportTemplate? template, string? filters,
        CommunityDirectory.Names names) =>
        template?.List is { } list && RowFilters.Read(filters) is { } some ? some.Facts(list, names, CultureInfo.CurrentUICulture) : [];
}
