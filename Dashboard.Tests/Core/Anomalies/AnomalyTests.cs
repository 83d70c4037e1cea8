using Concentric.Anomalies;
using Concentric.Ledgers;
using Concentric.Petitions;
using Concentric.Tests.TestData;
using Concentric.Time;
using Microsoft.Extensions.DependencyInjection;

namespace Concentric.Tests.Core.Anomalies;

/// <summary>Each count opens exactly its petitions, and begins and ends where its setting says.</summary>
public sealed class AnomalyTests : IAsyncLifetime
{
    private static readonly DateOnly Today = TestStore.Today;
    private static readonly Period Month = new(Today.AddDays(-40), Today);

    private TestStore store = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() =>
        store = await TestStore.CreateAsync(services => services.AddSingleton(new AnomalySettings(7, 15, 17, 7, 2)));

    public ValueTask DisposeAsync() => store.DisposeAsync();

    [Fact]
    public async Task WithoutACallBack_IsAskedAboutOnlyWhenItsDaysAreOver()
    {
        var hit = await store.AddAsync(Closed(-7));
        await store.AddAsync(Closed(-6), Closed(-7, petition => petition.CallBackOn = Today));
        await HoldsAsync(Anomaly.NoCallBack, 2, hit.Id);
    }

    [Fact]
    public async Task TheLastDay_AndItsLastHours_AreTwoQuestions()
    {
        var before = await store.AddAsync(Closed(-3, petition => petition.DueOn = Today.AddDays(-3), enteredAt: Office(-3, 16, 59)));
        var late = await store.AddAsync(Closed(-3, petition => petition.DueOn = Today.AddDays(-3), enteredAt: Office(-3, 17, 0)));
        await store.AddAsync(Closed(-3, petition => petition.DueOn = Today.AddDays(-2), enteredAt: Office(-3, 18, 0)));
        var after = await store.AddAsync(Closed(-3, petition => petition.DueOn = Today.AddDays(-3), enteredAt: Office(-2, 18, 0)));
        await HoldsAsync(Anomaly.LastDay, 4, before.Id, late.Id, after.Id);
        await HoldsAsync(Anomaly.LastHours, 4, late.Id);
    }

    [Theory]
    [InlineData(15, true)]
    [InlineData(16, false)]
    public async Task Reopened_WithinItsDays(int days, bool isHit)
    {
        var petition = await store.AddAsync(Closed(-20, with: row => row.ReopenedCount = 1, reopenedAfter: days));
        await store.AddAsync(Closed(-20));
        await HoldsAsync(Anomaly.Reopened, 2, isHit ? [petition.Id] : []);
    }

    [Fact]
    public async Task Reopened_IsAskedAboutOnlyWhenItsDaysAreOver()
    {
        var hit = await store.AddAsync(Closed(-15, with: row => row.ReopenedCount = 1, reopenedAfter: 3));
        await store.AddAsync(Closed(-14), Closed(-14, with: row => row.ReopenedCount = 1, reopenedAfter: 3), Closed(-2));
        await HoldsAsync(Anomaly.Reopened, 1, hit.Id);
    }

    [Fact]
    public async Task Backdated_InBatchesOfOnePersonOnOneDay()
    {
        var one = await store.AddAsync(Received(-10, "王芳", -3));
        var other = await store.AddAsync(Received(-12, "王芳", -3));
        await store.AddAsync(Received(-10, "李强", -3), Received(-10, "王芳", -2), Received(-9, "王芳", -3), Received(-3, "王芳", -3));
        // What came in three days ago can't be a week late yet.
        await HoldsAsync(Anomaly.Backdated, 5, one.Id, other.Id);
    }

    private async Task HoldsAsync(Anomaly sign, int n, params long[] ids)
    {
        var queries = store.Get<AnomalyQueries>();
        var table = await queries.ReadAsync(sign, Month, Stop);
        Assert.Equal((ids.Length, n), (table.Street.Count, table.Street.N));
        foreach (int? community in new int?[] { TestStore.Xinsheng, null })
        {
            var page = await queries.ReadRowsAsync(sign, Month, community, new LedgerRequest(), Stop);
            Assert.Equal(ids.Length, page.Total);
            Assert.Equal(ids.Order(), page.Rows.Select(row => row.Id).Order());
        }

        Assert.Equal(0, (await queries.ReadRowsAsync(sign, Month, TestStore.Xinshun, new LedgerRequest(), Stop)).Total);
    }

    private static Petition Closed(int day, Action<Petition>? with = null, DateTime? enteredAt = null, int? reopenedAfter = null) =>
        Make.Petition(receivedOn: Today.AddDays(-30), with: petition =>
    {
        var closed = Today.AddDays(day);
        (petition.ClosedOn, petition.FirstClosedOn, petition.Outcome, petition.DueOn) = (closed, closed, PetitionOutcome.Resolved,
            Today.AddDays(5));
        petition.Steps.Add(new PetitionStep
        {
            Kind = PetitionStepKind.Closed,
            By = "王芳",
            HappenedOn = closed,
            At = enteredAt
            ?? Office(day, 9, 0)
        });
        with?.Invoke(petition);
        if (reopenedAfter is { } days) petition.BeginRound(closed.AddDays(days), Today.AddDays(30));
    });

    private static Petition Received(int day, string by, int entered) => Make.Petition(receivedOn: Today.AddDays(day), with: petition =>
        petition.Steps.Add(new PetitionStep
        {
            Kind = PetitionStepKind.Collected,
            By = by,
            HappenedOn = Today.AddDays(day),
            At = Office(entered, 9, 0)
        }));

    private static DateTime Office(int day, int hour, int minute) =>
        TimeZoneInfo.ConvertTimeToUtc(Today.AddDays(day).ToDateTime(new TimeOnly(hour, minute)), TestStore.Zone);
}
