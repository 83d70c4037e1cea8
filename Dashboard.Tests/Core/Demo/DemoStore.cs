using System.Globalization;
using Concentric.Calendar;
using Concentric.Communities;
using Concentric.Dashboard.Demo.Street;
using Concentric.Exports;
using Concentric.Metrics;
using Concentric.Registration;
using Concentric.Tests.TestData;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Concentric.Tests.Core.Demo;

/// <summary>Stores that several tests look at and none changes; each is loaded once.</summary>
[CollectionDefinition(Name)]
public sealed class DemoStores : IAsyncLifetime, ICollectionFixture<DemoStores>
{
    public const string Name = "demo stores";

    /// <summary>An instant with which no calendar plays tricks: a Sunday in November.</summary>
    public const string Plain = "2026-11-22T15:00";

    private readonly Dictionary<string, DemoStore> loaded = [];

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async Task<DemoStore> GetAsync(string instant) =>
        loaded.TryGetValue(instant, out var store) ? store : loaded[instant] = await DemoStore.LoadAsync(instant);

    public async ValueTask DisposeAsync()
    {
        foreach (var store in loaded.Values) await store.DisposeAsync();
    }
}

/// <summary>A store with the demo data of some instant.</summary>
public sealed class DemoStore : IAsyncDisposable
{
    private DemoStore(TestStore store) => Store = store;

    public TestStore Store { get; }

    public DateOnly Today => Store.Get<OfficeClock>().Today;

    /// <summary>The twelve months up to today.</summary>
    public Period Year => new(Today.AddYears(-1).AddDays(1), Today);

    /// <summary>Days on which the calendar has something to trip over, and a time of day in the office.</summary>
    public static TheoryData<string> Instants =>
    [
        "2026-01-01T00:00:20", "2026-01-02T07:10", "2026-02-16T12:00", "2026-03-01T09:00", "2026-03-31T23:59:50", "2026-05-31T18:00",
        "2026-07-15T08:00", "2026-10-03T10:00", DemoStores.Plain, "2025-12-31T16:00", "2028-02-29T11:00", "2028-03-01T11:00",
        TestClock.Wall.ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture),
    ];

    public static async Task<DemoStore> LoadAsync(string instant)
    {
        var time = new FakeTimeProvider(TestClock.AsOf(DateTime.Parse(instant, CultureInfo.InvariantCulture)));
        var store = await TestStore.CreateAsync(services =>
        {
            services.AddSingleton<TimeProvider>(time);
            services.AddSingleton(new OfficeClock(time, TestStore.Zone));
            services.AddSingleton<DemoData>();
            services.AddMetricCube(MetricOptions.Default);
            services.AddSingleton(new StreetOffice("胡家园街道办事处", "Hujiayuan Street Office"));
            services.AddExportTemplates();
        });
        Assert.True(await store.Get<DemoData>().LoadAsync(TestContext.Current.CancellationToken));
        return new DemoStore(store);
    }

    /// <summary>A metric's figure for the communities of the exchange over the year, narrowed by programmes.</summary>
    public async Task<double?> ReadAsync(string metric, string? programmes = null)
    {
        var slice = new MetricSlice(Year, Today, [TestStore.Xinsheng, TestStore.Xinshun], programmes?.Split(','));
        return (await Store.Get<MetricQueries>()
            .ReadAsync(Store.Get<MetricCatalogue>()[metric], slice, TestContext.Current.CancellationToken)).Value;
    }

    public async Task<WorkingCalendar> CalendarAsync()
    {
        await using var db = Store.Open();
        return new WorkingCalendar(await db.CalendarDays.ToListAsync(TestContext.Current.CancellationToken));
    }

    public ValueTask DisposeAsync() => Store.DisposeAsync();
}
