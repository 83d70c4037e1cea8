using Concentric.Errands;
using Concentric.Rules;
using Concentric.Tests.TestData;

namespace Concentric.Tests.Core.Errands;

public class ErrandCommandsTests
{
    private static readonly ErrandDetails Details = new(ErrandKind.PensionCheck, TestStore.Today, 3) { Beneficiary = "张建国" };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AnErrand_IsEnteredCorrectedArchivedAndRestored()
    {
        await using var store = await TestStore.CreateAsync();
        var commands = store.Get<ErrandCommands>();
        var at = await commands.RecordAsync(TestStore.WorkerOfXinsheng, new(TestStore.Xinsheng, Details, Guid.NewGuid()), Cancellation);
        at = await commands.CorrectAsync(TestStore.WorkerOfXinsheng, new(at.Id, at.Version, Details with { Persons = 5, Beneficiary = null }), Cancellation);
        at = await commands.ArchiveAsync(TestStore.WorkerOfXinsheng, new(at.Id, at.Version, "重复"), Cancellation);
        at = await commands.RestoreAsync(TestStore.WorkerOfXinsheng, new(at.Id, at.Version), Cancellation);
        var view = (await store.Get<ErrandQueries>().FindAsync(TestStore.Leader, at.Id, Cancellation))!;
        Assert.Equal((5, null, false, 4), (view.Errand.Persons, view.Errand.Beneficiary, view.MayWrite, view.Errand.Version));
        Assert.Null(await store.Get<ErrandQueries>().FindAsync(TestStore.WorkerOfXinshun, at.Id, Cancellation));
    }

    [Theory]
    [InlineData(1, null)]
    [InlineData(ErrandDetails.MostPersons, null)]
    [InlineData(0, Rule.OutOfRange)]
    [InlineData(ErrandDetails.MostPersons + 1, Rule.OutOfRange)]
    [InlineData(null, Rule.Required)]
    public async Task Persons_HaveLimits(int? persons, Rule? rule) => Assert.Equal(rule is null ? [] : [rule.Value], await RefusedAsync(Details with { Persons = persons }));

    [Fact]
    public async Task WhatIsWrong_IsToldAtOnce() => Assert.Equal(
        [Rule.Unknown, Rule.Required, Rule.InFuture, Rule.Required, Rule.TooLong],
        await RefusedAsync(new(null, TestStore.Today.AddDays(1), null) { ProgrammeId = 99, Beneficiary = new string('张', 101) }));

    private static async Task<Rule[]> RefusedAsync(ErrandDetails details)
    {
        await using var store = await TestStore.CreateAsync();
        try
        {
            await store.Get<ErrandCommands>().RecordAsync(TestStore.WorkerOfXinsheng, new(TestStore.Xinsheng, details), Cancellation);
            return [];
        }
        catch (RefusedException refused)
        {
            return [.. refused.Violations.Select(violation => violation.Rule)];
        }
    }
}
