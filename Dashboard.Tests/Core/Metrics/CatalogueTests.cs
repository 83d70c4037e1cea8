using Concentric.Activities;
using Concentric.Metrics;
using Concentric.Petitions;
using Concentric.Tests.TestData;
using Concentric.Time;
using Microsoft.Extensions.DependencyInjection;

namespace Concentric.Tests.Core.Metrics;

public class CatalogueTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EveryMetric_IsTheSame_FromTheCubeAndFromSql()
    {
        await using var store = await TestStore.CreateAsync(services => services.AddMetricCube(new()));
        var joint = new Activity { Number = "HD-1", Title = "清洁", CommunityId = 1, IsJoint = true, Kind = ActivityKind.Festival, HeldOn = TestStore.Today, Attendance = 30, VolunteerAttendance = 10 };
        joint.Communities.AddRange([new() { CommunityId = 1 }, new() { CommunityId = 2 }]);
        joint.Communities.ForEach(part => part.Activity = joint);
        joint.Services.Add(new() { Activity = joint, Service = new() { Name = "理发", NameEn = "Haircut" } });
        await store.AddAsync(joint);
        await store.AddAsync(new Petition
        {
            Number = "SQ-1",
            Title = "漏水",
            Category = TestStore.Category,
            CommunityId = 2,
            ReceivedOn = TestStore.Today.AddDays(-9),
            DueOn = TestStore.Today.AddDays(-3),
            ClosedOn = TestStore.Today.AddDays(-1),
            FirstClosedOn = TestStore.Today.AddDays(-1),
            Outcome = PetitionOutcome.Resolved,
            WorkingDaysToClose = 6,
            Stage = PetitionStage.FedBack,
            CallBackOn = TestStore.Today,
            CallBackValid = true,
            CallBackResolved = true,
            CallBackResponded = true,
            Satisfaction = Satisfaction.MostlySatisfied,
        });
        var cube = store.Get<MetricCube>();
        await cube.BuildAsync(Cancellation);
        var sql = store.Get<MetricQueries>();
        var period = Period.YearTo(TestStore.Today);
        foreach (IReadOnlyList<int>? communities in new IReadOnlyList<int>?[] { null, [1], [2], [1, 2], [3], [] })
        {
            var slice = cube.Current!.For(communities);
            foreach (var metric in cube.Catalogue.All)
            {
                var expected = await sql.ReadAsync(metric, new(period, TestStore.Today, communities), Cancellation);
                if (metric.Parts.Count == 0)
                {
                    var page = await sql.ReadRowsAsync(metric, new(period, TestStore.Today, communities), new(SortBy: "community"), Cancellation);
                    Assert.Equal(page.Total, page.Rows.Count);
                    Assert.True(!metric.IsRate || page.Total == expected.Denominator, metric.Key);
                }

                Assert.True(expected == slice.Read(metric, period, TestStore.Today), $"{metric.Key} for {communities?.Count}: {expected} against {slice.Read(metric, period, TestStore.Today)}");
            }
        }

        Assert.Equal(1, cube.Current!.For([1, 2]).Read(cube.Catalogue["activities.held"], period, TestStore.Today).Value);
        Assert.Equal(0.9, cube.Current!.For(null).Read(cube.Catalogue["petitions.satisfaction-rate"], period, TestStore.Today).Value);
    }
}
