using Concentric.Data;
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
        var at = await commands.RecordAsync(worker, new(TestStore.Xinsheng, new("清理楼道堆物", null, TestStore.Today.AddDays(-2)) { CoBuilderId = unit.Id, MeetingId = meeting }), Cancellation);
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
        var details = new CommitmentDetails("补种绿地", "物业公司", MetOn) { MeetingId = await MeetAsync(store) };
        var at = await commands.RecordAsync(TestStore.WorkerOfXinsheng, new(TestStore.Xinsheng, details), Cancellation);
        Assert.Equal(isTaken ? [] : [Rule.BeforeMeeting], await RulesAsync(() =>
            commands.RecordAsync(TestStore.WorkerOfXinsheng, new(TestStore.Xinsheng, details with { DueOn = MetOn.AddDays(days) }), Cancellation)));
        Assert.Equal(isTaken ? [] : [Rule.BeforeMeeting], await RulesAsync(() => commands.CompleteAsync(TestStore.WorkerOfXinsheng, new(at.Id, at.Version, MetOn.AddDays(days)), Cancellation)));
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
        Assert.Equal([Rule.Required], await RulesAsync(() => RecordAsync(default)));

        var at = await RecordAsync(TestStore.Today);
        Assert.Equal([Rule.InFuture], await RulesAsync(() => commands.CompleteAsync(TestStore.WorkerOfXinsheng, new(at.Id, at.Version, TestStore.Today.AddDays(1)), Cancellation)));

        Task<Saved> RecordAsync(DateOnly due) => commands.RecordAsync(TestStore.WorkerOfXinsheng, new(TestStore.Xinsheng, new("补种绿地", "物业公司", due)), Cancellation);
    }

    [Fact]
    public async Task ADueDateThatMoves_TakesAReason()
    {
        await using var store = await TestStore.CreateAsync();
        var commands = store.Get<CommitmentCommands>();
        var details = new CommitmentDetails("补种绿地", "物业公司", TestStore.Today.AddDays(5));
        var at = await commands.RecordAsync(TestStore.WorkerOfXinsheng, new(TestStore.Xinsheng, details), Cancellation);
        at = await commands.CorrectAsync(TestStore.WorkerOfXinsheng, new(at.Id, at.Version, details with { Title = "补种裸露绿地" }), Cancellation);
        var later = details with { DueOn = TestStore.Today.AddDays(9) };
        Assert.Equal([Rule.Required], await RulesAsync(() => commands.CorrectAsync(TestStore.WorkerOfXinsheng, new(at.Id, at.Version, later), Cancellation)));
        at = await commands.CorrectAsync(TestStore.WorkerOfXinsheng, new(at.Id, at.Version, later, "苗木未到"), Cancellation);
        Assert.Equal(3, at.Version);
    }

    [Fact]
    public async Task AMeetingOfOthers_IsUnknown()
    {
        await using var store = await TestStore.CreateAsync();
        var talk = await store.Get<MeetingCommands>().RecordAsync(TestStore.WorkerOfXinsheng, new(TestStore.Xinsheng, new("恳谈", MeetingKind.ResidentsTalk, MetOn) { Attendance = 5 }), Cancellation);
        Assert.Equal([Rule.Unknown], await RulesAsync(() => store.Get<CommitmentCommands>().RecordAsync(
            TestStore.WorkerOfXinshun, new(TestStore.Xinshun, new("补种绿地", "物业公司", TestStore.Today) { MeetingId = talk.Id }), Cancellation)));
    }

    private static async Task<long> MeetAsync(TestStore store) => (await store.Get<MeetingCommands>().RecordAsync(
        TestStore.WorkerOfXinsheng, new(TestStore.Xinsheng, new("联席会议", MeetingKind.JointConference, MetOn) { Attendance = 9, Communities = [TestStore.Xinshun] }), Cancellation)).Id;

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
