using Concentric.Data;
using Concentric.Exports;
using Concentric.Jobs;
using Concentric.Tests.TestData;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

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
        // On the third day, at ten in the morning again: at 2:30 of none of the nights between did the clock stand still for the program.
        app.Pass(TimeSpan.FromDays(3));
        await UntilAllAreDoneAsync(app, new(2026, 3, 21));
        await using var after = await app.Factory.CreateDbContextAsync(Cancellation);
        Assert.Null(await after.ExportRuns.Where(one => one.Id == run.Id).Select(one => one.FileBytes).SingleAsync(Cancellation));
    }

    private static async Task UntilAllAreDoneAsync(DashboardApp app, DateOnly day)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (true)
        {
            var states = await app.Get<NightlyRuns>().ReadAsync(limit.Token);
            Assert.DoesNotContain(states.Values, state => state?.Outcome == NightlyOutcome.Failed);
            if (states.Values.All(state => state is { Outcome: NightlyOutcome.Done } && state.Day == day)) return;
            await look.WaitForNextTickAsync(limit.Token);
        }
    }
}
