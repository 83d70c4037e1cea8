using Concentric.Activities;
using Concentric.Projects;
using Concentric.Rules;
using Concentric.Tests.TestData;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Core.Projects;

public class OutputCommandsTests
{
    private static readonly MeasuredOutput Details = new(TestStore.Xinsheng, OutputKind.Road, 1_500, TestStore.Today);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(OutputKind.Road, 0, "AmountMilli OutOfRange")]
    [InlineData(OutputKind.Road, 1, null)]
    [InlineData(OutputKind.Road, Output.MostMilli, null)]
    [InlineData(OutputKind.Road, Output.MostMilli + 1, "AmountMilli OutOfRange")]
    [InlineData(OutputKind.Tanks, 1_500, "AmountMilli NotANumber")]
    [InlineData(OutputKind.Tanks, 2_000, null)]
    [InlineData((OutputKind)77, 1_000, "Kind Unknown")]
    public async Task Amount_IsMoreThanNothing_AndWholeWhereItIsCounted(OutputKind kind, long milli, string? refusal)
    {
        await using var store = await TestStore.CreateAsync();
        var record = () => store.Get<OutputCommands>().RecordAsync(TestStore.WorkerOfXinsheng, new(Details with { Kind = kind, AmountMilli = milli }), Cancellation);
        if (refusal is null) await record();
        else Assert.Equal([refusal], (await Assert.ThrowsAsync<RefusedException>(record)).Violations.Select(violation => $"{violation.Field} {violation.Rule}"));
    }

    [Fact]
    public async Task AProjectOrAnAgreement_NotBoth_AndOnlyOfTheSameCommunity()
    {
        await using var store = await TestStore.CreateAsync();
        var elsewhere = await store.Get<AgreementCommands>().RecordAsync(TestStore.WorkerOfXinshun, new(new(TestStore.Xinshun, "协议", "甲、乙", TestStore.Today)), Cancellation);
        var refused = await Assert.ThrowsAsync<RefusedException>(() => store.Get<OutputCommands>().RecordAsync(
            TestStore.WorkerOfXinsheng, new(Details with { ProjectId = 5, AgreementId = elsewhere.Id, RecordedOn = TestStore.Today.AddDays(1) }), Cancellation));
        Assert.Equal(["ProjectId Unknown", "AgreementId Unknown", "RecordedOn InFuture", "AgreementId OnlyOne"], refused.Violations.Select(violation => $"{violation.Field} {violation.Rule}"));
    }

    [Fact]
    public async Task AnOutputOfAnActivity_IsChangedOnlyThere()
    {
        await using var store = await TestStore.CreateAsync();
        var worker = TestStore.WorkerOfXinsheng;
        await store.Get<ActivityCommands>().RecordAsync(worker, new(TestStore.Xinsheng, new("清洁", ActivityKind.CleanUp, TestStore.Today) { Outputs = [new(OutputKind.Rubbish, 500)] }), Cancellation);
        await using var db = store.Open();
        var output = await db.Outputs.AsNoTracking().SingleAsync(Cancellation);
        var commands = store.Get<OutputCommands>();
        Func<Task>[] ways =
        [
            () => commands.CorrectAsync(worker, new(output.Id, output.Version, Details), Cancellation),
            () => commands.ArchiveAsync(worker, new(output.Id, output.Version, "误登"), Cancellation),
        ];
        foreach (var way in ways) Assert.Equal(Rule.OfActivity, Assert.Single((await Assert.ThrowsAsync<RefusedException>(way)).Violations).Rule);
        Assert.False((await store.Get<OutputQueries>().FindAsync(worker, output.Id, Cancellation))!.MayWrite);
    }

    [Fact]
    public async Task CorrectArchiveRestore()
    {
        await using var store = await TestStore.CreateAsync();
        var (commands, worker) = (store.Get<OutputCommands>(), TestStore.WorkerOfXinsheng);
        var at = await commands.RecordAsync(worker, new(Details), Cancellation);
        at = await commands.CorrectAsync(worker, new(at.Id, at.Version, Details with { AmountMilli = 2_500 }), Cancellation);
        at = await commands.ArchiveAsync(worker, new(at.Id, at.Version, "误登"), Cancellation);
        Assert.NotNull((await store.Get<OutputQueries>().FindAsync(worker, at.Id, Cancellation))!.Output.ArchivedAt);
        at = await commands.RestoreAsync(worker, new(at.Id, at.Version), Cancellation);
        Assert.Equal((2_500, true), ((await store.Get<OutputQueries>().FindAsync(worker, at.Id, Cancellation))!.Output.AmountMilli, (await store.Get<OutputQueries>().FindAsync(worker, at.Id, Cancellation))!.MayWrite));
    }
}
