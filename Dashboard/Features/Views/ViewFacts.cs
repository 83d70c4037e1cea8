using System.Globalization;
using Concentric.Exports;
using Concentric.Exports.Views;
using Concentric.Ledgers;
using Concentric.Metrics;
using Concentric.Resources;
using Concentric.Sheets;
using Concentric.Time;

namespace Concentric.Dashboard.Features.Views;

/// <summary>What views are asked by, worded for the manifest.</summary>
internal static class ViewFacts
{
    public static (string Name, string Value) Period(Time.Period period) =>
        (Word("Manifest.Period"), $"{period.From.ToIso()} – {period.To.ToIso()}");

    /// <summary>The communities by name; all of them by that word.</summary>
    public static (string Name, string Value) Communities(IReadOnlyList<int>? ids, CommunityDirectory.Names names) =>
        (Word("Manifest.Communities"),
            names.Series(ids ?? [.. names.All.Select(community => community.Id)]));

    /// <summary>The slice as the page reads it from the same fields.</summary>
    /// <param name="usual">The period where the address says none; null for the quarter.</param>
    public static SliceReading Slice(this PageExportRequest request, DateOnly today, string? usual = null)
    {
        var saysNone = request["from"] is null && request["to"] is null;
        return new SliceRequest(request["period"] ?? (saysNone ? usual : null), request["from"], request["to"], request["communities"])
            .Read(request.Names, request.Caller, today);
    }

    /// <summary>A figure as a cell: rates in per cent, others as numbers; empty without cases.</summary>
    public static object? Cell(Metric metric, double? value) => value is not { } number ? null : metric.IsRate ? new Share(number) : number;

    /// <summary>The columns of a moment: its day, which Excel can sort and filter by, and its time.</summary>
    public static SheetColumn[] Moment(string name) =>
        [new(name, SheetType.Day, 12), new(Texts.Bracketed(name, Word("Header.Time")), SheetType.Text, 8)];

    /// <summary>The cells of a moment (UTC) in the office's zone; empty for none.</summary>
    public static object?[] Cells(this OfficeClock clock, DateTime? utc)
    {
        if (utc is not { } at) return [null, null];
        var here = clock.ToOffice(at);
        return [DateOnly.FromDateTime(here), here.ToString("HH:mm", CultureInfo.InvariantCulture)];
    }

    public static string Word(string key) => ExportTexts.Get(key, CultureInfo.CurrentUICulture);
}
