using System.Text.RegularExpressions;
using Concentric.Data;
using Concentric.Hazards;
using Concentric.People;
using Concentric.Tests.TestData;
using Concentric.Work;
using CsCheck;
using Microsoft.Extensions.DependencyInjection;

namespace Concentric.Tests.Core.Work;

public sealed class WorkQueriesTests
{
    private const int Stores = 8;
    private const int RecordsOfAKind = 40;

    private static readonly CurrentUser[] Callers =
    [
        TestStore.WorkerOfXinsheng, TestStore.WorkerOfXinshun, new("赵六", Role.Worker, [TestStore.Xinsheng, TestStore.Binhe]),
        new("无社区", Role.Worker, []),
        TestStore.Leader, TestStore.Administrator,
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public Task EveryGroup_HoldsWhatItsDefinitionSays() => Gen.Int.SampleAsync(
        async seed =>
        {
            await using var store = await TestStore.CreateAsync();
            var records = new RandomWork(seed);
            await records.FillAsync(store, RecordsOfAKind);
            foreach (var caller in Callers) await CompareAsync(store.Get<WorkQueries>(), records, caller);
        },
        iter: Check.Time > 0 ? -1 : Stores, writeLine: TestContext.Current.TestOutputHelper!.WriteLine);

    private static async Task CompareAsync(WorkQueries queries, RandomWork records, CurrentUser caller)
    {
        var expected = WorkByHand.Of(records, caller).ToList();
        var counts = await queries.CountAsync(caller, null, Cancellation);
        Assert.Equal(new WorkDays(TestStore.Today, WorkByHand.Soon), counts.Days);
        Assert.Equal(
            expected.GroupBy(one => (one.CommunityId, Kind: RecordKinds.NameOf(one.Record.GetType()), one.Group))
                .Select(group => new WorkCount(group.Key.CommunityId, group.Key.Kind, group.Key.Group, group.Count())).ToHashSet(),
            counts.All.ToHashSet());
        foreach (var group in Enum.GetValues<WorkGroup>())
        {
            var lines = await queries.ReadAsync(caller, null, group, WorkQueries.MostLines, Cancellation);
            Assert.Equal(
                expected.Where(one => one.Group == group).Select(one => (RecordKinds.NameOf(one.Record.GetType()), one.Record.Id))
                    .ToHashSet(),
                lines.Select(line => (line.Kind, line.Id)).ToHashSet());
            Assert.Equal(counts.Of(group), lines.Count);
            // The most urgent first, and a part of the list is its beginning.
            var urgency = lines.Select(line => (group <= WorkGroup.DueSoon && line.IsMajor ? 0 : 1, line.DueOn ?? line.Since)).ToList();
            Assert.Equal(urgency.Order(), urgency);
            Assert.Equal(lines.Take(3), await queries.ReadAsync(caller, null, group, 3, Cancellation));
        }
    }

    [Fact]
    public async Task HazardOfOnesOwn_IsForOthersToVerify()
    {
        await using var store = await TestStore.CreateAsync();
        await store.AddAsync(Make.Hazard(with: hazard =>
            (hazard.RectifiedOn, hazard.RectifiedBy) = (TestStore.Today, TestStore.WorkerOfXinsheng.Name)));
        var queries = store.Get<WorkQueries>();
        Assert.Empty(await queries.ReadAsync(TestStore.WorkerOfXinsheng, null, WorkGroup.ToVerify, 10, Cancellation));
        Assert.Single(await queries.ReadAsync(new CurrentUser("同事", Role.Worker, [TestStore.Xinsheng]), null, WorkGroup.ToVerify, 10,
            Cancellation));
        Assert.Equal(1, (await queries.CountAsync(TestStore.Leader, null, Cancellation)).Of(WorkGroup.ToVerify));
    }

    [Fact]
    public async Task LateMajorHazard_IsNotHiddenByACrowd()
    {
        await using var store = await TestStore.CreateAsync();
        await store.AddAsync(Enumerable.Range(0, 5)
            .Select(i => Make.Hazard(with: hazard => hazard.DueOn = TestStore.Today.AddDays(-10 - i)))
            .ToArray());
        var major =
            await store.AddAsync(Make.Hazard(with: hazard =>
                (hazard.Severity, hazard.DueOn) = (HazardSeverity.Major, TestStore.Today.AddDays(-1))));
        var lines = await store.Get<WorkQueries>().ReadAsync(TestStore.WorkerOfXinsheng, null, WorkGroup.Overdue, 3, Cancellation);
        Assert.Equal((major.Id, 3), (lines[0].Id, lines.Count));
    }

    [Fact]
    public async Task AnotherCommunity_ThanTheCallersOwn_HoldsNothing()
    {
        await using var store = await TestStore.CreateAsync();
        await store.AddAsync(Make.Petition(TestStore.Xinshun, with: petition => petition.DueOn = TestStore.Today));
        var queries = store.Get<WorkQueries>();
        Assert.True((await queries.CountAsync(TestStore.WorkerOfXinsheng, [TestStore.Xinshun], Cancellation)).IsEmpty);
        Assert.Empty(await queries.ReadAsync(TestStore.WorkerOfXinsheng, [TestStore.Xinshun], WorkGroup.DueToday, 10, Cancellation));
        Assert.False((await queries.CountAsync(TestStore.Leader, [TestStore.Xinshun], Cancellation)).IsEmpty);
    }

    [Fact]
    public async Task Holidays_PutOffWhatIsDueSoon()
    {
        await using var store = await TestStore.CreateAsync(services => services.AddSingleton(new WorkSettings(1)));
        var commands = store.Get<Concentric.Calendar.CalendarCommands>();
        await commands.ChangeDayAsync(TestStore.Administrator, new(TestStore.Today.AddDays(1), false, "放假"), Cancellation);
        Assert.Equal(TestStore.Today.AddDays(2),
            (await store.Get<WorkQueries>().CountAsync(TestStore.Leader, null, Cancellation)).Days.Soon);
    }

    [Fact]
    public async Task NoStatement_ReadsMoreThanAnIndexOfOpenRecords()
    {
        var plans = new QueryPlans();
        await using var store = await TestStore.CreateAsync(QueryPlans.Watch(plans));
        var queries = store.Get<WorkQueries>();
        List<string> counting = [];
        foreach (int[]? communities in new[] { null, new[] { 1 }, [1, 2] })
        {
            var before = plans.Steps.Count;
            await queries.CountAsync(TestStore.Leader, communities, Cancellation);
            counting.AddRange(plans.Steps.Skip(before));
            foreach (var group in Enum.GetValues<WorkGroup>())
                await queries.ReadAsync(new CurrentUser("甲", Role.Worker, communities ?? [1]), null, group, 10, Cancellation);
        }

        // The calendar, the communities and one row of a fact are small and no records.
        string[] small = ["s", "c"];
        var records = counting.Where(step => step.Split(' ') is ["SEARCH" or "SCAN", var table, ..] && !small.Contains(table)).ToList();
        Assert.NotEmpty(records);
        Assert.All(records, step => Assert.Matches("^SEARCH . USING COVERING INDEX .* \\(\\w+=\\? AND CommunityId=\\?", step));
        Assert.DoesNotContain(plans.Steps, step => Regex.IsMatch(step, "^SCAN [ph]"));
        Assert.Contains(plans.Steps, step =>
            step.Contains(
                "COVERING INDEX IX_Petitions_ClosedOn_CommunityId_DueOn_Stage_ArchivedAt (ClosedOn=? AND CommunityId=? AND DueOn>? "
                + "AND DueOn<?)", StringComparison.Ordinal));
    }
}
