using System.Globalization;
using Concentric.Activities;
using Concentric.Alerts;
using Concentric.Anomalies;
using Concentric.Communities;
using Concentric.Data;
using Concentric.Exports;
using Concentric.Kinds;
using Concentric.Ledgers;
using Concentric.Metrics;
using Concentric.Profiles;
using Concentric.Programmes;
using Concentric.PublishedFigures;
using Concentric.Registration;
using Concentric.SentenceChecks;
using Concentric.Tests.Core.Notices;
using Concentric.Tests.TestData;
using Concentric.Time;
using Microsoft.Extensions.DependencyInjection;

namespace Concentric.Tests.SqlServer;

/// <summary>Every statement of published figures, programmes, second looks and signs, for SQL Server.</summary>
public sealed class FigureStatementTests(DashboardSqlServer server) : IClassFixture<DashboardSqlServer>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public Task PublishedFigures() => MirrorsAsync("figures.claims", async store =>
    {
        await store.AddAsync(new Programme { Key = "visits", Name = "入户走访", NameEn = "Visits" });
        var leader = TestStore.Leader;
        var (commands, queries, checks) = (store.Get<PublishedFigureCommands>(), store.Get<PublishedFigureQueries>(),
            store.Get<ClaimChecks>());
        var values = Make.FigureValues().With("metric", "activities.held").With("only-programmes", "visits")
            .With("only-communities", "xinsheng");
        var at = await commands.EnterAsync(leader, values, Guid.NewGuid(), Stop);
        await checks.RunAsync(Stop);
        var activity = Make.Activity(heldOn: TestStore.Today);
        activity.Programmes.Add(new ActivityProgramme { ProgrammeId = 1 });
        await store.AddAsync(activity);
        await checks.RunAsync(Stop);
        await queries.ReadAsync(leader, "visits", Stop);
        await queries.FindAsync(leader, at.Id, Stop);
        await store.Get<RecordQueries<PublishedFigure>>().OfferAsync(leader, Stop);
        await store.Get<ProgrammeDirectory>().NamesAsync(Stop);
        at = await commands.CorrectAsync(leader, new(at.Id, at.Version, new() { [x => x.Claim] = "走访了" }), Stop);
        var records = store.Get<RecordCommands<PublishedFigure>>();
        at = await records.ArchiveAsync(leader, new(at.Id, at.Version, "重复"), Stop);
        await records.RestoreAsync(leader, new(at.Id, at.Version), Stop);
    });

    [Fact]
    public Task Alerts() => MirrorsAsync("figures.alerts", async store =>
    {
        await store.AddAsync(Make.Petition(receivedOn: TestStore.Today.AddDays(-20), with: petition =>
            petition.DueOn = TestStore.Today.AddDays(-7)));
        var leader = await store.AccountAsync("leader", Role.Leader);
        var worker = await store.AccountAsync("worker", Role.Worker, TestStore.Xinsheng);
        var (commands, queries) = (store.Get<AlertCommands>(), store.Get<AlertQueries>());
        var input = new AlertInput("petitions.overdue", AlertCondition.PastLimit, AlertSide.Above, 0, null, null, null, AlertScope.Chosen,
            [TestStore.Xinsheng], 1, [leader.UserId!.Value, worker.UserId!.Value], [], "先看台账");
        var rule = await commands.SaveAsync(leader, null, 0, input, Stop);
        await commands.SaveAsync(worker, null, 0, input, Stop);
        await store.Get<MetricCube>().BuildAsync(Stop);
        for (var hour = 0; hour < 2; hour++)
        {
            Assert.Equal(hour == 0 ? 2 : 0, await store.Get<AlertChecks>().RunAsync(Stop));
            store.Time.Advance(TimeSpan.FromHours(1));
        }

        foreach (var caller in new[] { leader, worker })
        {
            Assert.NotEmpty(await queries.ListAsync(caller, isRetired: false, Stop));
            Assert.Equal(2, (await queries.HistoryAsync(caller, new(IsOpen: true), 1, Stop)).Total);
            await queries.HistoryAsync(caller, new(RuleId: rule, Id: 1, Told: 1), 1, Stop);
            // The leader was told of one alert, the worker of two in one notice.
            var named = await queries.NamedAsync(caller, await store.NoticesAsync(caller), Stop);
            Assert.Equal(caller == worker ? [2] : Array.Empty<int>(), named.Values.Select(one => one.Count));
            await queries.FindAsync(caller, rule, Stop);
            await queries.PeopleAsync(caller, Stop);
            await queries.RobotsAsync(caller, Stop);
        }

        input = input with { Communities = [TestStore.Xinshun], Recipients = [leader.UserId.Value] };
        await commands.SaveAsync(leader, rule, 1, input, Stop);
        await commands.MoveAsync(leader, rule, 2, AlertRuleState.Paused, "整理台账", Stop);
        await commands.PruneAsync(Stop);
    });

    [Fact]
    public Task KeptChecksOfTexts() => MirrorsAsync("figures.kept-checks", async store =>
    {
        var (leader, checks) = (await store.AccountAsync("leader", Role.Leader), store.Get<KeptChecks>());
        await store.Get<MetricCube>().BuildAsync(Stop);
        var slice = new SliceReading(PeriodKind.Year, Period.YearTo(TestStore.Today), [TestStore.Xinsheng], []);
        var text = (await store.Get<SentenceChecker>().CheckAsync(leader, new("受理诉求4件。", null, slice, []), null, Stop))!;
        var id = await checks.KeepAsync(leader, "简报", text, [], "xinsheng", Stop);
        await checks.KeepAsync(leader, "简报", text, [], "xinsheng", Stop);
        await checks.ListAsync(leader, Stop);
        await checks.FindAsync(leader, id, Stop);
        await checks.PruneAsync(Stop);
        await checks.DeleteAsync(leader, id, Stop);
    });

    [Fact]
    public Task RememberedPhrases() => MirrorsAsync("figures.phrases", async store =>
    {
        var (leader, phrases) = (TestStore.Leader, store.Get<RememberedPhrases>());
        await phrases.RememberAsync(leader, "热线转办工单#", "petitions.received", Stop);
        await phrases.RememberAsync(leader, "热线转办工单#", null, Stop);
        await store.Get<MetricCube>().BuildAsync(Stop);
        var slice = new SliceReading(PeriodKind.Year, Period.YearTo(TestStore.Today), [TestStore.Xinsheng], []);
        await store.Get<SentenceChecker>().CheckAsync(leader, new("热线转办工单4件，同比上升。", null, slice, []), null, Stop);
        await phrases.ForgetAsync(leader, (await phrases.ListAsync(Stop))[0].Id, Stop);
    });

    [Fact]
    public Task Programmes() => MirrorsAsync("figures.programmes", async store =>
    {
        var fairs = await store.AddAsync(new Programme { Key = "fairs", Name = "赶大集", NameEn = "Fairs" },
            new Programme { Key = "wishes", Name = "杂货铺", NameEn = "Wishes" },
            new Programme { Key = "volunteers", Name = "志愿者", NameEn = "Volunteers" });
        var activity = Make.Activity(heldOn: TestStore.Today);
        activity.Programmes.Add(new ActivityProgramme { ProgrammeId = fairs.Id });
        await store.AddAsync(activity);
        var queries = store.Get<ProgrammeQueries>();
        foreach (IReadOnlyList<int>? communities in new IReadOnlyList<int>?[] { null, [TestStore.Xinsheng] })
        {
            await queries.ListAsync(Period.YearTo(TestStore.Today), communities, Stop);
            foreach (var key in new[] { "fairs", "wishes", "volunteers" })
                await queries.FindAsync(key, Period.YearTo(TestStore.Today), communities, TestStore.Today, Stop);
        }
    });

    [Fact]
    public Task DefinitionsAndSigns() => MirrorsAsync("figures.second-looks", async store =>
    {
        await store.AddAsync(Make.Petition());
        var catalogue = store.Get<MetricCatalogue>();
        foreach (var (one, other) in CompetingDefinitions.Pairs)
            await store.Get<MetricQueries>()
            .ReadDifferenceAsync(catalogue[one], catalogue[other],
                new(Period.YearTo(TestStore.Today), TestStore.Today, [TestStore.Xinsheng]), new LedgerRequest(), null, Stop);
        foreach (var sign in Enum.GetValues<Anomaly>())
        {
            await store.Get<AnomalyQueries>().ReadAsync(sign, Period.YearTo(TestStore.Today), Stop);
            await store.Get<AnomalyQueries>()
                .ReadRowsAsync(sign, Period.YearTo(TestStore.Today), TestStore.Xinsheng, new LedgerRequest("due-on"), Stop);
        }
    });

    [Fact]
    public Task FiguresOfAMoment() => MirrorsAsync("figures.moment", async store =>
    {
        await store.Get<MetricCube>().BuildAsync(Stop);
        await store.AddAsync(Make.Petition());
        var question = new ExportQuestion(Period.YearTo(TestStore.Today), PeriodKind.Year, null, CultureInfo.GetCultureInfo("en"), "x");
        await store.Get<ExportTemplates>().Find("petition-ledger")!.WriteAsync(question, Stream.Null, null, Stop);
    });

    private Task MirrorsAsync(string source, Func<TestStore, Task> run) => server.MirrorsAsync(
        source, run, services =>
            services.AddMetricCube(MetricOptions.Default).AddSingleton(new StreetOffice("街道", "Street")).AddExportTemplates());
}
