using Concentric.Data;
using Concentric.People;
using Concentric.Tests.TestData;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Core.People;

public sealed class ApiKeyTests : IAsyncLifetime
{
    private TestStore store = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private ApiKeyCommands Keys => store.Get<ApiKeyCommands>();

    public async ValueTask InitializeAsync() => store = await TestStore.CreateAsync(services => services.AddPeople());

    public ValueTask DisposeAsync() => store.DisposeAsync();

    [Fact]
    public async Task Key_SpeaksForItsRoleAndCommunities_AndIsStoredAsAHash()
    {
        var secret = await Keys.MakeAsync(TestStore.Administrator, "收集端", Role.Worker, ["xinshun", " xinsheng"], Cancellation);
        var caller = (await Keys.FindAsync(secret, Cancellation))?.Caller;
        Assert.Equal(("收集端", Role.Worker), (caller!.Name, caller.Role));
        Assert.Equal([TestStore.Xinsheng, TestStore.Xinshun], caller.CommunityIds!.Order());
        await using var db = store.Open();
        var key = await db.ApiKeys.SingleAsync(Cancellation);
        Assert.DoesNotContain(secret, key.Hash + key.Prefix);
        Assert.StartsWith(key.Prefix, secret);
        Assert.DoesNotContain(await db.AuditEntries.Select(line => line.After).ToListAsync(Cancellation), after => after!.Contains(secret));
    }

    [Fact]
    public async Task KeyWhoseCommunityIsGone_SeesNothing()
    {
        var secret = await Keys.MakeAsync(TestStore.Administrator, "key", Role.Leader, ["binhe"], Cancellation);
        await using var db = store.Open();
        await db.Communities.Where(community => community.Code == "binhe").ExecuteDeleteAsync(Cancellation);
        Assert.Empty((await Keys.FindAsync(secret, Cancellation))!.Caller.CommunityIds!);
    }

    [Fact]
    public async Task RevokedAndUnknownKeys_SpeakForNobody()
    {
        var secret = await Keys.MakeAsync(TestStore.Administrator, "key", Role.Leader, null, Cancellation);
        Assert.Null(await Keys.FindAsync(secret + "x", Cancellation));
        Assert.Null(await Keys.FindAsync("", Cancellation));
        Assert.NotNull(await Keys.FindAsync(secret, Cancellation));
        var key = Assert.Single(await store.Get<AccountQueries>().ListKeysAsync(Cancellation));
        await Keys.RevokeAsync(TestStore.Administrator, key.Id, Cancellation);
        Assert.Null(await Keys.FindAsync(secret, Cancellation));
        Assert.NotNull(Assert.Single(await store.Get<AccountQueries>().ListKeysAsync(Cancellation)).RevokedAt);
    }

    [Fact]
    public async Task LastUse_IsNoted_ButNotWrittenAtEveryCall()
    {
        var secret = await Keys.MakeAsync(TestStore.Administrator, "key", Role.Leader, null, Cancellation);
        await Keys.FindAsync(secret, Cancellation);
        var first = await LastUseAsync();
        Assert.Equal(store.Time.GetUtcNow().UtcDateTime, first);
        store.Time.Advance(TimeSpan.FromMinutes(2));
        await Keys.FindAsync(secret, Cancellation);
        Assert.Equal(first, await LastUseAsync());
        store.Time.Advance(TimeSpan.FromMinutes(4));
        await Keys.FindAsync(secret, Cancellation);
        Assert.Equal(store.Time.GetUtcNow().UtcDateTime, await LastUseAsync());
    }

    private async Task<DateTime?> LastUseAsync()
    {
        await using var db = store.Open();
        return (await db.ApiKeys.AsNoTracking().SingleAsync(Cancellation)).LastUsedAt;
    }
}
