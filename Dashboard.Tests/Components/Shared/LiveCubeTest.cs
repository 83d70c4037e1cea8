using Bunit.TestDoubles;
using Concentric.Dashboard.Account;
using Concentric.Dashboard.Infrastructure;
using Concentric.Data;
using Concentric.Ledgers;
using Concentric.Live;
using Concentric.Metrics;
using Concentric.Tests.Core.Metrics.CubeVerification;
using Concentric.Time;
using Microsoft.Extensions.DependencyInjection;

namespace Concentric.Tests.Components.Shared;

/// <summary>Pages on a real store whose cube follows it.</summary>
public abstract class LiveCubeTest : ComponentTest, IAsyncLifetime
{
    private BunitAuthorizationContext? authorization;

    internal LiveCube Live { get; private set; } = null!;

    protected static CancellationToken Stop => Xunit.TestContext.Current.CancellationToken;

    /// <summary>What the pages ask, beside what every page over figures does.</summary>
    protected abstract IReadOnlyList<Type> Asked { get; }

    public async ValueTask InitializeAsync()
    {
        Live = await LiveCube.CreateAsync();
        await FillAsync();
        await Live.StartAsync(Stop);
        // What was filled in is told of by now: a page that is told later reads once more, in the middle of what a test does with it.
        await Live.SettleAsync(Stop);
        foreach (var service in (Type[])[typeof(MetricCube), typeof(CommunityDirectory), typeof(OfficeClock), typeof(LiveUpdates),
            typeof(TimeProvider), .. Asked])
            Services.AddSingleton(service, Live.Store.Services.GetRequiredService(service));
        Services.AddLogging().AddScoped<CurrentUserProvider>().AddScoped<PrerenderState>();
    }

    public new async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Live.DisposeAsync();
    }

    /// <summary>The records, before the cube is counted.</summary>
    protected abstract Task FillAsync();

    protected void SignIn(CurrentUser user)
    {
        authorization ??= this.AddAuthorization();
        authorization.SetAuthorized(user.Name);
        authorization.SetClaims([.. CurrentUserClaims.Of(user)]);
    }
}
