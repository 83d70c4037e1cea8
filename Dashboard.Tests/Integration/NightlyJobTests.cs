using Concentric.Data;
using Concentric.Exports;
using Concentric.Jobs;
using Concentric.Tests.TestData;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Integration;

/// <summary>The application itself looks after its nightly jobs, whenever it is on.</summary>
public sealed class NightlyJobTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ServerThatIsOffAtNight_TidiesUpAfterItsStart()
    {
        await using var app = new DashboardApp();
        var run = new ExportRun
        {
            Key = "old",
            Template = "street-summary",
            PeriodFrom = new(2025, 1, 1),
            PeriodTo = new(2025, 1, 31),
            PeriodKind = Concentric.Time.PeriodKind.Month,
            Language = "zh-CN",
            State = ExportState.Done,
            AskedBy = "刘敏",
            FinishedAt = TestStore.Start.UtcDateTime.AddDays(-363),
            FileBytes = 1,
        };
        await using (var db = await app.Factory.CreateDbContextAsync(Cancellation))
        {
            db.ExportRuns.Add(run);
            await db.SaveChangesAsync(Cancellation);
        }

        await UntilAllAreDoneAsync(app, new(2026, 3, 18));
        // What a process of this machine left while it wrote a file.
        var left = Path.Combine(app.Get<DataFolder>().Inside("scratch"), "left");
        await File.WriteAllTextAsync(left, "x", Cancellation);
        File.SetLastWriteTimeUtc(left, TestStore.Start.UtcDateTime);
        // On the third day, at ten in the morning again: at 2:30 of none of the nights between did the clock stand still for the program.
        app.Pass(TimeSpan.FromDays(3));
        await UntilAllAreDoneAsync(app, new(2026, 3, 21));
        await using var after = await app.Factory.CreateDbContextAsync(Cancellation);
        Assert.Null(await after.ExportRuns.Where(one => one.Id == run.Id).Select(one => one.FileBytes).SingleAsync(Cancellation));
        app.Time.Advance(TimeSpan.FromHours(1));
        await UntilAsync(_ => Task.FromResult(!File.Exists(left)));
    }

    private static Task UntilAllAreDoneAsync(DashboardApp app, DateOnly day) => UntilAsync(async stop =>
    {
        var states = await app.Get<NightlyRuns>().ReadAsync(stop);
        Assert.DoesNotContain(states.Values, state => state?.Outcome == NightlyOutcome.Failed);
        return states.Values.All(state => state is { Outcome: NightlyOutcome.Done } && state.Day == day);
    });

    private static async Task UntilAsync(Func<CancellationToken, Task<bool>> holds)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!await holds(limit.Token)) await look.WaitForNextTickAsync(limit.Token);
    }
}
