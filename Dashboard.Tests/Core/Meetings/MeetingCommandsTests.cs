using Concentric.CoBuilders;
using Concentric.Kinds;
using Concentric.Meetings;
using Concentric.Rules;
using Concentric.Tests.TestData;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Core.Meetings;

public class MeetingCommandsTests
{
    private static readonly MeetingDetails Conference = new("3月跨社区联席会议", MeetingKind.JointConference, TestStore.Today) { Attendance = 18, Communities = [TestStore.Xinsheng, TestStore.Xinshun] };
    private static readonly MeetingDetails Talk = new("停车恳谈会", MeetingKind.ResidentsTalk, TestStore.Today) { Attendance = 12 };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AMeeting_IsKeptWithItsCommunitiesAndWhoCame()
    {
        await using var store = await TestStore.CreateAsync();
        var (police, firm) = (await store.AddAsync(Unit("派出所")), await store.AddAsync(Unit("物业公司")));
        var at = await store.Get<MeetingCommands>().RecordAsync(TestStore.WorkerOfXinsheng, new(TestStore.Xinsheng, Conference with
        {
            Communities = [TestStore.Xinshun],
            Minutes = " 一、停车\r\n二、充电 ",
            CoBuilders = [new(police.Id, Presence.Attended), new(firm.Id, Presence.Excused)],
        }), Cancellation);

        var view = await store.Get<MeetingQueries>().FindAsync(TestStore.WorkerOfXinshun, at.Id, Cancellation);
        Assert.Equal((true, 18, "一、停车\n二、充电"), (view!.Meeting.IsJoint, view.Meeting.Attendance, view.Meeting.Minutes));
        Assert.Equal([TestStore.Xinsheng, TestStore.Xinshun], view.Meeting.Communities.Select(joined => joined.CommunityId));
        Assert.Equal([Presence.Attended, Presence.Excused], view.Meeting.CoBuilders.Select(unit => unit.Presence));
        Assert.False(view.MayWrite); // shared with Xinshun, kept by Xinsheng
        Assert.Null(await store.Get<MeetingQueries>().FindAsync(new("外人", Concentric.Data.Role.Worker, [TestStore.Binhe]), at.Id, Cancellation));
    }

    [Fact]
    public async Task Correcting_TakesAwayWhatIsLeftOut()
    {
        await using var store = await TestStore.CreateAsync();
        var commands = store.Get<MeetingCommands>();
        var (police, firm) = (await store.AddAsync(Unit("派出所")), await store.AddAsync(Unit("物业公司")));
        var at = await commands.RecordAsync(TestStore.WorkerOfXinsheng, new(TestStore.Xinsheng, Conference with { CoBuilders = [new(police.Id, Presence.Attended), new(firm.Id, Presence.Absent)] }), Cancellation);
        at = await commands.CorrectAsync(TestStore.WorkerOfXinsheng, new(at.Id, at.Version, Talk with { CoBuilders = [new(firm.Id, Presence.Excused)] }), Cancellation);
        Assert.Equal(2, at.Version);
        var meeting = (await store.Get<MeetingQueries>().FindAsync(TestStore.WorkerOfXinsheng, at.Id, Cancellation))!.Meeting;
        Assert.Equal((MeetingKind.ResidentsTalk, false), (meeting.Kind, meeting.IsJoint));
        Assert.Empty(meeting.Communities);
        Assert.Equal((firm.Id, Presence.Excused), (Assert.Single(meeting.CoBuilders).CoBuilderId, meeting.CoBuilders[0].Presence));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(MeetingDetails.MostAttendance, true)]
    [InlineData(-1, false)]
    [InlineData(MeetingDetails.MostAttendance + 1, false)]
    public async Task Attendance_HasLimits(int attendance, bool isTaken) =>
        Assert.Equal(isTaken ? [] : [Rule.OutOfRange], await RefusedAsync(Talk with { Attendance = attendance }));

    [Fact]
    public async Task WhatIsWrong_IsToldAtOnce() => Assert.Equal(
        new[] { Rule.Unknown, Rule.InFuture, Rule.Required, Rule.Required, Rule.Required }.Order(),
        (await RefusedAsync(new(" ", null, TestStore.Today.AddDays(1)) { CoBuilders = [new(99, Presence.Attended)] })).Order());

