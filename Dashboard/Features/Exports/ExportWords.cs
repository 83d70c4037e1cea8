using System.Globalization;
using Concentric.Communities;
using Concentric.Dashboard.Resources;
using Concentric.Exports;
using Microsoft.Extensions.Localization;

namespace Concentric.Dashboard.Features.Exports;

/// <summary>What runs and schedules are about, in words.</summary>
internal static class ExportWords
{
    public static string NameOf(ExportTemplates templates, string template) => templates.Find(template)?.Name(CultureInfo.CurrentUICulture) ?? template;

    public static string CommunitiesOf(ExportLine line, CommunityDirectory.Names names, IStringLocalizer<ExportPageText> texts) =>
        line.Communities is null ? texts["Runs.AllCommunities"] : names.Series(line.Communities.Split(','));

    public static string NameOf(ExportSchedule schedule, ExportTemplates templates, IStringLocalizer<ExportPageText> texts) =>
        schedule.Name ?? $"{NameOf(templates, schedule.Template)} ({texts[$"Schedules.{schedule.Cadence}"].Value})";

    public static string CommunitiesOf(ExportSchedule schedule, CommunityDirectory.Names names, IStringLocalizer<ExportPageText> texts) =>
        schedule.Communities is null ? texts["Ask.AllCommunities", names.All.Count] : names.Series(schedule.Communities.Split(','));
}
