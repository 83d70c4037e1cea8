using Concentric.Data;
using Concentric.Kinds;
using Concentric.Rules;
using Concentric.Tests.TestData;
using Concentric.Volunteers;

namespace Concentric.Tests.Core.Volunteers;

public sealed class ClaimCommandsTests : IAsyncLifetime
{
    private static readonly DateOnly Today = TestStore.Today;
    private TestStore store = null!;
    private Saved post = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private VolunteerClaimCommands Commands => store.Get<VolunteerClaimCommands>();

    public async ValueTask InitializeAsync()
    {
        store = await TestStore.CreateAsync();
        post = await store.Get<RecordCommands<VolunteerPost>>()
            .EnterAsync(TestStore.WorkerOfXinsheng, Make.PostValues(), null, Cancellation);
    }

    public ValueTask DisposeAsync() => store.DisposeAsync();

    [Fact]
    public async Task NoMoreThanPlaces_UntilOneIsFree()
    {
        var first = await ClaimAsync(await RegisterAsync("张建国"), Today.AddDays(-5));
        await ClaimAsync(await RegisterAsync("李卫红"), Today.AddDays(-5));
        var third = await RegisterAsync("赵志强");
        Assert.Equal(["post NoPlaceFree"], await RefusedAsync(() => ClaimAsync(third)));
        await Commands.EndAsync(TestStore.WorkerOfXinsheng, new(first.Id, first.Version), Cancellation);
        // Not on the days on which it was taken.
        Assert.Equal(["post NoPlaceFree"], await RefusedAsync(() => ClaimAsync(third, Today.AddDays(-1))));
        await ClaimAsync(third);
        var view = (await store.Get<VolunteerQueries>().FindPostAsync(TestStore.Leader, post.Id, Cancellation))!;
        Assert.Equal((2, 0, 3), (view.Held, view.Free, view.ClaimCount));
        Assert.Empty(await store.Get<VolunteerQueries>().OfferedAsync(TestStore.WorkerOfXinsheng, Cancellation));
    }

    [Fact]
    public async Task NobodyHoldsAPostTwiceAtATime_ButMayComeBack()
    {
        var volunteer = await RegisterAsync("张建国");
        var first = await ClaimAsync(volunteer, Today.AddDays(-9));
        Assert.Equal(["volunteer HoldsAlready"], await RefusedAsync(() => ClaimAsync(volunteer)));
        first = await Commands.EndAsync(TestStore.WorkerOfXinsheng, new(first.Id, first.Version, Today.AddDays(-3)), Cancellation);
        Assert.Equal(["volunteer HoldsAlready"], await RefusedAsync(() => ClaimAsync(volunteer, Today.AddDays(-4))));
        await ClaimAsync(volunteer, Today.AddDays(-3));
        Assert.Equal(["volunteer HoldsAlready"], await RefusedAsync(() => CorrectAsync(first, Today.AddDays(-9), Today.AddDays(-2))));
        Assert.Equal(["ended-on BeforeStart"], await RefusedAsync(() => CorrectAsync(first, Today.AddDays(-2), Today.AddDays(-3))));
        await CorrectAsync(first, Today.AddDays(-8), Today.AddDays(-3));
    }

    [Fact]
    public async Task AnEnd_IsNotBeforeTheBeginning_NorInTheFuture_NorTwice()
    {
        var claim = await ClaimAsync(await RegisterAsync("张建国"), Today.AddDays(-2));
        Assert.Equal(["ended-on BeforeStart"], await RefusedAsync(() => EndAsync(claim, Today.AddDays(-3))));
        Assert.Equal(["ended-on InFuture"], await RefusedAsync(() => EndAsync(claim, Today.AddDays(1))));
        claim = await EndAsync(claim, Today.AddDays(-2));
        Assert.Equal(["ended-on Ended"], await RefusedAsync(() => EndAsync(claim, null)));
    }

    [Fact]
    public async Task TheLastPlace_GoesToOneOfManyWhoAskAtOnce()
    {
        await ClaimAsync(await RegisterAsync("张建国"));
        var volunteers = new List<long>();
        for (var i = 0; i < 4; i++) volunteers.Add(await RegisterAsync("志愿者" + i));
        var outcomes = await Task.WhenAll(volunteers.Select(async volunteer =>
        {
            try
            {
                await ClaimAsync(volunteer);
                return true;
            }
            catch (RefusedException refusal)
            {
                Assert.Equal(Rule.NoPlaceFree, Assert.Single(refusal.Violations).Rule);
                return false;
            }
        }));
        Assert.Single(outcomes, took => took);
        Assert.Equal(2, (await store.Get<VolunteerQueries>().FindPostAsync(TestStore.Leader, post.Id, Cancellation))!.Held);
    }

    [Fact]
    public async Task ByName_OneMustBeMeant_AndRegisteredWhereTheCallerReads()
    {
        await RegisterAsync("张建国", "13812345678");
        var second = await RegisterAsync("张建国", "13900000000");
        await store.Get<RecordCommands<Volunteer>>()
            .EnterAsync(TestStore.WorkerOfXinshun, Make.VolunteerValues("李卫红", communityId: TestStore.Xinshun), null, Cancellation);
        Assert.Equal(["volunteer NotRegistered"], await RefusedAsync(() => ByNameAsync("李卫红", null)));
        Assert.Equal(["phone Ambiguous"], await RefusedAsync(() => ByNameAsync(" 张建国", null)));
        Assert.Equal(["volunteer Required", "phone NotAPhone"], await RefusedAsync(() => ByNameAsync(null, "1")));
        await ByNameAsync("张建国", "139-0000-0000");
        Assert.Equal(second,
            Assert.Single((await store.Get<VolunteerQueries>()
                .FindPostAsync(TestStore.Leader, post.Id, Cancellation))!.Claims).VolunteerId);
    }

