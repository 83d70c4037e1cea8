using Concentric.Data;
using Concentric.Metrics;
using Concentric.Rules;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;

namespace Concentric.ProcessCharts;

/// <summary>An event as somebody enters it.</summary>
/// <param name="NameEn">May be left out.</param>
/// <param name="RecordKind">For <see cref="ProcessEventExtent.Kind"/>.</param>
/// <param name="Metrics">Keys, for <see cref="ProcessEventExtent.Chosen"/>.</param>
/// <param name="IsOfStreet">False for the communities that are named.</param>
/// <param name="Reason">Required.</param>
/// <param name="ChangeReason">Required for what is there already.</param>
public sealed record ProcessEventInput(DateOnly? FirstDay, string? Name, string? NameEn, ProcessEventExtent? Extent, string? RecordKind,
    IReadOnlyCollection<string> Metrics, bool IsOfStreet, IReadOnlyCollection<int> Communities, string? Reason, string? ChangeReason);

/// <summary>
/// Enters, corrects and withdraws events, for those who set targets for the street. Each change is one transaction with its audit line.
/// </summary>
public sealed class ProcessEventCommands(IDbContextFactory<DashboardDbContext> factory, MetricCatalogue catalogue, OfficeClock clock)
{
    /// <summary>Kind of the audit and change-log rows.</summary>
    public static readonly string Kind = RecordKinds.NameOf<ProcessEvent>();

    /// <summary>True for who may enter, correct and withdraw them.</summary>
    public static bool MayKeep(CurrentUser caller) => caller.MayKeepTargets && caller.CommunityIds is null;

    /// <summary>Enters an event, or corrects one.</summary>
    /// <param name="id">Null for a new one.</param>
    /// <param name="version">As it was read; 0 for a new one.</param>
    /// <exception cref="RefusedException">The caller may not, or something is wrong with it.</exception>
    /// <exception cref="RecordNotFoundException">There is no such event any more, or it was withdrawn.</exception>
    /// <exception cref="EditedMeanwhileException">Somebody else changed it.</exception>
    public Task SaveAsync(CurrentUser caller, int? id, int version, ProcessEventInput input, CancellationToken cancellationToken) =>
        RunAsync(caller, nameof(input.Name), async db =>
        {
            var check = new ValidationContext();
            var present = await Present(db).ToListAsync(cancellationToken);
            var one = id is null ? null : present.Find(other => other.Id == id) ?? throw new RecordNotFoundException(Kind, id.Value);
            Compare(one, version);
            var before = one?.Audited();
            if (one is null)
            {
                check.That(present.Count < ProcessEvent.Most, nameof(input.Name), null, Rule.TooManyItems, ProcessEvent.Most);
                db.ProcessEvents.Add(one = new() { Name = "", Reason = "", SetBy = "" });
            }
            else one.ChangeReason = check.RequiredLines(nameof(input.ChangeReason), input.ChangeReason, TextLimits.Note);

            Take(db, one, input, check);
            await TakePlacesAsync(db, one, input, check, cancellationToken);
            var twin = present.Find(other => other != one && other.FirstDay == one.FirstDay
                && string.Equals(other.Name, one.Name, StringComparison.OrdinalIgnoreCase));
            check.That(twin is null, nameof(input.Name), one.Name, Rule.ProcessEventTwin, twin?.SetBy ?? "");
            check.ThrowIfAny();
            await WriteAsync(db, caller, one, before, cancellationToken);
        }, cancellationToken);

    /// <summary>Withdraws an event: judging goes on as if it had not been entered, and the list says who withdrew it and why.</summary>
    /// <param name="reason">Required.</param>
    /// <inheritdoc cref="SaveAsync"/>
    public Task WithdrawAsync(CurrentUser caller, int id, int version, string? reason, CancellationToken cancellationToken) =>
        RunAsync(caller, nameof(ProcessEventInput.ChangeReason), async db =>
        {
            var one = await Present(db).SingleOrDefaultAsync(other => other.Id == id, cancellationToken)
                ?? throw new RecordNotFoundException(Kind, id);
            Compare(one, version);
            var (check, before) = (new ValidationContext(), one.Audited());
            one.ChangeReason = check.RequiredLines(nameof(ProcessEventInput.ChangeReason), reason, TextLimits.Note);
            check.ThrowIfAny();
            one.IsWithdrawn = true;
            await WriteAsync(db, caller, one, before, cancellationToken);
        }, cancellationToken);

    private static IQueryable<ProcessEvent> Present(DashboardDbContext db) => db.ProcessEvents.AsTracking().Include(one => one.Metrics)
        .Include(one => one.Places).AsSplitQuery().Where(one => !one.IsWithdrawn);

    private async Task RunAsync(CurrentUser caller, string field, Func<DashboardDbContext, Task> change,
        CancellationToken cancellationToken)
    {
        var check = new ValidationContext();
        check.That(MayKeep(caller), field, null, Rule.Unknown);
        check.ThrowIfAny();
        await StoreRetry.RunAsync(() => ChangeOnceAsync(change, cancellationToken), cancellationToken);
    }

