using Bunit;
using Concentric.Calendar;
using Concentric.Dashboard.Features.ProcessCharts;
using Concentric.Dashboard.Features.ProcessCharts.Events;
using Concentric.Live;
using Concentric.Metrics;
using Concentric.ProcessCharts;
using Concentric.Tests.Components.Shared;
using Concentric.Tests.TestData;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Concentric.Tests.Components.ProcessCharts;

/// <summary>
/// The pages on a real store. Today is Wednesday, 18 March 2026; petitions came one a working day, and three since March.
/// </summary>
public sealed class ChartPagesTests : LiveCubeTest
{
    protected override IReadOnlyList<Type> Asked => [typeof(ChartSlices), typeof(IDbContextFactory<Concentric.Data.DashboardDbContext>)];

    protected override async Task FillAsync()
    {
        var days = Enumerable.Range(0, 442).Select(i => new DateOnly(2025, 1, 1).AddDays(i))
            .Where(WorkingCalendar.WeekdaysOnly.IsWorkingDay);
        await Live.Store.AddAsync([.. days.SelectMany(day => Enumerable.Repeat(day, day >= new DateOnly(2026, 3, 1) ? 3 : 1))
            .Select(day => Make.Petition(TestStore.Xinsheng, day))]);
        SignIn(TestStore.Leader);
    }

    [Fact]
    public void AChart_SaysFirstWhetherTheFigureIsAsUsual()
    {
        var page = Show<ChartPage>("/charts/petitions.received?period=month", "petitions.received");
        Assert.StartsWith("▲Not as usual", page.Find(".chart-headline").TextContent);
        Assert.Equal("Changed", page.Find(".chart-verdict").GetAttribute("data-variation"));
        Assert.StartsWith("1 Mar – 18 Mar: 39 cases; usually", page.Find(".chart-verdict a").TextContent);
        Assert.Equal("/records/petitions.received?from=2026-03-01&to=2026-03-18", page.Find(".chart-verdict a").GetAttribute("href"));
        Assert.Equal(15, page.FindAll(".chart-columns a").Count);
        // No word of statistics on screen, the fold with its sources left out.
        Assert.DoesNotMatch("(?i)sigma|p-value|standard deviation|±", page.Markup);
    }

    [Fact]
    public void WeeksCanBeChosen_WhereThereAreEnoughOfBoth()
    {
        var months = Show<ChartPage>("/charts/petitions.received", "petitions.received");
        var weeks = months.FindAll(".chart-switch a").Single(link => link.TextContent.Contains("Weeks")).GetAttribute("href");
        Assert.Equal("/charts/petitions.received?step=weeks", weeks);
        Assert.Contains("Week of", Show<ChartPage>(weeks!, "petitions.received").Find(".chart-columns").TextContent);
    }

    /// <summary>Beside the chart itself, not in the fold: what its points show, by the length they have.</summary>
    [Theory]
    [InlineData("", "months")]
    [InlineData("?step=weeks", "weeks")]
    public void OfARateThatMatures_ItIsSaidAsOfWhenItsPointsAre(string query, string unit)
    {
        var page = Show<ChartPage>($"/charts/petitions.closing-rate{query}", "petitions.closing-rate");
        Assert.StartsWith($"Each of the {unit} is shown as it stood when it ended", page.Find("[data-points-age]").TextContent);
        Assert.Contains($"So all {unit} are shown", page.Find(".chart-how").TextContent);
        Assert.Empty(Show<ChartPage>($"/charts/petitions.received{query}", "petitions.received").FindAll("[data-points-age]"));
    }

    [Fact]
    public void AMetricThatIsNone_OrThatIsNotJudged_SaysSo()
    {
        Assert.Contains("There is no such metric", Show<ChartPage>("/charts/nothing", "nothing").Markup);
        Assert.Contains("counts each household or person once", Show<ChartPage>("/charts/visits.households", "visits.households").Markup);
        Assert.Contains("fewer than 12 weeks",
            Show<ChartPage>("/charts/activities.held", "activities.held").Find(".chart-headline").TextContent);
    }

