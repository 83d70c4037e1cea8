using System.Globalization;
using Concentric.Dashboard.Components.Tables;
using Concentric.Data;
using Concentric.Exports.Views;
using Concentric.Ledgers;
using Concentric.Metrics;
using Concentric.Resources;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;
using static Concentric.Dashboard.Resources.UiTexts;

namespace Concentric.Dashboard.Features.Targets;

/// <summary>The targets and what has come of them.</summary>
internal sealed class TargetsPageExport(MetricCube cube, OfficeClock clock) : PageExport
{
    public override string Key => "targets";

    public override async Task<ViewBook?> ReadAsync(DashboardDbContext db, PageExportRequest request, CancellationToken cancellationToken)
    {
        var all = await db.MetricTargets.AsNoTracking().ToListAsync(cancellationToken);
        var lines = TargetLine.Of(all, await MetricTargets.ReadAsync(db, cancellationToken), cube.Current, cube.Catalogue,
            request.Caller, clock.Today);
        return new(L["Target.Title"], [], [TableOf(request.Names).ToFile(lines)]);
    }

    internal static PageTable<TargetLine> TableOf(CommunityDirectory.Names names) => new(L["Target.Title"], columns =>
    [
        columns.Text("metric", L["Target.Metric"], 26, line => Texts.Name(line.Metric)).AsRowHead(),
        columns.Text("slice", L["Target.Slice"], 16, line =>
            line.Target.CommunityId is { } id ? names.Name(id) : L["Target.Street"]),
        columns.OnPage("days", L["Target.Days"]),
        columns.Day("first-day", Texts.Column("first-day"), line => line.Target.FirstDay).InFileOnly(),
        columns.Day("last-day", Texts.Column("last-day"), line => line.Target.LastDay).InFileOnly(),
        columns.Number("amount", L["Target.Amount"], 14, line => InUnit(line, line.Target.Amount)),
        columns.Number("share", L["Target.Share"], 14, line => InUnit(line, line.Share)),
        columns.Number("reached", L["Target.Reached"], 14, line => InUnit(line, line.Reached)),
        columns.Text("unit", L["Target.Unit"], 10, line => line.Metric.IsRate ? "%" : Texts.Unit(line.Metric.Unit)).InFileOnly(),
        columns.Text("spread", L["Target.Spread"], 16, line => line.Metric.AddsUp ? Texts.Term(line.Target.Spread) : null),
        columns.Text("reason", L["Target.Reason"], 40, line => line.Target.Reason).Wide(),
        columns.OnPage("do", L["Target.Actions"]).Classed(_ => "row-actions"),
    ]);

    internal static string Days(TargetLine line) => line.Target.FirstDay is { } first
        ? string.Create(CultureInfo.InvariantCulture,
            $"{first:yyyy-MM-dd} – {line.Target.LastDay:yyyy-MM-dd}") : L["Target.EachYear"];

    /// <summary>A number for a file to count with; a rate in per cent, as it is entered.</summary>
    private static double? InUnit(TargetLine line, double? value) =>
        value is { } rate && line.Metric.IsRate ? FigureFormat.Percent(rate) : value;
}
