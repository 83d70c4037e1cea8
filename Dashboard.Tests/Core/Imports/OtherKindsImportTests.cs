using System.Globalization;
using System.Text;
using Concentric.Activities;
using Concentric.CoBuilders;
using Concentric.Communities;
using Concentric.Data;
using Concentric.Exports.Lists;
using Concentric.Imports;
using Concentric.Imports.Runs;
using Concentric.Lists;
using Concentric.Programmes;
using Concentric.Projects;
using Concentric.Tests.TestData;
using Concentric.Volunteers;

namespace Concentric.Tests.Core.Imports;

/// <summary>Each other kind: in, known again, out, edited, and in again.</summary>
public sealed class OtherKindsImportTests : IAsyncLifetime
{
    private ImportRig rig = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => rig = await ImportRig.CreateAsync();

    public ValueTask DisposeAsync() => rig.DisposeAsync();

    [Theory]
    [InlineData("hazard", "标题,地点,隐患类别,等级,发现日期,整改日期,整改人\n堆物,5 号楼,消防,重大,2026-03-02,2026-03-04,物业\n电线老化,,用电,,2026-03-03,,\n", "电线老化", "电线裸露")]
    [InlineData("activity",
        "标题,活动类型,举办日期,参与人次,志愿者人次,节省(元),主办社区\n周末清洁,CleanUp,2026-03-07,30,12,12.5,馨盛园、馨顺园\n测血压,Clinic,2026-03-08,80,5,\"1,200\",\n", "测血压",
        "测血压血糖")]
    [InlineData("errand", "服务日期,代办事项,人次,服务对象,备注\n2026-03-02,PensionCheck,3,张建国,上门办理\n2026-03-03,MedicalInsurance,1,,代缴\n", "代缴", "代为缴费")]
    [InlineData("wish",
        "标题,许愿人,征集日期,认领日期,认领人,共建单位,实现日期\n老花镜,张建国,2026-03-02,2026-03-04,王强,,2026-03-06\n轮椅,王,2026-03-02,2026-03-05,,春华银行,\n台灯,李,2026-03-03,,,,\n",
        "台灯", "护眼台灯")]
    [InlineData("visit", "走访日期,走访人,走访门牌,备注\n2026-03-02,王芳,7-2-301、7－2－302,一切都好\n2026-03-03,王芳,\"7-2-301\n7-2-303\",独居\n", "独居", "独居老人")]
    [InlineData("volunteer", "姓名,电话,登记日期\n张建国,13800001234,2026-03-02\n李秀英,,2026-03-03\n", "2026-03-03", "2026-03-04")]
    [InlineData("contribution", "共建单位,投入日期,用途,金额(元),工时(分钟)\n春华银行,2026-03-02,扶手,\"1,200.5\",\n春华银行,2026-03-03,讲座,,90\n", "讲座", "防诈骗讲座")]
    [InlineData("commitment", "标题,责任人,到期日,完成日期\n修门,物业,2026-03-20,\n补路灯,电力,2026-03-10,2026-03-12\n", "补路灯", "补两盏路灯")]
    [InlineData("meeting",
        "标题,会议类型,举办日期,参与人次,社区,参会社区,到会共建单位,请假共建单位,会议纪要\n三月联席会,JointConference,2026-03-02,30,,馨顺园,春华银行,派出所,一、议题\n春天座谈,ResidentsTalk,2026-03-03,12,馨盛园,,,,\n",
        "春天座谈", "春季座谈")]
    [InlineData("co-builder",
        "名称,英文名称,类型,加入日期,退出日期,联系人,电话\n海河医院,Haihe "
        + "Hospital,SocialOrganisation,2025-01-01,,张建国,13800001234\n供电所,,DutyDepartment,2025-02-01,2026-01-31,,\n", "供电所", "供电营业所")]
    [InlineData("project", "标题,所属行动,提出日期,议定日期,开工日期,完成日期\n修路,路,2026-01-05,2026-01-10,2026-02-01,2026-03-01\n长椅,空间,2026-02-01,2026-02-03,,\n",
        "长椅", "休闲长椅")]
    [InlineData("agreement", "标题,各方,项目,签订日期,到期日\n充电协议,居委会、电力公司,充电,2026-03-01,2026-06-30\n停车协议,\"居委会,物业公司\",,2026-03-02,\n", "停车协议",
        "共享停车协议")]
    [InlineData("output", "记录日期,产出,数量,项目,协议\n2026-03-02,Road,120.5,修路,\n2026-03-03,PortsBuilt,20,,充电协议\n", "120.5", "130.5")]
    [InlineData("volunteer-post", "标题,名额\n文明劝导岗,10\n巡逻岗,5\n", "巡逻岗", "夜间巡逻岗")]
    [InlineData("volunteer-claim", "认领日期,岗位,志愿者,电话,退出日期\n2026-03-02,图书角,张建国,13800001234,\n2026-03-03,图书角,李秀英,,2026-03-10\n", "2026-03-10",
        "2026-03-11")]
    [InlineData("worker", "姓名,培训日期,入库日期\n赵敏,2025-06-01,2025-07-01\n孙强,,\n", "孙强", "孙小强")]
    [InlineData("posting", "社区工作者,职务,任职起,任职止,备注\n钱书记,Secretary,2024-01-01,2025-12-31,首任\n周书记,Secretary,2026-01-01,,\n", "首任", "首任书记")]
    [InlineData("published-figure",
        "公开说法,数值关系,公布数值,指标,机制或品牌,只计这些社区,统计起,统计止,公布来源,公布日期\n走访90余次,以上(≥),90,入户走访,入户,馨盛园,2026-01-01,2026-03-01,区级媒体,2026-03-02\n\"捐款5,000元\",Exactly,5000.5,contributions.yuan,visits,,2026-01-01,2026-03-01,区级媒体,2026-03-02\n",
        "走访90余次", "走访九十余次")]
    public async Task InAndOutAndInAgain(string kind, string text, string before, string after)
    {
        await PrepareAsync(kind);
        var file = ImportRig.Csv(text);
        var rows = kind == "wish" ? 3 : 2;
        var first = await rig.TakeAsync(file, "a.csv", CallerOf(kind), kind);
        Assert.Equal(rows, first.Added);
        Assert.Equal((0, rows), Counts(await rig.CheckAsync(file, "a.csv", CallerOf(kind), kind)));
        var list = await ExportAsync(kind);
        Assert.Equal((0, rows), Counts(await rig.CheckAsync(Encoding.UTF8.GetBytes(list), "b.csv", CallerOf(kind), kind)));
        var run = await rig.TakeAsync(Encoding.UTF8.GetBytes(list.Replace(before, after, StringComparison.Ordinal)), "b.csv",
            CallerOf(kind), kind);
        Assert.Equal((0, 1, rows - 1), (run.Added, run.Changed, run.Unchanged));
        Assert.Equal(list.Replace(before, after, StringComparison.Ordinal), await ExportAsync(kind));

        // And back again: the change, then the records, after which the same sheet is new.
        Assert.Equal((ImportState.Undone, null), await rig.UndoAsync(run, CallerOf(kind)));
        Assert.Equal(list, await ExportAsync(kind));
        // What was changed since is not taken back by the older import; here the change was undone, which is a change too.
        Assert.Equal(ImportState.Done, (await rig.UndoAsync(first, CallerOf(kind))).State);
        Assert.Equal(list, await ExportAsync(kind));
    }