    [Fact]
    public void TheList_PutsWhatStandsOutFirst()
    {
        var page = Show<ChartsPage>("/charts?period=month");
        Assert.Equal("Signals", page.FindAll("section[data-group]")[0].GetAttribute("data-group"));
        Assert.Contains("petitions.received",
            page.FindAll("[data-group=Signals] tr[data-line]").Select(row => row.GetAttribute("data-line")));
        var link = page.Find("tr[data-line='petitions.received'] th a").GetAttribute("href");
        Assert.Equal("/charts/petitions.received?period=month", link);
    }

    /// <summary>A rate of eighteen days is a rate; a count of them is not yet one of a month.</summary>
    [Theory]
    [InlineData("/charts?from=2026-02-01&to=2026-03-18", true)]
    [InlineData("/charts?from=2026-01-01&to=2026-02-28", false)]
    public void CountsOfAMonthThatGoesOn_AreDrawnApart_AndThePageSaysSo(string address, bool isPart)
    {
        var page = Show<ChartsPage>(address);
        Assert.Equal(isPart, page.Markup.Contains("Dashed in the last 12 months: Mar counts to day 18 only.", StringComparison.Ordinal));
        Assert.Equal(isPart ? 1 : 0, page.FindAll("tr[data-line='petitions.received'] .spark circle.part").Count);
        Assert.Empty(page.FindAll("tr[data-line='petitions.on-time-rate'] .spark circle.part"));
    }

    [Fact]
    public void ByCommunity_EachHasItsLine_AndAWorkerSeesOnlyTheirOwn()
    {
        string?[] Lines() => [.. Show<ChartsPage>("/charts?by=petitions.received&period=month").FindAll("tr[data-line]")
            .Select(row => row.GetAttribute("data-line"))];
        Assert.Equal(["binhe", "xinsheng", "xinshun"], Lines().Order(StringComparer.Ordinal));
        SignIn(TestStore.WorkerOfXinshun);
        Assert.Equal(["xinshun"], Lines());
        // What is not one's own is as unknown as what is not there.
        Assert.Contains("xinsheng", Show<ChartPage>("/charts/petitions.received?communities=xinsheng", "petitions.received")
            .Find("[role=alert]").TextContent);
    }

    [Fact]
    public async Task AnEvent_IsMarkedOnItsDay_AndNamedWhereverARangeBeginsWithIt()
    {
        ProcessEventInput input = new(new(2026, 1, 15), "供暖季", "Heating season", ProcessEventExtent.Chosen, null,
            ["petitions.received"], false, [TestStore.Xinsheng], "Cold rooms are reported since", null);
        await Live.Store.Get<ProcessEventCommands>().SaveAsync(TestStore.Leader, null, 0, input, Stop);
        const string Address = "/charts/petitions.received?period=month&communities=xinsheng";
        var page = Show<ChartPage>(Address, "petitions.received");
        Assert.Contains("15 Jan: “Heating season”, judged anew", page.Find(".chart-event").TextContent);
        Assert.Equal("15 Jan, Heating season: Cold rooms are reported since (entered by 刘主任)",
            page.Find(".chart-events li").TextContent);
        Assert.Contains("Fewer than 12 weeks since “Heating season”", page.Find(".chart-headline").TextContent);
        // Half of one of three communities is no half of the street.
        Assert.Empty(Show<ChartPage>("/charts/petitions.received?period=month", "petitions.received").FindAll(".chart-event"));

        SignIn(TestStore.WorkerOfXinsheng);
        var list = Render<ChartEventsPage>();
        list.WaitForState(() => list.FindAll("tr[data-event]").Count == 1);
        Assert.Contains("Judged anew since then", list.Markup);
        Assert.Empty(list.FindAll("[data-action]"));
        SignIn(TestStore.WorkerOfXinshun);
        var none = Render<ChartEventsPage>();
        none.WaitForState(() => none.FindAll(".empty").Count == 1);
        Assert.DoesNotContain("Heating season", none.Markup);
    }

