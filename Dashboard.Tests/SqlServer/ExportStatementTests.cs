using System.Globalization;
using Concentric.Calendar;
using Concentric.Communities;
using Concentric.Data;
using Concentric.Data.Files;
using Concentric.Exports;
using Concentric.Exports.Deliveries;
using Concentric.Exports.Rhythms;
using Concentric.Exports.StreetSummary;
using Concentric.Jobs;
using Concentric.Ledgers;
using Concentric.Live;
using Concentric.Mail;
using Concentric.Metrics;
using Concentric.People;
using Concentric.Tests.Core.Exports;
using Concentric.Tests.TestData;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Concentric.Tests.SqlServer;

/// <summary>What workbooks are read with, compiled for SQL Server.</summary>
public sealed class ExportStatementTests(DashboardSqlServer server) : IClassFixture<DashboardSqlServer>
{
    private static readonly OfficeClock Clock = new(new TestClock(), TestStore.Zone);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task StreetSummaryCompiles()
    {
        var sent = await server.CompilesAsync("street summary", async factory =>
        {
            var template = new StreetSummaryTemplate(factory, new MetricCatalogue(new MetricOptions()),
                Fixed.Of(new StreetOffice("街道", "Street")), Clock);
            foreach (var communities in new IReadOnlyList<int>?[] { null, [1, 2] })
            {
                var question = new ExportQuestion(Period.MonthOf(TestStore.Today), PeriodKind.Month, communities,
                    CultureInfo.GetCultureInfo("en"), "x");
                await template.WriteAsync(question, Stream.Null, null, Stop);
            }
        });
        Assert.Contains(sent, command => command.Text.Contains("ORDER BY [p].[Id]", StringComparison.Ordinal));
        // Whoever has the connection next reads and writes as usual.
        Assert.Contains(sent, command => command.Text == "SET TRANSACTION ISOLATION LEVEL READ COMMITTED");
    }

