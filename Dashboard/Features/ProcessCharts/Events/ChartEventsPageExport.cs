using System.Globalization;
using Concentric.Dashboard.Components.Tables;
using Concentric.Data;
using Concentric.Exports.Views;
using Concentric.Metrics;
using Concentric.ProcessCharts;
using Concentric.Time;
using static Concentric.Dashboard.Resources.UiTexts;

namespace Concentric.Dashboard.Features.ProcessCharts.Events;

/// <summary>The entered events, the withdrawn ones among them.</summary>
internal sealed class ChartEventsPageExport(MetricCube cube, OfficeClock clock) : PageExport
{
    public override string Key => "chart-events";

    public override async Task<ViewBook?> ReadAsync(DashboardDbContext db, PageExportRequest request, CancellationToken cancellationToken)
    {
        var lines = await EventLine.ReadAsync(db, cube.Current, cube.Catalogue, request.Names, request.Caller, clock.Today,
            cancellationToken);
        return new(L["Chart.Event.Title"], [], [TableOf(clock).ToFile(lines)]);
    }

    internal static PageTable<EventLine> TableOf(OfficeClock clock) => new(L["Chart.Event.Title"], columns =>
    [
        columns.Text("name", L["Chart.Event.Name"], 24, line => NameOf(line.Event)).AsRowHead(),
        columns.Day("day", L["Chart.Event.Day"], line => line.Event.FirstDay),
        columns.Text("metrics", L["Chart.Event.Metrics"], 30, line => line.Metrics).Wide(),
        columns.Text("places", L["Chart.Event.Places"], 20, line => line.Places),
        columns.Text("state", L["Chart.Event.State"], 26, line => line.State),
        columns.Text("reason", L["Chart.Event.Reason"], 40, line => line.Event.Reason).Wide(),
        columns.Text("change-reason", L["Chart.Event.File.ChangeReason"], 30, line => line.Event.ChangeReason).InFileOnly(),
        columns.Text("set-by", L["Chart.Event.File.SetBy"], 14, line => line.Event.SetBy).InFileOnly(),
        columns.Moment("set-at", L["Chart.Event.File.SetAt"], clock, line => line.Event.SetAt).InFileOnly(),
        columns.OnPage("do", L["Chart.Event.Actions"]).Classed(_ => "row-actions"),
    ]);

    internal static string NameOf(ProcessEvent one) =>
        CultureInfo.CurrentUICulture.Pick(one.Name, one.NameEn ?? one.Name);
}
