using Concentric.Data;
using Concentric.Kinds;
using Concentric.Lists;
using Concentric.Rules;
using Concentric.Tests.Core.Meetings;
using Concentric.Tests.TestData;
using Concentric.Wishes;

namespace Concentric.Tests.Core.Wishes;

public class WishCommandsTests
{
    private static readonly DateOnly RaisedOn = TestStore.Today.AddDays(-5);

    private static readonly FieldValues<Wish> Values = Make.WishValues("一把防滑洗澡椅", RaisedOn).With(x => x.Wisher, "张建国");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TheLoop_GivenBackOnceAndFulfilledByACoBuilder_IsToldWithItsReason()
    {
        await using var store = await TestStore.CreateAsync();
        var commands = store.Get<WishCommands>();
        var worker = TestStore.WorkerOfXinsheng;
        var unit = await store.AddAsync(MeetingCommandsTests.Unit("惠民超市"));
        var at = await store.Get<RecordCommands<Wish>>().EnterAsync(worker, Values, null, Cancellation);
        at = await commands.ClaimAsync(worker, new(at.Id, at.Version, new("李大妈"), TestStore.Today.AddDays(-4)), Cancellation);
        at = await commands.UnclaimAsync(worker, new(at.Id, at.Version, "临时有事"), Cancellation);
        at = await commands.ClaimAsync(worker, new(at.Id, at.Version, new(CoBuilderId: unit.Id), TestStore.Today.AddDays(-2)),
            Cancellation);
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
        var (commands, worker) = (store.Get<WishCommands>(), TestStore.WorkerOfXinsheng);
        var at = await store.Get<RecordCommands<Wish>>().EnterAsync(worker, Values, null, Cancellation);
        Assert.Equal(rule, await RuleAsync(() => ClaimAsync(RaisedOn.AddDays(days))));
        if (rule is not null) at = await ClaimAsync(RaisedOn);
        else at = at with { Version = 2 };
        var fulfilment = new FulfilWish(at.Id, at.Version, RaisedOn.AddDays(days));
        Assert.Equal(rule, await RuleAsync(() => commands.FulfilAsync(worker, fulfilment, Cancellation)));

        Task<Saved> ClaimAsync(DateOnly on) => commands.ClaimAsync(worker, new(at.Id, at.Version, new("李大妈"), on), Cancellation);
    }

    [Fact]
    public async Task StepsOutOfOrder_AreRefused_AndSoIsTomorrow()
    {
        await using var store = await TestStore.CreateAsync();
        var commands = store.Get<WishCommands>();
        var at = await store.Get<RecordCommands<Wish>>().EnterAsync(TestStore.WorkerOfXinsheng, Values, null, Cancellation);
        Assert.Equal(Rule.NotClaimed,
            await RuleAsync(() => commands.FulfilAsync(TestStore.WorkerOfXinsheng, new(at.Id, at.Version), Cancellation)));
        Assert.Equal(Rule.NotFulfilled,
            await RuleAsync(() => commands.ReopenAsync(TestStore.WorkerOfXinsheng, new(at.Id, at.Version, "没有"), Cancellation)));
        var unit = await store.AddAsync(MeetingCommandsTests.Unit("惠民超市"));
        Assert.Equal(Rule.EitherOr,
            await RuleAsync(() =>
                commands.ClaimAsync(TestStore.WorkerOfXinsheng, new(at.Id, at.Version, new("李大妈", unit.Id)), Cancellation)));
        Assert.Equal(Rule.Unknown,
            await RuleAsync(() =>
                commands.ClaimAsync(TestStore.WorkerOfXinsheng, new(at.Id, at.Version, new(null, unit.Id + 1)), Cancellation)));
        Assert.Equal(Rule.InFuture,
            await RuleAsync(() => commands.ClaimAsync(TestStore.WorkerOfXinsheng,
                new(at.Id, at.Version, new("李大妈"), TestStore.Today.AddDays(1)), Cancellation)));
    }

    [Fact]
    public async Task ADayOfRaisingThatMoves_TakesAReason_AndStaysBeforeTheClaim()
    {
        await using var store = await TestStore.CreateAsync();
        var (wishes, worker) = (store.Get<RecordCommands<Wish>>(), TestStore.WorkerOfXinsheng);
        var at = await wishes.EnterAsync(worker, Values, null, Cancellation);
        at = await store.Get<WishCommands>().ClaimAsync(worker, new(at.Id, at.Version, new("李大妈"), RaisedOn.AddDays(1)), Cancellation);
        Assert.Equal(Rule.Required, await RuleAsync(() => wishes.CorrectAsync(worker, Moved(1, null), Cancellation)));
        Assert.Equal(Rule.AfterNextStep, await RuleAsync(() => wishes.CorrectAsync(worker, Moved(2, "记错了"), Cancellation)));
        Assert.Null(await RuleAsync(() => wishes.CorrectAsync(worker, Moved(1, "记错了"), Cancellation)));

        CorrectRecord<Wish> Moved(int days, string? reason)
        {
            var values = new FieldValues<Wish> { [x => x.RaisedOn] = RaisedOn.AddDays(days) };
            values[WishRecords.Kind["reason"]] = reason;
            return new(at.Id, at.Version, values);
        }
    }

    [Fact]
    public async Task WhoWished_IsShownInClearOnlyToThoseWhoWriteThere_AndWrittenDown()
    {
        await using var store = await TestStore.CreateAsync();
        var at = await store.Get<RecordCommands<Wish>>().EnterAsync(TestStore.WorkerOfXinsheng, Values, null, Cancellation);
        var personal = store.Get<PersonalData>();
        Assert.Equal("张建国", (await personal.RevealAsync(TestStore.WorkerOfXinsheng, "wish", at.Id, Cancellation))["Wisher"]);
        await Assert.ThrowsAsync<RecordNotFoundException>(() =>
            personal.RevealAsync(TestStore.WorkerOfXinshun, "wish", at.Id, Cancellation));
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
