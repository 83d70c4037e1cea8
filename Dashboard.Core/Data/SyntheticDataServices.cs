using Concentric.Data.Demo;
using Concentric.Data.Generator;
using Microsoft.Extensions.DependencyInjection;

namespace Concentric.Data;

/// <summary>Registers what makes records up.</summary>
public static class SyntheticDataServices
{
    /// <summary>Needs the store and the office's clock.</summary>
    public static IServiceCollection AddSyntheticData(this IServiceCollection services) => services
        .AddSingleton<DemoData>()
        .AddSingleton<StoreGenerator>();
}
