using Concentric.Data;
using Concentric.Kinds;
using Concentric.Meetings;
using Concentric.Rules;
using Concentric.Tests.TestData;

namespace Concentric.Tests.Core.Meetings;

public class CommitmentCommandsTests
{
    private static readonly DateOnly MetOn = TestStore.Today.AddDays(-10);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TheLoop_MadeDoneReopenedAndDoneLate_IsToldWithItsReasons()
    {
        await using var store = await TestStore.CreateAsync();
        var commands = store.Get<CommitmentCommands>();
        var worker = TestStore.WorkerOfXinsheng;
        var unit = await store.AddAsync(MeetingCommandsTests.Unit("城管执法队"));
        var meeting = await MeetAsync(store);
        var at = await store.Get<RecordCommands<Commitment>>().EnterAsync(
            worker, Make.CommitmentValues("清理楼道堆物", TestStore.Today.AddDays(-2), meeting).With(x => x.Owner, " ")
                .With(x => x.CoBuilderId, unit.Id), null, Cancellation);
        at = await commands.CompleteAsync(worker, new(at.Id, at.Version, TestStore.Today.AddDays(-3)), Cancellation);
        at = await commands.ReopenAsync(worker, new(at.Id, at.Version, "又堆上了"), Cancellation);
        at = await commands.CompleteAsync(worker, new(at.Id, at.Version), Cancellation);

        var view = (await store.Get<CommitmentQueries>().FindAsync(TestStore.WorkerOfXinshun, at.Id, Cancellation))!;
        Assert.Equal(("城管执法队", TestStore.Today, 4), (view.Commitment.Owner, view.Commitment.DoneOn, view.Commitment.Version));
        Assert.Equal(CommitmentState.Late, Commitment.StateOf(view.Commitment.DueOn, view.Commitment.DoneOn, TestStore.Today));
        var reopened = view.History.Single(line => line.Fields.Any(field => field is { Name: "DoneOn", After: null }));
        Assert.Contains(reopened.Fields, field => field is { Name: "Reason", After: "又堆上了" });
        Assert.False(view.MayWrite);
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    public async Task NothingIsDueOrDone_BeforeTheMeeting(int days, bool isTaken)
    {
        await using var store = await TestStore.CreateAsync();
        var commands = store.Get<CommitmentCommands>();
        var values = Make.CommitmentValues(due: MetOn, meeting: await MeetAsync(store));
        var at = await store.Get<RecordCommands<Commitment>>().EnterAsync(TestStore.WorkerOfXinsheng, values, null, Cancellation);
        Assert.Equal(isTaken ? [] : [Rule.BeforeMeeting], await RulesAsync(() =>
            store.Get<RecordCommands<Commitment>>()
                .EnterAsync(TestStore.WorkerOfXinsheng, values.With(x => x.DueOn, MetOn.AddDays(days)), null, Cancellation)));
        Assert.Equal(isTaken
            ? []
            : [Rule.BeforeMeeting],
            await RulesAsync(() =>
                commands.CompleteAsync(TestStore.WorkerOfXinsheng, new(at.Id, at.Version, MetOn.AddDays(days)), Cancellation)));
    }

    [Fact]
    public async Task DaysOfACommitmentMadeAlone_HaveLimits()
    {
        await using var store = await TestStore.CreateAsync();
        var commands = store.Get<CommitmentCommands>();
        var last = TestStore.Today.AddDays(ValidationContext.MostDaysAhead);
        Assert.Empty(await RulesAsync(() => RecordAsync(last)));
        Assert.Empty(await RulesAsync(() => RecordAsync(ValidationContext.FirstDay)));
        Assert.Equal([Rule.TooLate], await RulesAsync(() => RecordAsync(last.AddDays(1))));
        Assert.Equal([Rule.TooEarly], await RulesAsync(() => RecordAsync(ValidationContext.FirstDay.AddDays(-1))));
        Assert.Equal([Rule.Required], await RulesAsync(() => RecordAsync(null)));

        var at = await RecordAsync(TestStore.Today);
        Assert.Equal([Rule.InFuture],
            await RulesAsync(() =>
                commands.CompleteAsync(TestStore.WorkerOfXinsheng, new(at.Id, at.Version, TestStore.Today.AddDays(1)), Cancellation)));

        Task<Saved> RecordAsync(DateOnly? due) => store.Get<RecordCommands<Commitment>>()
            .EnterAsync(TestStore.WorkerOfXinsheng, Make.CommitmentValues().With(x => x.DueOn, due), null, Cancellation);
    }

    [Fact]
    public async Task ADueDateThatMoves_TakesAReason()
    {
        await using var store = await TestStore.CreateAsync();
        var commands = store.Get<RecordCommands<Commitment>>();
        var at = await commands.EnterAsync(TestStore.WorkerOfXinsheng, Make.CommitmentValues(due: TestStore.Today.AddDays(5)), null,
            Cancellation);
        at = await commands.CorrectAsync(TestStore.WorkerOfXinsheng, new(at.Id, at.Version, new() { [x => x.Title] = "补种裸露绿地" }),
            Cancellation);
        var later = new FieldValues<Commitment> { [x => x.DueOn] = TestStore.Today.AddDays(9) };
        Assert.Equal([Rule.Required],
            await RulesAsync(() => commands.CorrectAsync(TestStore.WorkerOfXinsheng, new(at.Id, at.Version, later), Cancellation)));
        later[CommitmentRecords.Kind[Field.ReasonKey]] = "苗木未到";
        at = await commands.CorrectAsync(TestStore.WorkerOfXinsheng, new(at.Id, at.Version, later), Cancellation);
        Assert.Equal(3, at.Version);
        var history = (await store.Get<CommitmentQueries>().FindAsync(TestStore.WorkerOfXinsheng, at.Id, Cancellation))!.History;
        Assert.Contains(history[0].Fields, field => field is { Name: "Reason", After: "苗木未到" });
    }

    [Fact]
    public async Task AMeetingOfOthers_IsUnknown()
    {
        await using var store = await TestStore.CreateAsync();
        var talk = await store.Get<MeetingCommands>()
            .EnterAsync(TestStore.WorkerOfXinsheng, Make.TalkValues(on: MetOn), null, Cancellation);
        Assert.Equal([Rule.Unknown], await RulesAsync(() => store.Get<RecordCommands<Commitment>>().EnterAsync(
            TestStore.WorkerOfXinshun, Make.CommitmentValues(meeting: talk.Id)
                .With(x => x.CommunityId, TestStore.Xinshun), null, Cancellation)));
    }

    private static async Task<long> MeetAsync(TestStore store) => (await store.Get<MeetingCommands>().EnterAsync(
        TestStore.WorkerOfXinsheng, Make.ConferenceValues(on: MetOn), null, Cancellation)).Id;

    private static async Task<Rule[]> RulesAsync(Func<Task<Saved>> command)
    {
        try
        {
            await command();
            return [];
        }
        catch (RefusedException refused)
        {
            return [.. refused.Violations.Select(violation => violation.Rule)];
        }
    }
}
