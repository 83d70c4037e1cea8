using Concentric.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;

namespace Concentric.Tests.TestData;

/// <summary>
/// One cache of compiled queries for all stores of a run, without a limit: the framework's own holds a thousand for the whole process,
/// fewer than the tests ask between them, and compiling one again costs more than running it.
/// </summary>
internal static class CompiledQueries
{
    private static readonly MemoryCache Cache = new(new MemoryCacheOptions());

    public static IServiceCollection KeepCompiledQueries(this IServiceCollection services) =>
        services.ConfigureStore(options => options.UseMemoryCache(Cache));

    /// <summary>Configures the contexts of the store, whichever it is.</summary>
    public static IServiceCollection ConfigureStore(this IServiceCollection services, Action<DbContextOptionsBuilder> configure) => services
        .ConfigureDbContext<SqliteDashboardDbContext>(configure)
        .ConfigureDbContext<SqlServerDashboardDbContext>(configure);
}
