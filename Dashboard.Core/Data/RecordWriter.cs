using Concentric.Rules;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Data;

/// <summary>A record and the version of it that the caller had read.</summary>
/// <param name="Id">The record.</param>
/// <param name="Version">Its <see cref="Record.Version"/> when it was read.</param>
public abstract record RecordInput(long Id, int Version);

/// <summary>Takes a record out of the figures.</summary>
/// <param name="Reason">Required.</param>
public sealed record ArchiveRecord(long Id, int Version, string? Reason) : RecordInput(Id, Version);

/// <summary>Gives a record a later due day.</summary>
/// <param name="Reason">Required.</param>
public sealed record ExtendRecord(long Id, int Version, DateOnly DueOn, string? Reason) : RecordInput(Id, Version);

/// <summary>Takes an archived record back.</summary>
public sealed record RestoreRecord(long Id, int Version) : RecordInput(Id, Version);

/// <summary>What was saved, for the next command.</summary>
/// <param name="Id">The record.</param>
/// <param name="Version">Its version now.</param>
public sealed record Saved(long Id, int Version);

/// <summary>
/// What all commands have in common: the record is loaded through the caller's rights, held against the version that the
/// caller had read, changed by its own rules, and saved in one short transaction with audit and change log; run whole again where the store
/// gave it up for another's sake (<see cref="StoreRetry"/>).
/// </summary>
public sealed class RecordWriter(IDbContextFactory<DashboardDbContext> factory, OfficeClock clock)
{
    /// <summary>How often a new record is held against what others change at the same time.</summary>
    private const int MostAttempts = 20;

