using Concentric.Communities;
using Concentric.Dashboard.Demo;
using Concentric.Data;
using Concentric.People;
using Concentric.Settings;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Concentric.Tests.TestData;

internal static class PeopleServices
{
    /// <summary>Accounts and keys, with a hash that costs next to nothing unless another is given.</summary>
    public static IServiceCollection AddPeople(this IServiceCollection services, IPasswordHasher<DashboardUser>? hasher = null) => services
        .AddSingleton(hasher ?? new PasswordHasher<DashboardUser>(Options.Create(new PasswordHasherOptions { IterationCount = 1 })))
        .AddSingleton<AccountCommands>()
        .AddSingleton<AccountQueries>()
        .AddSingleton<ApiKeyCommands>()
        .AddSingleton<AuditQueries>()
        .AddSingleton<SignInCheck>()
        .TryAddFixed(SignInLimits.Default)
        .TryAddFixed(new StreetOffice("街道办事处", "Street office"))
        .AddSingleton<SignInSessions>()
        .AddSingleton<SetUpLink>()
        .AddSingleton<DemoAccounts>();
}
