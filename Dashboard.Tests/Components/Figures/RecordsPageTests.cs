using Bunit;
using Concentric.Dashboard.Features.Records;
using Concentric.Dashboard.Features.Views;
using Concentric.Metrics;
using Concentric.Programmes;
using Concentric.Resources;
using Concentric.Tests.Components.Shared;
using Concentric.Tests.TestData;
using Concentric.Time;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace Concentric.Tests.Components.Figures;

/// <summary>What belongs to another question is not shown under the name of the one that is asked, however long it takes to read.</summary>
public sealed class RecordsPageTests : LiveCubeTest
{
    private const string Petitions = "petitions.received";
    private GatedFactory factory = null!;

    protected override IReadOnlyList<Type> Asked => [typeof(MetricCatalogue), typeof(ProgrammeDirectory)];

    private IReadOnlyList<Metric> Composed => [.. Live.Store.Get<MetricCatalogue>().All.Where(metric => metric.Parts.Count > 0)];

    protected override async Task FillAsync()
    {
        await Live.Store.AddAsync([.. Enumerable.Range(0, 3).Select(day =>
            Make.Petition(TestStore.Xinsheng, TestStore.Today.AddDays(-30 - day)))]);
        factory = new(Live.Store.Factory);
        Services.AddSingleton(new MetricQueries(factory));
        Services.AddSingleton(new Restatements(factory, Live.Store.Get<OfficeClock>()));
        ComponentFactories.AddStub<ViewLinks>();
        SignIn(TestStore.Leader);
    }

    [Fact]
    public void AnotherComposedMetric_DoesNotShowThePartsOfTheOneBefore()
    {
        var (one, other) = (Composed[0], Composed[1]);
        var page = Show(one.Key);
        Assert.Equal(one.Parts.Count, page.FindAll(".parts li").Count);
        factory.Shut();
        page.Render(parameters => parameters.Add(records => records.MetricKey, other.Key));
        Assert.Contains(Texts.Name(other), page.Find("h1").TextContent);
        Assert.Empty(page.FindAll(".parts li"));
        Assert.Empty(page.Find("[data-figure]").TextContent.Trim('\u00A0'));
        factory.Open();
        page.WaitForAssertion(() => Assert.Equal(other.Parts.Select(part => Texts.Name(part)),
            page.FindAll(".parts li a").Select(part => part.TextContent)));
    }

    [Fact]
    public void AnotherMetricOrPeriod_DoesNotShowTheRowsAndTheFigureOfTheOneBefore()
    {
        var page = Show(Petitions);
        Assert.Equal("3", page.Find("[data-rows]").GetAttribute("data-rows"));
        Assert.StartsWith("3", page.Find("[data-figure]").TextContent.Trim(), StringComparison.Ordinal);
        foreach (var (metric, query, rows) in new[] { ("petitions.on-time-rate", "", "3"), (Petitions, "", "3"),
            (Petitions, "?period=month", "0") })
        {
            factory.Shut();
            Ask(page, metric, query);
            Assert.Empty(page.Find("[data-figure]").TextContent.Trim('\u00A0'));
            Assert.Empty(page.FindAll("[data-rows]"));
            factory.Open();
            page.WaitForAssertion(() => Assert.Equal(rows, page.Find("[data-rows]").GetAttribute("data-rows")));
        }
    }

    /// <summary>In another order it is the same question: what is there stays until the new is.</summary>
    [Fact]
    public void TheSameQuestion_KeepsWhatIsThere()
    {
        var page = Show(Petitions);
        factory.Shut();
        Ask(page, Petitions, "?sort=-received");
        Assert.Equal("3", page.Find("[data-rows]").GetAttribute("data-rows"));
        Assert.StartsWith("3", page.Find("[data-figure]").TextContent.Trim(), StringComparison.Ordinal);
        factory.Open();
    }

    private IRenderedComponent<RecordsPage> Show(string key)
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo($"/records/{key}");
        var page = Render<RecordsPage>(parameters => parameters.Add(records => records.MetricKey, key));
        page.WaitForAssertion(() => Assert.NotEmpty(page.Find("[data-figure]").TextContent.Trim('\u00A0')));
        return page;
    }

    private void Ask(IRenderedComponent<RecordsPage> page, string key, string query)
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo($"/records/{key}{query}");
        page.Render(parameters => parameters.Add(records => records.MetricKey, key));
    }
}
