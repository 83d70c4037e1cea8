using System.Globalization;
using Concentric.Calendar;
using Concentric.Data;
using Concentric.Ledgers;
using Concentric.Metrics;
using Concentric.ProcessCharts;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Concentric.Alerts;

/// <summary>
/// Looks at all rules, once in an hour whoever asks and however often: the hour is claimed in the transaction that holds what was found.
/// So nobody is told twice, by however many nodes, and what was cut off is done again.
/// </summary>
public sealed class AlertChecks(
    IDbContextFactory<DashboardDbContext> factory, MetricCube cube, ChartSlices charts, CommunityDirectory directory,
    WorkingCalendars calendars, AlertTelling telling, IOptionsMonitor<AlertSettings> settings, OfficeClock clock)
{
    /// <summary>Between two looks.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromHours(1);

    /// <summary>Looks, unless that has been done in this hour.</summary>
    /// <returns>Alerts that began or ended.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        if (cube.Current is not { } snapshot) return 0;
        var look = clock.UtcNow.ToString("yyyy-MM-dd'T'HH", CultureInfo.InvariantCulture);
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (string.CompareOrdinal(await LastAsync(db, cancellationToken), look) >= 0) return 0;
        var names = await directory.GetAsync(cancellationToken);
        var calendar = await calendars.GetAsync(db, cancellationToken);
        var today = clock.Today;
        // Before the transaction, in which others wait.
        var judge = new AlertJudge(snapshot, await charts.JudgeAsync(names.All.Count, cancellationToken), calendar);
        var read = await ReadAsync(db, judge, names, today, cancellationToken);
        var moved = 0;
        await StoreRetry.RunAsync(async () => moved = await TellOnceAsync(look, read, names, calendar, today, cancellationToken),
            cancellationToken);
        return moved;
    }

    private async Task<int> TellOnceAsync(string look, Dictionary<int, Read> read, CommunityDirectory.Names names,
        WorkingCalendar calendar, DateOnly today, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (!await ClaimAsync(db, look, cancellationToken)) return 0;
        var moved = await MoveAsync(db, read, names, calendar, today, cancellationToken);
        if (moved > 0) db.AddMove(clock.UtcNow, AlertTelling.Kind, 0, "Changed");
        await db.SaveChangesAsync(cancellationToken);
        if (!settings.CurrentValue.IsQuiet(clock.ToOffice(clock.UtcNow), calendar))
            await telling.AddAsync(db, look, names, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return moved;
    }

    private async Task<Dictionary<int, Read>> ReadAsync(DashboardDbContext db, AlertJudge judge, CommunityDirectory.Names names,
        DateOnly today, CancellationToken cancellationToken)
    {
        var rules = await db.AlertRules.AsNoTracking().Include(rule => rule.Places).Where(rule => rule.State == AlertRuleState.On)
            .ToListAsync(cancellationToken);
        return rules.ToDictionary(rule => rule.Id, rule =>
        {
            var metric = cube.Catalogue.Find(rule.MetricKey);
            cancellationToken.ThrowIfCancellationRequested();
            return new Read(rule, [.. rule.Watched(names.All).Select(place => (place, judge.Read(rule.Terms, metric, place, today)))]);
        });
    }

    private async Task<int> MoveAsync(DashboardDbContext db, Dictionary<int, Read> read, CommunityDirectory.Names names,
        WorkingCalendar calendar, DateOnly today, CancellationToken cancellationToken)
    {
        var rules = await db.AlertRules.AsNoTracking().Select(rule => new { rule.Id, rule.State, rule.Version })
            .ToDictionaryAsync(rule => rule.Id, cancellationToken);
        var open = await db.AlertFirings.AsTracking().Where(firing => firing.EndedOn == null).ToListAsync(cancellationToken);
        var byPlace = open.ToLookup(firing => (firing.RuleId, firing.CommunityId));
        var (moved, now) = (0, clock.UtcNow);
        // One that began while its rule was being paused or retired is closed by nobody else.
        foreach (var left in open.Where(firing => rules[firing.RuleId].State != AlertRuleState.On))
        {
            left.Close(rules[left.RuleId].State == AlertRuleState.Paused ? AlertEnd.RulePaused : AlertEnd.RuleRetired, today, now);
            moved++;
        }

        foreach (var (rule, readings) in read.Values)
        {
            // Changed meanwhile: the next look is at what it says now.
            if (rules.GetValueOrDefault(rule.Id) is not { State: AlertRuleState.On } kept || kept.Version != rule.Version) continue;
            foreach (var (place, reading) in readings)
            {
                var firing = byPlace[(rule.Id, place)].FirstOrDefault();
                var (next, step) = new AlertProgress(firing is not null, firing?.WellSince, firing?.UntoldSince)
                    .Look(reading.Standing, today, rule.WellDays, calendar, reading.Gap);
                if (step == AlertStep.Begins) db.AlertFirings.Add(Begin(rule, place, reading, today, now));
                else if (step == AlertStep.IsOver)
                {
                    firing!.Close(AlertEnd.Well, today, now);
                    firing.EndValue = reading.Value;
                }
                else if (step == AlertStep.IsUntold) firing!.Close(AlertEnd.Untold, today, now);
                else if (firing is not null) (firing.WellSince, firing.UntoldSince) = (next.WellSince, next.UntoldSince);
                if (step != AlertStep.None) moved++;
            }

            var watched = rule.Watched(names.All);
            foreach (var left in open.Where(firing => firing.RuleId == rule.Id && !watched.Contains(firing.CommunityId)))
            {
                left.Close(AlertEnd.NotWatched, today, now);
                moved++;
            }
        }

        return moved;
    }

    private static AlertFiring Begin(AlertRule rule, int? place, AlertReading reading, DateOnly today, DateTime now) => new()
    {
        RuleId = rule.Id,
        CommunityId = place,
        MetricKey = rule.MetricKey,
        Condition = rule.Condition,
        Side = rule.Side,
        LimitMilli = rule.LimitMilli,
        Count = rule.Count,
        Value = reading.Value,
        Cases = reading.Cases,
        UsualFrom = reading.Usual?.From,
        UsualTo = reading.Usual?.To,
        Target = reading.Target,
        PeriodFrom = reading.Period.From,
        PeriodTo = reading.Period.To,
        BeganOn = today,
        BeganAt = now,
    };

    /// <summary>The hour of the last look; null before the first.</summary>
    private static Task<string?> LastAsync(DashboardDbContext db, CancellationToken cancellationToken) =>
        StoreFacts.ReadAsync(db, StoreFacts.Alerts, cancellationToken);

    /// <summary>Takes the hour for this look; of several nodes one does.</summary>
    private static async Task<bool> ClaimAsync(DashboardDbContext db, string look, CancellationToken cancellationToken)
    {
        var last = await LastAsync(db, cancellationToken);
        return string.CompareOrdinal(last, look) < 0
            && await StoreFacts.TryMoveAsync(db, StoreFacts.Alerts, last, look, cancellationToken);
    }

    /// <summary>A rule as it was read, with how the figures stand to it.</summary>
    private sealed record Read(AlertRule Rule, IReadOnlyList<(int? Place, AlertReading Reading)> Readings);
}
