using Concentric.Exports.StreetSummary;
using Microsoft.Extensions.DependencyInjection;

namespace Concentric.Exports;

/// <summary>Registers workbooks.</summary>
public static class ExportServices
{
    /// <summary>The templates. Needs the store, the catalogue, the office and its clock.</summary>
    public static IServiceCollection AddExportTemplates(this IServiceCollection services) => services
        .AddSingleton<ExportTemplates>()
        .AddSingleton<ExportTemplate, StreetSummaryTemplate>();

    /// <summary>Asking for workbooks, making, listing and scheduling them. Needs Hangfire's client and the data folder besides.</summary>
    public static IServiceCollection AddExports(this IServiceCollection services) => services
        .AddExportTemplates()
        .AddSingleton<Lists.ListExports>()
        .AddSingleton<ExportRunChanges>()
        .AddSingleton<ExportFiles>()
        .AddSingleton<ExportRequests>()
        .AddSingleton<ExportRunner>()
        .AddSingleton<ExportTakeOver>()
        .AddSingleton<ExportSchedules>()
        .AddSingleton<ScheduleCommands>()
        .AddSingleton<ExportRetention>()
        .AddSingleton<ExportQueries>();
}
