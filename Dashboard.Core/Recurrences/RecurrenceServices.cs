using Microsoft.Extensions.DependencyInjection;

namespace Concentric.Recurrences;

/// <summary>Registers what follows up resolved records. Needs the store, the office's clock and the live path.</summary>
public static class RecurrenceServices
{
    public static IServiceCollection AddRecurrences(this IServiceCollection services) => services
        .AddSingleton<RecurrenceTracker>()
        .AddHostedService(provider => provider.GetRequiredService<RecurrenceTracker>());
}
