using System.Security.Claims;
using Concentric.Dashboard.Account;
using Concentric.Data;
using Concentric.People;
using Concentric.Settings;
using Concentric.Tests.TestData;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace Concentric.Tests.Integration;

public sealed class CircuitRecheckTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>A page that is signed out while the store is away loses what was typed into it.</summary>
    [Fact(Timeout = 60_000)]
    public async Task AStoreThatCantBeAsked_SignsNobodyOut_AndASessionThatEndedMeanwhileDoesOnceItAnswers()
    {
        await using var store = await TestStore.CreateAsync();
        var factory = new AwayFactory();
        var limits = SignInLimits.Default with { Recheck = TimeSpan.FromMilliseconds(20) };
        var sessions = new SignInSessions(factory, new FixedOptions<SignInLimits>(limits), store.Time);
        using var recheck = new CircuitRecheck(NullLoggerFactory.Instance,
            new BrowserSessions(sessions, null!, new FixedOptions<SignInLimits>(limits), store.Time), limits);
        recheck.SetAuthenticationState(Task.FromResult(new AuthenticationState(new ClaimsPrincipal(new ClaimsIdentity(
            [new(CurrentUserClaims.Session, Guid.NewGuid().ToString()), new(ClaimTypes.NameIdentifier, "1")], "test")))));
        var signedOut = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        recheck.AuthenticationStateChanged += _ => signedOut.TrySetResult();

        await factory.AskedOften.WaitAsync(TestContext.Current.CancellationToken);
        Assert.False(signedOut.Task.IsCompleted);
        factory.Answers = store.Factory;
        await signedOut.Task.WaitAsync(Stop);
        Assert.False((await recheck.GetAuthenticationStateAsync()).User.Identity!.IsAuthenticated);
    }

    private sealed class AwayFactory : IDbContextFactory<DashboardDbContext>
    {
        private readonly TaskCompletionSource often = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int asked;

        /// <summary>A second question means that the first failure ended nothing.</summary>
        public Task AskedOften => often.Task;

        public IDbContextFactory<DashboardDbContext>? Answers { get; set; }

        public DashboardDbContext CreateDbContext()
        {
            if (Answers is not null) return Answers.CreateDbContext();
            if (Interlocked.Increment(ref asked) == 3) often.TrySetResult();
            throw new StoreException(StoreProblem.Unreachable, "server/database", "no answer");
        }
    }
}
