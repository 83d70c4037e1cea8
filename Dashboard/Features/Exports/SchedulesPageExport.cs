using System.Globalization;
using Concentric.Dashboard.Components.Tables;
using Concentric.Dashboard.Resources;
using Concentric.Data;
using Concentric.Exports;
using Concentric.Exports.Views;
using Concentric.Ledgers;
using Concentric.Rules;
using Concentric.Time;
using static Concentric.Dashboard.Resources.UiTexts;

namespace Concentric.Dashboard.Features.Exports;

/// <summary>What is made by itself, and when next.</summary>
internal sealed class SchedulesPageExport(ExportSchedules schedules, ExportTemplates templates, OfficeClock clock) : PageExport
{
    public override string Key => "schedules";

    public override async Task<ViewBook?> ReadAsync(DashboardDbContext db, PageExportRequest request, CancellationToken cancellationToken)
    {
        var rows = await schedules.AllAsync(cancellationToken);
        return new(L["ExportPage.Schedules.Title"], [], [TableOf(request.Names, templates, clock).ToFile(rows)]);
    }

    internal static PageTable<ExportSchedule> TableOf(CommunityDirectory.Names names, ExportTemplates templates, OfficeClock clock)
    {
        return new(L["ExportPage.Schedules.Title"], columns =>
        [
            columns.Text("name", L["ExportPage.Schedules.Name"], 30, row => ExportWords.NameOf(row, templates)).AsRowHead(),
            columns.Text("what", L["ExportPage.Ask.Template"], 20, row => ExportWords.NameOf(templates, row.Template)).Wide(),
            columns.Text("period", L["ExportPage.Ask.Period"], 20, row => L[$"ExportPage.Schedules.{row.Cadence}"]).InFileOnly(),
            columns.Text("language", L["ExportPage.Ask.Language"], 10, row => L[$"ExportPage.Ask.Language.{row.Language}"]).InFileOnly(),
            columns.Text("communities", L["ExportPage.Ask.Communities"], 30, row => ExportWords.CommunitiesOf(row, names)).InFileOnly(),
            columns.Text("filters", Field(nameof(ExportSchedule.Filters)), 30, FiltersOf).InFileOnly(),
            columns.Whole("kept", Field(nameof(ExportSchedule.KeepDays)), 14, row => row.KeepDays).InFileOnly(),
            columns.Whole("recipients", Field(nameof(ExportSchedule.Recipients)), 10, row => row.Recipients.Count).InFileOnly(),
            columns.Whole("robots", Field(nameof(ExportSchedule.Robots)), 10, row => row.Robots.Count).InFileOnly(),
            columns.Moment("next", L["ExportPage.Schedules.When"], clock, row => ExportSchedules.NextDue(row, clock.UtcNow, clock.Zone)),
            columns.Identifier("cron", Field(nameof(ExportSchedule.Cron)), 16, row => row.Cron).InFileOnly(),
            columns.Text("state", L["ExportPage.Schedules.State"], 8, row =>
                L[row.IsOn ? "ExportPage.Schedules.On" : "ExportPage.Schedules.Off"]),
            columns.OnPage("do", L["ExportPage.Schedules.Actions"]).Classed(_ => "row-actions"),
        ]);

        static string Field(string name) => RuleTexts.Field(name, CultureInfo.CurrentUICulture);

        string FiltersOf(ExportSchedule row) =>
            string.Join("\n", ExportGlyphs.FiltersOf(templates.Find(row.Template), row.Filters, names)
                .Select(one => $"{one.Name}: {one.Value}"));
    }
}
