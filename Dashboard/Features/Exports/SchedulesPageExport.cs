using System.Globalization;
using Concentric.Communities;
using Concentric.Dashboard.Components.Tables;
using Concentric.Dashboard.Resources;
using Concentric.Data;
using Concentric.Exports;
using Concentric.Exports.Views;
using Concentric.Rules;
using Concentric.Time;
using Microsoft.Extensions.Localization;

namespace Concentric.Dashboard.Features.Exports;

/// <summary>What is made by itself, and when next.</summary>
internal sealed class SchedulesPageExport(ExportSchedules schedules, ExportTemplates templates, OfficeClock clock, IStringLocalizer<ExportPageText> texts) : PageExport
{
    public override string Key => "schedules";

    public override async Task<ViewBook?> ReadAsync(DashboardDbContext db, PageExportRequest request, CancellationToken cancellationToken)
    {
        var rows = await schedules.AllAsync(cancellationToken);
        return new(texts["Schedules.Title"], [], [TableOf(request.Names, templates, clock, texts).ToFile(rows)]);
    }

    internal static PageTable<ExportSchedule> TableOf(CommunityDirectory.Names names, ExportTemplates templates, OfficeClock clock, IStringLocalizer<ExportPageText> texts)
    {
        return new(texts["Schedules.Title"], columns =>
        [
            columns.Text("name", texts["Schedules.Name"], 30, row => ExportWords.NameOf(row, templates, texts)).AsRowHead(),
            columns.Text("what", texts["Ask.Template"], 20, row => ExportWords.NameOf(templates, row.Template)).Wide(),
            columns.Text("period", texts["Ask.Period"], 20, row => texts[$"Schedules.{row.Cadence}"]).InFileOnly(),
            columns.Text("language", texts["Ask.Language"], 10, row => texts[$"Ask.Language.{row.Language}"]).InFileOnly(),
            columns.Text("communities", texts["Ask.Communities"], 30, row => ExportWords.CommunitiesOf(row, names, texts)).InFileOnly(),
            columns.Text("filters", Field(nameof(ExportSchedule.Filters)), 30, FiltersOf).InFileOnly(),
            columns.Whole("kept", Field(nameof(ExportSchedule.KeepDays)), 14, row => row.KeepDays).InFileOnly(),
            columns.Whole("recipients", Field(nameof(ExportSchedule.Recipients)), 10, row => row.Recipients.Count).InFileOnly(),
            columns.Moment("next", texts["Schedules.When"], clock, row => ExportSchedules.NextDue(row, clock.UtcNow, clock.Zone)),
            columns.Identifier("cron", Field(nameof(ExportSchedule.Cron)), 16, row => row.Cron).InFileOnly(),
            columns.Text("state", texts["Schedules.State"], 8, row => texts[row.IsOn ? "Schedules.On" : "Schedules.Off"]),
            columns.OnPage("do", texts["Schedules.Actions"]).Classed(_ => "row-actions"),
        ]);

        static string Field(string name) => RuleTexts.Field(name, CultureInfo.CurrentUICulture);

        string FiltersOf(ExportSchedule row) =>
            string.Join("\n", ExportGlyphs.FiltersOf(templates.Find(row.Template), row.Filters, names).Select(one => $"{one.Name}: {one.Value}"));
    }
}
