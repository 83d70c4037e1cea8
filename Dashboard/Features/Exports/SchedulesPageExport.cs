using System.Globalization;
using Concentric.Dashboard.Components.Tables;
using Concentric.Data;
using Concentric.Exports;
using Concentric.Exports.Deliveries;
using Concentric.Exports.Views;
using Concentric.Ledgers;
using Concentric.Resources;
using Concentric.Rules;
using Concentric.Time;
using static Concentric.Dashboard.Resources.UiTexts;

namespace Concentric.Dashboard.Features.Exports;

/// <summary>What is made by itself, and when next.</summary>
internal sealed class SchedulesPageExport(ScheduleQueries schedules, ExportTemplates templates, OfficeClock clock) : PageExport
{
    public override string Key => "schedules";

    public override async Task<ViewBook?> ReadAsync(DashboardDbContext db, PageExportRequest request, CancellationToken cancellationToken)
    {
        var rows = await schedules.ListAsync(request.Caller, cancellationToken);
        return new(L["ExportPage.Schedules.Title"], [], [TableOf(request.Names, templates, clock).ToFile(rows)]);
    }

    internal static PageTable<ScheduleRow> TableOf(CommunityDirectory.Names names, ExportTemplates templates, OfficeClock clock)
    {
        return new(L["ExportPage.Schedules.Title"], columns =>
        [
            columns.Text("name", L["ExportPage.Schedules.Name"], 30, row => ExportWords.NameOf(row.Schedule, templates)).AsRowHead(),
            columns.Text("what", L["ExportPage.Ask.Template"], 20, row => ExportWords.NameOf(templates, row.Schedule.Template))
                .InFileOnly(),
            columns.Text("rhythm", L["ExportPage.Schedules.Rhythm"], 30, row => RhythmWords.Of(row.Schedule.Plan.Rhythm)).Wide(),
            columns.Text("period", L["ExportPage.Ask.Period"], 20, row => RhythmWords.Of(row.Schedule.Plan.Covers)).InFileOnly(),
            columns.Text("language", L["ExportPage.Ask.Language"], 10, row => L[$"ExportPage.Ask.Language.{row.Schedule.Language}"])
                .InFileOnly(),
            columns.Text("communities", L["ExportPage.Ask.Communities"], 30, row => ExportWords.CommunitiesOf(row.Schedule, names))
                .InFileOnly(),
            columns.Text("filters", Field(nameof(ExportSchedule.Filters)), 30, row => FiltersOf(row.Schedule)).InFileOnly(),
            columns.Text("condition", L["ExportPage.Schedules.Condition"], 30, row => RhythmWords.ConditionOf(row.Schedule)).InFileOnly(),
            columns.Whole("kept", Field(nameof(ExportSchedule.KeepDays)), 14, row => row.Schedule.KeepDays).InFileOnly(),
            columns.Moment("next", L["ExportPage.Schedules.When"], clock, row => row.Next?.At).Wide(),
            columns.Day("next-from", L["ExportPage.Schedules.NextFrom"], row => row.Next?.Period.From).InFileOnly(),
            columns.Day("next-to", L["ExportPage.Schedules.NextTo"], row => row.Next?.Period.To).InFileOnly(),
            columns.Text("last", L["ExportPage.Schedules.Last"], 30, row => ResultOf(row.Last)).Wide(),
            columns.Moment("last-at", L["ExportPage.Schedules.LastAt"], clock, row => row.Last?.At).InFileOnly(),
            columns.Text("recipients", Field(nameof(ExportSchedule.Recipients)), 30, RecipientsOf).Wide(),
            columns.Whole("robots", Field(nameof(ExportSchedule.Robots)), 10, row => row.Schedule.Robots.Count).InFileOnly(),
            columns.Text("state", L["ExportPage.Schedules.State"], 8, row =>
                L[row.Schedule.IsOn ? "ExportPage.Schedules.On" : "ExportPage.Schedules.Off"]),
            columns.OnPage("do", L["ExportPage.Schedules.Actions"]).Classed(_ => "row-actions"),
        ]);

        static string Field(string name) => RuleTexts.Field(name, CultureInfo.CurrentUICulture);

        string FiltersOf(ExportSchedule row) =>
            string.Join("\n", ExportGlyphs.FiltersOf(templates.Find(row.Template), row.Filters, names)
                .Select(one => $"{one.Name}: {one.Value}"));
    }

    /// <summary>How the last run ended, with its reason and its mails.</summary>
    internal static string? ResultOf(ScheduleResult? last) => last is null ? null : string.Join(" · ", new[]
    {
        Texts.Term(last.State),
        RhythmWords.SkippedOf(last.Overdue, last.OnlyAbove),
        last.Failure,
        last.Mails > 0 ? L["ExportPage.Schedules.Mails", last.Mails] : null,
        last.MailsLeft > 0 ? L["ExportPage.Schedules.MailsLeft", last.MailsLeft] : null,
    }.OfType<string>());

    /// <summary>All names; for callers who may not see them, how many accounts and which roles it names.</summary>
    internal static string RecipientsOf(ScheduleRow row)
    {
        if (row.Recipients.Count > 0) return Texts.Series(row.Recipients);
        var roles = RecipientRoles.Read(row.Schedule.RecipientRoles);
        var named = row.Schedule.Recipients.Count;
        return Texts.Series(new[]
        {
            named > 0 ? L["ExportPage.Schedules.Recipients", named] : null,
            roles.Count > 0 ? RhythmWords.Roles(roles) : null,
        }.OfType<string>());
    }
}
