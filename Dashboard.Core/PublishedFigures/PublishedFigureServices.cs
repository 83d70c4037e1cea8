using Concentric.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Concentric.PublishedFigures;

/// <summary>Registers claims and what holds them against the records.</summary>
public static class PublishedFigureServices
{
    public static IServiceCollection AddPublishedFigures(this IServiceCollection services)
    {
        services.TryAddSingleton(MetricOptions.Default);
        services.TryAddSingleton<MetricCatalogue>();
        return services
            .AddSingleton<FigureKeys>()
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
