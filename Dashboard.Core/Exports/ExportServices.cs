using Concentric.Exports.Deliveries;
using Concentric.Exports.StreetSummary;
using Concentric.Mail;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

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
        .AddDefaults()
        .AddSingleton<Lists.ListExports>()
        .AddSingleton<ExportRecipients>()
        .AddSingleton<ExportDeliveries>()
        .AddSingleton<MailOutbox>()
        .AddSingleton<ExportRunChanges>()
        .AddSingleton<ExportFiles>()
        .AddSingleton<ExportRequests>()
        .AddSingleton<ExportRunner>()
        .AddSingleton<ExportTakeOver>()
        .AddSingleton<ExportSchedules>()
        .AddSingleton<ScheduleCommands>()
        .AddSingleton<ExportRetention>()
        .AddSingleton<ExportQueries>();

    /// <summary>No mail, and workbooks kept for the usual time, unless the settings said otherwise before.</summary>
    private static IServiceCollection AddDefaults(this IServiceCollection services)
    {
        services.TryAddSingleton(MailOptions.Off);
        services.TryAddSingleton(new ExportOptions());
        return services;
    }
}
