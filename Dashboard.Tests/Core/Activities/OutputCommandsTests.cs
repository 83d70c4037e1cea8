using Concentric.Activities;
using Concentric.Kinds;
using Concentric.Programmes;
using Concentric.Projects;
using Concentric.Rules;
using Concentric.Tests.TestData;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Core.Activities;

public class OutputCommandsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(OutputKind.Road, 0, "amount OutOfRange")]
    [InlineData(OutputKind.Road, 1, null)]
    [InlineData(OutputKind.Road, OutputRecords.MostMilli, null)]
    [InlineData(OutputKind.Road, OutputRecords.MostMilli + 1, "amount OutOfRange")]
    [InlineData(OutputKind.Tanks, 1_500, "amount NotANumber")]
    [InlineData(OutputKind.Tanks, 2_000, null)]
    [InlineData((OutputKind)77, 1_000, "output-kind Unknown")]
    public async Task Amount_IsMoreThanNothing_AndWholeWhereItIsCounted(OutputKind kind, long milli, string? refusal)
    {
        await using var store = await TestStore.CreateAsync();
        var record = () =>
            store.Get<RecordCommands<Output>>().EnterAsync(TestStore.WorkerOfXinsheng, Make.OutputValues(kind, milli), null, Cancellation);
        if (refusal is null) await record();
        else Assert.Equal([refusal],
            (await Assert.ThrowsAsync<RefusedException>(record)).Violations.Select(violation => $"{violation.Field} {violation.Rule}"));
    }

    [Fact]
    public async Task AProjectOrAnAgreement_NotBoth_AndOnlyOfTheSameCommunity()
    {
        await using var store = await TestStore.CreateAsync();
        var strand = await store.AddAsync(new Programme { Key = "roads", Name = "爱心路", NameEn = "Roads", Kind = ProgrammeKind.Strand });
        var project =
            await store.AddAsync(new Project
            {
                CommunityId = TestStore.Xinsheng,
                Title = "道路",
                StrandId = strand.Id,
                StartedOn = TestStore.Today
            });
        var made =
            await store.AddAsync(new Agreement
            {
                CommunityId = TestStore.Xinsheng,
                Title = "协议",
                Parties = "甲、乙",
                AgreedOn = TestStore.Today
            });
        var both = await Assert.ThrowsAsync<RefusedException>(() => store.Get<RecordCommands<Output>>().EnterAsync(
            TestStore.WorkerOfXinsheng, Make.OutputValues().With(x => x.ProjectId, project.Id)
                .With(x => x.AgreementId, made.Id), null, Cancellation));
        Assert.Equal(["agreement OnlyOne"], both.Violations.Select(violation => $"{violation.Field} {violation.Rule}"));
        var elsewhere = await store.Get<RecordCommands<Agreement>>()
            .EnterAsync(TestStore.WorkerOfXinshun, Make.AgreementValues().With(x => x.CommunityId, TestStore.Xinshun), null, Cancellation);
        var refused = await Assert.ThrowsAsync<RefusedException>(() => store.Get<RecordCommands<Output>>().EnterAsync(
            TestStore.WorkerOfXinsheng, Make.OutputValues().With(x => x.ProjectId, 5).With(x => x.AgreementId, elsewhere.Id)
                .With(x => x.RecordedOn, TestStore.Today.AddDays(1)), null, Cancellation));
        Assert.Equal(["project Unknown", "agreement Unknown", "recorded-on InFuture"],
            refused.Violations.Select(violation => $"{violation.Field} {violation.Rule}"));
    }

    [Fact]
    public async Task ARecordThatStaysAsItIs_IsNotJudgedAgain()
    {
        await using var store = await TestStore.CreateAsync();
        // As an older rule allowed it: tanks by halves.
        var output = await store.AddAsync(new Output
        {
            CommunityId = TestStore.Xinsheng,
            Kind = OutputKind.Tanks,
            AmountMilli = 1_500,
            RecordedOn = TestStore.Today
        });
        Task Correct(FieldValues<Output> values) => store.Get<RecordCommands<Output>>()
            .CorrectAsync(TestStore.WorkerOfXinsheng, new(output.Id, output.Version, values), Cancellation);
        await Correct(new FieldValues<Output>().With(x => x.AmountMilli, 1_500L));
        var refused = await Assert.ThrowsAsync<RefusedException>(() =>
            Correct(new FieldValues<Output>().With(x => x.RecordedOn, TestStore.Today.AddDays(-1))));
        Assert.Equal(["amount NotANumber"], refused.Violations.Select(violation => $"{violation.Field} {violation.Rule}"));
    }

    [Fact]
    public async Task AnOutputOfAnActivity_IsChangedOnlyThere()
    {
        await using var store = await TestStore.CreateAsync();
        var worker = TestStore.WorkerOfXinsheng;
        await store.Get<ActivityCommands>().EnterAsync(worker, Make.ActivityValues().With("rubbish", 500L), null, Cancellation);
        await using var db = store.Open();
        var output = await db.Outputs.AsNoTracking().SingleAsync(Cancellation);
        var commands = store.Get<RecordCommands<Output>>();
        Func<Task>[] ways =
        [
            () => commands.CorrectAsync(worker, new(output.Id, output.Version, Make.OutputValues()), Cancellation),
            () => commands.ArchiveAsync(worker, new(output.Id, output.Version, "误登"), Cancellation),
        ];
        foreach (var way in ways)
            Assert.Equal(Rule.OfActivity, Assert.Single((await Assert.ThrowsAsync<RefusedException>(way)).Violations).Rule);
        Assert.False((await store.Get<RecordQueries<Output>>().FindAsync(worker, output.Id, Cancellation))!.MayWrite);
    }

    [Fact]
    public async Task CorrectArchiveRestore()
    {
        await using var store = await TestStore.CreateAsync();
        var (commands, worker) = (store.Get<RecordCommands<Output>>(), TestStore.WorkerOfXinsheng);
        var at = await commands.EnterAsync(worker, Make.OutputValues(), null, Cancellation);
        at = await commands.CorrectAsync(worker, new(at.Id, at.Version, new() { [x => x.AmountMilli] = 2_500 }), Cancellation);
        at = await commands.ArchiveAsync(worker, new(at.Id, at.Version, "误登"), Cancellation);
        Assert.NotNull((await store.Get<RecordQueries<Output>>().FindAsync(worker, at.Id, Cancellation))!.Record.ArchivedAt);
        at = await commands.RestoreAsync(worker, new(at.Id, at.Version), Cancellation);
        Assert.Equal((2_500, true),
            ((await store.Get<RecordQueries<Output>>().FindAsync(worker, at.Id, Cancellation))!.Record.AmountMilli,
                (await store.Get<RecordQueries<Output>>().FindAsync(worker, at.Id, Cancellation))!.MayWrite));
    }
}
