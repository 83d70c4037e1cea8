using Concentric.Dashboard.Demo.Generator;
using Concentric.Dashboard.Demo.Street;

namespace Concentric.Dashboard.Demo;

/// <summary>Registers what makes records up.</summary>
public static class SyntheticDataServices
{
    /// <summary>Needs the store and the office's clock.</summary>
    public static IServiceCollection AddSyntheticData(this IServiceCollection services) => services
        .AddSingleton<DemoData>()
        .AddSingleton<StoreGenerator>();
}
