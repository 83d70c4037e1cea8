using Concentric.Activities;
using Concentric.CoBuilders;
using Concentric.Metrics;
using Concentric.Profiles;
using Concentric.Programmes;
using Concentric.Registration;
using Concentric.Tests.TestData;
using Concentric.Time;

namespace Concentric.Tests.Core.Programmes;

/// <summary>A programme's figures are distinct over communities; persons and person-times stay apart.</summary>
public class ProgrammeTests
{
    private static readonly Period Year = Period.YearTo(TestStore.Today);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AJointActivity_StandsWithEachCommunity_AndOnceInTheTotal()
    {
        await using var store = await TestStore.CreateAsync(services => services.AddMetricCube(MetricOptions.Default));
        var fairs = await store.AddAsync(new Programme { Key = "fairs", Name = "赶大集", NameEn = "Fairs", Kind = ProgrammeKind.Brand });
        var unit = await store.AddAsync(new CoBuilder { Name = "春华银行", NameEn = "Chunhua Bank", JoinedOn = new(2025, 1, 1) });
        await store.AddAsync(Held(fairs.Id, 100, unit.Id, TestStore.Xinshun), Held(fairs.Id, 50, unit.Id), Held(null, 999, unit.Id),
            Held(fairs.Id, 7, null, heldOn: new(2025, 12, 31)));
        var queries = store.Get<ProgrammeQueries>();
        var view = (await queries.FindAsync("fairs", Year, null, TestStore.Today, Stop))!;
        Assert.Equal((2, 1, 150L, null), (view.Activities, view.Joint, view.PersonTimes, view.Persons));
        Assert.Equal([(TestStore.Xinsheng, 2, 1, 150L), (TestStore.Xinshun, 1, 1, 100L)],
            view.Communities.Select(line => (line.CommunityId, line.Activities, line.Shared, line.PersonTimes)));
        Assert.Equal((unit.Id, 2, 1), (Assert.Single(view.Partners).Id, view.Partners[0].Activities, view.PartnerCount));
        Assert.Equal((12, 3), (view.Months.Count, view.Months.Sum(month => month.Activities)));
        Assert.Equal(new DateOnly(2025, 4, 1), view.Months[0].Month.From);
        Assert.Equal(1, (await queries.FindAsync("fairs", Year, [TestStore.Xinshun], TestStore.Today, Stop))!.Activities);
        Assert.Equal([(2, 150L)], (await queries.ListAsync(Year, null, Stop)).Select(line => (line.Activities, line.PersonTimes)));
        Assert.Null(await queries.FindAsync("no-such", Year, null, TestStore.Today, Stop));
    }

    [Fact]
    public async Task Persons_AreCountedOnceOverCommunities_WhereTheRecordsNameThem()
    {
        await using var store = await TestStore.CreateAsync(services => services.AddMetricCube(MetricOptions.Default));
        await store.AddAsync(new Programme
        {
            Key = "wishes",
            Name = "馨愿杂货铺",
            NameEn = "Wishes",
            Kind = ProgrammeKind.Brand,
            Figures = "wishes.fulfilled"
        });
        foreach (var (community, wisher, number) in new[] { (TestStore.Xinsheng, "张建国", 1), (TestStore.Xinshun, "张建国", 2),
            (TestStore.Xinshun, "李秀英", 3) })
        {
            await store.AddAsync(new Concentric.Wishes.Wish
            {
                CommunityId = community,
                Number = $"XY-{number}",
                Title = "台灯",
                Wisher = wisher,
                RaisedOn = TestStore.Today,
                ClaimedOn = TestStore.Today,
                FulfilledOn = TestStore.Today
            });
        }

        var view = (await store.Get<ProgrammeQueries>().FindAsync("wishes", Year, null, TestStore.Today, Stop))!;
        Assert.Equal((2L, 0L), (view.Persons, view.PersonTimes));
        Assert.Equal(3.0, view.Figures.Single(figure => figure.Metric.Key == "wishes.fulfilled").Value.Value);
    }

    [Fact]
    public void EveryFigureOfAProgramme_IsInTheCatalogue()
    {
        var catalogue = new MetricCatalogue(MetricOptions.Default);
        Assert.All(ProgrammeFigures.Narrowed, key => Assert.True(catalogue[key].HasProgrammes));
        Assert.All(Concentric.Dashboard.Demo.Street.DemoProgrammes.All(), programme =>
        {
            Assert.All(ProgrammeFigures.WholeOf(programme), key => Assert.NotNull(catalogue.Find(key)));
            Assert.True(ProgrammeFigures.WholeOf(programme).Count <= ProgrammeFigures.Most);
        });
    }

    private static Activity Held(int? programme, int attendance, long? partner, int? joint = null, DateOnly? heldOn = null) =>
        Make.Activity(heldOn: heldOn ?? TestStore.Today, with: activity =>
    {
        activity.Attendance = attendance;
        if (programme is { } id) activity.Programmes.Add(new ActivityProgramme { ProgrammeId = id });
        if (partner is { } unit) activity.Partners.Add(new ActivityPartner { CoBuilderId = unit });
        if (joint is not { } other) return;
        activity.IsJoint = true;
        activity.Communities.Add(new ActivityCommunity { CommunityId = activity.CommunityId });
        activity.Communities.Add(new ActivityCommunity { CommunityId = other });
    });
}