    [Theory]
    [InlineData("hazard", "标题,地点,隐患类别,等级,发现日期,整改日期,整改人\n堆物,5 号楼,消防,重大,2026-03-02,2026-03-04,物业\n电线老化,,用电,,2026-03-03,,\n")]
    [InlineData("visit", "走访日期,走访人,走访门牌,备注\n2026-03-02,王芳,7-2-301、7－2－302,一切都好\n2026-03-03,王芳,7-2-303,独居\n")]
    [InlineData("project", "标题,所属行动,提出日期,议定日期,开工日期,完成日期\n修路,路,2026-01-05,2026-01-10,2026-02-01,2026-03-01\n长椅,空间,2026-02-01,2026-02-03,,\n")]
    [InlineData("worker", "姓名,培训日期,入库日期\n赵敏,2025-06-01,2025-07-01\n孙强,,\n")]
    public async Task Undone_TheSameSheetIsNewAgain(string kind, string text)
    {
        await PrepareAsync(kind);
        var before = await ExportAsync(kind);
        foreach (var _ in Enumerable.Range(0, 2))
        {
            var run = await rig.TakeAsync(ImportRig.Csv(text), "a.csv", CallerOf(kind), kind);
            Assert.Equal(2, run.Added);
            Assert.Equal((ImportState.Undone, null), await rig.UndoAsync(run, CallerOf(kind)));
            Assert.Equal(before, await ExportAsync(kind));
        }
    }

