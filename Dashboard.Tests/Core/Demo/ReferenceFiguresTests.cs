using Concentric.Metrics;
using Concentric.PublishedFigures;
using Concentric.Tests.TestData;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Core.Demo;

/// <summary>Every figure of mission.md's table, read through the metric catalogue on different days.</summary>
[Collection(DemoStores.Name)]
public class ReferenceFiguresTests(DemoStores stores)
{
    private static readonly (string Metric, string? Programmes, double Figure)[] Table =
    [
        ("rotation.communities", null, 2), ("rotation.secretaries", null, 2),
        ("visits.count", null, 90), ("visits.households", null, 700),
        ("meetings.talks", null, 20), ("meetings.joint", null, 12),
        ("petitions.shared", null, 15), ("volunteers.active", null, 200),
        ("activities.joint-events", null, 28), ("activities.attendance", "joint-events", 1_200),
        ("projects.strands", null, 5),
        ("contributions.yuan", "sewers", 50_000), ("outputs.tanks", null, 80), ("outputs.truckloads", null, 100),
        ("contributions.yuan", "roads", 200_000), ("contributions.yuan", null, 250_000), ("outputs.road", null, 1_500),
        ("activities.volunteers", "roads", 500),
        ("outputs.charging-ports-agreed", null, 200),
        ("errands.persons", null, 500),
        ("activities.shows-clinics", null, 130), ("activities.saved", null, 30_000),
        ("activities.clean-ups", null, 36), ("activities.volunteers", "alliance", 860), ("outputs.rubbish", null, 30),
        ("outputs.fire-lanes", null, 25), ("hazards.fire-lanes", null, 25), ("hazards.rectified", null, 40),
        ("petitions.resolved", null, 160),
        ("wishes.claimed", null, 40), ("wishes.fulfilled", null, 40),
        ("activities.services", "fairs", 10), ("activities.services", null, 10), ("activities.attendance", "fairs", 2_000),
    ];

    [Theory]
    [MemberData(nameof(DemoStore.Instants), MemberType = typeof(DemoStore))]
    public async Task EveryFigure_IsThatOfTheReferenceCase(string instant)
    {
        var demo = await stores.GetAsync(instant);
        List<string> wrong = [];
        foreach (var (metric, programmes, figure) in Table)
        {
            var value = await demo.ReadAsync(metric, programmes);
            if (value != figure) wrong.Add($"{metric} [{programmes}] is {value}, not {figure}");
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task PublishedFigures_HoldAgainstTheRecords()
    {
        var demo = await stores.GetAsync(DemoStores.Plain);
        await using var db = demo.Store.Open();
        var published = await db.PublishedFigures.ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(Table.Length - 3, published.Count);
        foreach (var figure in published)
        {
            Assert.Equal("xinsheng,xinshun", figure.Communities);
            Assert.Equal((demo.Year.From, demo.Year.To), (figure.PeriodFrom, figure.PeriodTo));
            Assert.Equal(figure.AmountMilli / 1_000.0, await demo.ReadAsync(figure.MetricKey!, figure.Programmes));
        }
    }

    [Fact]
    public async Task EveryPublishedFigure_IsSupported()
    {
        var demo = await stores.GetAsync(DemoStores.Plain);
        var claims = await demo.Store.Get<PublishedFigureQueries>()
            .ReadAsync(TestStore.Leader, null, TestContext.Current.CancellationToken);
        Assert.Equal(Table.Length - 3, claims.Count);
        Assert.All(claims, claim => Assert.Equal((claim.Claim.ClaimEn, ClaimVerdict.Supported), (claim.Claim.ClaimEn, claim.Verdict)));
    }

    [Fact]
    public async Task SharedProblems_CountInBothCommunities_AndOnceInTheTotal()
    {
        var demo = await stores.GetAsync(DemoStores.Plain);
        var queries = demo.Store.Get<MetricQueries>();
        var resolved = demo.Store.Get<MetricCatalogue>()["petitions.resolved"];
        var each = 0.0;
        foreach (var community in new[] { TestStore.Xinsheng, TestStore.Xinshun })
        {
            var slice = new MetricSlice(demo.Year, demo.Today, [community]);
            each += (await queries.ReadAsync(resolved, slice, TestContext.Current.CancellationToken)).Value!.Value;
        }

        Assert.Equal(160 + 15, each);
    }
}