    [Fact]
    public async Task APost_KeepsAPlaceForEachWhoHoldsIt_AndAnArchivedClaimComesBackOnlyToAFreeOne()
    {
        var first = await ClaimAsync(await RegisterAsync("张建国"));
        await ClaimAsync(await RegisterAsync("李卫红"));
        var posts = store.Get<RecordCommands<VolunteerPost>>();
        var version = (await store.Get<VolunteerQueries>().FindPostAsync(TestStore.Leader, post.Id, Cancellation))!.Post.Version;
        Assert.Equal(["places FewerThanHeld"],
            await RefusedAsync(() =>
                posts.CorrectAsync(TestStore.WorkerOfXinsheng, new(post.Id, version, new() { [x => x.Places] = 1 }), Cancellation)));
        first = await Commands.ArchiveAsync(TestStore.WorkerOfXinsheng, new(first.Id, first.Version, "误登"), Cancellation);
        await posts.CorrectAsync(TestStore.WorkerOfXinsheng, new(post.Id, version + 1, new() { [x => x.Places] = 1 }), Cancellation);
        var restoring = () => Commands.RestoreAsync(TestStore.WorkerOfXinsheng, new(first.Id, first.Version), Cancellation);
        Assert.Equal(["post NoPlaceFree"], await RefusedAsync(restoring));
    }

    [Fact]
    public async Task APost_MovesToAnotherCommunity_OnlyBeforeAnybodyHasClaimedIt()
    {
        var posts = store.Get<RecordCommands<VolunteerPost>>();
        var moved = await posts.CorrectAsync(TestStore.Administrator,
            new(post.Id, post.Version, new() { [x => x.CommunityId] = TestStore.Xinshun }), Cancellation);
        post = await posts.CorrectAsync(TestStore.Administrator,
            new(post.Id, moved.Version, new() { [x => x.CommunityId] = TestStore.Xinsheng }), Cancellation);
        await ClaimAsync(await RegisterAsync("张建国"));
        var refused = () => posts.CorrectAsync(TestStore.Administrator,
            new(post.Id, post.Version + 1, new() { [x => x.CommunityId] = TestStore.Xinshun }), Cancellation);
        Assert.Equal(["community HasClaims"], await RefusedAsync(refused));
    }

    [Fact]
    public async Task ThePostsOfAnotherCommunity_AreNotForTheCallerToFill()
    {
        var own = await store.Get<RecordCommands<Volunteer>>()
            .EnterAsync(TestStore.WorkerOfXinshun, Make.VolunteerValues("李卫红", communityId: TestStore.Xinshun), null, Cancellation);
        var claiming = () => Commands.ClaimAsync(TestStore.WorkerOfXinshun, new(post.Id, own.Id), Cancellation);
        Assert.Equal(["post Unknown"], await RefusedAsync(claiming));
        Assert.Equal(["volunteer Unknown"], await RefusedAsync(() => ClaimAsync(own.Id)));
        var claim = await Commands.ClaimAsync(TestStore.Administrator, new(post.Id, own.Id), Cancellation);
        await Assert.ThrowsAsync<RecordNotFoundException>(() =>
            Commands.EndAsync(TestStore.WorkerOfXinshun, new(claim.Id, claim.Version), Cancellation));
    }

    private static async Task<IEnumerable<string>> RefusedAsync(Func<Task> act) =>
        (await Assert.ThrowsAsync<RefusedException>(act)).Violations.Select(violation => $"{violation.Field} {violation.Rule}");

    private async Task<long> RegisterAsync(string name, string? phone = null) =>
        (await store.Get<RecordCommands<Volunteer>>()
            .EnterAsync(TestStore.WorkerOfXinsheng, Make.VolunteerValues(name, phone), null, Cancellation)).Id;

    private Task<Saved> ClaimAsync(long volunteer, DateOnly? on = null) =>
        Commands.ClaimAsync(TestStore.WorkerOfXinsheng, new(post.Id, volunteer, on), Cancellation);

    private Task<Saved> EndAsync(Saved at, DateOnly? on) =>
        Commands.EndAsync(TestStore.WorkerOfXinsheng, new(at.Id, at.Version, on), Cancellation);

    private Task<Saved> CorrectAsync(Saved at, DateOnly on, DateOnly? ended)
    {
        var values = new FieldValues<VolunteerClaim> { [x => x.ClaimedOn] = on, [x => x.EndedOn] = ended };
        return Commands.CorrectAsync(TestStore.WorkerOfXinsheng, new(at.Id, at.Version, values), Cancellation);
    }

    private Task<Saved> ByNameAsync(string? name, string? phone) =>
        Commands.ClaimByNameAsync(TestStore.WorkerOfXinsheng, new(post.Id, name, phone), Cancellation);
}
