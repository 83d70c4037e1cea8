using System.Globalization;
using Concentric.Data;
using Concentric.Metrics;
using Concentric.People;
using Concentric.Tests.TestData;
using Microsoft.Extensions.Hosting;

namespace Concentric.Tests.Integration.Api;

/// <summary>A client that asks the demo for the last twelve months gets the figures of the press report.</summary>
public sealed class DemoFiguresApiTests
{
    private static readonly Dictionary<string, double> ReferenceCase = new()
    {
        ["rotation.communities"] = 2,
        ["rotation.secretaries"] = 2,
        ["visits.count"] = 90,
        ["visits.households"] = 700,
        ["meetings.talks"] = 20,
        ["meetings.joint"] = 12,
        ["petitions.shared"] = 15,
        ["petitions.resolved"] = 160,
        ["volunteers.active"] = 200,
        ["activities.joint-events"] = 28,
        ["activities.shows-clinics"] = 130,
        ["activities.clean-ups"] = 36,
        ["activities.saved"] = 30_000,
        ["activities.services"] = 10,
        ["projects.strands"] = 5,
        ["contributions.yuan"] = 250_000,
        ["outputs.tanks"] = 80,
        ["outputs.truckloads"] = 100,
        ["outputs.road"] = 1_500,
        ["outputs.charging-ports-agreed"] = 200,
        ["outputs.rubbish"] = 30,
        ["outputs.fire-lanes"] = 25,
        ["hazards.fire-lanes"] = 25,
        ["hazards.rectified"] = 40,
        ["errands.persons"] = 500,
        ["wishes.claimed"] = 40,
        ["wishes.fulfilled"] = 40,
    };

    [Fact]
    public async Task LastTwelveMonths_AreTheReferenceCase_AndSaidToBeSynthetic()
    {
        await using var app = new ApiApp { Environment = Environments.Development };
        await app.CountAsync();
        var key = await app.Get<ApiKeyCommands>()
            .MakeAsync(CurrentUser.System, "demo", Role.Analyst, null, TestContext.Current.CancellationToken);
        var from = TestStore.Today.AddYears(-1).AddDays(1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var answer = await app.ReadAsync($"/api/v1/metrics?from={from}&to=2026-03-18&communities=xinsheng,xinshun", key);
        Assert.True(answer.GetProperty("isSynthetic").GetBoolean());
        var values = answer.GetProperty("metrics").EnumerateArray()
            .ToDictionary(metric => metric.GetProperty("key").GetString()!, metric => metric.GetProperty("value"));
        Assert.Equal(ReferenceCase, ReferenceCase.Keys.ToDictionary(metric => metric, metric => values[metric].GetDouble()));
        Assert.Equal(app.Get<MetricCatalogue>().All.Count, values.Count);
    }
}