    /// <summary>
    /// The street as a whole is recorded since its last community began to: an event before that leaves its own figures as they are, but
    /// not those of a community that has kept records for long.
    /// </summary>
    [Theory]
    [InlineData("2025-12-15", "Judged anew since then")]
    [InlineData("2024-12-02", "Before regular records begin: it changes nothing")]
    public async Task AnEventOfTheStreet_IsSaidToRestartWhatItRestarts(string day, string state)
    {
        await Live.Store.AddAsync([.. Enumerable.Range(0, 72).Select(i => new DateOnly(2026, 1, 5).AddDays(i))
            .Where(WorkingCalendar.WeekdaysOnly.IsWorkingDay).Select(on => Make.Petition(TestStore.Binhe, on))]);
        await Live.SettleAsync(Stop);
        await Live.Store.Get<ProcessEventCommands>().SaveAsync(TestStore.Leader, null, 0, new(DateOnly.Parse(day), "供暖季",
            "Heating season", ProcessEventExtent.All, null, [], true, [], "Cold rooms are reported since", null), Stop);
        SignIn(TestStore.WorkerOfXinsheng);
        var list = Render<ChartEventsPage>();
        list.WaitForState(() => list.FindAll("tr[data-event]").Count == 1);
        Assert.Contains(state, list.Markup);
        if (day[..4] != "2025") return;
        // As its page says.
        Assert.Contains("Heating season", Show<ChartPage>("/charts/petitions.received?communities=xinsheng", "petitions.received")
            .Find(".chart-headline").TextContent);
    }

    [Fact]
    public void APeriodToCome_IsSaidToComeLater()
    {
        const string Slice = "from=2027-01-01&to=2027-01-31";
        var page = Show<ChartPage>($"/charts/petitions.received?{Slice}", "petitions.received");
        Assert.Contains("This period begins on 1 Jan 2027", page.Find(".chart-headline").TextContent);
        Assert.Equal("This period begins on 1 Jan 2027; there is nothing to show yet.", page.Find(".chart-verdict a").TextContent);
    }

    /// <summary>Asked by community, then at once for all metrics: the first answer comes back last.</summary>
    [Fact]
    public async Task AnAnswerToWhatIsNotAskedAnyMore_IsNotShown()
    {
        var calendars = new SlowFactory(Live.Store.Factory);
        Services.AddSingleton(new ChartSlices(Live.Cube, Live.Store.Get<TargetDirectory>(), new(calendars),
            Live.Store.Get<ProcessRestartDirectory>(), Live.Store.Get<SharedReads>()));
        var navigation = Services.GetRequiredService<NavigationManager>();
        navigation.NavigateTo("/charts?by=petitions.received&period=month");
        var page = Render<ChartsPage>();
        await calendars.Held;
        navigation.NavigateTo("/charts?period=month");
        page.WaitForState(() => page.FindAll("tr[data-line]").Count > 3);
        var metrics = page.FindAll("tr[data-line]").Count;
        var drawn = page.RenderCount;
        calendars.Release();
        page.WaitForState(() => page.RenderCount > drawn);
        Assert.Equal(metrics, page.FindAll("tr[data-line]").Count);
        Assert.DoesNotContain("xinsheng", page.FindAll("tr[data-line]").Select(row => row.GetAttribute("data-line")));
    }

    /// <summary>Keeps the first who asks waiting.</summary>
    private sealed class SlowFactory(IDbContextFactory<Concentric.Data.DashboardDbContext> inner)
        : IDbContextFactory<Concentric.Data.DashboardDbContext>
    {
        private readonly TaskCompletionSource held = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource released = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Held => held.Task.WaitAsync(Stop);

        public void Release() => released.SetResult();

        public Concentric.Data.DashboardDbContext CreateDbContext() => inner.CreateDbContext();

        public async Task<Concentric.Data.DashboardDbContext> CreateDbContextAsync(CancellationToken cancellationToken = default)
        {
            if (held.TrySetResult()) await released.Task.WaitAsync(cancellationToken);
            return await inner.CreateDbContextAsync(cancellationToken);
        }
    }

    private IRenderedComponent<T> Show<T>(string address, string? key = null)
        where T : ComponentBase
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo(address);
        var page = Render<T>(parameters => { if (key is not null) parameters.TryAdd(nameof(ChartPage.MetricKey), key); });
        page.WaitForState(() => page.FindAll(".chart-headline, .empty-title, section[data-group]").Count > 0);
        return page;
    }
}
