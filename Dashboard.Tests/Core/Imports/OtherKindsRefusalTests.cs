using Concentric.Activities;
using Concentric.CoBuilders;
using Concentric.Communities;
using Concentric.Meetings;
using Concentric.Programmes;
using Concentric.Tests.TestData;
using Concentric.Volunteers;
using Concentric.Wishes;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Core.Imports;

/// <summary>What the other kinds refuse: each told by its cell, with the value and how to mend it.</summary>
public sealed class OtherKindsRefusalTests : IAsyncLifetime
{
    private ImportRig rig = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        rig = await ImportRig.CreateAsync();
        await rig.Store.AddAsync(new CoBuilder { Name = "春华银行", NameEn = "Chunhua Bank", JoinedOn = new(2025, 1, 1) });
        await rig.Store.AddAsync(new Programme { Key = "road", Name = "路", NameEn = "Roads", Kind = ProgrammeKind.Strand },
            new Programme { Key = "hall", Name = "议事厅", NameEn = "Hall", Kind = ProgrammeKind.Mechanism });
        await rig.Store.AddAsync(new VolunteerPost { CommunityId = TestStore.Xinsheng, Title = "图书角", Places = 1 },
            new VolunteerPost { CommunityId = TestStore.Xinshun, Title = "巡逻岗", Places = 9 });
        await rig.Store.AddAsync(
            new Volunteer { CommunityId = TestStore.Xinsheng, Name = "张建国", Phone = "13800001234", RegisteredOn = new(2026, 1, 1) },
            new Volunteer { CommunityId = TestStore.Xinsheng, Name = "张建国", RegisteredOn = new(2026, 1, 1) },
            new Volunteer { CommunityId = TestStore.Xinsheng, Name = "李秀英", RegisteredOn = new(2026, 1, 1) });
        await rig.Store.AddAsync(new Worker { CommunityId = TestStore.Xinsheng, Name = "钱书记" },
            new Worker { CommunityId = TestStore.Xinshun, Name = "别的社区的人" });
        await rig.Store.AddAsync(new Agreement
        {
            CommunityId = TestStore.Xinsheng,
            Title = "充电协议",
            Parties = "甲、乙",
            AgreedOn = new(2026, 1, 1)
        });
    }

    public ValueTask DisposeAsync() => rig.DisposeAsync();

    [Theory]
    [InlineData("meeting", "标题,会议类型,举办日期,参与人次\n甲,JointConference,2026-03-02,30", "2 ")]
    [InlineData("meeting", "标题,会议类型,举办日期,参与人次,参会社区\n甲,JointConference,2026-03-02,30,没有园", "E2 没有这一项")]
    [InlineData("meeting", "标题,会议类型,举办日期,参与人次,到会共建单位,缺席共建单位\n甲,CouncilHall,2026-03-02,30,春华银行,春华银行", "F2 ")]
    [InlineData("meeting", "标题,会议类型,举办日期,参与人次\n甲,CouncilHall,2026-03-02,100001", "D2 ")]
    [InlineData("meeting", "记录号,标题,会议类型,举办日期,参与人次\n999999,甲,CouncilHall,2026-03-02,3", "A2 没有这个编号")]
    [InlineData("project", "标题,所属行动,提出日期,完成日期\n甲,路,2026-03-02,2026-03-03", "D2 ")]
    [InlineData("project", "标题,所属行动,提出日期,议定日期\n甲,路,2026-03-02,2026-03-01", "D2 不能早于")]
    [InlineData("project", "标题,所属行动,提出日期\n甲,议事厅,2026-03-02", "B2 没有这一项")]
    [InlineData("agreement", "标题,各方,签订日期\n甲,居委会,2026-03-02", "B2 ")]
    [InlineData("agreement", "标题,各方,签订日期,项目\n甲,甲、乙,2026-03-02,没有", "D2 没有这一项")]
    [InlineData("output", "记录日期,产出,数量\n2026-03-02,Tanks,1.5", "C2 ")]
    [InlineData("output", "记录日期,产出,数量\n2026-03-02,Tanks,0", "C2 ")]
    [InlineData("volunteer-post", "标题,名额\n甲,0", "B2 ")]
    [InlineData("volunteer-post", "标题,名额\n甲,10001", "B2 ")]
    [InlineData("volunteer-claim", "认领日期,岗位,志愿者\n2026-03-02,巡逻岗,李秀英", "B2 没有这一项")]
    [InlineData("volunteer-claim", "认领日期,岗位,志愿者\n2026-03-02,图书角,没有人", "C2 ")]
    [InlineData("volunteer-claim", "认领日期,岗位,志愿者,电话\n2026-03-02,图书角,张建国,", "D2 ")]
    [InlineData("volunteer-claim", "认领日期,岗位,志愿者,电话\n2026-03-02,图书角,李秀英,\n2026-03-02,图书角,张建国,13800001234", "B3 ")]
    [InlineData("worker", "姓名,培训日期\n,2026-03-02", "A2 请填写")]
    [InlineData("worker", "姓名,培训日期\n甲,2026-03-19", "B2 不能晚于今天")]
    [InlineData("posting", "社区工作者,职务,任职起\n别的社区的人,Secretary,2026-03-02", "A2 没有这一项")]
    [InlineData("posting", "社区工作者,职务,任职起,任职止\n钱书记,Secretary,2026-03-02,2026-03-01", "D2 ")]
    [InlineData("posting", "社区工作者,职务,任职起\n钱书记,Secretary,2026-01-02\n钱书记,Secretary,2026-03-02", "C3 ")]
    [InlineData("wish", "标题,征集日期,认领日期\n甲,2026-03-02,2026-03-03", "2 请填写")]
    [InlineData("wish", "标题,征集日期,认领日期,认领人,共建单位\n甲,2026-03-02,2026-03-03,王强,春华银行", "D2 ")]
    [InlineData("wish", "标题,征集日期,实现日期\n甲,2026-03-02,2026-03-03", "2 请填写")]
    [InlineData("wish", "标题,征集日期,认领日期,认领人\n甲,2026-03-02,2026-03-01,王强", "C2 不能早于")]
    public async Task AWrongRow_IsToldWhereItStands(string kind, string text, string told)
    {
        var view = await rig.CheckAsync(ImportRig.Csv(text + "\n"), "a.csv", kind: kind);
        Assert.StartsWith(told, Assert.Single(ImportRig.Problems(view)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task NoTwoCoBuilders_HaveTheSameName()
    {
        var file = ImportRig.Csv("名称,类型,加入日期\n春华银行,Police,2026-03-02\n城管队,Police,2026-03-02\n城管队,Police,2026-03-03\n");
        var view = await rig.CheckAsync(file, "a.csv", ImportRig.Administrator, "co-builder");
        Assert.Equal((1, 2), (view.Run.Added, view.Run.Refused));
        Assert.Collection(ImportRig.Problems(view), told => Assert.StartsWith("A2 已经登记过", told, StringComparison.Ordinal),
            told => Assert.StartsWith("A4 ", told, StringComparison.Ordinal));
    }

    [Fact]
    public async Task AJointConferenceThatComesIn_FulfilsItsHostsTurn()
    {
        await rig.Store.AddAsync(new HostTurn { CommunityId = TestStore.Xinsheng, Month = new(2026, 3, 1) });
        await rig.TakeAsync(ImportRig.Csv(
            "标题,会议类型,举办日期,参与人次,参会社区\n先,JointConference,2026-03-02,30,馨顺园\n后,JointConference,2026-03-09,30,馨顺园\n"), "a.csv",
            kind: "meeting");
        await using var db = rig.Store.Open();
        var first = await db.Meetings.SingleAsync(meeting => meeting.Title == "先", Stop);
        Assert.Equal(first.Id, (await db.HostTurns.SingleAsync(Stop)).MeetingId);
        // Moved to another month it fulfils the turn no more, and the other does.
        await rig.TakeAsync(ImportRig.Csv($"记录号,举办日期\n{first.Id},2026-02-27\n"), "b.csv", kind: "meeting");
        await using var after = rig.Store.Open();
        Assert.Equal("后", await after.HostTurns.Select(turn => turn.Meeting!.Title).SingleAsync(Stop));
    }

    [Fact]
    public async Task ClaimsThatComeIn_CountTheirPostUp_SoThatNobodyTakesAPlaceThatIsNone()
    {
        int before;
        await using (var db = rig.Store.Open())
            before = await db.VolunteerPosts.Where(post => post.Title == "图书角").Select(post => post.Version).SingleAsync(Stop);
        await rig.TakeAsync(ImportRig.Csv("认领日期,岗位,志愿者\n2026-03-02,图书角,李秀英\n"), "a.csv", kind: "volunteer-claim");
        await using var later = rig.Store.Open();
        Assert.Equal(before + 1, await later.VolunteerPosts.Where(post => post.Title == "图书角").Select(post => post.Version)
            .SingleAsync(Stop));
    }

    [Fact]
    public async Task OutputsOfAnActivity_StandInTheFile_AndAreNotChangedByIt()
    {
        var activity = await rig.Store.AddAsync(Make.Activity());
        var output =
            await rig.Store.AddAsync(new Output
            {
                CommunityId = TestStore.Xinsheng,
                Kind = OutputKind.Tanks,
                AmountMilli = 3_000,
                RecordedOn = new(2026, 3, 1),
                ActivityId = activity.Id
            });
        var same = await rig.CheckAsync(ImportRig.Csv($"记录号,记录日期,产出,数量,活动\n{output.Id},2026-03-01,Tanks,3,清洁\n"), "a.csv", kind: "output");
        Assert.Equal((1, 0), (same.Run.Unchanged, same.Run.Refused));
        var other = await rig.CheckAsync(ImportRig.Csv($"记录号,数量\n{output.Id},4\n"), "b.csv", kind: "output");
        Assert.Equal(1, other.Run.Refused);
    }

    [Fact]
    public async Task AClaimThatChangesHands_TakesAReason()
    {
        await rig.TakeAsync(ImportRig.Csv("标题,征集日期,认领日期,认领人\n老花镜,2026-03-02,2026-03-03,王强\n"), "a.csv", kind: "wish");
        var number = await ReadNumberAsync();
        var refused = await rig.CheckAsync(ImportRig.Csv($"编号,共建单位\n{number},春华银行\n"), "b.csv", kind: "wish");
        Assert.Equal(1, refused.Run.Refused);
        await rig.TakeAsync(ImportRig.Csv($"编号,共建单位,更正原因\n{number},春华银行,登记有误\n"), "c.csv", kind: "wish");
        await using var db = rig.Store.Open();
        var wish = await db.Wishes.Include(found => found.CoBuilder).SingleAsync(Stop);
        Assert.Equal((null, "春华银行"), (wish.ClaimedBy, wish.CoBuilder?.Name));
    }

    private async Task<string> ReadNumberAsync()
    {
        await using var db = rig.Store.Open();
        return await db.Wishes.Select(wish => wish.Number).SingleAsync(Stop);
    }
}
