using Concentric.Activities;
using Concentric.Communities;
using Concentric.Data;
using Concentric.Data.Files;
using Concentric.Exports.Deliveries;
using Concentric.Exports.StreetSummary;
using Concentric.Exports.Templates;
using Concentric.Hazards;
using Concentric.Jobs;
using Concentric.Lists;
using Concentric.Mail;
using Concentric.Metrics;
using Concentric.Petitions;
using Concentric.Settings;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Concentric.Exports;

/// <summary>Registers workbooks.</summary>
public static class ExportServices
{
    /// <summary>The templates. Needs the store, the catalogue, the office and its clock.</summary>
    public static IServiceCollection AddExportTemplates(this IServiceCollection services) => services
        .TryAddFixed<StreetOffice>()
        .AddSingleton<ExportTemplates>()
        .AddSingleton<ExportTemplate, StreetSummaryTemplate>()
        .AddSingleton<ExportTemplate, Evaluations.EvaluationTemplate>()
        .AddLedger<Petition>("petitions", PetitionRecords.Kind.List)
        .AddLedger<Hazard>("hazards", HazardRecords.Kind.List)
        .AddLedger<Activity>("activities", ActivityRecords.Kind.List)
        .AddSingleton<ExportTemplate, CommunityPagesTemplate>()
        .AddSingleton<ExportTemplate, MeetingPackTemplate>();

    /// <summary>Asking for workbooks, making, listing and scheduling them. Needs Hangfire's client and the data folder besides.</summary>
    public static IServiceCollection AddExports(this IServiceCollection services) => services
        .AddExportTemplates()
        .AddDefaults()
        .AddSingleton<Views.ViewFile>()
        .AddSingleton<Views.PageExports>()
        .AddSingleton<Lists.ListExports>()
        .AddSingleton<ExportRecipients>()
        .AddSingleton<ExportDeliveries>()
        .AddSingleton<MailOutbox>()
        .AddSingleton<Outbox<ExportDelivery>>()
        .AddSingleton<ExportRunChanges>()
        .AddSingleton<ExportFiles>()
        .AddSingleton<ExportRequests>()
        .AddSingleton<ExportRunner>()
        .AddSingleton<StalledRunRecovery>()
        .AddSingleton<ExportSchedules>()
        .AddSingleton<ScheduleCommands>()
        .AddSingleton<ScheduleQueries>()
        .AddSingleton<ExportRetention>()
        .AddSingleton<ExportQueries>();

    private static IServiceCollection AddLedger<T>(this IServiceCollection services, string group, RecordList list) =>
        services.AddSingleton<ExportTemplate>(provider => new LedgerTemplate(
        RecordKinds.NameOf<T>(), group, list, provider.GetRequiredService<IDbContextFactory<DashboardDbContext>>(),
        provider.GetRequiredService<MetricCatalogue>(),
        provider.GetRequiredService<IOptionsMonitor<StreetOffice>>(), provider.GetRequiredService<OfficeClock>(),
        provider.GetService<DataFolder>() is null ? null : provider.GetRequiredService<FileStore>(), provider.GetService<MetricCube>()));

    /// <summary>No mail, and workbooks kept for the usual time, unless the settings said otherwise before.</summary>
    private static IServiceCollection AddDefaults(this IServiceCollection services)
    {
        services.TryAddFixed(MailOptions.Off);
        services.TryAddFixed(new ExportOptions());
        return services;
    }
}
