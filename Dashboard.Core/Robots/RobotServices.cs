using Concentric.Communities;
using Concentric.Jobs;
using Concentric.Settings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Concentric.Robots;

/// <summary>Registers group robots. Needs the store, the office and data protection.</summary>
public static class RobotServices
{
    /// <summary>Keeping robots and sending to them, without the loop that empties their outbox.</summary>
    public static IServiceCollection AddRobots(this IServiceCollection services)
    {
        services.TryAddFixed<StreetOffice>();
        services.TryAddSingleton(RobotTimes.Standard);
        services.TryAddSingleton(typeof(Outbox<>));
        return services
            .AddSingleton<RobotSecrets>()
            .AddSingleton<RobotClient>()
            .AddSingleton<RobotCommands>()
            .AddSingleton<RobotQueries>()
            .AddSingleton<RobotTest>()
            .AddSingleton<RobotDispatcher>();
    }
}
