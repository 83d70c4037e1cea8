using Concentric.Activities;
using Concentric.Ledgers;
using Concentric.Metrics;
using Concentric.Petitions;
using Concentric.Registration;
using Concentric.Resources;
using Concentric.Tests.TestData;
using Concentric.Time;

namespace Concentric.Tests.Core.Metrics;

public class CatalogueTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EveryMetric_IsTheSame_FromTheCubeAndFromSql()
    {
        await using var store = await TestStore.CreateAsync(services => services.AddMetricCube(new()));
        var joint = new Activity
        {
            Number = "HD-1",
            Title = "清洁",
            CommunityId = 1,
            IsJoint = true,
            Kind = ActivityKind.Festival,
            HeldOn = TestStore.Today,
            Attendance = 30,
            VolunteerAttendance = 10
        };
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
                    var page = await sql.ReadRowsAsync(metric, new(period, TestStore.Today, communities), new(SortBy: "community"),
                        Cancellation);
                    Assert.Equal(page.Total, page.Rows.Count);
                    Assert.True(!metric.IsRate || page.Total == expected.Denominator, metric.Key);
                }

                Assert.True(expected == slice.Read(metric, period, TestStore.Today),
                    $"{metric.Key} for {communities?.Count}: {expected} against {slice.Read(metric, period, TestStore.Today)}");
            }
        }

        Assert.Equal(1, cube.Current!.For([1, 2]).Read(cube.Catalogue["activities.held"], period, TestStore.Today).Value);
        Assert.Equal(0.9, cube.Current!.For(null).Read(cube.Catalogue["petitions.satisfaction-rate"], period, TestStore.Today).Value);
    }

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public void EveryMetric_HasNameFormulaUnitAndColumns_InBothLanguages(string language)
    {
        var culture = System.Globalization.CultureInfo.GetCultureInfo(language);
        foreach (var metric in new MetricCatalogue(new()).All)
        {
            Assert.NotEmpty(Texts.Name(metric, culture));
            Assert.NotEmpty(Texts.Formula(metric, culture));
            Assert.NotEmpty(Texts.Unit(metric.Unit, culture));
        }

        foreach (var ledger in Ledgers())
        {
            Assert.NotEmpty(Texts.Kind(ledger.Kind, culture));
            Assert.All(ledger.Columns, column => Assert.NotEmpty(Texts.Column(column.Key, culture)));
        }
    }

    [Fact]
    public void EveryEnumOfTheRecords_HasATermForEachValue()
    {
        var enums = typeof(MetricCatalogue).Assembly.GetTypes()
            .Where(type =>
                typeof(Concentric.Data.Record).IsAssignableFrom(type) || typeof(Concentric.Data.IRecordPart).IsAssignableFrom(type))
            .SelectMany(type => type.GetProperties())
                .Select(property => Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType)
            .Where(type => type.IsEnum).Distinct();
        foreach (var type in enums)
        {
            Assert.All(Enum.GetValues(type).Cast<Enum>(), value => Assert.NotEmpty(Texts.Term(value)));
        }
    }

    private static IEnumerable<Ledger> Ledgers() =>
        typeof(Ledger).Assembly.GetTypes()
            .SelectMany(type => type.GetProperties(System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.Public))
            .Where(property => typeof(Ledger).IsAssignableFrom(property.PropertyType)).Select(property => (Ledger)property.GetValue(null)!);
}
