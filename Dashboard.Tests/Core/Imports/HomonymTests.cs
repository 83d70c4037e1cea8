using Concentric.Activities;
using Concentric.CoBuilders;
using Concentric.Communities;
using Concentric.Programmes;
using Concentric.Projects;
using Concentric.Tests.TestData;
using Concentric.Volunteers;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Core.Imports;

/// <summary>Two things of one name: both are told, with what tells them apart, and one of them can be named.</summary>
public sealed class HomonymTests : IAsyncLifetime
{
    private ImportRig rig = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        rig = await ImportRig.CreateAsync();
        var day = new DateOnly(2025, 1, 1);
        await rig.Store.AddAsync(new CoBuilder { Id = 61, Name = "春华银行", NameEn = "Bank", JoinedOn = day },
            new CoBuilder { Id = 62, Name = "秋实银行", NameEn = "Bank", JoinedOn = day.AddDays(1) });
        await rig.Store.AddAsync(new Programme { Id = 71, Key = "road", Name = "路", NameEn = "Roads", Kind = ProgrammeKind.Strand },
            new Programme { Id = 72, Key = "way", Name = "Roads", NameEn = "Ways", Kind = ProgrammeKind.Strand });
        await rig.Store.AddAsync(ProjectOf(81, day), ProjectOf(82, day.AddDays(1)));
        await rig.Store.AddAsync(new Agreement { Id = 91, CommunityId = TestStore.Xinsheng, Title = "充电", Parties = "甲、乙", AgreedOn = day },
            new Agreement { Id = 92, CommunityId = TestStore.Xinsheng, Title = "充电", Parties = "甲、乙", AgreedOn = day.AddDays(1) });
        await rig.Store.AddAsync(new VolunteerPost { Id = 51, CommunityId = TestStore.Xinsheng, Title = "图书角", Places = 9 },
            new VolunteerPost { Id = 52, CommunityId = TestStore.Xinsheng, Title = "图书角", Places = 9 });
        await rig.Store.AddAsync(new Worker { Id = 41, CommunityId = TestStore.Xinsheng, Name = "张敏", PoolSince = day },
            new Worker { Id = 42, CommunityId = TestStore.Xinsheng, Name = "张敏" });
        await rig.Store.AddAsync(
            new Volunteer { Id = 31, CommunityId = TestStore.Xinsheng, Name = "张建国", Phone = "13800001234", RegisteredOn = day },
            new Volunteer { Id = 32, CommunityId = TestStore.Xinsheng, Name = "张建国", RegisteredOn = day },
            new Volunteer { Id = 33, CommunityId = TestStore.Xinshun, Name = "张建国", RegisteredOn = day });
    }

    public ValueTask DisposeAsync() => rig.DisposeAsync();

    [Theory]
    [InlineData("posting", "社区工作者,职务,任职起\n{0},Secretary,2026-03-02\n", "张敏", "张敏#42",
        "A2 有 2 个同名：张敏#41（馨盛园、2025-01-01）、张敏#42（馨盛园）。请写明是哪一个，例如“张敏#41”。")]
    [InlineData("contribution", "共建单位,投入日期,用途,金额(元)\n{0},2026-03-02,扶手,5\n", "Bank", "bank ＃62",
        "A2 有 2 个同名：春华银行#61（2025-01-01）、秋实银行#62（2025-01-02）。请写明是哪一个，例如“春华银行#61”。")]
    [InlineData("meeting", "到会共建单位,标题,会议类型,举办日期,参与人次\nBANK,三月会,ResidentsTalk,2026-03-02,30\n", null, null,
        "A2 有 2 个同名：春华银行#61（2025-01-01）、秋实银行#62（2025-01-02）。请写明是哪一个，例如“春华银行#61”。")]
    [InlineData("project", "所属行动,标题,提出日期\n{0},修墙,2026-03-02\n", "Roads", "#72", "A2 有 2 个同名：路#71、Roads#72。请写明是哪一个，例如“路#71”。")]
    [InlineData("output", "项目,记录日期,产出,数量\n{0},2026-03-02,Road,1\n", "修路", "修路#82",
        "A2 有 2 个同名：修路#81（2025-01-01）、修路#82（2025-01-02）。请写明是哪一个，例如“修路#81”。")]
    [InlineData("output", "协议,记录日期,产出,数量\n{0},2026-03-02,Road,1\n", "充电", "充电#91",
        "A2 有 2 个同名：充电#91（2025-01-01）、充电#92（2025-01-02）。请写明是哪一个，例如“充电#91”。")]
    [InlineData("volunteer-claim", "岗位,认领日期,志愿者,电话\n{0},2026-03-02,张建国,13800001234\n", "图书角", "图书角#52",
        "A2 有 2 个同名：图书角#51、图书角#52。请写明是哪一个，例如“图书角#51”。")]
    [InlineData("volunteer-claim", "电话,岗位,认领日期,志愿者\n,图书角#51,2026-03-02,{0}\n", "张建国", "张建国#32",
        "A2 有 2 人同名：张建国#31（馨盛园、138****1234、2025-01-01）、张建国#32（馨盛园、2025-01-01）。请填写电话，或在姓名后写明记录号，例如“张建国#31”。")]
    public async Task TwoOfOneName_AreTold_AndEitherCanBeNamed(string kind, string text, string? name, string? told, string mend)
    {
        var view = await rig.CheckAsync(ImportRig.Csv(string.Format(System.Globalization.CultureInfo.InvariantCulture, text, name)),
            "a.csv", kind: kind);
        Assert.Equal([mend], ImportRig.Problems(view));
        if (told is null) return;
        Assert.Equal(1,
            (await rig.TakeAsync(ImportRig.Csv(string.Format(System.Globalization.CultureInfo.InvariantCulture, text, told)), "b.csv",
                kind: kind)).Added);
    }

    [Fact]
    public async Task AnIdOfAnothersRecord_OrOfAnotherName_IsNone()
    {
        foreach (var told in (string[])["张敏#999", "李敏#41", "#", "张敏#4x", "#33"])
            Assert.StartsWith("A2 没有这一项",
                Assert.Single(ImportRig.Problems(await rig.CheckAsync(ImportRig.Csv($"社区工作者,职务,任职起\n{told},Secretary,2026-03-02\n"),
                    "a.csv", kind: "posting"))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TwoCommunitiesOfOneName_AreToldByTheirCodes_AndACodeWins()
    {
        await using (var db = rig.Store.Open())
        {
            var xinshun = await db.Communities.SingleAsync(community => community.Code == "xinshun", Stop);
            xinshun.NameEn = "馨盛园";
            await db.SaveChangesAsync(Stop);
        }

        var both = new Concentric.Data.CurrentUser("王芳", Concentric.Data.Role.Worker, [TestStore.Xinsheng, TestStore.Xinshun], 7);
        var view = await rig.CheckAsync(ImportRig.Csv("社区,标题,隐患类别,发现日期\n馨盛园,堆物,消防,2026-03-02\nxinshun,堆物,消防,2026-03-02\n"), "a.csv", both,
            "hazard");
        Assert.Equal(["A2 有 2 个同名：xinsheng（馨盛园）、xinshun（馨顺园）。请写明是哪一个，例如“xinsheng”。"], ImportRig.Problems(view));
        Assert.Equal(1, view.Run.Added);
    }

    private static Project ProjectOf(long id, DateOnly day)
    {
        var project = Project.Propose(Make.ProjectValues(71, "修路", day), new("x", DateTime.UnixEpoch, TestStore.Today), new());
        project.Id = id;
        return project;
    }
}
