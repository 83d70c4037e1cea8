using Concentric.Settings;
using Microsoft.Extensions.DependencyInjection;

namespace Concentric.Alerts;

/// <summary>Registers alerts.</summary>
public static class AlertServices
{
    /// <summary>What keeps and reads rules, without the cube.</summary>
    public static IServiceCollection AddAlerts(this IServiceCollection services)
    {
        services.TryAddFixed(new AlertSettings());
        return services.AddSingleton<AlertCommands>().AddSingleton<AlertQueries>().AddSingleton<AlertTelling>();
    }

    /// <summary>What reads the cube.</summary>
    public static IServiceCollection AddAlertChecks(this IServiceCollection services) =>
        services.AddSingleton<AlertChecks>().AddSingleton<AlertTrials>();

    /// <summary>Looks at the rules while the program runs.</summary>
    public static IServiceCollection AddAlertWatch(this IServiceCollection services) => services.AddHostedService<AlertWatch>();
}
