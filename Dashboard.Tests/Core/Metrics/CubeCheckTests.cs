using System.Globalization;
using Concentric.Live;
using Concentric.Metrics;
using Concentric.Petitions;
using Concentric.Tests.TestData;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace Concentric.Tests.Core.Metrics;

public sealed class CubeCheckTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ADriftedFigure_IsReported_PutRight_AndToldToThePages()
    {
        await using var store = await TestStore.CreateAsync();
        await store.AddAsync(Make.Petition());
        var catalogue = new MetricCatalogue(new MetricOptions());
        using var cube = new MetricCube(store.Factory, catalogue, store.Time);
        await cube.BuildAsync(Cancellation);
        var updates = new LiveUpdates(new TestClock(), NullLogger<LiveUpdates>.Instance);
        var told = new TaskCompletionSource();
        using var subscription = updates.Subscribe(() => { told.TrySetResult(); return Task.CompletedTask; });
        using var check = new CubeCheck(cube, updates, store.Get<OfficeClock>(), store.Time, NullLogger<CubeCheck>.Instance);
        Assert.Empty(await check.CheckAsync(Cancellation));

        // Past the recorder, so that the cube learns nothing of it.
        await using (var db = store.Open())
            await db.Petitions.ExecuteUpdateAsync(set => set.SetProperty(p => p.ReceivedOn, TestStore.Today.AddDays(-1)), Cancellation);
        Assert.Contains(await check.CheckAsync(Cancellation), name => name.StartsWith("petition by ", StringComparison.Ordinal));
        await told.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancellation);
        Assert.Empty(await check.CheckAsync(Cancellation));
    }

    [Fact]
    public async Task AChangeThatIsNotCountedYet_IsNoDrift_AndHidesNoneOfAnotherKind()
    {
        await using var store = await TestStore.CreateAsync();
        await store.AddAsync(Make.Petition());
        using var cube = new MetricCube(store.Factory, new MetricCatalogue(new MetricOptions()), store.Time);
        await cube.BuildAsync(Cancellation);
        await store.AddAsync(Make.Petition());
        Assert.Empty(await cube.VerifyAsync(Cancellation));

        // What was put in place is held against the store like any other.
        await store.AddAsync(Make.Activity());
        await using (var db = store.Open())
            await db.Petitions.ExecuteUpdateAsync(set => set.SetProperty(p => p.ReceivedOn, TestStore.Today.AddDays(-1)), Cancellation);
        var drifted = await cube.VerifyAsync(Cancellation);
        Assert.Contains(drifted, name => name.StartsWith("petition by ", StringComparison.Ordinal));
        Assert.DoesNotContain(drifted, name => name.StartsWith("activity", StringComparison.Ordinal));
        Assert.Empty(await cube.VerifyAsync(Cancellation));
    }

    [Theory]
    [InlineData("Asia/Shanghai", "2026-03-18 18:59", "2026-03-18 19:00")]
    [InlineData("Asia/Shanghai", "2026-03-18 19:00", "2026-03-19 19:00")]
    [InlineData("Europe/Berlin", "2026-03-28 12:00", "2026-03-29 01:00")]
    [InlineData("Europe/Berlin", "2026-10-24 12:00", "2026-10-25 02:00")]
    public void TheCheck_IsAtThreeByTheOfficesClock(string zone, string now, string next) =>
        Assert.Equal(Utc(next), CubeCheck.NextAfter(Utc(now), new OfficeClock(new TestClock(), OfficeClock.FindZone(zone))));

    private static DateTime Utc(string text) =>
        DateTime.SpecifyKind(DateTime.ParseExact(text, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), DateTimeKind.Utc);
}
