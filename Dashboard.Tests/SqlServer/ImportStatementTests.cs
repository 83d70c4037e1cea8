using System.Globalization;
using Concentric.Calendar;
using Concentric.CoBuilders;
using Concentric.Communities;
using Concentric.Data;
using Concentric.Data.Files;
using Concentric.Evaluation;
using Concentric.Exports.Lists;
using Concentric.Hazards;
using Concentric.Imports;
using Concentric.Imports.Runs;
using Concentric.Lists;
using Concentric.Meetings;
using Concentric.Programmes;
using Concentric.Projects;
using Concentric.Tests.Core.Evaluation;
using Concentric.Tests.Core.Imports;
using Concentric.Tests.TestData;
using Concentric.Time;
using Concentric.Volunteers;

namespace Concentric.Tests.SqlServer;

/// <summary>What imports and list exports send, compiled for SQL Server.</summary>
public sealed class ImportStatementTests(DashboardSqlServer server) : IClassFixture<DashboardSqlServer>
{
    private static readonly CultureInfo Chinese = CultureInfo.GetCultureInfo("zh-CN");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Imports()
    {
        using var folder = new TempFolder();
        await server.MirrorsAsync("imports", async store =>
        {
            var worker = store.Get<ImportWorker>();
            await worker.StartAsync(Stop);
            var petition = await store.AddAsync(Make.Petition());
            var hazard = await store.AddAsync(Make.Hazard());
            await store.AddAsync(new CoBuilder { Name = "春华银行", NameEn = "Chunhua Bank", JoinedOn = new(2025, 1, 1) });
            var strand = await store.AddAsync(new Programme { Key = "road", Name = "路", NameEn = "Roads", Kind = ProgrammeKind.Strand });
            var proposed = Make.ProjectValues(strand.Id, "修路", new(2026, 1, 5));
            var project = await store.AddAsync(Project.Propose(proposed, new("x", DateTime.UnixEpoch, TestStore.Today), new()));
            var post = await store.AddAsync(new VolunteerPost { CommunityId = TestStore.Xinsheng, Title = "图书角", Places = 9 });
            await store.AddAsync(new Volunteer { CommunityId = TestStore.Xinsheng, Name = "李秀英", RegisteredOn = new(2026, 1, 1) });
            await store.AddAsync(new Worker { CommunityId = TestStore.Xinsheng, Name = "钱书记" });
            await store.AddAsync(new HostTurn { CommunityId = TestStore.Xinsheng, Month = new(2026, 3, 1) });
            var meeting =
                await store.AddAsync(new Meeting
                {
                    CommunityId = TestStore.Xinsheng,
                    Title = "座谈",
                    Kind = MeetingKind.ResidentsTalk,
                    HeldOn = new(2026, 2, 1)
                });
            var scene = new EvaluationScene(store);
            var judge = EvaluationScene.Judge(await scene.JudgeAsync("judge"));
            await scene.CycleAsync(CycleStage.Scoring, ScoringTests.Judged(), new Panelist(judge.UserId!.Value, null));
            var taken = new List<string>();
            foreach (var (kind, text) in new[]
            {
                ("petition", $"编号,标题,类别,受理日期\n,新的,环境卫生,2026-03-02\n{petition.Number},改了,环境卫生,2026-03-18\n"),
                ("hazard", $"编号,标题,隐患类别,发现日期\n,新的,消防,2026-03-02\n{hazard.Number},改了,消防,2026-03-18\n"),
                ("visit", "走访日期,走访人,走访门牌\n2026-03-02,王芳,7-2-301、7-2-302\n"),
                ("volunteer", "姓名,登记日期\n张建国,2026-03-02\n"),
                ("commitment", "标题,责任人,到期日\n修门,物业,2026-03-20\n"),
                ("activity", "标题,活动类型,举办日期\n清洁,CleanUp,2026-03-07\n"),
                ("errand", "服务日期,代办事项,人次\n2026-03-02,PensionCheck,3\n"),
                ("contribution", "共建单位,投入日期,用途,金额(元)\n春华银行,2026-03-02,扶手,5\n"),
                ("wish", "标题,征集日期,认领日期,共建单位\n台灯,2026-03-03,2026-03-04,春华银行\n"),
                ("meeting",
                    $"记录号,标题,会议类型,举办日期,参与人次,参会社区,到会共建单位\n,三月,JointConference,2026-03-02,30,馨顺园,春华银行\n{meeting.Id},改了,ResidentsTalk,2026-02-01,3,,\n"),
                ("co-builder", "名称,类型,加入日期\n城管队,Police,2026-03-02\n"),
                ("project", $"记录号,标题,所属行动,提出日期,议定日期\n,修墙,路,2026-03-02,2026-03-03\n{project.Id},修路,路,2026-01-05,2026-01-06\n"),
                ("agreement", "标题,各方,项目,签订日期\n充电,甲、乙,修路,2026-03-01\n"),
                ("output", "记录日期,产出,数量,项目,协议\n2026-03-02,Road,120.5,修路,\n2026-03-03,PortsBuilt,20,,充电\n"),
                ("volunteer-post", $"记录号,标题,名额\n,巡逻岗,5\n{post.Id},图书角,8\n"),
                ("volunteer-claim", "认领日期,岗位,志愿者\n2026-03-02,图书角,李秀英\n"),
                ("worker", "姓名,培训日期\n赵敏,\n"),
                ("posting", "社区工作者,职务,任职起\n钱书记,Secretary,2024-01-01\n"),
                ("published-figure", "公开说法,数值关系,公布数值,机制或品牌,统计起,统计止,公布来源,公布日期\n走访,AtLeast,9,road,2026-01-01,2026-03-01,媒体,2026-03-02\n"),
                ("judgement", "评价年度,共建单位,评价指标,分数\n2026,春华银行,view,80\n"),
                ("account", "用户名,显示姓名,角色\nli.zhuren,李主任,Leader\n"),
                ("metric-target", "指标名称,范围,开始日期,结束日期,年度目标,分摊方式,依据\n按期办结率,,,,95.5,,工作计划\n"),
                ("calendar-day", "日期,类别,名称\n2026-03-19至2026-03-20,放假,社区节\n2026-03-21,班,社区节调休上班\n"),
                ("community", "代码,名称\nhaihe,海河园\nxinsheng,馨盛园社区\n"),
            })
            {
                var caller = kind == "judgement" ? judge : kind == "metric-target" ? TestStore.Leader with { UserId = 2 } : kind is "co-builder" or "community" or "account" or "calendar-day"
                    or "published-figure" ? ImportRig.Administrator : ImportRig.Worker;
                using var file = new MemoryStream(ImportRig.Csv(text));
                var id = await store.Get<ImportRuns>().UploadAsync(caller, kind, "a.csv", file, Chinese, Stop);
                await worker.IdleAsync(Stop);
                await store.Get<ImportRuns>().CommitAsync(caller, id, Stop);
                await worker.IdleAsync(Stop);
                var run = (await store.Get<ImportRuns>().FindAsync(caller, id, Stop))!.Run;
                Assert.Equal((kind, ImportState.Done, null), (kind, run.State, run.Failure));
                taken.Add(kind);
            }

            Assert.Equal(store.Get<ImportRegister>().All.Select(sheet => sheet.Kind).Order(), taken.Order());

            // A sheet with an unknown column is asked about, kept, and found again.
            foreach (var state in new[] { ImportState.Mapping, ImportState.Checked })
            {
                using var strange = new MemoryStream(ImportRig.Csv("工单编号,标题,类别,受理日期,备忘甲\nA-1,堆物,环境卫生,2026-03-02,乙\n"));
                var id = await store.Get<ImportRuns>().UploadAsync(ImportRig.Worker, "petition", "来文.csv", strange, Chinese, Stop);
                await worker.IdleAsync(Stop);
                var view = (await store.Get<ImportRuns>().FindAsync(ImportRig.Worker, id, Stop))!;
                Assert.Equal((state, null), (view.Run.State, view.Run.Failure));
                if (state == ImportState.Checked) break;
                var columns = view.Findings!.Mapping!.Columns.ToDictionary(column => column.Key, column => column.Said ?? "");
                Assert.True(await store.Get<ImportRuns>().ChooseAsync(ImportRig.Worker, id, view.Findings.Choices with
                {
                    Mapping = ImportMapping.None with { Columns = columns, IsConfirmed = true },
                }, Stop));
                await worker.IdleAsync(Stop);
            }

            // Several files, the same row among them; what was said of a sheet gets another name and is forgotten.
            var batches = store.Get<ImportBatches>();
            var both = await batches.UploadAsync(ImportRig.Worker, "petition", ImportRig.Uploads(
                ("甲.csv", ImportRig.Csv("标题,类别,受理日期\n路灯不亮,环境卫生,2026-03-04\n")),
                ("乙.csv", ImportRig.Csv("标题,类别,受理日期\n路灯不亮,环境卫生,2026-03-04\n"))), Chinese, Stop);
            await worker.IdleAsync(Stop);
            Assert.Equal([ImportState.Checked, ImportState.Checked],
                (await batches.FindAsync(ImportRig.Worker, both[0].Id, Stop))!.Files.Select(file => file.Run.State));
            Assert.Equal(1, await batches.CommitAllAsync(ImportRig.Worker, both[0].Id, Stop));
            await worker.IdleAsync(Stop);
            var (kept, _) = await store.Get<ImportProfileCommands>().ListAsync(ImportRig.Worker, "petition", 1, Stop);
            await store.Get<ImportProfileCommands>().RenameAsync(ImportRig.Worker, kept[0].Id, kept[0].Version, "热线", Stop);
            await store.Get<ImportProfileCommands>().DeleteAsync(ImportRig.Worker, kept[0].Id, kept[0].Version + 1, Stop);

            await store.Get<ImportRuns>().ListAsync(ImportRig.Worker, 2, Stop);
            await store.Get<ImportRuns>().ListAsync(ImportRig.Administrator, 1, Stop);
            await using (var db = store.Open())
            {
                var (total, runs) = await ImportRuns.StreamAsync(db, ImportRig.Worker, Stop);
                Assert.Equal(total, await runs.CountAsync(Stop));
            }

            using var output = new MemoryStream();
            foreach (var kind in store.Get<ExportedLists>().All)
                await store.Get<ListExports>()
                .WriteAsync(kind, kind.IsOpenTo(ImportRig.Worker) ? ImportRig.Worker : ImportRig.Administrator, new(), ListFormat.Csv,
                    Chinese, output, Stop);
            foreach (var sheet in store.Get<ImportRegister>().All)
                await store.Get<ImportTemplates>().WriteAsync(sheet, ImportRig.Worker, Chinese, output, Stop);
            await worker.StopAsync(Stop);
        }, services => ImportRig.AddTo(services, folder.Path));
    }

