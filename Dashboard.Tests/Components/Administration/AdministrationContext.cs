using Bunit;
using Concentric.Dashboard.Account;
using Concentric.Dashboard.Infrastructure;
using Concentric.Ledgers;
using Concentric.Live;
using Concentric.People;
using Concentric.Tests.TestData;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;

namespace Concentric.Tests.Components.Administration;

/// <summary>Renders a page for an administrator, in English, on a store of its own.</summary>
public sealed class AdministrationContext : BunitContext
{
    private AdministrationContext(TestStore store)
    {
        Store = store;
        foreach (var service in new[] { typeof(AccountCommands), typeof(AccountQueries), typeof(ApiKeyCommands), typeof(AuditQueries),
            typeof(CommunityDirectory), typeof(Concentric.Time.OfficeClock) })
            Services.AddSingleton(service, store.Services.GetRequiredService(service));
        Services.AddLogging().AddSingleton<TimeProvider>(new TestClock()).AddSingleton<LiveUpdates>();
        Services.AddScoped<CurrentUserProvider>().AddScoped<PrerenderState>();
        Services.AddMudServices();
        JSInterop.Mode = JSRuntimeMode.Loose;
        var authorization = this.AddAuthorization();
        authorization.SetAuthorized(TestStore.Administrator.Name);
        authorization.SetClaims([.. CurrentUserClaims.Of(TestStore.Administrator)]);
        authorization.SetPolicies(Policies.Administrator);
    }

    public TestStore Store { get; }

    public AccountQueries Accounts => Store.Get<AccountQueries>();

    public static async Task<AdministrationContext> CreateAsync() =>
        new(await TestStore.CreateAsync(services => services.AddPeople().AddSingleton<CommunityDirectory>()));

    protected override async ValueTask DisposeAsyncCore()
    {
        await base.DisposeAsyncCore();
        await Store.DisposeAsync();
    }
}
