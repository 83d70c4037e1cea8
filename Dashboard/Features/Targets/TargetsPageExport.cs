using System.Globalization;
using Concentric.Communities;
using Concentric.Dashboard.Components.Tables;
using Concentric.Dashboard.Resources;
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
        columns.Text("days", L["Target.Days"], 24, Days),
        columns.Text("amount", L["Target.Amount"], 14, line => FigureFormat.WithUnit(line.Metric, line.Target.Amount)),
        columns.Text("share", L["Target.Share"], 14, line => Told(line, line.Share)),
        columns.Text("reached", L["Target.Reached"], 14, line => Told(line, line.Reached)),
        columns.Text("spread", L["Target.Spread"], 16, line => line.Metric.AddsUp ? Texts.Term(line.Target.Spread) : null),
        columns.Text("reason", L["Target.Reason"], 40, line => line.Target.Reason).Wide(),
        columns.OnPage("do", L["Target.Actions"]).Classed(_ => "row-actions"),
    ]);

    private static string Days(TargetLine line) => line.Target.FirstDay is { } first
        ? string.Create(CultureInfo.InvariantCulture,
            $"{first:yyyy-MM-dd} – {line.Target.LastDay:yyyy-MM-dd}") : L["Target.EachYear"];

    private static string? Told(TargetLine line, double? value) => value is null ? null : FigureFormat.WithUnit(line.Metric, value);
}
