using Concentric.Activities;
using Concentric.Data;
using Concentric.Kinds;
using Concentric.Metrics;
using Concentric.Notices;
using Concentric.Programmes;
using Concentric.PublishedFigures;
using Concentric.Registration;
using Concentric.Rules;
using Concentric.Tests.TestData;
using Concentric.Visits;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Core.PublishedFigures;

/// <summary>
/// Claims are entered with their rules, judged against the records, and their owner told once for each change of verdict.
/// </summary>
public sealed class PublishedFigureTests : IAsyncLifetime
{
    private static FieldValues<PublishedFigure> Values => Make.FigureValues();

    private TestStore store = null!;
    private int owner;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private PublishedFigureCommands Commands => store.Get<PublishedFigureCommands>();

    public async ValueTask InitializeAsync()
    {
        store = await TestStore.CreateAsync(services => services.AddMetricCube(MetricOptions.Default));
        await store.AddAsync(new Programme { Key = "visits", Name = "入户走访", NameEn = "Visits" },
            new Programme { Key = "roads", Name = "修路", NameEn = "Roads" });
        owner = (await store.AddAsync(new DashboardUser { UserName = "analyst", DisplayName = "周分析", Role = Role.Analyst })).Id;
        await store.AddAsync(new DashboardUser { UserName = "leader", DisplayName = "刘主任", Role = Role.Leader });
        await store.Get<MetricCube>().BuildAsync(Stop);
    }

    public ValueTask DisposeAsync() => store.DisposeAsync();

    [Fact]
    public async Task TheOwner_IsToldOnce_WhenAClaimStopsHolding_AndOnceWhenItHoldsAgain()
    {
        await VisitAsync();
        var second = await VisitAsync();
        var at = await Commands.EnterAsync(TestStore.Leader, Values.With(x => x.OwnerId, owner), null, Stop);
        Assert.Equal(0, await CheckAsync());
        Assert.Equal(ClaimVerdict.Supported, (await JudgedAsync(at.Id)).Verdict);

        await ArchiveAsync(second, "重复");
        Assert.Equal((ClaimVerdict.FallsShort, -1_000L),
            ((await JudgedAsync(at.Id)).Verdict, (await JudgedAsync(at.Id)).DifferenceMilli!.Value));
        Assert.Equal(1, await CheckAsync());
        Assert.Equal(0, await CheckAsync());
        var told = Assert.Single(await NoticesAsync());
        Assert.Equal((owner, NoticeKind.ClaimShort, "published-figure", at.Id, "走访2次"),
            (told.UserId, told.Kind, told.RecordKind, told.RecordId, told.Title));

        await VisitAsync();
        Assert.Equal(1, await CheckAsync());
        await ArchiveAsync(3, "重复");
        await CheckAsync();
        Assert.Equal([NoticeKind.ClaimShort, NoticeKind.ClaimHolds, NoticeKind.ClaimShort], (await NoticesAsync())
            .ConvertAll(notice => notice.Kind));
    }

    [Fact]
    public async Task WithoutAnOwner_TheLeadersAreTold_AndAMetricThatIsGoneIsSaid()
    {
        var at = await Commands.EnterAsync(TestStore.Leader, Values.With(x => x.Relation, FigureRelation.Exactly)
            .With(x => x.AmountMilli, 0), null, Stop);
        await CheckAsync();
        await VisitAsync();
        await CheckAsync();
        await using (var db = store.Open())
            await db.PublishedFigures.ExecuteUpdateAsync(row => row.SetProperty(claim => claim.MetricKey, "gone.metric"), Stop);
        await CheckAsync();
        Assert.Equal([NoticeKind.ClaimExceeded, NoticeKind.ClaimUncounted], (await NoticesAsync()).ConvertAll(notice => notice.Kind));
        await using var read = store.Open();
        Assert.Equal(Role.Leader, (await read.Notices.Include(notice => notice.User).FirstAsync(Stop)).User!.Role);
        Assert.Equal(ClaimVerdict.NoSuchMetric, (await JudgedAsync(at.Id)).Verdict);
    }

    [Fact]
    public async Task WhatIsNarrowedByProgrammes_FollowsTheRecords()
    {
        var at = await Commands.EnterAsync(
            TestStore.Leader, Values.With("metric", "activities.held").With("claimed-amount", 1_000).With("only-programmes", "修路")
                .With("only-communities", "馨盛园"), null, Stop);
        Assert.Equal(("roads", "xinsheng"), ((await JudgedAsync(at.Id)).Claim.Programmes, (await JudgedAsync(at.Id)).Claim.Communities));
        Assert.Equal(ClaimVerdict.FallsShort, (await JudgedAsync(at.Id)).Verdict);
        var activity = Make.Activity();
        activity.Programmes.Add(new ActivityProgramme { ProgrammeId = 2 });
        await store.AddAsync(activity);
        await store.Get<MetricCube>().RecountAsync(new Dictionary<string, IReadOnlyCollection<DateOnly>?> { ["activity"] = null }, Stop);
        Assert.Equal(ClaimVerdict.Supported, (await JudgedAsync(at.Id)).Verdict);
    }

