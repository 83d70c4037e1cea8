using Concentric.Data;
using Concentric.Rules;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Metrics;

/// <summary>A target as somebody enters it.</summary>
/// <param name="Metric">Its key in the catalogue.</param>
/// <param name="CommunityId">Null for the street.</param>
/// <param name="FirstDay">Null with <paramref name="LastDay"/> for each year.</param>
/// <param name="LastDay">From <paramref name="FirstDay"/> on.</param>
/// <param name="AmountMilli">Thousandths of the unit; of a rate, of a per cent.</param>
/// <param name="Spread">How it is spread over its days; not regarded for what does not add up.</param>
/// <param name="Reason">Required.</param>
public sealed record TargetInput(
    string? Metric, int? CommunityId, DateOnly? FirstDay, DateOnly? LastDay, long? AmountMilli, TargetSpread? Spread, string? Reason);

/// <summary>Sets targets, for leaders and analysts. Each change is one transaction with its audit line.</summary>
public sealed class TargetCommands(IDbContextFactory<DashboardDbContext> factory, MetricCatalogue catalogue, TargetDirectory directory,
    OfficeClock clock)
{
    /// <summary>Kind of the audit and change-log rows.</summary>
    public static readonly string Kind = RecordKinds.NameOf<MetricTarget>();

    /// <summary>The field that holds what is aimed at.</summary>
    public const string Field = "Target";

    /// <summary>The most targets that are kept.</summary>
    public const int Most = 2_000;

    /// <summary>The largest target, in the metric's unit.</summary>
    public const long MostAmount = 1_000_000_000_000;

    /// <summary>Sets a target, or changes one.</summary>
    /// <param name="caller">A leader, analyst or administrator.</param>
    /// <param name="id">Null for a new one.</param>
    /// <param name="version">As it was read; 0 for a new one.</param>
    /// <param name="input">As it shall be.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="RefusedException">The caller may not, or something is wrong with it.</exception>
    /// <exception cref="RecordNotFoundException">There is no such target any more.</exception>
    /// <exception cref="EditedMeanwhileException">Somebody else changed it.</exception>
    public Task SaveAsync(CurrentUser caller, int? id, int version, TargetInput input, CancellationToken cancellationToken) =>
        StoreRetry.RunAsync(() => SaveOnceAsync(caller, id, version, input, cancellationToken), cancellationToken);

    private async Task SaveOnceAsync(CurrentUser caller, int? id, int version, TargetInput input, CancellationToken cancellationToken)
    {
        var check = Check(caller);
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        // Serializable: two that are set at once must not overlap.
        await using var transaction = await db.Database.BeginTransactionAsync(System.Data.IsolationLevel.Serializable, cancellationToken);
        var present = await db.MetricTargets.AsTracking().ToListAsync(cancellationToken);
        var target = id is null ? null : present.Find(one => one.Id == id) ?? throw new RecordNotFoundException(Kind, id.Value);
        if (target is not null && target.Version != version)
            throw new EditedMeanwhileException(Kind, target.Id, version, target.Version);
        var before = target?.Told();
        if (target is null)
        {
            check.That(present.Count < Most, nameof(input.Metric), null, Rule.TooManyItems, Most);
            db.MetricTargets.Add(target = new() { MetricKey = "" });
        }

        check.That(input.CommunityId is null || await db.Communities.AnyAsync(one => one.Id == input.CommunityId, cancellationToken),
            nameof(input.CommunityId), input.CommunityId, Rule.Unknown);
        TargetRules.Take(target, input, catalogue, present, clock.Today, check);
        check.ThrowIfAny();
        (target.SetBy, target.SetAt, target.Version) = (caller.Name, clock.UtcNow, target.Version + 1);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new EditedMeanwhileException(Kind, target.Id, version, target.Version);
        }

        await NoteAsync(db, caller, target.Id, before is null ? "Added" : "Changed", before, target.Told(), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        directory.Forget();
    }

    /// <summary>Takes a target away; the audit trail keeps what it said.</summary>
    /// <param name="version">As it was read: what somebody has changed since is not taken away unseen.</param>
    /// <exception cref="RefusedException">The caller may not.</exception>
    /// <exception cref="RecordNotFoundException">There is no such target any more.</exception>
    /// <exception cref="EditedMeanwhileException">Somebody else changed it.</exception>
    public Task DeleteAsync(CurrentUser caller, int id, int version, CancellationToken cancellationToken) =>
        StoreRetry.RunAsync(() => DeleteOnceAsync(caller, id, version, cancellationToken), cancellationToken);

    private async Task DeleteOnceAsync(CurrentUser caller, int id, int version, CancellationToken cancellationToken)
    {
        Check(caller).ThrowIfAny();
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var target = await db.MetricTargets.AsTracking().SingleOrDefaultAsync(one => one.Id == id, cancellationToken)
            ?? throw new RecordNotFoundException(Kind, id);
        if (target.Version != version) throw new EditedMeanwhileException(Kind, id, version, target.Version);
        db.Remove(target);
        try
        {
            await NoteAsync(db, caller, id, "Deleted", target.Told(), null, cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new EditedMeanwhileException(Kind, id, target.Version, target.Version + 1);
        }

        await transaction.CommitAsync(cancellationToken);
        directory.Forget();
    }

    private static ValidationContext Check(CurrentUser caller)
    {
        var check = new ValidationContext();
        check.That(caller.MayKeepTargets, nameof(TargetInput.Metric), null, Rule.Unknown);
        return check;
    }

    private Task<int> NoteAsync(DashboardDbContext db, CurrentUser caller, int id, string action, object? before, object? after,
        CancellationToken cancellationToken)
    {
        Note(db, clock.UtcNow, caller, id, action, before, after);
        return db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Writes down and announces what was done; the caller saves.</summary>
    internal static void Note(DashboardDbContext db, DateTime at, CurrentUser caller, int id, string action, object? before, object? after)
    {
        db.AddLine(at, caller, Kind, id, action, before, after);
        db.AddMove(at, Kind, id, action);
    }
}
