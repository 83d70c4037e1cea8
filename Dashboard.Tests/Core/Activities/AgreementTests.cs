using Concentric.Activities;
using Concentric.Kinds;
using Concentric.Lists;
using Concentric.Rules;
using Concentric.Tests.TestData;
using Microsoft.Extensions.DependencyInjection;

namespace Concentric.Tests.Core.Activities;

public class AgreementTests
{
    private static FieldValues<Agreement> Values => new()
    {
        [x => x.CommunityId] = TestStore.Xinsheng,
        [x => x.Title] = "充电桩协议",
        [x => x.Parties] = "居委会\n物业公司；居委会,  充电公司 ",
        [x => x.AgreedOn] = TestStore.Today.AddDays(-30),
        [x => x.DueOn] = TestStore.Today.AddDays(-1),
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0, 0, AgreementState.Unmeasured)]
    [InlineData(0, 40_000, AgreementState.Unmeasured)]
    [InlineData(40_000, 39_999, AgreementState.Overdue)]
    [InlineData(40_000, 40_000, AgreementState.Kept)]
    [InlineData(40_000, 41_000, AgreementState.Kept)]
    public void WhatWasPromised_IsHeldAgainstWhatWasBuilt(long promised, long built, AgreementState state)
    {
        var balance =
            AgreementBalance.Of([new(OutputKind.PortsAgreed, promised), new(OutputKind.PortsBuilt, built), new(OutputKind.Road, 7)]);
        Assert.Equal(state, balance.StateOn(TestStore.Today, TestStore.Today.AddDays(-1)));
        Assert.Equal(Math.Max(0, promised - built), balance.MissingMilli);
        if (state != AgreementState.Overdue) return;
        Assert.Equal(AgreementState.Open, balance.StateOn(TestStore.Today, TestStore.Today));
        Assert.Equal(AgreementState.Open, balance.StateOn(TestStore.Today, null));
    }

    [Fact]
    public async Task TheListOfOverdueOnes_AgreesWithThePage()
    {
        await using var store = await TestStore.CreateAsync(services => services.AddSingleton<Concentric.Ledgers.CommunityDirectory>());
        var (worker, outputs) = (TestStore.WorkerOfXinsheng, store.Get<RecordCommands<Output>>());
        var made = await store.Get<RecordCommands<Agreement>>().EnterAsync(worker, Values, null, Cancellation);
        Assert.Equal((0, 0), await CountAsync());
        await outputs.EnterAsync(worker, Make.OutputValues(OutputKind.PortsAgreed, 2_000)
            .With(x => x.AgreementId, made.Id), null, Cancellation);
        Assert.Equal((1, 1), await CountAsync());
        await store.Get<RecordCommands<Agreement>>()
            .CorrectAsync(worker, new(made.Id, made.Version, new() { [x => x.DueOn] = TestStore.Today }), Cancellation);
        Assert.Equal((1, 0), await CountAsync());
        var built = await outputs.EnterAsync(worker, Make.OutputValues(OutputKind.PortsBuilt, 2_000)
            .With(x => x.AgreementId, made.Id), null, Cancellation);
        Assert.Equal((0, 0), await CountAsync());
        await outputs.ArchiveAsync(worker, new(built.Id, built.Version, "误登"), Cancellation);
        Assert.Equal((1, 0), await CountAsync());
        Assert.Equal(new AgreementBalance(2_000, 0),
            (await store.Get<AgreementQueries>().FindAsync(worker, made.Id, Cancellation))!.Balance);

        async Task<(int Unkept, int Overdue)> CountAsync()
        {
            var lists = store.Get<ListQueries>();
            return ((await lists.ReadAsync(AgreementRecords.Kind.List, worker, new(View: "unkept"), Cancellation)).Total,
                (await lists.ReadAsync(AgreementRecords.Kind.List, worker, new(View: "overdue"), Cancellation)).Total);
        }
    }

    [Fact]
    public async Task Parties_AreToldApartHoweverTheyAreWritten()
    {
        await using var store = await TestStore.CreateAsync();
        var made = await store.Get<RecordCommands<Agreement>>().EnterAsync(TestStore.WorkerOfXinsheng, Values, null, Cancellation);
        Assert.Equal("居委会、物业公司、充电公司",
            (await store.Get<AgreementQueries>().FindAsync(TestStore.WorkerOfXinsheng, made.Id, Cancellation))!.Agreement.Parties);
    }

    [Theory]
    [InlineData("居委会、居委会", "parties PartyCount")]
    [InlineData("", "parties Required")]
    [InlineData("1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21", "parties PartyCount")]
    [InlineData("1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20", null)]
    public async Task TwoToTwentyParties_AreTaken(string parties, string? refusal)
    {
        await using var store = await TestStore.CreateAsync();
        var record = () => store.Get<RecordCommands<Agreement>>()
            .EnterAsync(TestStore.WorkerOfXinsheng, Values.With(x => x.Parties, parties), null, Cancellation);
        if (refusal is null) await record();
        else Assert.Equal([refusal],
            (await Assert.ThrowsAsync<RefusedException>(record)).Violations.Select(violation => $"{violation.Field} {violation.Rule}"));
    }

    [Fact]
    public async Task DueBeforeItWasMade_IsRefused()
    {
        await using var store = await TestStore.CreateAsync();
        var refused = await Assert.ThrowsAsync<RefusedException>(() => store.Get<RecordCommands<Agreement>>().EnterAsync(
            TestStore.WorkerOfXinsheng, Values.With(x => x.Title, null).With(x => x.ProjectId, 9)
                .With(x => x.DueOn, TestStore.Today.AddDays(-31)), null, Cancellation));
        Assert.Equal(["project Unknown", "title Required", "due-on BeforeStart"],
            refused.Violations.Select(violation => $"{violation.Field} {violation.Rule}"));
    }
}
