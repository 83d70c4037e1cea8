using System.Globalization;
using Concentric.Data;
using Concentric.Exports;
using Concentric.Exports.Rhythms;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Concentric.Tests.Core.Exports;

/// <summary>Nights in which the office's clock is set forward or back.</summary>
public sealed class ClockChangeTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <param name="cron">What is due.</param>
    /// <param name="now">UTC, in March when 02:00 becomes 03:00, in October when 03:00 becomes 02:00 again.</param>
    /// <param name="hours">How long the workers look every ten minutes.</param>
    /// <param name="due">Runs that are to come of it.</param>
    [Theory]
    [InlineData("30 2 * * *", "2026-03-28 23:00", 4, 1)]
    [InlineData("30 2 * * *", "2026-10-24 23:00", 5, 1)]
    [InlineData("0 0 25 10 *", "2026-10-24 20:00", 10, 1)]
    [InlineData("0 2 * * 0", "2026-10-24 23:00", 5, 1)]
    // Every hour means every hour that passes: there are two between two and three.
    [InlineData("0 * * * *", "2026-10-24 22:30", 4, 4)]
    public async Task WhatIsDueInSuchANight_IsMadeOnce(string cron, string now, int hours, int due)
    {
        await using var rig = await ExportRig.CreateAsync(services =>
            services.AddSingleton(provider =>
                new OfficeClock(provider.GetRequiredService<TimeProvider>(), OfficeClock.FindZone("Europe/Berlin"))));
        var start = DateTimeOffset.ParseExact(now, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        rig.Store.Time.SetUtcNow(start);
        await rig.Store.Get<ScheduleCommands>().AddAsync(
            new CurrentUser("陈静", Role.Analyst),
            new("nightly", ExportRig.HeldKey, CronRhythms.Of(cron), new(Coverage.WeekBefore), "en", [], null, true, []),
            Cancellation);
        for (var looks = 0; looks < hours * 6; looks++)
        {
            rig.Store.Time.Advance(TimeSpan.FromMinutes(10));
            await rig.Store.Get<ExportSchedules>().EnqueueDueAsync(Cancellation);
        }

        await using var db = rig.Store.Open();
        Assert.Equal(due, await db.ExportRuns.CountAsync(Cancellation));
        Assert.Equal(due, rig.Jobs.TakeAll().Count);
    }
}
