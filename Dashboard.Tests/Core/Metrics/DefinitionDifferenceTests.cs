using Concentric.Hazards;
using Concentric.Ledgers;
using Concentric.Metrics;
using Concentric.Petitions;
using Concentric.Registration;
using Concentric.Resources;
using Concentric.Tests.TestData;

namespace Concentric.Tests.Core.Metrics;

/// <summary>A figure under two definitions: exactly the records that make the difference, no more and no fewer.</summary>
public class DefinitionDifferenceTests
{
    private static readonly DateOnly Today = TestStore.Today;
    private static readonly MetricSlice Slice = new(new(Today.AddDays(-20), Today.AddDays(20)), Today);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Hazards_RectifiedLate_MakeTheDifference_AndThoseNotYetDueNone()
    {
        await using var store = await StoreAsync();
        var late = await store.AddAsync(HazardDue(-3, rectified: -1));
        await store.AddAsync(HazardDue(2, null), HazardDue(0, -1));
        await store.AddAsync(HazardDue(-3, rectified: -4), HazardDue(-3, null));
        var difference = await ReadAsync(store, "hazards.on-time-rate", "hazards.on-time-rate.b");
        Assert.Equal((1.0 / 3, 2.0 / 3), (difference.One.Value, difference.Other.Value));
        Assert.Equal(
            [(CaseStanding.Base, CaseStanding.Counted, late.Id)],
            difference.Parts.Select(part => (part.One, part.Other, Assert.Single(part.Page.Rows).PageId)));
    }

    [Fact]
    public async Task ClosedResolvedAndConfirmed_AreThreeFigures_AndWhatLiesBetweenThemIsNamed()
    {
        await using var store = await StoreAsync();
        var explained = await store.AddAsync(Closed(PetitionOutcome.Explained));
        var unconfirmed = await store.AddAsync(Closed(PetitionOutcome.Resolved));
        await store.AddAsync(Closed(PetitionOutcome.Resolved, confirmed: true));
        Assert.Equal([explained.Id], Ids(await ReadAsync(store, "petitions.closed", "petitions.resolved")));
        Assert.Equal([unconfirmed.Id], Ids(await ReadAsync(store, "petitions.resolved", "petitions.confirmed")));
        Assert.Equal([explained.Id, unconfirmed.Id], Ids(await ReadAsync(store, "petitions.closed", "petitions.confirmed")));
    }

    [Fact]
    public async Task TheDifferenceOfTwoCounts_IsTheRecordsNamed_ForEveryPair()
    {
        await using var store = await StoreAsync();
        var catalogue = store.Get<MetricCatalogue>();
        foreach (var (one, other) in CompetingDefinitions.Pairs)
        {
            Assert.Contains(other, CompetingDefinitions.Of(one));
            Assert.Equal((one, other), CompetingDefinitions.InOrder(other, one));
            Assert.Empty((await ReadAsync(store, one, other)).Parts);
            Assert.NotNull(Texts.Name(catalogue[one]));
        }

        await store.AddAsync(Closed(PetitionOutcome.Explained), Closed(PetitionOutcome.Resolved, confirmed: true),
            Closed(PetitionOutcome.Unresolved, confirmed: true));
        foreach (var (one, other) in CompetingDefinitions.Pairs.Where(pair => pair.One.StartsWith("petitions", StringComparison.Ordinal)))
        {
            var difference = await ReadAsync(store, one, other);
            var more = difference.Parts.Where(part => part.One == CaseStanding.Counted)
                .Sum(part => part.Page.Total) - difference.Parts.Where(part => part.Other == CaseStanding.Counted)
                .Sum(part => part.Page.Total);
            Assert.Equal(difference.One.Value - difference.Other.Value, more);
        }
    }

    private static Task<TestStore> StoreAsync() => TestStore.CreateAsync(services => services.AddMetricCube(MetricOptions.Default));

    private static Task<DefinitionDifference> ReadAsync(TestStore store, string one, string other) =>
        store.Get<MetricQueries>()
            .ReadDifferenceAsync(store.Get<MetricCatalogue>()[one], store.Get<MetricCatalogue>()[other], Slice, new LedgerRequest(), null,
                Stop);

    private static IEnumerable<long> Ids(DefinitionDifference difference) =>
        difference.Parts.SelectMany(part => part.Page.Rows).Select(row => row.PageId).Order();

    private static Hazard HazardDue(int due, int? rectified) => Make.Hazard(foundOn: Today.AddDays(-10), with: hazard =>
    {
        hazard.DueOn = Today.AddDays(due);
        hazard.RectifiedOn = rectified is { } days ? Today.AddDays(days) : null;
    });

    private static Petition Closed(PetitionOutcome outcome, bool confirmed = false) =>
        Make.Petition(receivedOn: Today.AddDays(-10), with: petition =>
    {
        (petition.ClosedOn, petition.FirstClosedOn, petition.Outcome) = (Today.AddDays(-5), Today.AddDays(-5), outcome);
        if (confirmed)
            (petition.CallBackOn, petition.CallBackValid, petition.CallBackResponded, petition.CallBackResolved,
                petition.Satisfaction) = (Today.AddDays(-2), true, true, true, Satisfaction.Satisfied);
    });
}
