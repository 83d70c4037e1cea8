using System.Globalization;
using Concentric.Dashboard.Features.Figures;
using Concentric.Exports;
using Concentric.Ledgers;
using Concentric.Resources;
using static Concentric.Dashboard.Resources.UiTexts;

namespace Concentric.Dashboard.Features.Exports;

/// <summary>What runs and schedules are about, in words.</summary>
internal static class ExportWords
{
    public static string NameOf(ExportTemplates templates, string template) =>
        templates.Find(template)?.Name(CultureInfo.CurrentUICulture) ?? template;

    public static string CommunitiesOf(ExportLine line, CommunityDirectory.Names names) =>
        line.Communities is null ? L["ExportPage.Runs.AllCommunities"] : names.Series(line.Communities.Split(','));

    public static string NameOf(ExportSchedule schedule, ExportTemplates templates) =>
        schedule.Name ?? Texts.Bracketed(NameOf(templates, schedule.Template), RhythmWords.Of(schedule.Plan.Rhythm));

    public static string CommunitiesOf(ExportSchedule schedule, CommunityDirectory.Names names) =>
        schedule.Communities is null ? CommunityWords.All(names.All) : names.Series(schedule.Communities.Split(','));
}
