using System.Globalization;
using Concentric.Communities;
using Concentric.Dashboard.Features.Rotation;
using Concentric.Ledgers;
using Concentric.Metrics;
using Concentric.Registration;
using Concentric.Rotation;
using Concentric.Tests.TestData;
using Concentric.Time;

namespace Concentric.Tests.Components.Rotation;

/// <summary>What the file of an exchange says of it.</summary>
public sealed class RotationPageExportTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Three weeks after it, and where the records begin two days before it, however long one waits.</summary>
    [Theory]
    [InlineData(20, 400, "can be judged then")]
    [InlineData(196, 2, "it takes at least 4")]
    public async Task WhereNothingCanBeToldYet_TheFileSaysWhatThePageDoes(int daysSince, int daysBefore, string told)
    {
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = new("en");
        await using var store = await TestStore.CreateAsync(services => services.AddMetricCube(MetricOptions.Default));
        var on = TestStore.Today.AddDays(-daysSince);
        var people = new[] { TestStore.Xinsheng, TestStore.Xinshun }.Select(id => new Worker { CommunityId = id, Name = $"书记{id}" })
            .ToArray();
        await store.AddAsync(people);
        await store.AddAsync(
            Secretary(TestStore.Xinsheng, people[0], on.AddYears(-2), on.AddDays(-1)),
            Secretary(TestStore.Xinshun, people[1], on.AddYears(-2), on.AddDays(-1)),
            Secretary(TestStore.Xinsheng, people[1], on, null), Secretary(TestStore.Xinshun, people[0], on, null));
        await store.AddAsync([.. Enumerable.Range(-daysBefore, daysBefore + daysSince).SelectMany(day => new[]
        {
            Make.Petition(TestStore.Xinsheng, on.AddDays(day)), Make.Petition(TestStore.Xinshun, on.AddDays(day)),
            Make.Petition(TestStore.Binhe, on.AddDays(day)),
        })]);
        var cube = store.Get<MetricCube>();
        await cube.BuildAsync(Stop);
        await using var db = store.Open();
        var export = new RotationPageExport(store.Get<RotationQueries>(), store.Get<RotationEffects>(), store.Get<Restatements>(), cube,
            store.Get<OfficeClock>());
        var book = (await export.ReadAsync(db, new(TestStore.Leader, await store.Get<CommunityDirectory>().GetAsync(Stop), new("en"), null,
            new Dictionary<string, string>()), Stop))!;
        Assert.Contains(book.Facts, fact => fact.Value.Contains(told, StringComparison.Ordinal));
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