    /// <summary>Enters a new record, once for each request id.</summary>
    /// <param name="caller">Who enters it.</param>
    /// <param name="requestId">Made by the client, the same when it sends again; null when it does not care.</param>
    /// <param name="make">Makes the record; refuses by <see cref="RefusedException"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Saved> AddAsync<T>(CurrentUser caller, Guid? requestId, Func<DashboardDbContext, ActorStamp, Task<T>> make,
        CancellationToken cancellationToken)
        where T : EnteredRecord
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await StoreRetry.RunAsync(() => AddOnceAsync(caller, requestId, make, cancellationToken),
                    requestId is null ? null : () => FindAddedAsync<T>(caller, requestId, cancellationToken), cancellationToken);
            }
            catch (DbUpdateConcurrencyException) when (attempt < MostAttempts)
            {
                // What the new record was held against, as the places of a post, was changed meanwhile: it is made anew.
            }
        }
    }

    private async Task<Saved?> FindAddedAsync<T>(CurrentUser caller, Guid? requestId, CancellationToken cancellationToken)
        where T : EnteredRecord
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await FindRequestAsync<T>(db, caller, requestId, cancellationToken);
    }

    private async Task<Saved> AddOnceAsync<T>(CurrentUser caller, Guid? requestId, Func<DashboardDbContext, ActorStamp, Task<T>> make,
        CancellationToken cancellationToken)
        where T : EnteredRecord
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (await FindRequestAsync<T>(db, caller, requestId, cancellationToken) is { } saved) return saved;
        db.Actor = caller;
        var record = await make(db, ActorStamp.Of(caller, clock));
        record.RequestId = requestId;
        db.Add(record);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException failure) when (requestId is not null && failure.IsDuplicate())
        {
            // The other of two equal requests was faster.
            await using var other = await factory.CreateDbContextAsync(cancellationToken);
            if (await FindRequestAsync<T>(other, caller, requestId, cancellationToken) is { } first) return first;
            if (!await other.Set<T>().AnyAsync(taken => taken.RequestId == requestId, cancellationToken)) throw;
            throw new RefusedException([new(nameof(record.RequestId), requestId.ToString(), Rule.Repeated, [])]);
        }

        return new(record.Id, record.Version);
    }

    /// <summary>Changes a record. When the change turns out to change nothing, nothing is written.</summary>
    /// <param name="caller">Who changes it.</param>
    /// <param name="input">Which record, and its version when it was read.</param>
    /// <param name="change">Calls the record's rules, which refuse by <see cref="RefusedException"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="with">Adds the parts that the change needs.</param>
    /// <param name="isArchived">True for a record that is archived; otherwise archived ones are not found.</param>
    /// <param name="writable">Another right than <see cref="Rights.WritableBy"/>, as part of the query.</param>
    /// <exception cref="RecordNotFoundException">There is none that the caller may change.</exception>
    /// <exception cref="EditedMeanwhileException">It has another version.</exception>
    public Task<Saved> ChangeAsync<T>(
        CurrentUser caller, RecordInput input, Func<DashboardDbContext, T, ActorStamp, Task> change, CancellationToken cancellationToken,
        Func<IQueryable<T>, IQueryable<T>>? with = null, bool isArchived = false,
        Func<IQueryable<T>, CurrentUser, IQueryable<T>>? writable = null)
        where T : EnteredRecord
    {
        DateTime? recordedAt = null;
        return StoreRetry.RunAsync(async () =>
        {
            await using var db = await factory.CreateDbContextAsync(cancellationToken);
            try
            {
                return await ChangeOnceAsync(db, caller, input, change, with, isArchived, writable, cancellationToken);
            }
            finally
            {
                recordedAt = db.RecordedAt;
            }
        }, () => FindChangedAsync<T>(caller, input, recordedAt, cancellationToken), cancellationToken);
    }

    /// <summary>A change that was committed though its answer was lost: the audit trail has it, of that instant.</summary>
    private async Task<Saved?> FindChangedAsync<T>(CurrentUser caller, RecordInput input, DateTime? at, CancellationToken cancellationToken)
        where T : EnteredRecord
    {
        if (at is null) return null;
        var kind = RecordKinds.NameOf<T>();
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var isNewer = await db.Set<T>().AnyAsync(record => record.Id == input.Id && record.Version > input.Version, cancellationToken);
        return isNewer && await db.AuditEntries.AnyAsync(entry => entry.Kind == kind && entry.RecordId == input.Id && entry.At == at
            && entry.UserId == caller.UserId && entry.By == caller.Name, cancellationToken) ? new(input.Id, input.Version + 1) : null;
    }

    private async Task<Saved> ChangeOnceAsync<T>(DashboardDbContext db, CurrentUser caller, RecordInput input,
        Func<DashboardDbContext, T, ActorStamp, Task> change, Func<IQueryable<T>, IQueryable<T>>? with, bool isArchived,
        Func<IQueryable<T>, CurrentUser, IQueryable<T>>? writable, CancellationToken cancellationToken)
        where T : EnteredRecord
    {
        db.Actor = caller;
        var records = (writable is null ? db.Set<T>().WritableBy(caller) : writable(db.Set<T>(), caller))
            .Where(found => found.Id == input.Id && found.ArchivedAt != null == isArchived);
        var record = await (with is null ? records : with(records)).SingleOrDefaultAsync(cancellationToken)
            ?? throw new RecordNotFoundException(RecordKinds.NameOf<T>(), input.Id);
        if (record.Version != input.Version) throw Conflict<T>(input, record.Version);
        await change(db, record, ActorStamp.Of(caller, clock));
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            var current = await db.Set<T>().Where(found => found.Id == input.Id).Select(found => found.Version)
                .SingleOrDefaultAsync(cancellationToken);
            throw Conflict<T>(input, current);
        }

        return new(record.Id, record.Version);
    }

    /// <summary>Archives a record with a reason: it counts nowhere, and can be restored.</summary>
    public Task<Saved> ArchiveAsync<T>(CurrentUser caller, ArchiveRecord input, CancellationToken cancellationToken)
        where T : EnteredRecord => ChangeAsync<T>(caller, input, (_, record, by) =>
        {
            record.Archive(input.Reason, by);
            return Task.CompletedTask;
        }, cancellationToken);

    /// <summary>Takes an archived record back.</summary>
    public Task<Saved> RestoreAsync<T>(CurrentUser caller, RestoreRecord input, CancellationToken cancellationToken)
        where T : EnteredRecord => ChangeAsync<T>(caller, input, (_, record, _) =>
        {
            record.Restore();
            return Task.CompletedTask;
        }, cancellationToken, isArchived: true);

    private static EditedMeanwhileException Conflict<T>(RecordInput input, int version) =>
        new(RecordKinds.NameOf<T>(), input.Id, input.Version, version);

    private static async Task<Saved?> FindRequestAsync<T>(DashboardDbContext db, CurrentUser caller, Guid? requestId,
        CancellationToken cancellationToken)
        where T : EnteredRecord => requestId is null
            ? null
            : await db.Set<T>().WritableBy(caller).Where(record => record.RequestId == requestId)
                .Select(record => new Saved(record.Id, record.Version)).SingleOrDefaultAsync(cancellationToken);
}