    [Fact]
    public async Task WhatIsAskedAtTheStart_IsReadByTheServersGrammar()
    {
        // Of the server's own tables, which the compiler does not know.
        var sent = await server.Server.CaptureAsync("start", factory => new StorePreparation(factory,
            new StoreOptions(StoreProvider.SqlServer, "Server=a;Database=b"), []).AdviseAsync(Stop));
        Sql.Parse(sent[0].Text, out var mistakes);
        Assert.Empty(mistakes);
        Assert.Contains("is_read_committed_snapshot_on", sent[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunsCompile()
    {
        var sent = await server.CompilesAsync("exports", async factory =>
        {
            var (runs, requests) = Services(factory);
            await TryAsync(() => runs.ClaimAsync(1, Stop));
            var held = new ExportRun
            {
                Id = 1,
                State = ExportState.Running,
                Attempts = 1,
                Key = "held",
                Template = "street-summary",
                Language = "en",
                AskedBy = "刘敏",
            };
            await TryAsync(() => runs.PulseAsync(held, 10, Stop));
            await TryAsync(() => runs.PulseAsync(held, null, Stop));
            await TryAsync(() => requests.AskAsync(TestStore.Leader,
                new ExportRequest("street-summary", Period.MonthOf(TestStore.Today), PeriodKind.Month, [1], "en"), Stop));
            await TryAsync(() => requests.RetryAsync(TestStore.Leader, 1, Stop));
            await TryAsync(() => requests.StopAsync(TestStore.Leader, 1, Stop));
        });
        // Two nodes whose clocks differ must not take over each other's runs.
        Assert.Contains(sent, command => command.Text.StartsWith("SELECT SYSUTCDATETIME()", StringComparison.Ordinal));
    }

    [Fact]
    public Task SchedulesCompile() => server.MirrorsAsync("schedules", async store =>
    {
        var commands = store.Get<ScheduleCommands>();
        var details = new ScheduleDetails("周报", ExportRig.HeldKey,
            new(RhythmUnit.Week, new(7, 30)), new(Coverage.WeekBefore), "en", [TestStore.Xinsheng], 30, true,
            []);
        var id = await commands.AddAsync(TestStore.Administrator, details, Stop);
        await commands.ChangeAsync(TestStore.Administrator, id, 1, details with { KeepDays = 31 }, Stop);
        await commands.RunNowAsync(TestStore.Administrator, id, Stop);
        var filtered = await commands.AddAsync(TestStore.Administrator,
            details with
            {
                Template = "petition-ledger",
                Filters = new("overdue", new Dictionary<string, string> { ["source"] = "Hotline", ["responsible"] = "物业" })
            }, Stop);
        store.Get<RecordingJobs>().TakeAll();
        await commands.RunNowAsync(TestStore.Administrator, filtered, Stop);
        await store.Get<ExportRunner>().RunAsync(Assert.Single(store.Get<RecordingJobs>().TakeAll()), Stop);
        await store.Get<ExportRetention>().RemoveExpiredAsync(Stop);
        foreach (var communities in new int[][] { [], [TestStore.Xinsheng] })
        {
            await commands.AddAsync(TestStore.Administrator,
                details with { RecipientRoles = [Role.Leader, Role.Worker], OnlyAbove = 0, Communities = communities }, Stop);
        }

        await commands.AddAsync(TestStore.Administrator, details with { RecipientRoles = [Role.Leader, Role.Worker] }, Stop);
        await commands.AddAsync(TestStore.Administrator, details with { Covers = new(Coverage.SinceLastRun) }, Stop);
        store.Time.Advance(TimeSpan.FromDays(7));
        await store.Get<ExportSchedules>().EnqueueDueAsync(Stop);
        await store.Get<ScheduleQueries>().ListAsync(TestStore.Administrator, Stop);
        await commands.RemoveAsync(TestStore.Administrator, id, 2, Stop);
    }, ExportRig.Configure);

    [Fact]
    public Task DeliveriesCompile() => server.MirrorsAsync("deliveries", async store =>
    {
        var leader = await store.Get<AccountCommands>()
            .AddAsync(CurrentUser.System, "leader", new("leader", Role.Leader, [], "leader@example.cn"), TestApp.Password, Stop);
        var commands = store.Get<ScheduleCommands>();
        var details = new ScheduleDetails("周报", ExportRig.HeldKey,
            new(RhythmUnit.Week, new(7, 30)), new(Coverage.WeekBefore), "en", [TestStore.Xinsheng], 30, true,
            [leader]);
        var schedule = await commands.AddAsync(TestStore.Administrator, details, Stop);
        await commands.SwitchAsync(TestStore.Administrator, schedule, 1, false, Stop);
        await commands.RunNowAsync(TestStore.Administrator, schedule, Stop);
        var id = Assert.Single(store.Get<RecordingJobs>().TakeAll());
        store.Get<HeldTemplate>().LetGo();
        await store.Get<ExportRunner>().RunAsync(id, Stop);
        var outbox = store.Get<MailOutbox>();
        var mail = (await outbox.TakeAsync(Stop))!;
        await outbox.FailedAsync(mail, MailProblem.Refused, "451", isFinal: false);
        store.Time.Advance(OutboxRow.Pauses[0]);
        mail = (await outbox.TakeAsync(Stop))!;
        await outbox.GiveBackAsync(mail);
        mail = (await outbox.TakeAsync(Stop))!;
        await outbox.BeginAsync(mail, Stop);
        await outbox.RecoverAsync(atStart: false, Stop);
        await outbox.SentAsync(mail, hasFile: true);
        await outbox.RecoverAsync(atStart: true, Stop);
        await store.Get<ExportQueries>().DetailAsync(TestStore.Leader, id, Stop);
        await store.Get<ExportRetention>().SweepAsync(atStart: true, Stop);
        store.Get<HeldTemplate>().Failure = new ExportException("DiskFull");
        store.Get<HeldTemplate>().LetGo();
        store.Time.Advance(TimeSpan.FromMinutes(1));
        await commands.RunNowAsync(TestStore.Administrator, schedule, Stop);
        await store.Get<ExportRunner>().RunAsync(Assert.Single(store.Get<RecordingJobs>().TakeAll()), Stop);
    }, services =>
    {
        services.AddPeople();
        services.AddSingleton(DeliveryRig.SomeServer);
        ExportRig.Configure(services);
    });

    [Fact]
    public async Task MakingCompiles()
    {
        var sent = await server.CompilesAsync("export runner", async factory =>
        {
            var (runs, _) = Services(factory);
            using var folder = new TempFolder();
            using var runner = new ExportRunner(
                runs, new ExportTemplates([]), new ExportFiles(new FolderFileStore(new DataFolder(folder.Path))), Deliveries(factory),
                new CommunityDirectory(factory, new TestClock()), Clock, new TestClock(), NullLogger<ExportRunner>.Instance);
            await TryAsync(() => runner.RunAsync(1, Stop));
        });
        Assert.Contains(sent, command => command.Text.Contains("[FinishedAt] = ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ListsSchedulesAndRecoveryCompile()
    {
        await server.CompilesAsync("exports: lists, schedules, take-over, pruning", async factory =>
        {
            var (runs, requests) = Services(factory);
            using var folder = new TempFolder();
            var queries = new ExportQueries(factory, new CommunityDirectory(factory, new TestClock()),
                new ExportFiles(new FolderFileStore(new DataFolder(folder.Path))), Clock);
            await TryAsync(() => queries.ListAsync(TestStore.Leader, 2, 25, Stop));
            await TryAsync(() => queries.ListAsync(TestStore.WorkerOfXinsheng, 2, 25, Stop));
            var filter = new ExportFilter(ExportState.Stopped, "street-summary", TestStore.Today, TestStore.Today);
            await TryAsync(() => queries.ListAsync(TestStore.Leader, filter, 1, 25, Stop));
            await TryAsync(() => queries.ListAsync(TestStore.WorkerOfXinsheng, filter, 1, 25, Stop));
            await using var db = await factory.CreateDbContextAsync(Stop);
            foreach (var caller in new[] { TestStore.Leader, TestStore.WorkerOfXinsheng })
                await TryAsync(async () => await (await queries.StreamAsync(db, caller, ExportFilter.None, Stop)).Runs.CountAsync(Stop));
            await TryAsync(() => queries.DownloadAsync(TestStore.Leader, 1, Stop));
            var schedules = new ExportSchedules(factory, requests,
                new ExportRecipients(factory, new CommunityDirectory(factory, new TestClock())), new WorkingCalendars(factory),
                new CommunityDirectory(factory, new TestClock()), Clock);
            await TryAsync(() => schedules.SeedAsync(Stop));
            await TryAsync(() => schedules.EnqueueDueAsync(Stop));
            var takeOver = new StalledRunRecovery(factory, runs, requests, Deliveries(factory),
                new StoreOptions(StoreProvider.SqlServer, ""), Clock, NullLogger<StalledRunRecovery>.Instance);
            await TryAsync(() => takeOver.RecoverAsync(atStart: true, Stop));
            await TryAsync(() => takeOver.RecoverAsync(atStart: false, Stop));
            await TryAsync(() => new ChangeLogPruning(factory, Clock, NullLogger<ChangeLogPruning>.Instance).PruneAsync(Stop));
        });
    }

    private static ExportDeliveries Deliveries(IDbContextFactory<DashboardDbContext> factory) =>
        new(Fixed.Of(MailOptions.Off), new ExportTemplates([]), new CommunityDirectory(factory, new TestClock()), Clock);

    private static (ExportRunChanges Runs, ExportRequests Requests) Services(IDbContextFactory<DashboardDbContext> factory)
    {
        var runs = new ExportRunChanges(factory, Clock);
        var template = new StreetSummaryTemplate(factory, new MetricCatalogue(new MetricOptions()),
            Fixed.Of(new StreetOffice("街道", "Street")), Clock);
        return (runs, new ExportRequests(
            factory, runs, new ExportTemplates([template]), new CommunityDirectory(factory, new TestClock()), Clock, new RecordingJobs(),
            NullLogger<ExportRequests>.Instance));
    }

    /// <summary>Made-up rows seldom fit together; what matters is what was sent.</summary>
    private static async Task TryAsync(Func<Task> run)
    {
        try
        {
            await run();
        }
        catch (Exception failure) when (failure is ExportException or InvalidOperationException or FormatException
            or Cronos.CronFormatException or DbUpdateException or ArgumentException)
        {
            TestContext.Current.TestOutputHelper?.WriteLine(failure.Message);
        }
    }
}
