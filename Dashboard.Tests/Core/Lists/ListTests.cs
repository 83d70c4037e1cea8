using Concentric.Hazards;
using Concentric.Lists;
using Concentric.Petitions;
using Concentric.Registration;
using Concentric.Tests.TestData;

namespace Concentric.Tests.Core.Lists;

public sealed class ListTests : IAsyncLifetime
{
    private TestStore store = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        store = await TestStore.CreateAsync(services => services.AddMetricCube(new()));
        await store.AddAsync(
            Make.Petition(TestStore.Xinsheng, new(2026, 3, 1), petition => (petition.Number, petition.Title) = ("A", "污水井 满溢")),
            Make.Petition(TestStore.Xinsheng, new(2026, 3, 10), petition => (petition.Number, petition.Title, petition.ClosedOn,
                petition.Outcome) = ("B", "路灯", new(2026, 3, 12), PetitionOutcome.Resolved)),
            Make.Petition(TestStore.Xinshun, new(2026, 3, 17), petition =>
                (petition.Number, petition.Title, petition.Category) = ("C", "污水井", TestStore.SlowCategory)),
            Make.Petition(TestStore.Xinsheng, new(2026, 3, 18), petition =>
                (petition.Number, petition.ArchivedAt, petition.ArchiveReason) = ("D", TestStore.Start.UtcDateTime, "重复")));
    }

    public ValueTask DisposeAsync() => store.DisposeAsync();

    [Theory]
    [InlineData("", "C B A")]
    [InlineData("view=open", "C A")]
    [InlineData("view=overdue", "A")]
    [InlineData("view=archived", "D")]
    [InlineData("sort=number", "A B C")]
    [InlineData("sort=-number", "C B A")]
    [InlineData("q=污水井", "C A")]
    [InlineData("q=污水井 满溢", "A")]
    [InlineData("community=xinsheng", "B A")]
    [InlineData("community=xinsheng,xinshun", "C B A")]
    [InlineData("category=roads", "C")]
    [InlineData("outcome=Resolved", "B")]
    [InlineData("outcome=Resolved,Explained", "B")]
    [InlineData("received-on=2026-03-01..2026-03-10", "B A")]
    [InlineData("received-on=..2026-03-01", "A")]
    [InlineData("received-on=2026-03-17..", "C")]
    [InlineData("received-on=2026-03-10", "B")]
    [InlineData("received-on=month", "C B A")]
    [InlineData("received-on=last-month", "")]
    [InlineData("due-on=month", "C B A")]
    [InlineData("ids=1,3", "C A")]
    [InlineData("ids=1,3&view=overdue", "A")]
    [InlineData("joint=no", "C B A")]
    [InlineData("joint=yes", "")]
    public async Task Address_ChoosesTheRows(string query, string expected)
    {
        var page = await ReadAsync(query);
        Assert.Equal(expected, string.Join(' ', page.Rows.Select(row => row.Values[0])));
        Assert.Equal(page.Rows.Count, page.Total);
        Assert.Empty(page.Problems);
    }

    [Theory]
    [InlineData("community=nowhere")]
    [InlineData("outcome=Solved")]
    [InlineData("outcome=0")]
    [InlineData("received-on=yesterday")]
    [InlineData("received-on=..")]
    [InlineData("joint=maybe")]
    public async Task WhatCantBeRead_IsToldAndLeftOut(string query)
    {
        var page = await ReadAsync(query);
        Assert.Equal(3, page.Total);
        var problem = Assert.Single(page.Problems);
        Assert.Equal(query, $"{problem.Field}={problem.Value}");
    }

    [Theory]
    [InlineData("view=unknown")]
    [InlineData("sort=title")]
    [InlineData("page=0")]
    [InlineData("page=x")]
    [InlineData("columns=number,unknown")]
    [InlineData("columns=number,number")]
    [InlineData("ids=1,x")]
    [InlineData("ids=-1")]
    public void AFieldOfTheListItself_IsToldToo(string query)
    {
        var problems = new List<ListProblem>();
        var request = Read(query, problems);
        Assert.Equal((null, null, 1), (request.View, request.Sort, request.Page));
        var problem = Assert.Single(problems);
        Assert.Equal(query, $"{problem.Field}={problem.Value}");
    }

    [Fact]
    public async Task SearchAtItsLimit_IsTaken_OnePastIsTold()
    {
        var problems = new List<ListProblem>();
        Assert.NotNull(Read("q=" + new string('长', ListRequest.MostSearch), problems).Search);
        Assert.Empty(problems);
        Assert.Null(Read("q=" + new string('长', ListRequest.MostSearch + 1), problems).Search);
        Assert.Single(problems);
        Assert.Empty((await ReadAsync("q=" + new string('长', ListRequest.MostSearch))).Rows);
    }

    [Fact]
    public void IdsAtTheirLimit_AreTaken_OnePastIsTold()
    {
        var problems = new List<ListProblem>();
        Assert.Equal(ListRequest.MostIds, Read("ids=" + Numbers(ListRequest.MostIds), problems).Ids!.Count);
        Assert.Empty(problems);
        Assert.Null(Read("ids=" + Numbers(ListRequest.MostIds + 1), problems).Ids);
        Assert.Single(problems);

        static string Numbers(int count) => string.Join(',', Enumerable.Range(1, count));
    }

    [Fact]
    public async Task APageBehindTheLast_IsTheLast()
    {
        var page = await store.Get<ListQueries>().ReadAsync(PetitionRecords.Kind.List, TestStore.Leader, new(Page: 9), Cancellation);
        Assert.Equal((1, 3), (page.Page, page.Rows.Count));
        Assert.Equal(new ListProblem("page", "9"), Assert.Single(page.Problems));
    }

    [Fact]
    public async Task Worker_SeesOwnCommunitiesOnly()
    {
        var page = await store.Get<ListQueries>().ReadAsync(PetitionRecords.Kind.List, TestStore.WorkerOfXinshun, new(), Cancellation);
        Assert.Equal(["C"], page.Rows.Select(row => row.Values[0]));
    }

    [Fact]
    public async Task HazardViews_FollowTheSteps()
    {
        await store.AddAsync(
            Make.Hazard(foundOn: new(2026, 3, 1), with: hazard => hazard.Number = "late"),
            Make.Hazard(foundOn: new(2026, 3, 17), with: hazard => hazard.Number = "open"),
            Make.Hazard(foundOn: new(2026, 3, 2), with: hazard => (hazard.Number, hazard.RectifiedOn) = ("rectified", new(2026, 3, 5))),
            Make.Hazard(foundOn: new(2026, 3, 2), with: hazard =>
                (hazard.Number, hazard.RectifiedOn, hazard.VerifiedOn) = ("verified", new(2026, 3, 5), new(2026, 3, 6))));
        Assert.Equal("late open", await NumbersAsync("open"));
        Assert.Equal("late", await NumbersAsync("overdue"));
        Assert.Equal("rectified", await NumbersAsync("to-verify"));
        Assert.Equal("verified", await NumbersAsync("done"));
    }

    private async Task<string> NumbersAsync(string view)
    {
        var list = HazardRecords.Kind.List;
        var page = await store.Get<ListQueries>().ReadAsync(list, TestStore.Leader, new(View: view, Sort: "number"), Cancellation);
        return string.Join(' ', page.Rows.Select(row => row.Values[0]));
    }

    private Task<ListPage> ReadAsync(string query) =>
        store.Get<ListQueries>().ReadAsync(PetitionRecords.Kind.List, TestStore.Leader, Read(query, []), Cancellation);

    private static ListRequest Read(string query, ICollection<ListProblem> problems) => ListRequest.Read(
        PetitionRecords.Kind.List, query.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(field => field.Split('=', 2))
            .Select(field => KeyValuePair.Create(field[0], field[1])), problems);
}
