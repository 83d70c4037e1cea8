using Concentric.CalendarYears;
using Concentric.Communities;
using Concentric.Evaluation;
using Concentric.Imports;
using Concentric.Imports.Runs;
using Concentric.Kinds;
using Concentric.Metrics;
using Concentric.People;
using Microsoft.Extensions.DependencyInjection;

namespace Concentric.Registration;

/// <summary>Registers what takes records in from spreadsheets.</summary>
public static class ImportServices
{
    /// <summary>The kinds. A new one adds one line. Needs the records' own services.</summary>
    public static IServiceCollection AddImportSheets(this IServiceCollection services) => AllKinds.List.Where(kind => kind.IsImported)
        .Aggregate(services, (all, kind) =>
            kind.SheetType is { } type ? all.AddSingleton(typeof(ImportSheet), type) : all.AddSingleton(kind.Sheet))
        .AddSingleton<ImportRegister>()
        .AddSingleton<ImportTemplates>()
        .AddSingleton<ImportSheet, JudgementImport>()
        .AddSingleton<ImportSheet, CommunityImport>()
        .AddSingleton<ImportSheet, TargetImport>()
        .AddSingleton<ImportSheet, AccountImport>()
        .AddSingleton<ImportSheet, CalendarImport>();

    /// <summary>Uploading, checking and taking in. Needs the data folder and live updates besides.</summary>
    public static IServiceCollection AddImports(this IServiceCollection services) => services
        .AddImportSheets()
        .AddSingleton<ImportFiles>()
        .AddSingleton<ImportRunChanges>()
        .AddSingleton<ImportRunner>()
        .AddSingleton<ImportProfiles>()
        .AddSingleton<ImportProfileCommands>()
        .AddSingleton<ImportWorker>()
        .AddSingleton<StalledImportRecovery>()
        .AddSingleton<BatchSiblings>()
        .AddSingleton<BatchRechecks>()
        .AddSingleton<ImportRuns>()
        .AddSingleton<ImportBatches>()
        .AddHostedService(provider => provider.GetRequiredService<ImportWorker>());
}
