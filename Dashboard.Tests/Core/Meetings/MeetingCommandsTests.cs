using Concentric.CoBuilders;
using Concentric.Kinds;
using Concentric.Meetings;
using Concentric.Rules;
using Concentric.Tests.TestData;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Core.Meetings;

public class MeetingCommandsTests
{
    private static FieldValues<Meeting> Conference => Make.ConferenceValues();

    private static FieldValues<Meeting> Talk => Make.TalkValues();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AMeeting_IsKeptWithItsCommunitiesAndWhoCame()
    {
        await using var store = await TestStore.CreateAsync();
        var (police, firm) = (await store.AddAsync(Unit("派出所")), await store.AddAsync(Unit("物业公司")));
        var at = await store.Get<MeetingCommands>().EnterAsync(
            TestStore.WorkerOfXinsheng,
            Conference.With(x => x.Attendance, 18).With(x => x.Minutes, " 一、停车\r\n二、充电 ").With("attended", new[] { police.Id })
                .With("excused", new[] { firm.Id }),
            null, Cancellation);

        var view = await store.Get<MeetingQueries>().FindAsync(TestStore.WorkerOfXinshun, at.Id, Cancellation);
        Assert.Equal((true, 18, "一、停车\n二、充电"), (view!.Meeting.IsJoint, view.Meeting.Attendance, view.Meeting.Minutes));
        Assert.Equal([TestStore.Xinsheng, TestStore.Xinshun], view.Meeting.Communities.Select(joined => joined.CommunityId));
        Assert.Equal([Presence.Attended, Presence.Excused], view.Meeting.CoBuilders.Select(unit => unit.Presence));
        Assert.False(view.MayWrite); // shared with Xinshun, kept by Xinsheng
        Assert.Null(await store.Get<MeetingQueries>()
            .FindAsync(new("外人", Concentric.Data.Role.Worker, [TestStore.Binhe]), at.Id, Cancellation));
    }

    [Fact]
    public async Task Correcting_TakesAwayWhatIsLeftOut()
    {
        await using var store = await TestStore.CreateAsync();
        var commands = store.Get<MeetingCommands>();
        var (police, firm) = (await store.AddAsync(Unit("派出所")), await store.AddAsync(Unit("物业公司")));
        var at = await commands.EnterAsync(
            TestStore.WorkerOfXinsheng, Conference.With("attended", new[] { police.Id })
                .With("absent", new[] { firm.Id }), null, Cancellation);
        at = await commands.CorrectAsync(TestStore.WorkerOfXinsheng,
            new(at.Id, at.Version, Talk.With("met-with", null).With("attended", null).With("absent", null)
                .With("excused", new[] { firm.Id })), Cancellation);
        Assert.Equal(2, at.Version);
        var meeting = (await store.Get<MeetingQueries>().FindAsync(TestStore.WorkerOfXinsheng, at.Id, Cancellation))!.Meeting;
        Assert.Equal((MeetingKind.ResidentsTalk, false), (meeting.Kind, meeting.IsJoint));
        Assert.Empty(meeting.Communities);
        Assert.Equal((firm.Id, Presence.Excused), (Assert.Single(meeting.CoBuilders).CoBuilderId, meeting.CoBuilders[0].Presence));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(MeetingRecords.MostAttendance, true)]
    [InlineData(-1, false)]
    [InlineData(MeetingRecords.MostAttendance + 1, false)]
    public async Task Attendance_HasLimits(int attendance, bool isTaken) =>
        Assert.Equal(isTaken ? [] : [Rule.OutOfRange], await RefusedAsync(Talk.With(x => x.Attendance, attendance)));

    [Fact]
    public async Task WhatIsWrong_IsToldAtOnce() => Assert.Equal(
        new[] { Rule.Unknown, Rule.InFuture, Rule.Required, Rule.Required, Rule.Required }.Order(),
        (await RefusedAsync(new()
        {
            [x => x.CommunityId] = TestStore.Xinsheng,
            [x => x.Title] = " ",
            [x => x.HeldOn] = TestStore.Today.AddDays(1),
            [x => x.CoBuilders] = new[] { 99L },
        })).Order());

    [Fact]
    public async Task AJointConferenceOfOneCommunity_IsRefused()
    {
        Assert.Equal([Rule.TooFewCommunities], await RefusedAsync(Conference.With(x => x.Communities, null)));
        Assert.Equal([Rule.TooFewCommunities], await RefusedAsync(Conference.With(x => x.Communities, new[] { TestStore.Xinsheng })));
        Assert.Equal([Rule.Unknown], await RefusedAsync(Conference.With(x => x.Communities, new[] { 99 })));
    }