    [Fact]
    public async Task ClaimingAndTakingOver()
    {
        using var folder = new TempFolder();
        var sent = await server.CompilesAsync("claims of imports", async factory =>
        {
            var clock = new OfficeClock(new TestClock(), TestStore.Zone);
            var changes = new ImportRunChanges(factory, clock);
            await changes.ClaimAsync(1, Stop);
            var run = new ImportRun { Id = 1, Kind = "hazard", FileName = "a.csv", FileHash = "", Language = "zh-CN", AskedBy = "x" };
            await changes.PulseAsync(run, null, Stop);
            await changes.PulseAsync(run, 5, Stop);
            await changes.ReturnAsync(run, isCutOff: true, Stop);
            await changes.ReturnAsync(run, isCutOff: false, Stop);
        });
        // Two nodes whose clocks differ must not take over each other's imports.
        Assert.Contains(sent, command => command.Text.StartsWith("SELECT SYSUTCDATETIME()", StringComparison.Ordinal));
        await server.MirrorsAsync("cut-off imports", async store =>
        {
            await store.Get<StalledImportRecovery>().RecoverAsync(startedAt: null, Stop);
            await store.AddAsync(new ImportRun
            {
                Kind = "hazard",
                FileName = "a.csv",
                FileHash = "",
                Language = "zh-CN",
                AskedBy = "x",
                State = ImportState.Checking,
                HeartbeatAt = DateTime.UnixEpoch,
                StepById = 1,
            });
            await store.Get<StalledImportRecovery>().RecoverAsync(TestStore.Start.UtcDateTime, Stop);
        }, services => ImportRig.AddTo(services, folder.Path));
    }

