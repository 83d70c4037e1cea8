using System.Globalization;
using Concentric.Calendar;
using Concentric.Data;
using Concentric.Exports.Lists;
using Concentric.Hazards;
using Concentric.Imports;
using Concentric.Imports.Runs;
using Concentric.Lists;
using Concentric.People;
using Concentric.Tests.Core.Imports;
using Concentric.Tests.TestData;
using Concentric.Time;

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
            foreach (var (kind, text) in new[]
            {
                ("petition", $"编号,标题,类别,受理日期\n,新的,环境卫生,2026-03-02\n{petition.Number},改了,环境卫生,2026-03-18\n"),
                ("hazard", $"编号,标题,隐患类别,发现日期\n,新的,消防,2026-03-02\n{hazard.Number},改了,消防,2026-03-18\n"),
                ("visit", "走访日期,走访人,走访门牌\n2026-03-02,王芳,7-2-301、7-2-302\n"),
                ("volunteer", "姓名,登记日期\n张建国,2026-03-02\n"),
                ("commitment", "标题,责任人,到期日\n修门,物业,2026-03-20\n"),
            })
            {
                using var file = new MemoryStream(ImportRig.Csv(text));
                var id = await store.Get<ImportRuns>().UploadAsync(ImportRig.Worker, kind, "a.csv", file, Chinese, Stop);
                await worker.IdleAsync(Stop);
                await store.Get<ImportRuns>().CommitAsync(ImportRig.Worker, id, Stop);
                await worker.IdleAsync(Stop);
                Assert.Equal(ImportState.Done, (await store.Get<ImportRuns>().FindAsync(ImportRig.Worker, id, Stop))!.Run.State);
            }

            await store.Get<ImportRuns>().ListAsync(ImportRig.Worker, 2, Stop);
            await store.Get<ImportRuns>().ListAsync(ImportRig.Administrator, 1, Stop);
            using var output = new MemoryStream();
            foreach (var kind in store.Get<RecordRegister>().All) await store.Get<ListExports>().WriteAsync(kind, ImportRig.Worker, new(), ListFormat.Csv, Chinese, output, Stop);
            foreach (var sheet in store.Get<ImportRegister>().All) await store.Get<ImportTemplates>().WriteAsync(sheet, ImportRig.Worker, Chinese, output, Stop);
            await worker.StopAsync(Stop);
        }, services => ImportRig.AddTo(services, folder));
    }

    [Fact]
    public async Task KeysThatAreGivenOutHere_AreGivenOutByNobodyElse()
    {
        using var folder = new TempFolder();
        var sent = await server.CompilesAsync("bulk adds", async factory =>
        {
            var (clock, files) = (new OfficeClock(TimeProvider.System, TestStore.Zone), new ImportFiles(new DataFolder(folder.Path)));
            var runner = new ImportRunner(
                factory, new ImportRegister([new Unnumbered()]), files, new ImportRunChanges(factory, clock), new RecordNumbers(factory), new WorkingCalendars(factory), clock);
            await File.WriteAllTextAsync(files.PathOf(1), "标题,隐患类别,发现日期\n堆物,消防,2026-03-02\n", Stop);
            var run = new ImportRun { Id = 1, Kind = "hazard", FileName = "a.csv", FileHash = "", Language = "zh-CN", AskedBy = "x" };
            await runner.CommitAsync(run, new Caller("王芳", Role.Worker, [1], 7), new Progress<int>(), Stop);
        });
        Assert.Contains(sent, command => command.Text.Contains("FROM [Hazards] WITH (TABLOCKX, HOLDLOCK)", StringComparison.Ordinal));
    }

    /// <summary>Hazards without numbers: those would be asked back from a server that is not there, for ever.</summary>
    private sealed class Unnumbered : ImportSheet<Hazard>
    {
        public override RecordList List => HazardList.List;

        public override string? Prefix => null;

        public override IReadOnlyList<ImportColumn> Columns { get; } =
        [
            new("record-id", ImportType.Identifier, nameof(Hazard.Id)),
            new("title", ImportType.Text, nameof(Hazard.Title)),
            new("hazard-category", ImportType.Text, nameof(Hazard.Category)),
        ];

        public override IQueryable<Hazard> With(IQueryable<Hazard> records) => records;

        public override Hazard Add(ImportRow row) => new() { Number = "x", Title = row.Text("title")!, Category = row.Text("hazard-category")!, CommunityId = 1 };

        public override bool Change(Hazard record, ImportRow row) => false;
    }
}