    [Fact]
    public async Task AMeeting_CannotMoveBehindWhatWasPromisedAtIt()
    {
        await using var store = await TestStore.CreateAsync();
        var commands = store.Get<MeetingCommands>();
        var at = await commands.EnterAsync(TestStore.WorkerOfXinsheng, Make.TalkValues(on: TestStore.Today.AddDays(-9)), null,
            Cancellation);
        await store.Get<RecordCommands<Commitment>>().EnterAsync(
            TestStore.WorkerOfXinsheng, Make.CommitmentValues(due: TestStore.Today.AddDays(-4), meeting: at.Id), null, Cancellation);
        at = await commands.CorrectAsync(TestStore.WorkerOfXinsheng,
            new(at.Id, at.Version, Make.TalkValues(on: TestStore.Today.AddDays(-4))), Cancellation);
        var refused = await Assert.ThrowsAsync<RefusedException>(() =>
            commands.CorrectAsync(TestStore.WorkerOfXinsheng, new(at.Id, at.Version, Make.TalkValues(on: TestStore.Today.AddDays(-3))),
                Cancellation));
        Assert.Equal(Rule.AfterCommitment, Assert.Single(refused.Violations).Rule);
    }

    [Fact]
    public async Task SentTwice_IsEnteredOnce_AndOnlyInOwnCommunities()
    {
        await using var store = await TestStore.CreateAsync();
        var commands = store.Get<MeetingCommands>();
        var request = Guid.NewGuid();
        var first = await commands.EnterAsync(TestStore.WorkerOfXinsheng, Talk, request, Cancellation);
        Assert.Equal(first, await commands.EnterAsync(TestStore.WorkerOfXinsheng, Talk, request, Cancellation));
        await Assert.ThrowsAsync<RefusedException>(() => commands.EnterAsync(TestStore.WorkerOfXinshun, Talk, null, Cancellation));
    }

    [Fact]
    public async Task Archiving_AndRestoring()
    {
        await using var store = await TestStore.CreateAsync();
        var commands = store.Get<MeetingCommands>();
        var at = await commands.EnterAsync(TestStore.WorkerOfXinsheng, Talk, null, Cancellation);
        await Assert.ThrowsAsync<RecordNotFoundException>(() =>
            commands.ArchiveAsync(TestStore.WorkerOfXinshun, new(at.Id, at.Version, "重复"), Cancellation));
        at = await commands.ArchiveAsync(TestStore.WorkerOfXinsheng, new(at.Id, at.Version, "重复"), Cancellation);
        await Assert.ThrowsAsync<RecordNotFoundException>(() =>
            commands.CorrectAsync(TestStore.WorkerOfXinsheng, new(at.Id, at.Version, Talk), Cancellation));
        at = await commands.RestoreAsync(TestStore.WorkerOfXinsheng, new(at.Id, at.Version), Cancellation);
        await using var db = store.Open();
        Assert.Equal(1, await db.Meetings.CountAsync(meeting => meeting.ArchivedAt == null, Cancellation));
    }

    [Fact]
    public async Task ACoBuilder_CameOrDidNot_NotBoth()
    {
        await using var store = await TestStore.CreateAsync();
        var commands = store.Get<MeetingCommands>();
        var unit = await store.AddAsync(Unit("派出所"));
        var at = await commands.EnterAsync(TestStore.WorkerOfXinsheng, Talk.With("attended", new[] { unit.Id }), null, Cancellation);
        var both = new CorrectRecord<Meeting>(at.Id, at.Version, new FieldValues<Meeting>().With("absent", new[] { unit.Id }));
        var refused = await Assert.ThrowsAsync<RefusedException>(() =>
            commands.CorrectAsync(TestStore.WorkerOfXinsheng, both, Cancellation));
        Assert.Equal(("absent", Rule.Repeated), (Assert.Single(refused.Violations).Field, refused.Violations[0].Rule));
        await commands.CorrectAsync(TestStore.WorkerOfXinsheng, both with { Values = both.Values.With("attended", null) }, Cancellation);
        Assert.Equal(Presence.Absent,
            Assert.Single((await store.Get<MeetingQueries>()
                .FindAsync(TestStore.WorkerOfXinsheng, at.Id, Cancellation))!.Meeting.CoBuilders).Presence);
    }

    internal static CoBuilder Unit(string name) =>
        new() { Name = name, NameEn = name, Kind = CoBuilderKind.Police, JoinedOn = TestStore.Today };

    private static async Task<Rule[]> RefusedAsync(FieldValues<Meeting> values)
    {
        await using var store = await TestStore.CreateAsync();
        try
        {
            await store.Get<MeetingCommands>().EnterAsync(TestStore.WorkerOfXinsheng, values, null, Cancellation);
            return [];
        }
        catch (RefusedException refused)
        {
            return [.. refused.Violations.Select(violation => violation.Rule)];
        }
    }
}