    [Fact]
    public async Task AJointConferenceOfOneCommunity_IsRefused()
    {
        Assert.Equal([Rule.TooFewCommunities], await RefusedAsync(Conference with { Communities = [] }));
        Assert.Equal([Rule.TooFewCommunities], await RefusedAsync(Conference with { Communities = [TestStore.Xinsheng] }));
        Assert.Equal([Rule.Unknown], await RefusedAsync(Conference with { Communities = [99] }));
    }

    [Fact]
    public async Task AMeeting_CannotMoveBehindWhatWasPromisedAtIt()
    {
        await using var store = await TestStore.CreateAsync();
        var commands = store.Get<MeetingCommands>();
        var early = Talk with { HeldOn = TestStore.Today.AddDays(-9) };
        var at = await commands.RecordAsync(TestStore.WorkerOfXinsheng, new(TestStore.Xinsheng, early), Cancellation);
        await store.Get<RecordCommands<Commitment>>().EnterAsync(
            TestStore.WorkerOfXinsheng, Make.CommitmentValues(due: TestStore.Today.AddDays(-4), meeting: at.Id), null, Cancellation);
        at = await commands.CorrectAsync(TestStore.WorkerOfXinsheng, new(at.Id, at.Version, Talk with { HeldOn = TestStore.Today.AddDays(-4) }), Cancellation);
        var refused = await Assert.ThrowsAsync<RefusedException>(() =>
            commands.CorrectAsync(TestStore.WorkerOfXinsheng, new(at.Id, at.Version, Talk with { HeldOn = TestStore.Today.AddDays(-3) }), Cancellation));
        Assert.Equal(Rule.AfterCommitment, Assert.Single(refused.Violations).Rule);
    }

    [Fact]
    public async Task SentTwice_IsEnteredOnce_AndOnlyInOwnCommunities()
    {
        await using var store = await TestStore.CreateAsync();
        var commands = store.Get<MeetingCommands>();
        var request = Guid.NewGuid();
        var first = await commands.RecordAsync(TestStore.WorkerOfXinsheng, new(TestStore.Xinsheng, Talk, request), Cancellation);
        Assert.Equal(first, await commands.RecordAsync(TestStore.WorkerOfXinsheng, new(TestStore.Xinsheng, Talk, request), Cancellation));
        await Assert.ThrowsAsync<RefusedException>(() => commands.RecordAsync(TestStore.WorkerOfXinshun, new(TestStore.Xinsheng, Talk), Cancellation));
    }

    [Fact]
    public async Task Archiving_AndRestoring()
    {
        await using var store = await TestStore.CreateAsync();
        var commands = store.Get<MeetingCommands>();
        var at = await commands.RecordAsync(TestStore.WorkerOfXinsheng, new(TestStore.Xinsheng, Talk), Cancellation);
        await Assert.ThrowsAsync<RecordNotFoundException>(() => commands.ArchiveAsync(TestStore.WorkerOfXinshun, new(at.Id, at.Version, "重复"), Cancellation));
        at = await commands.ArchiveAsync(TestStore.WorkerOfXinsheng, new(at.Id, at.Version, "重复"), Cancellation);
        await Assert.ThrowsAsync<RecordNotFoundException>(() => commands.CorrectAsync(TestStore.WorkerOfXinsheng, new(at.Id, at.Version, Talk), Cancellation));
        at = await commands.RestoreAsync(TestStore.WorkerOfXinsheng, new(at.Id, at.Version), Cancellation);
        await using var db = store.Open();
        Assert.Equal(1, await db.Meetings.CountAsync(meeting => meeting.ArchivedAt == null, Cancellation));
    }

    internal static CoBuilder Unit(string name) => new() { Name = name, NameEn = name, Kind = CoBuilderKind.Police, JoinedOn = TestStore.Today };

    private static async Task<Rule[]> RefusedAsync(MeetingDetails details)
    {
        await using var store = await TestStore.CreateAsync();
        try
        {
            await store.Get<MeetingCommands>().RecordAsync(TestStore.WorkerOfXinsheng, new(TestStore.Xinsheng, details), Cancellation);
            return [];
        }
        catch (RefusedException refused)
        {
            return [.. refused.Violations.Select(violation => violation.Rule)];
        }
    }
}