    [Fact]
    public async Task EverythingThatIsWrong_IsToldAtOnce()
    {
        var refused = await Assert.ThrowsAsync<RefusedException>(() => Commands.EnterAsync(
            TestStore.Leader,
            new FieldValues<PublishedFigure>().With("claim", " ").With("metric", "no.such").With("mechanism", "no-such")
                .With("period-from", new DateOnly(2026, 2, 1))
                .With("period-to", new DateOnly(2026, 1, 1)).With("only-programmes", "无").With("only-communities", "无")
                    .With("claim-owner", 99),
            null, Stop));
        Assert.Equal(
            ["claim-owner:Unknown", "claim:Required", "claimed-amount:Required", "mechanism:Unknown", "metric:Unknown",
                "only-communities:Unknown", "only-programmes:Unknown", "period-to:EndsBeforeStart", "published-in:Required",
                "published-on:Required", "relation:Required"],
            refused.Violations.Select(one => $"{one.Field}:{one.Rule}").Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("visits.count", PublishedFigureRecords.MostMilli, "", null)]
    [InlineData("visits.count", PublishedFigureRecords.MostMilli + 1_000, "", Rule.OutOfRange)]
    [InlineData("visits.count", -1_000, "", Rule.OutOfRange)]
    [InlineData("petitions.on-time-rate", PublishedFigureRecords.WholeMilli, "", null)]
    [InlineData("petitions.on-time-rate", PublishedFigureRecords.WholeMilli + 1_000, "", Rule.OutOfRange)]
    [InlineData("visits.count", 1_000, "roads", Rule.NotByProgramme)]
    [InlineData("activities.held", 1_000, "roads", null)]
    public async Task ANumberAndItsMetric_MustGoTogether(string metric, long amount, string programmes, Rule? rule)
    {
        var values = Values.With("metric", metric).With("claimed-amount", amount).With("only-programmes", programmes);
        var publish = () => Commands.EnterAsync(TestStore.Leader, values, null, Stop);
        if (rule is null) await publish();
        else Assert.Equal(rule, Assert.Single((await Assert.ThrowsAsync<RefusedException>(publish)).Violations).Rule);
    }

    [Fact]
    public async Task AWorkerNeitherReadsNorWrites_AndTheSameRequestEntersOnce()
    {
        var request = Guid.NewGuid();
        var at = await Commands.EnterAsync(TestStore.Leader, Values, request, Stop);
        Assert.Equal(at, await Commands.EnterAsync(TestStore.Leader, Values, request, Stop));
        var queries = store.Get<PublishedFigureQueries>();
        Assert.Empty(await queries.ReadAsync(TestStore.WorkerOfXinsheng, null, Stop));
        Assert.Null(await queries.FindAsync(TestStore.WorkerOfXinsheng, at.Id, Stop));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => Commands.EnterAsync(TestStore.WorkerOfXinsheng, Values, null, Stop));
        await Assert.ThrowsAsync<RecordNotFoundException>(() =>
            Commands.CorrectAsync(TestStore.WorkerOfXinsheng, new(at.Id, at.Version, Values), Stop));
        var records = store.Get<RecordCommands<PublishedFigure>>();
        at = await records.ArchiveAsync(TestStore.Leader, new(at.Id, at.Version, "重复"), Stop);
        Assert.Empty(await queries.ReadAsync(TestStore.Leader, null, Stop));
        await records.RestoreAsync(TestStore.Leader, new(at.Id, at.Version), Stop);
        Assert.Single(await queries.ReadAsync(TestStore.Leader, "visits", Stop));
        Assert.Empty(await queries.ReadAsync(TestStore.Leader, "roads", Stop));
    }

    private async Task<long> VisitAsync()
    {
        var visit = await store.AddAsync(new Visit { CommunityId = TestStore.Xinsheng, VisitedOn = TestStore.Today, Visitor = "王芳" });
        await RecountAsync();
        return visit.Id;
    }

    private async Task ArchiveAsync(long id, string reason)
    {
        await using var db = store.Open();
        (await db.Visits.SingleAsync(visit => visit.Id == id, Stop)).Archive(reason, new("王芳", DateTime.UnixEpoch, TestStore.Today));
        await db.SaveChangesAsync(Stop);
        await RecountAsync();
    }

    private Task RecountAsync() => store.Get<MetricCube>()
        .RecountAsync(new Dictionary<string, IReadOnlyCollection<DateOnly>?> { ["visit"] = [TestStore.Today] }, Stop);

    private Task<int> CheckAsync() => store.Get<ClaimChecks>().RunAsync(Stop);

    private async Task<JudgedClaim> JudgedAsync(long id) =>
        (await store.Get<PublishedFigureQueries>().FindAsync(TestStore.Leader, id, Stop))!.Judged;

    private async Task<List<Notice>> NoticesAsync()
    {
        await using var db = store.Open();
        return await db.Notices.OrderBy(notice => notice.Id).ToListAsync(Stop);
    }
}