    [Fact]
    public async Task WhileRowsAreRead_NothingIsLocked_AndNoKeyIsAskedFor()
    {
        using var folder = new TempFolder();
        var sent = await server.CompilesAsync("bulk adds", async factory =>
        {
            var (clock, files) = (new OfficeClock(new TestClock(), TestStore.Zone),
                new ImportFiles(new FolderFileStore(new DataFolder(folder.Path))));
            var runner = new ImportRunner(
                factory, new ImportRegister([new Unnumbered()]), files, new ImportRunChanges(factory, clock), new RecordNumbers(factory),
                new WorkingCalendars(factory), new ImportProfiles(factory, clock), new BatchSiblings(factory, files), clock);
            var upload = Path.Combine(new DataFolder(folder.Path).Inside("imports"), "000001.upload");
            await File.WriteAllTextAsync(upload, "标题,隐患类别,发现日期\n堆物,消防,2026-03-02\n", Stop);
            var run = new ImportRun { Id = 1, Kind = "hazard", FileName = "a.csv", FileHash = "", Language = "zh-CN", AskedBy = "x" };
            await runner.CommitAsync(run, new CurrentUser("王芳", Role.Worker, [1], 7), new Progress<int>(), Stop);
        });
        Assert.Contains(sent, command => command.Text.StartsWith("CREATE TABLE [#added_Hazards]", StringComparison.Ordinal));
        Assert.DoesNotContain(sent, command => command.Text.Contains("LOCK", StringComparison.Ordinal)
            || command.Text.Contains("MAX(", StringComparison.Ordinal));
    }

    /// <summary>Hazards without numbers: those would be asked back from a server that is not there, for ever.</summary>
    private sealed class Unnumbered : ImportSheet<Hazard>
    {
        public override RecordList List => HazardRecords.Kind.List;

        public override string? Prefix => null;

        public override IReadOnlyList<ImportColumn> Columns { get; } =
        [
            new("record-id", ImportType.Identifier, nameof(Hazard.Id)),
            new("title", ImportType.Text, nameof(Hazard.Title)),
            new("hazard-category", ImportType.Text, nameof(Hazard.Category)),
        ];

        public override IQueryable<Hazard> With(IQueryable<Hazard> records) => records;

        public override Hazard Add(ImportRow row) =>
            new() { Number = "x", Title = row.Text("title")!, Category = row.Text("hazard-category")!, CommunityId = 1 };

        public override bool Change(Hazard record, ImportRow row) => false;
    }
}
