using Concentric.Communities;
using Concentric.Data;
using Concentric.Rules;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Rotation;

/// <summary>The metric by which an exchange shall be judged, as somebody enters it.</summary>
/// <param name="ExchangeOn">First day of the exchange.</param>
/// <param name="Metric">Its key; null to judge all metrics together again.</param>
/// <param name="Version">As it was read; 0 where none is fixed.</param>
/// <param name="Weeks">Over which it shall be judged, of <see cref="EffectWindows.Choices"/>; null for the longest.</param>
public sealed record FixPrimaryMetric(DateOnly ExchangeOn, string? Metric, int Version, int? Weeks = null);

/// <summary>
/// Fixes the metric by which an exchange shall be judged, for leaders and analysts, until the day before it. Each change is
/// one transaction with its audit line.
/// </summary>
public sealed class PrimaryMetricCommands(IDbContextFactory<DashboardDbContext> factory, RotationEffects effects, OfficeClock clock)
{
    /// <summary>Kind of the audit and change-log rows.</summary>
    public static readonly string Kind = RecordKinds.NameOf<PrimaryMetric>();

    /// <summary>Leaders, analysts and administrators who see the whole street.</summary>
    public static bool MayFix(CurrentUser caller) => caller.MayKeepTargets && caller.CommunityIds is null;

    /// <summary>Fixes it, changes it, or takes it away.</summary>
    /// <exception cref="RefusedException">
    /// It is too late, there is no such exchange, or the metric is not one that is judged.
    /// </exception>
    /// <exception cref="UnauthorizedAccessException">The caller may not.</exception>
    /// <exception cref="EditedMeanwhileException">Somebody else fixed one.</exception>
    public Task SaveAsync(CurrentUser caller, FixPrimaryMetric input, CancellationToken cancellationToken) =>
        StoreRetry.RunAsync(() => SaveOnceAsync(caller, input, cancellationToken), cancellationToken);

    private async Task SaveOnceAsync(CurrentUser caller, FixPrimaryMetric input, CancellationToken cancellationToken)
    {
        var check = new ValidationContext();
        if (!MayFix(caller)) throw new UnauthorizedAccessException("The caller may not fix what an exchange is judged by.");
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        check.That(
            await db.Postings.AnyAsync(posting => posting.ArchivedAt == null && posting.Position == Position.Secretary && posting.IsRotation
                && posting.StartsOn == input.ExchangeOn, cancellationToken),
            nameof(input.ExchangeOn), input.ExchangeOn, Rule.Unknown);
        check.That(clock.Today < PrimaryMetric.TooLateFrom(input.ExchangeOn), nameof(input.Metric), input.Metric, Rule.ResultsShow,
            PrimaryMetric.TooLateFrom(input.ExchangeOn));
        check.That(input.Metric is null || effects.Judged.Any(metric => metric.Key == input.Metric), nameof(input.Metric), input.Metric,
            Rule.Unknown);
        check.That(input.Weeks is not { } asked || EffectWindows.Choices.Contains(asked), nameof(input.Weeks), input.Weeks, Rule.Unknown);
        check.ThrowIfAny();
        var present = await db.PrimaryMetrics.AsTracking().SingleOrDefaultAsync(one => one.ExchangeOn == input.ExchangeOn,
            cancellationToken);
        if ((present?.Version ?? 0) != input.Version)
            throw new EditedMeanwhileException(Kind, present?.Id ?? 0, input.Version, present?.Version ?? 0);
        if (present?.MetricKey == input.Metric && (present is null || present.Weeks == input.Weeks)) return;
        var before = present is null ? null : Told(present);
        var fixedNow = present ?? new() { ExchangeOn = input.ExchangeOn, MetricKey = "", FixedBy = "" };
        if (input.Metric is null) db.Remove(fixedNow);
        else if (present is null) db.Add(fixedNow);
        if (input.Metric is not null)
        {
            (fixedNow.MetricKey, fixedNow.Weeks, fixedNow.FixedBy, fixedNow.FixedAt, fixedNow.Version) =
                (input.Metric, input.Weeks, caller.Name, clock.UtcNow, fixedNow.Version + 1);
        }

        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException fault) when (fault is DbUpdateConcurrencyException || fault.IsDuplicate())
        {
            throw new EditedMeanwhileException(Kind, fixedNow.Id, input.Version, input.Version + 1);
        }

        var action = input.Metric is null ? "Deleted" : before is null ? "Added" : "Changed";
        db.AddLine(clock.UtcNow, caller, Kind, fixedNow.Id, action, before, input.Metric is null ? null : Told(fixedNow));
        db.AddMove(clock.UtcNow, Kind, fixedNow.Id, action);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static object Told(PrimaryMetric primary) => new { primary.ExchangeOn, Metric = primary.MetricKey, primary.Weeks };
}
