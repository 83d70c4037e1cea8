using Concentric.Data;
using Concentric.People;
using Concentric.Rules;
using Concentric.Tests.Core.Meetings;
using Concentric.Tests.TestData;
using Concentric.Wishes;

namespace Concentric.Tests.Core.Wishes;

public class WishCommandsTests
{
    private static readonly WishDetails Details = new("一把防滑洗澡椅", TestStore.Today.AddDays(-5)) { Wisher = "张建国" };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TheLoop_GivenBackOnceAndFulfilledByACoBuilder_IsToldWithItsReason()
    {
        await using var store = await TestStore.CreateAsync();
        var commands = store.Get<WishCommands>();
        var worker = TestStore.WorkerOfXinsheng;
        var unit = await store.AddAsync(MeetingCommandsTests.Unit("惠民超市"));
        var at = await commands.RaiseAsync(worker, new(TestStore.Xinsheng, Details), Cancellation);
        at = await commands.ClaimAsync(worker, new(at.Id, at.Version, new("李大妈"), TestStore.Today.AddDays(-4)), Cancellation);
        at = await commands.UnclaimAsync(worker, new(at.Id, at.Version, "临时有事"), Cancellation);
        at = await commands.ClaimAsync(worker, new(at.Id, at.Version, new(CoBuilderId: unit.Id), TestStore.Today.AddDays(-2)), Cancellation);
        at = await commands.FulfilAsync(worker, new(at.Id, at.Version), Cancellation);

        var view = (await store.Get<WishQueries>().FindAsync(TestStore.Leader, at.Id, Cancellation))!;
        Assert.Equal(("XY-2026-000001", WishState.Fulfilled, 5), (view.Wish.Number, view.Wish.State, view.Wish.Version));
        Assert.Equal((null, unit.Id, TestStore.Today), (view.Wish.ClaimedBy, view.Wish.CoBuilderId, view.Wish.FulfilledOn));
        var back = view.History.Single(line => line.Fields.Any(field => field is { Name: "ClaimedOn", After: null }));
        Assert.Contains(back.Fields, field => field is { Name: "Reason", After: "临时有事" });
        // Who claimed it is personal: the trail has it masked.
        Assert.Contains(back.Fields, field => field is { Name: "ClaimedBy", Before: "李**" });
        Assert.False(view.MayWrite);
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(-1, Rule.BeforeLastStep)]
    public async Task NothingComes_BeforeTheStepBefore(int days, Rule? rule)
    {
        await using var store = await TestStore.CreateAsync();
        var commands = store.Get<WishCommands>();
        var at = await commands.RaiseAsync(TestStore.WorkerOfXinsheng, new(TestStore.Xinsheng, Details), Cancellation);
        Assert.Equal(rule, await RuleAsync(() => commands.ClaimAsync(TestStore.WorkerOfXinsheng, new(at.Id, at.Version, new("李大妈"), Details.RaisedOn.AddDays(days)), Cancellation)));
        if (rule is not null) at = await commands.ClaimAsync(TestStore.WorkerOfXinsheng, new(at.Id, at.Version, new("李大妈"), Details.RaisedOn), Cancellation);
        else at = at with { Version = 2 };
        Assert.Equal(rule, await RuleAsync(() => commands.FulfilAsync(TestStore.WorkerOfXinsheng, new(at.Id, at.Version, Details.RaisedOn.AddDays(days)), Cancellation)));
    }

    [Fact]
    public async Task StepsOutOfOrder_AreRefused_AndSoIsTomorrow()
    {
        await using var store = await TestStore.CreateAsync();
        var commands = store.Get<WishCommands>();
        var at = await commands.RaiseAsync(TestStore.WorkerOfXinsheng, new(TestStore.Xinsheng, Details), Cancellation);
        Assert.Equal(Rule.NotClaimed, await RuleAsync(() => commands.FulfilAsync(TestStore.WorkerOfXinsheng, new(at.Id, at.Version), Cancellation)));
        Assert.Equal(Rule.NotFulfilled, await RuleAsync(() => commands.ReopenAsync(TestStore.WorkerOfXinsheng, new(at.Id, at.Version, "没有"), Cancellation)));
        var unit = await store.AddAsync(MeetingCommandsTests.Unit("惠民超市"));
        Assert.Equal(Rule.EitherOr, await RuleAsync(() => commands.ClaimAsync(TestStore.WorkerOfXinsheng, new(at.Id, at.Version, new("李大妈", unit.Id)), Cancellation)));
        Assert.Equal(Rule.Unknown, await RuleAsync(() => commands.ClaimAsync(TestStore.WorkerOfXinsheng, new(at.Id, at.Version, new(null, unit.Id + 1)), Cancellation)));
        Assert.Equal(Rule.InFuture, await RuleAsync(() => commands.ClaimAsync(TestStore.WorkerOfXinsheng, new(at.Id, at.Version, new("李大妈"), TestStore.Today.AddDays(1)), Cancellation)));
        Assert.Equal(Rule.InFuture, await RuleAsync(() => commands.RaiseAsync(TestStore.WorkerOfXinsheng, new(TestStore.Xinsheng, Details with { RaisedOn = TestStore.Today.AddDays(1) }), Cancellation)));
    }

    [Fact]
    public async Task WhoWished_IsShownInClearOnlyToThoseWhoWriteThere_AndWrittenDown()
    {
        await using var store = await TestStore.CreateAsync();
        var at = await store.Get<WishCommands>().RaiseAsync(TestStore.WorkerOfXinsheng, new(TestStore.Xinsheng, Details), Cancellation);
        var personal = store.Get<PersonalData>();
        Assert.Equal("张建国", (await personal.RevealAsync(TestStore.WorkerOfXinsheng, "wish", at.Id, Cancellation))["Wisher"]);
        await Assert.ThrowsAsync<RecordNotFoundException>(() => personal.RevealAsync(TestStore.WorkerOfXinshun, "wish", at.Id, Cancellation));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => personal.RevealAsync(TestStore.Leader, "wish", at.Id, Cancellation));
        Assert.Null(await store.Get<WishQueries>().FindAsync(new("外人", Role.Worker, [TestStore.Binhe]), at.Id, Cancellation));
    }

    private static async Task<Rule?> RuleAsync(Func<Task<Saved>> command)
    {
        try
        {
            await command();
            return null;
        }
        catch (RefusedException refused)
        {
            return Assert.Single(refused.Violations).Rule;
        }
    }
}
