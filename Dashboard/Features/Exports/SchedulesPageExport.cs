using Concentric.Dashboard.Features.Views;
using Concentric.Dashboard.Resources;
using Concentric.Data;
using Concentric.Exports;
using Concentric.Exports.Sheets;
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
        return new(texts["Schedules.Title"], [], [ViewTable.Of(
            texts["Schedules.Title"],
            [
                new(texts["Schedules.Name"], SheetType.Text, 30), new(texts["Ask.Template"], SheetType.Text, 20), new(texts["Ask.Period"], SheetType.Text, 20), new(texts["Ask.Language"], SheetType.Text, 10),
                new(texts["Ask.Communities"], SheetType.Text, 30), new(Field(nameof(ExportSchedule.Filters)), SheetType.Text, 30), new(Field(nameof(ExportSchedule.KeepDays)), SheetType.Whole, 14),
                new(Field(nameof(ExportSchedule.Recipients)), SheetType.Whole, 10), .. ViewFacts.Moment(texts["Schedules.When"]), new(Field(nameof(ExportSchedule.Cron)), SheetType.Identifier, 16),
                new(texts["Schedules.State"], SheetType.Text, 8),
            ],
            [.. rows.Select(row => (object?[])
            [
                ExportWords.NameOf(row, templates, texts), ExportWords.NameOf(templates, row.Template), texts[$"Schedules.{row.Cadence}"].Value, texts[$"Ask.Language.{row.Language}"].Value,
                ExportWords.CommunitiesOf(row, request.Names, texts), FiltersOf(row), row.KeepDays, row.Recipients.Count, .. clock.Cells(ExportSchedules.NextDue(row, clock.UtcNow, clock.Zone)), row.Cron,
                texts[row.IsOn ? "Schedules.On" : "Schedules.Off"].Value,
            ])])]);

        string Field(string name) => RuleTexts.Field(name, request.Culture);

        string FiltersOf(ExportSchedule row) => string.Join("\n", ExportGlyphs.FiltersOf(templates.Find(row.Template), row.Filters, request.Names).Select(one => $"{one.Name}: {one.Value}"));
    }
}
