using Microsoft.Extensions.DependencyInjection;

namespace Concentric.SentenceChecks;

/// <summary>Registers the check of texts. Needs the cube and the published figures.</summary>
public static class SentenceCheckServices
{
    public static IServiceCollection AddSentenceChecks(this IServiceCollection services) => services
        .AddSingleton<MetricMatcher>()
        .AddSingleton<RememberedPhrases>()
        .AddSingleton<KeptChecks>()
        .AddSingleton<TextFiles>()
        .AddSingleton<SentenceChecker>();
}
