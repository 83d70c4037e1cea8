using System.Text.RegularExpressions;
using Concentric.Dashboard.Features.Work;
using Concentric.Data;
using Concentric.Hazards;
using Concentric.Kinds;
using Concentric.Tests.Core.Notices;
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
            // Somebody else could verify.
            await store.AccountAsync("colleague", Role.Worker, 1, 2, 3);
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
                .ToDictionary(group => group.Key, group => group.Count()),
            counts.All.ToDictionary(count => (count.CommunityId, count.Kind, count.Group), count => count.Count + count.Shared));
        // A record that waits for several communities is one in their total.
        foreach (var group in Enum.GetValues<WorkGroup>())
            Assert.Equal(expected.Where(one => one.Group == group).Select(one => one.Record).Distinct().Count(), counts.Of(group));
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
            if (group is not (WorkGroup.ToAccept or WorkGroup.Agreements)) Assert.Equal(urgency.Order(), urgency);
            Assert.Equal(lines.Take(3), await queries.ReadAsync(caller, null, group, 3, Cancellation));
        }
    }

    [Fact]
    public async Task WhateverIsOpenOrUnsatisfied_IsInSomebodysWork()
    {
        await using var store = await TestStore.CreateAsync();
        var records = new RandomWork(11);
        await records.FillAsync(store, 200);
        var listed = new HashSet<(string, long)>();
        // Two in each community: nobody verifies what that person has rectified.
        foreach (var worker in Enumerable.Range(1, 3)
            .SelectMany(id => new[] { "甲", "乙" }.Select(name => new CurrentUser(name, Role.Worker, [id]))))
        {
            foreach (var group in Enum.GetValues<WorkGroup>())
                listed.UnionWith((await store.Get<WorkQueries>().ReadAllAsync(worker, null, group, RecordKey.None, Cancellation))
                    .Select(line => (line.Kind, line.Id)));
        }

        Assert.Equal([], records.Unfinished.Select(record => (RecordKinds.NameOf(record.GetType()), record.Id)).Except(listed));
        Assert.NotEmpty(listed);
    }

    /// <summary>A new kind is either in somebody's work while it is open, or says here why nothing of it ever is.</summary>
    [Fact]
    public void EveryKind_IsInSomebodysWork_OrIsNeverOpen()
    {
        var neverOpen = new Dictionary<string, string>
        {
            ["activity"] = "entered when it has been held",
            ["co-builder"] = "of the street; its years are the evaluation's",
            ["contribution"] = "entered when it has been given",
            ["errand"] = "entered when it has been run",
            ["meeting"] = "entered when it has been held; what it decides are commitments",
            ["output"] = "entered when it has been measured",
            ["posting"] = "a time in office",
            ["published-figure"] = "has an owner of its own, who is told when it stops holding",
            ["visit"] = "entered when it has been made",
            ["volunteer"] = "a person",
            ["volunteer-claim"] = "a post that is held, not a thing to do",
            ["volunteer-post"] = "open places are an offer to volunteers",
            ["volunteer-time"] = "entered when it has been given",
            ["worker"] = "a person",
        };
        Assert.Equal(AllKinds.List.Select(kind => kind.Key).Order(),
            neverOpen.Keys.Concat(WorkLinks.Kinds.Where(kind => AllKinds.Find(kind) is not null)).Order());
    }

    [Fact]
    public async Task HazardOfOnesOwn_IsForOthersToVerify()
    {
        await using var store = await TestStore.CreateAsync();
        await store.AddAsync(Make.Hazard(with: hazard =>
            (hazard.RectifiedOn, hazard.RectifiedBy) = (TestStore.Today, TestStore.WorkerOfXinsheng.Name)));
        var queries = store.Get<WorkQueries>();
        // As long as there is nobody else, it stays in sight.
        Assert.Single(await queries.ReadAsync(TestStore.WorkerOfXinsheng, null, WorkGroup.ToVerify, 10, Cancellation));
        await store.AccountAsync("colleague", Role.Worker, TestStore.Xinsheng);
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
    [OnSqlite("its query plans")]
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

        // The calendar, the communities and one row of a fact are small and no records; an office has tens of agreements and turns.
        string[] small = ["s", "c", "a", "o", "o0"];
        var records = counting.Where(step => step.Split(' ') is ["SEARCH" or "SCAN", var table, ..] && !small.Contains(table)).ToList();
        Assert.NotEmpty(records);
        // Joint petitions of a community are few: they may be found by their links.
        string[] seeks =
        [
            "^SEARCH . USING COVERING INDEX .* \\((\\w+=\\? AND CommunityId|OfferedToId)=\\?",
            "^SEARCH p0 USING (COVERING )?INDEX .* \\((RecordId|CommunityId)=\\?", "^SEARCH p USING INTEGER PRIMARY KEY",
        ];
        Assert.All(records, step => Assert.Contains(seeks, seek => Regex.IsMatch(step, seek)));
        Assert.DoesNotContain(plans.Steps, step => Regex.IsMatch(step, "^SCAN [ph]"));
        Assert.Contains(plans.Steps, step =>
            step.Contains(
                "COVERING INDEX IX_Petitions_ClosedOn_CommunityId_DueOn_Stage_IsJoint_ArchivedAt (ClosedOn=? AND CommunityId=? AND DueOn>? "
                + "AND DueOn<?)", StringComparison.Ordinal));
    }
}
