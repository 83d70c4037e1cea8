using Concentric.Data;
using Concentric.Nodes;
using Concentric.People;
using Concentric.Tests.TestData;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Concentric.Tests.Core.Nodes;

/// <summary>
/// What one node decides about accounts, sessions, keys and limits holds on the other within a minute. Each has its own services, and
/// what these keep in memory, on one store.
/// </summary>
public sealed class TwoNodesTests : IAsyncLifetime
{
    private const string Password = "一个足够长的密码 2026";
    private const string Here = "10.0.0.7";

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private TestStore one = null!;
    private TestStore two = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        one = await TestStore.CreateAsync(Add);
        two = TestStore.At(one.Folder, Add);
    }

    public async ValueTask DisposeAsync()
    {
        await two.Services.DisposeAsync();
        await one.DisposeAsync();
    }

    [Theory]
    [InlineData("sign-out")]
    [InlineData("everywhere")]
    [InlineData("role")]
    [InlineData("disabled")]
    [InlineData("password")]
    public async Task ASessionThatEndsOnOneNode_EndsOnTheOther(string how)
    {
        var (accounts, sessions) = (one.Get<AccountCommands>(), one.Get<SignInSessions>());
        var user = await AddAccountAsync();
        var stamp = (await one.Get<SignInCheck>().FindAsync("wang", Password, Here, Stop))!.SecurityStamp;
        var session = await sessions.BeginAsync(user, Here, isRemembered: false, Stop);
        // Both have looked, and remember what they saw.
        foreach (var node in new[] { one, two })
            Assert.Equal(user, (await node.Get<SignInSessions>().FindAsync(session, stamp, isUse: true, Stop))?.UserId);

        await (how switch
        {
            "sign-out" => sessions.EndAsync(session, Stop),
            "everywhere" => sessions.EndAllAsync(user, Stop),
            "role" => accounts.ChangeAsync(TestStore.Administrator, user, Details(Role.Reader), Stop),
            "disabled" => accounts.SetDisabledAsync(TestStore.Administrator, user, isDisabled: true, Stop),
            _ => accounts.ResetPasswordAsync(TestStore.Administrator, user, Password + "x", Stop),
        });
        Pass(Minute);
        Assert.Null(await two.Get<SignInSessions>().FindAsync(session, stamp, isUse: true, Stop));
    }

    [Fact]
    public async Task ASignIn_HoldsOnTheOtherNodeAtOnce()
    {
        var user = await AddAccountAsync();
        var session = await one.Get<SignInSessions>().BeginAsync(user, Here, isRemembered: false, Stop);
        var found = (await two.Get<SignInCheck>().FindAsync("wang", Password, Here, Stop))!;
        Assert.Equal(user, (await two.Get<SignInSessions>().FindAsync(session, found.SecurityStamp, isUse: true, Stop))?.UserId);
    }

    [Fact]
    public async Task AKeyThatIsRevokedOnOneNode_OpensNothingOnTheOther()
    {
        var keys = one.Get<ApiKeyCommands>();
        var secret = await keys.MakeAsync(TestStore.Administrator, "BI", Role.Analyst, null, Stop);
        var found = await two.Get<ApiKeyCommands>().FindAsync(secret, Stop);
        Assert.NotNull(found);
        await keys.RevokeAsync(TestStore.Administrator, found.Id, Stop);
        Assert.Null(await two.Get<ApiKeyCommands>().FindAsync(secret, Stop));
    }

    [Fact]
    public async Task ALockOut_CountsTheFailuresOfBothNodes()
    {
        await AddAccountAsync();
        for (var i = 0; i < SignInCheck.MostFailures; i++)
            Assert.Null(await (i % 2 == 0 ? one : two).Get<SignInCheck>().FindAsync("wang", "wrong", Here, Stop));
        foreach (var node in new[] { one, two }) Assert.Null(await node.Get<SignInCheck>().FindAsync("wang", Password, Here, Stop));
        Assert.NotNull(await two.Get<SignInCheck>().FindAsync("wang", Password, "10.0.0.8", Stop));
    }

    [Fact]
    public async Task ALimit_HoldsForBothNodesTogether_AndBeginsAnewWithTheMinute()
    {
        const int Most = 20;
        const string Key = "key 1";
        await KnowEachOtherAsync();
        for (var i = 0; i < Most / 2; i++)
        {
            one.Get<SharedRates>().Count(Key);
            if (i > 0) two.Get<SharedRates>().Count(Key);
        }

        await ShareAsync();
        Assert.False(one.Get<SharedRates>().IsOver(Key, Most));
        two.Get<SharedRates>().Count(Key);
        await ShareAsync();
        Assert.True(one.Get<SharedRates>().IsOver(Key, Most) && two.Get<SharedRates>().IsOver(Key, Most));
        Assert.False(one.Get<SharedRates>().IsOver("key 2", Most));
        Assert.Equal(Minute, one.Get<SharedRates>().UntilNextMinute);

        Pass(Minute);
        Assert.False(one.Get<SharedRates>().IsOver(Key, Most));
        await ShareAsync();
        Assert.False(one.Get<SharedRates>().IsOver(Key, Most));
    }

    /// <summary>While there is one node, and for what was used a few times, the store is not asked.</summary>
    [Fact]
    public async Task NothingIsShared_ByOneNodeAlone_OrOfAFewUses()
    {
        for (var i = 0; i < SharedRates.Least; i++) one.Get<SharedRates>().Count("many");
        await one.Get<SharedRates>().ShareAsync(Stop);
        Assert.Empty(await RowsAsync());
        await KnowEachOtherAsync();
        for (var i = 0; i < SharedRates.Least - 1; i++) one.Get<SharedRates>().Count("few");
        await ShareAsync();
        await ShareAsync();
        Assert.Equal(["many"], await RowsAsync());
        Pass(TimeSpan.FromMinutes(6));
        await KnowEachOtherAsync();
        await ShareAsync();
        Assert.Empty(await RowsAsync());
    }

    private static void Add(IServiceCollection services) => services.AddPeople().AddSingleton(new MachineConfiguration(() =>
        new Dictionary<string, string>())).AddSingleton<NodeRegister>().AddSingleton<SharedRates>();

    private static AccountDetails Details(Role role) => new("王芳", role, role == Role.Worker ? [TestStore.Xinsheng] : []);

    private Task<int> AddAccountAsync() =>
        one.Get<AccountCommands>().AddAsync(TestStore.Administrator, "wang", Details(Role.Worker), Password, Stop);

    private async Task KnowEachOtherAsync()
    {
        foreach (var node in new[] { one, two, one }) await node.Get<NodeRegister>().BeatAsync(Stop);
    }

    private async Task ShareAsync()
    {
        foreach (var node in new[] { one, two, one }) await node.Get<SharedRates>().ShareAsync(Stop);
    }

    private async Task<List<string>> RowsAsync()
    {
        await using var db = one.Open();
        return await db.RateCounts.Select(row => row.Key).ToListAsync(Stop);
    }

    private void Pass(TimeSpan time)
    {
        one.Time.Advance(time);
        two.Time.Advance(time);
    }
}
