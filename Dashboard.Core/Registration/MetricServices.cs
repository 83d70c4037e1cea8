using Concentric.Alerts;
using Concentric.Live;
using Concentric.Metrics;
using Concentric.PublishedFigures;
using Concentric.SentenceChecks;
using Concentric.Settings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Concentric.Registration;

/// <summary>Registers the catalogue, the cube and the live path. The store must be registered as well.</summary>
public static class MetricServices
{
    /// <param name="options">Null to take those that are registered.</param>
    public static IServiceCollection AddMetricCube(this IServiceCollection services, MetricOptions? options = null)
    {
        if (options is not null) services.AddSingleton(options);
        services.TryAddFixed<MetricOptions>();
        services.AddSingleton(provider => MetricCatalogue.Following(provider.GetRequiredService<IOptionsMonitor<MetricOptions>>()));
        services.AddSingleton<MetricCube>();
        services.AddSingleton<MetricQueries>();
        services.AddSingleton<Restatements>();
        services.AddSingleton<Ledgers.CommunityDirectory>();
        services.AddSingleton<Rotation.RotationEffects>();
        services.AddSingleton<Rotation.PrimaryMetricCommands>();
        services.AddClaimJudgement();
        services.AddSingleton<Overview.OverviewReader>();
        services.AddSingleton<Overview.OverviewContext>();
        services.AddSingleton<Overview.OverviewSlices>();
        services.AddSingleton<ProcessCharts.ProcessRestartDirectory>();
        services.AddSingleton<ProcessCharts.ChartSlices>();
        services.AddSingleton<Decomposition.ChangeReader>();
        services.AddAlertChecks();
        services.AddSentenceChecks();
        services.AddSingleton<LiveUpdates>();
        services.AddSingleton<Data.IChangeStamps>(provider => provider.GetRequiredService<LiveUpdates>());
        services.AddSingleton<SharedReads>();
        services.AddSingleton<ChangeLogReader>();
        services.AddSingleton<CubeService>();
        services.AddHostedService(provider => provider.GetRequiredService<ChangeLogReader>());
        services.AddHostedService(provider => provider.GetRequiredService<CubeService>());
        services.AddSingleton<CubeCheck>();
        services.AddHostedService(provider => provider.GetRequiredService<CubeCheck>());
        return services;
    }
}
