using Concentric.Hazards;
using Concentric.Kinds;
using Concentric.Rules;
using Concentric.Tests.TestData;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Core.Hazards;

public class HazardCommandsTests
{
    private static readonly FieldValues<Hazard> Values =
        Make.HazardValues("消防通道堆物").With(x => x.Severity, HazardSeverity.Major).With(x => x.IsFireLane, true);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TheWholeLoop_ReturnedOnceAndVerifiedBySomebodyElse()
    {
        await using var store = await TestStore.CreateAsync();
        var commands = store.Get<HazardCommands>();
        var worker = TestStore.WorkerOfXinsheng;
        var at = await commands.EnterAsync(worker, Values, null, Cancellation);
        at = await store.WithPhotoAfterAsync(at);
        at = await commands.RectifyAsync(worker, new(at.Id, at.Version, "物业公司"), Cancellation);
        at = await commands.ReturnAsync(TestStore.Administrator, new(at.Id, at.Version, "仍有堆物"), Cancellation);
        store.Time.Advance(TimeSpan.FromSeconds(1));
        at = await store.WithPhotoAfterAsync(at, seed: 2);
        at = await commands.RectifyAsync(worker, new(at.Id, at.Version, "物业公司"), Cancellation);
        at = await commands.VerifyAsync(TestStore.Administrator, new(at.Id, at.Version), Cancellation);

        await using var db = store.Open();
        var hazard = await db.Hazards.Include(found => found.Steps.OrderBy(step => step.Id)).SingleAsync(Cancellation);
        Assert.Equal(("YH-2026-000001", 7), (hazard.Number, at.Version));
        Assert.Equal(new DateOnly(2026, 3, 23), hazard.DueOn); // three working days for a major one
        Assert.Equal((TestStore.Today, "物业公司", TestStore.Today, "管理员"),
            (hazard.RectifiedOn, hazard.RectifiedBy, hazard.VerifiedOn, hazard.VerifiedBy));
        Assert.Equal(5, hazard.Steps.Count);
    }

    [Fact]
    public async Task WhoeverEnteredOrDidTheRectification_MayNotVerifyIt()
    {
        await using var store = await TestStore.CreateAsync();
        var commands = store.Get<HazardCommands>();
        var at = await commands.EnterAsync(TestStore.WorkerOfXinsheng, Values, null, Cancellation);
        at = await store.WithPhotoAfterAsync(at);
        at = await commands.RectifyAsync(TestStore.WorkerOfXinsheng, new(at.Id, at.Version, RectifiedBy: TestStore.Administrator.Name),
            Cancellation);
        foreach (var caller in new[] { TestStore.WorkerOfXinsheng, TestStore.Administrator })
        {
            var refused = await Assert.ThrowsAsync<RefusedException>(() =>
                commands.VerifyAsync(caller, new(at.Id, at.Version), Cancellation));
            Assert.Equal(Rule.SamePerson, Assert.Single(refused.Violations).Rule);
        }
    }

    [Fact]
    public async Task Extend_AfterTheDueDate_IsRefused()
    {
        await using var store = await TestStore.CreateAsync();
        var commands = store.Get<HazardCommands>();
        var at = await commands.EnterAsync(TestStore.WorkerOfXinsheng, Values, null, Cancellation);
        at = await commands.ExtendAsync(TestStore.WorkerOfXinsheng, new(at.Id, at.Version, new(2026, 3, 25), "等待配件"), Cancellation);
        store.Time.Advance(TimeSpan.FromDays(8));
        var refused = await Assert.ThrowsAsync<RefusedException>(() =>
            commands.ExtendAsync(TestStore.WorkerOfXinsheng, new(at.Id, at.Version, new(2026, 4, 1), "等待配件"), Cancellation));
        var violation = Assert.Single(refused.Violations);
        Assert.Equal((Rule.DueDatePassed, new DateOnly(2026, 3, 25)), (violation.Rule, violation.Args[0]));
    }
}
