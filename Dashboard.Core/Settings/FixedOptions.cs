using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Concentric.Settings;

/// <summary>Options that stay as they are: for verbs, tests and whatever runs without the host's settings.</summary>
public sealed class FixedOptions<T>(T value) : IOptionsMonitor<T>
{
    public T CurrentValue => value;

    public T Get(string? name) => value;

    public IDisposable? OnChange(Action<T, string?> listener) => null;
}

public static class FixedOptionsServices
{
    /// <summary>Options with these values, unless others are registered.</summary>
    public static IServiceCollection TryAddFixed<T>(this IServiceCollection services, T standard)
        where T : class
    {
        services.TryAddSingleton(standard);
        return services.TryAddFixed<T>();
    }

    /// <summary>Options with the values that are registered as themselves, unless the host watches theirs.</summary>
    public static IServiceCollection TryAddFixed<T>(this IServiceCollection services)
        where T : class
    {
        services.TryAddSingleton<IOptionsMonitor<T>>(provider => new FixedOptions<T>(provider.GetRequiredService<T>()));
        return services;
    }
}