    [Fact]
    public async Task TemplatesOfAllKinds_AreReadAgain_AndHoldNothing()
    {
        foreach (var sheet in rig.Store.Get<ImportRegister>().All)
        {
            foreach (var language in (string[])["zh-CN", "en"])
            {
                using var stream = new MemoryStream();
                await rig.Store.Get<ImportTemplates>()
                    .WriteAsync(sheet, ImportRig.Administrator, CultureInfo.GetCultureInfo(language), stream, Stop);
                var caller = sheet.IsOpenTo(ImportRig.Administrator) ? ImportRig.Administrator : new("评审", Role.Panel, null, 2);
                var view = await rig.CheckAsync(stream.ToArray(), "a.xlsx", caller, sheet.Kind);
                Assert.Equal((sheet.Kind, ImportState.Failed, ImportTexts.Get("File.NoRows", ImportTexts.Cultures[0])),
                    (sheet.Kind, view.Run.State, view.Run.Failure));
            }
        }
    }

    /// <summary>What the rows name.</summary>
    private async Task PrepareAsync(string kind)
    {
        var today = TestStore.Today;
        if (kind is "contribution" or "meeting" or "wish")
        {
            await rig.Store.AddAsync(
                new CoBuilder { Name = "春华银行", NameEn = "Chunhua Bank", JoinedOn = new(2025, 1, 1) },
                new CoBuilder { Name = "派出所", NameEn = "Police station", JoinedOn = new(2025, 1, 1) });
        }

        if (kind == "published-figure") await rig.Store.AddAsync(new Programme { Key = "visits", Name = "入户", NameEn = "Visits" });
        if (kind is "project" or "agreement" or "output")
        {
            var road = await rig.Store.AddAsync(new Programme { Key = "road", Name = "路", NameEn = "Roads", Kind = ProgrammeKind.Strand },
                new Programme { Key = "space", Name = "空间", NameEn = "Space", Kind = ProgrammeKind.Strand });
            if (kind == "project") return;
            await rig.Store.AddAsync(ProjectOf(TestStore.Xinsheng, "修路", road.Id), ProjectOf(TestStore.Xinsheng, "充电", road.Id),
                ProjectOf(TestStore.Xinshun, "修路", road.Id));
            if (kind == "output")
                await rig.Store.AddAsync(new Agreement
                {
                    CommunityId = TestStore.Xinsheng,
                    Title = "充电协议",
                    Parties = "甲、乙",
                    AgreedOn = today
                },
                    new Agreement { CommunityId = TestStore.Xinshun, Title = "充电协议", Parties = "甲、乙", AgreedOn = today });
        }

        if (kind == "volunteer-claim")
        {
            await rig.Store.AddAsync(new VolunteerPost { CommunityId = TestStore.Xinsheng, Title = "图书角", Places = 2 },
                new VolunteerPost { CommunityId = TestStore.Xinshun, Title = "图书角", Places = 1 });
            await rig.Store.AddAsync(
                new Volunteer { CommunityId = TestStore.Xinsheng, Name = "张建国", Phone = "13800001234", RegisteredOn = new(2026, 1, 1) },
                new Volunteer { CommunityId = TestStore.Xinsheng, Name = "张建国", RegisteredOn = new(2026, 1, 1) },
                new Volunteer { CommunityId = TestStore.Xinsheng, Name = "李秀英", RegisteredOn = new(2026, 1, 1) });
        }

        if (kind == "posting")
            await rig.Store.AddAsync(new Worker { CommunityId = TestStore.Xinsheng, Name = "钱书记" },
                new Worker { CommunityId = TestStore.Xinsheng, Name = "周书记" });
    }

    private static Project ProjectOf(int community, string title, int strand) =>
        Project.Propose(
            Make.ProjectValues(strand, title, new(2026, 1, 5), community), new("x", DateTime.UnixEpoch, TestStore.Today), new());

    private static CurrentUser CallerOf(string kind) =>
        kind is "co-builder" or "published-figure" ? ImportRig.Administrator : ImportRig.Worker;

    private static (int Changed, int Unchanged) Counts(ImportView view)
    {
        Assert.Empty(ImportRig.Problems(view));
        Assert.Equal(0, view.Run.Added);
        return (view.Run.Changed, view.Run.Unchanged);
    }

    private async Task<string> ExportAsync(string kind)
    {
        using var stream = new MemoryStream();
        await rig.Store.Get<ListExports>()
            .WriteAsync(rig.Store.Get<RecordRegister>().Find(kind)!,
                kind == "published-figure" ? ImportRig.Administrator : ImportRig.Worker, new(), ListFormat.Csv,
                CultureInfo.GetCultureInfo("zh-CN"), stream, Stop);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