    private async Task ChangeOnceAsync(Func<DashboardDbContext, Task> change, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        // Serializable: two that are entered at once must not be the same.
        await using var transaction =
            await db.Database.BeginTransactionAsync(System.Data.IsolationLevel.Serializable, cancellationToken);
        await change(db);
        await transaction.CommitAsync(cancellationToken);
    }

    private void Take(DashboardDbContext db, ProcessEvent one, ProcessEventInput input, ValidationContext check)
    {
        if (check.That(input.FirstDay is not null, nameof(input.FirstDay), null, Rule.Required))
        {
            var (first, last) = (ValidationContext.FirstDay, clock.Today.AddDays(ValidationContext.MostDaysAhead));
            check.That(input.FirstDay >= first, nameof(input.FirstDay), input.FirstDay, Rule.TooEarly, first);
            check.That(input.FirstDay <= last, nameof(input.FirstDay), input.FirstDay, Rule.TooLate, last);
        }

        one.FirstDay = input.FirstDay ?? default;
        one.Name = check.RequiredLine(nameof(input.Name), input.Name, TextLimits.Name);
        one.NameEn = check.Line(nameof(input.NameEn), input.NameEn, TextLimits.Name);
        one.Reason = check.RequiredLines(nameof(input.Reason), input.Reason, TextLimits.Note);
        if (!check.Chosen(nameof(input.Extent), input.Extent)) return;
        one.Extent = input.Extent!.Value;
        one.RecordKind = one.Extent == ProcessEventExtent.Kind ? input.RecordKind : null;
        if (one.Extent == ProcessEventExtent.Kind)
        {
            check.That(KindsOf(catalogue).Contains(input.RecordKind), nameof(input.RecordKind), input.RecordKind,
                string.IsNullOrEmpty(input.RecordKind) ? Rule.Required : Rule.Unknown);
        }

        HashSet<string> wanted = one.Extent == ProcessEventExtent.Chosen ? [.. input.Metrics] : [];
        check.That(one.Extent != ProcessEventExtent.Chosen || wanted.Count > 0, nameof(input.Metrics), null, Rule.Required);
        foreach (var unknown in wanted.Where(key => catalogue.Find(key) is null))
            check.That(false, nameof(input.Metrics), unknown, Rule.Unknown);
        Keep(db, one.Metrics, part => part.MetricKey, wanted, key => new() { MetricKey = key });
    }

    /// <summary>The kinds of records that metrics count, in the order of the catalogue.</summary>
    public static IReadOnlyList<string> KindsOf(MetricCatalogue catalogue) =>
        [.. catalogue.All.Where(FigureJudge.IsJudged).SelectMany(metric => metric.Kinds).Select(ProcessEvent.FamilyOf).Distinct()];

    private static async Task TakePlacesAsync(DashboardDbContext db, ProcessEvent one, ProcessEventInput input, ValidationContext check,
        CancellationToken cancellationToken)
    {
        one.IsOfStreet = input.IsOfStreet;
        HashSet<int> wanted = input.IsOfStreet ? [] : [.. input.Communities];
        check.That(input.IsOfStreet || wanted.Count > 0, nameof(input.Communities), null, Rule.Required);
        var known = await db.Communities.Select(community => community.Id).ToListAsync(cancellationToken);
        foreach (var unknown in wanted.Except(known)) check.That(false, nameof(input.Communities), unknown, Rule.Unknown);
        Keep(db, one.Places, place => place.CommunityId, wanted, id => new() { CommunityId = id });
    }

    private static void Keep<T, TKey>(DashboardDbContext db, List<T> parts, Func<T, TKey> key, HashSet<TKey> wanted, Func<TKey, T> make)
        where T : class
    {
        db.RemoveRange(parts.Where(part => !wanted.Contains(key(part))));
        parts.RemoveAll(part => !wanted.Contains(key(part)));
        parts.AddRange(wanted.Except(parts.Select(key)).Order().Select(make));
    }

    private static void Compare(ProcessEvent? one, int version)
    {
        if (one is not null && one.Version != version) throw new EditedMeanwhileException(Kind, one.Id, version, one.Version);
    }

    private async Task WriteAsync(DashboardDbContext db, CurrentUser caller, ProcessEvent one, object? before,
        CancellationToken cancellationToken)
    {
        (one.SetBy, one.SetAt, one.Version) = (caller.Name, clock.UtcNow, one.Version + 1);
        try
        {
            // Numbered by the store, which the audit line and the change log name it by.
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new EditedMeanwhileException(Kind, one.Id, one.Version - 1, one.Version);
        }

        var action = before is null ? "Added" : "Changed";
        db.AddLine(clock.UtcNow, caller, Kind, one.Id, action, before, one.Audited());
        db.AddMove(clock.UtcNow, Kind, one.Id, action);
        await db.SaveChangesAsync(cancellationToken);
    }
}
