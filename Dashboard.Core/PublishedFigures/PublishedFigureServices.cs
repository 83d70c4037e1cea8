using Concentric.Metrics;
using Concentric.Programmes;
using Concentric.Settings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Concentric.PublishedFigures;

/// <summary>Registers claims and what holds them against the records.</summary>
public static class PublishedFigureServices
{
    public static IServiceCollection AddPublishedFigures(this IServiceCollection services)
    {
        services.TryAddFixed(MetricOptions.Default);
        services.TryAddSingleton(provider => MetricCatalogue.Following(provider.GetRequiredService<IOptionsMonitor<MetricOptions>>()));
        return services
            .AddSingleton<FigureKeys>()
            .AddSingleton<IProgrammeMentions, ClaimedProgrammes>()
            .AddSingleton<PublishedFigureCommands>();
    }

    /// <summary>What reads the cube; the command line has none.</summary>
    public static IServiceCollection AddClaimJudgement(this IServiceCollection services) => services
        .AddSingleton<PublishedFigureQueries>()
        .AddSingleton<ClaimJudge>()
        .AddSingleton<ClaimChecks>();

    /// <summary>Looks at the claims while the program runs.</summary>
    public static IServiceCollection AddClaimWatch(this IServiceCollection services) => services.AddHostedService<ClaimWatch>();
}
