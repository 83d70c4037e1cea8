using Concentric.Dashboard.Demo;
using Concentric.Data;
using Concentric.Instructions;
using Concentric.People;
using Concentric.PublishedFigures;
using Concentric.Tests.TestData;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Core.People;

public sealed class DemoAccountsTests : IAsyncLifetime
{
    private TestStore store = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private DemoAccounts Demo => store.Get<DemoAccounts>();

    public async ValueTask InitializeAsync() => store = await TestStore.CreateAsync(services => services.AddPeople());

    public ValueTask DisposeAsync() => store.DisposeAsync();

    [Fact]
    public async Task StoreWithRealRecords_GetsNone()
    {
        Assert.Empty(await Demo.OpenAsync(Cancellation));
        Assert.Empty(await store.Get<AccountQueries>().ListAsync(Cancellation));
    }

    [Fact]
    public async Task StoreWithSyntheticRecords_GetsOneForEachRole_Once()
    {
        await MarkSyntheticAsync();
        Assert.Equal(DemoAccounts.All, await Demo.OpenAsync(Cancellation));
        await Demo.OpenAsync(Cancellation);
        var rows = await store.Get<AccountQueries>().ListAsync(Cancellation);
        Assert.Equal(DemoAccounts.All.Count, rows.Count);
        Assert.Equal(Enum.GetValues<Role>().Order(), rows.Select(row => row.Role).Distinct().Order());
        Assert.Equal([TestStore.Xinshun], rows.Single(row => row.UserName == "worker-xinshun").CommunityIds);
        Assert.NotNull(await store.Get<SignInCheck>().FindAsync("leader", DemoAccounts.Password, "", Cancellation));
    }

    [Fact]
    public async Task ADemoStore_HasInstructionsInEveryState_Once()
    {
        await store.AddAsync([.. new[] { TestStore.Xinsheng, TestStore.Xinshun }.SelectMany(community =>
            Enumerable.Range(1, 4).Select(days => Make.Petition(community, with: made => made.DueOn = TestStore.Today.AddDays(-days))))]);
        await store.AddAsync(Make.Hazard(TestStore.Xinsheng), Make.Hazard(TestStore.Xinsheng), Make.Hazard(TestStore.Xinshun));
        await using (var db = store.Open())
        {
            db.StoreFacts.Add(new() { Key = StoreFacts.Origin, Value = StoreContents.Demo });
            await db.SaveChangesAsync(Cancellation);
        }

        await Demo.OpenAsync(Cancellation);
        await Demo.OpenAsync(Cancellation);
        await using var read = store.Open();
        var given = await read.Instructions.AsNoTracking().Include(one => one.Steps).ToListAsync(Cancellation);
        Assert.Equal(Enum.GetValues<InstructionState>(), given.Select(one => one.State).Distinct().Order());
        Assert.Contains(given, one => one.IsOverdue(TestStore.Today));
        Assert.Contains(given, one => one.State == InstructionState.Open
            && one.Steps.Any(step => step.Kind == InstructionStepKind.Returned));
        Assert.All(given, one => Assert.True(one.Steps.All(step => step.At <= TestStore.Start.UtcDateTime)
            && one.GivenAt <= TestStore.Start.UtcDateTime));
        Assert.InRange(given.Count, 8, 14);
        // Asked is who may read it.
        foreach (var one in given.Where(one => one.AssigneeId is not null))
        {
            Assert.True(await read.Set<UserCommunity>().AnyAsync(own => own.UserId == one.AssigneeId && own.CommunityId == one.CommunityId,
                Cancellation));
        }
    }

    [Fact]
    public async Task Closed_TheyOpenNothing_AndLeaveNoAdministrator_UntilOpenedAgain()
    {
        await MarkSyntheticAsync();
        await Demo.OpenAsync(Cancellation);
        await Demo.CloseAsync(Cancellation);
        foreach (var account in DemoAccounts.All)
            Assert.Null(await store.Get<SignInCheck>().FindAsync(account.UserName, DemoAccounts.Password, "", Cancellation));
        Assert.NotNull(await store.Get<SetUpLink>().IssueAsync(Cancellation));
        await Demo.OpenAsync(Cancellation);
        Assert.NotNull(await store.Get<SignInCheck>().FindAsync("admin", DemoAccounts.Password, "", Cancellation));
    }

    [Fact]
    public async Task StoreWithoutACommunity_GetsItsWorker_WhoSeesNothing()
    {
        await MarkSyntheticAsync();
        await using (var db = store.Open())
            await db.Communities.Where(community => community.Code == "xinshun").ExecuteDeleteAsync(Cancellation);
        await Demo.OpenAsync(Cancellation);
        Assert.Empty((await store.Get<AccountQueries>().ListAsync(Cancellation))
            .Single(row => row.UserName == "worker-xinshun").CommunityIds);
    }

    [Fact]
    public async Task TheMadeUpClaims_AreTheAnalysts()
    {
        await MarkSyntheticAsync();
        var claim = await store.AddAsync(new PublishedFigure { Mechanism = "visits", Claim = "走访90余次", ClaimEn = "Visits", Source = "报道" });
        await Demo.OpenAsync(Cancellation);
        await using var db = store.Open();
        Assert.Equal("analyst", await db.PublishedFigures.Where(found => found.Id == claim.Id).Select(found => found.Owner!.UserName)
            .SingleAsync(Cancellation));
    }

    private Task<StoreFact> MarkSyntheticAsync() => store.AddAsync(new StoreFact { Key = StoreFacts.Origin, Value = "demo" });
}
