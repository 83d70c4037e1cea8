using System.Globalization;
using Concentric.Communities;
using Concentric.Dashboard.Features.Rotation;
using Concentric.Data;
using Concentric.Ledgers;
using Concentric.Metrics;
using Concentric.Registration;
using Concentric.Rotation;
using Concentric.Tests.TestData;
using Concentric.Time;

namespace Concentric.Tests.Components.Rotation;

/// <summary>
/// An exchange whose windows are over, among communities that are ranked by their households: the page and its file say which numbers were
/// corrected since the ranks of before could be told.
/// </summary>
public sealed class ExchangeHouseholdsTests : IAsyncLifetime
{
    private const int Weeks = 9;
    private static readonly DateOnly On = TestStore.Today.AddDays(14);
    private static readonly int[] Others = [.. Enumerable.Range(11, 6)];

    private TestStore store = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ExchangeHouseholdsTests() => CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = new("en");

    public async ValueTask InitializeAsync()
    {
        store = await TestStore.CreateAsync(services => services.AddMetricCube(MetricOptions.Default));
        await store.AddAsync([.. Others.Select(id => new Community
        {
            Id = id,
            Code = $"c{id}",
            Name = $"社区{id}",
            NameEn = $"Community {id}",
            SortOrder = id,
            HouseholdCounts = { new() { HoldsFrom = TestStore.HouseholdsSince, Households = 1_000 + id } },
        })]);
        var people = new[] { TestStore.Xinsheng, TestStore.Xinshun }.Select(id => new Worker { CommunityId = id, Name = $"书记{id}" })
            .ToArray();
        await store.AddAsync(people);
        await store.AddAsync(
            Secretary(TestStore.Xinsheng, people[0], On.AddYears(-2), On.AddDays(-1)),
            Secretary(TestStore.Xinshun, people[1], On.AddYears(-2), On.AddDays(-1)),
            Secretary(TestStore.Xinsheng, people[1], On, null), Secretary(TestStore.Xinshun, people[0], On, null));
        var random = new Random(1);
        await store.AddAsync([.. Others.Append(TestStore.Xinsheng).Append(TestStore.Xinshun).SelectMany(id =>
            Enumerable.Range(-Weeks, 2 * Weeks).SelectMany(week => Enumerable.Range(0, 1 + random.Next(3))
                .Select(_ => Make.Activity(id, On.AddDays(7 * week)))))]);
    }

    public ValueTask DisposeAsync() => store.DisposeAsync();

    [Fact]
    public async Task NumbersCorrectedSinceTheWindowBefore_AreNamed_ByPageAndFile()
    {
        // Its window before is over, the one after is not: what is corrected then moves the ranks that are told later.
        await PassAsync(On.AddDays(3));
        await CorrectAsync(Others[3], TestStore.HouseholdsSince);
        await PassAsync(On.AddDays((7 * Weeks) + 100));
        var (view, page, file) = await ReadAsync();
        Assert.True(view.IsDeciding);
        Assert.NotNull(view.Lines.Single(line => line.Key == "activities.held").Standing);
        Assert.Equal([Others[3]], view.Restated);
        Assert.EndsWith($"than they were then: Community {Others[3]}.", page);
        Assert.Equal(page, file);

        await CorrectAsync(TestStore.Xinsheng, TestStore.HouseholdsSince);
        (view, page, file) = await ReadAsync();
        Assert.Equal([TestStore.Xinsheng, Others[3]], view.Restated);
        Assert.Contains(store.Get<OfficeClock>().Today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), page);
        Assert.EndsWith($"than they were then: Xinsheng Garden, Community {Others[3]}.", page);
        Assert.Equal(page, file);
    }

    [Fact]
    public async Task NumbersCorrectedBefore_OrOfOtherDays_OrOfACommunityThatIsNotRanked_AreNotSaid()
    {
        await CorrectAsync(TestStore.Xinshun, TestStore.HouseholdsSince);
        await PassAsync(On.AddDays((7 * Weeks) + 100));
        await CorrectAsync(TestStore.Xinsheng, null, On);
        await CorrectAsync(TestStore.Binhe, null, TestStore.HouseholdsSince);
        await CorrectAsync(TestStore.Binhe, TestStore.HouseholdsSince);
        var (view, page, file) = await ReadAsync();
        Assert.NotNull(view.Lines.Single(line => line.Key == "activities.held").Standing);
        Assert.Empty(view.Restated);
        Assert.Null(page);
        Assert.Null(file);
    }

    private async Task PassAsync(DateOnly day)
    {
        store.Time.SetUtcNow(TestClock.AsOf(day.ToDateTime(new(10, 0))));
        await store.Get<MetricCube>().BuildAsync(Stop);
    }

    /// <param name="present">The day of the number that is corrected; null for a new one.</param>
    private async Task CorrectAsync(int id, DateOnly? present, DateOnly? holdsFrom = null)
    {
        var version = (await store.Get<CommunityQueries>().FindAsync(TestStore.Leader, id, Stop))!.Community.Version;
        await store.Get<HouseholdCountCommands>().SaveAsync(TestStore.Administrator, id, version, present,
            new(present is null ? 3_000 : 4_000, holdsFrom ?? present!.Value), Stop);
    }

    private async Task<(ExchangeView View, string? Page, string? File)> ReadAsync()
    {
        var (queries, effects, restatements) = (store.Get<RotationQueries>(), store.Get<RotationEffects>(), store.Get<Restatements>());
        var (cube, clock) = (store.Get<MetricCube>(), store.Get<OfficeClock>());
        var names = await store.Get<CommunityDirectory>().GetAsync(Stop);
        var state = await new ExchangeViews(queries, effects, restatements, clock)
            .ReadAsync(cube.Current!, TestStore.Leader, names, null, null, Stop);
        await using var db = store.Open();
        var book = (await new RotationPageExport(queries, effects, restatements, cube, clock).ReadAsync(db,
            new(TestStore.Leader, names, new("en"), null, new Dictionary<string, string>()), Stop))!;
        var told = book.Facts.Select(fact => fact.Value)
            .SingleOrDefault(value => value.Contains("than they were then", StringComparison.Ordinal));
        return (state.Shown!, EffectTexts.Households(state.Shown!, cube.Catalogue, names, clock), told);
    }

    private static Posting Secretary(int community, Worker worker, DateOnly from, DateOnly? to) => new()
    {
        CommunityId = community,
        WorkerId = worker.Id,
        Position = Position.Secretary,
        StartsOn = from,
        EndsOn = to,
        IsRotation = to is null,
    };
}
