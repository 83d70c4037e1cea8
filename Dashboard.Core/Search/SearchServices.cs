using Microsoft.Extensions.DependencyInjection;

namespace Concentric.Search;

/// <summary>Registers the search. Needs the store, the records and the live path.</summary>
public static class SearchServices
{
    public static IServiceCollection AddSearch(this IServiceCollection services) => services
        .AddSingleton<SearchIndexer>()
        .AddSingleton<SearchQueries>()
        .AddHostedService(provider => provider.GetRequiredService<SearchIndexer>());
}
