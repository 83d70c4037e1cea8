using Concentric.Data;
using Concentric.Kinds;
using Concentric.Rules;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Attachments;

/// <summary>
/// Adds attachments to records of any kind and takes them out. They are evidence beside the record, so they need no version that the
/// caller has read: an attachment never overwrites what somebody else has written.
/// </summary>
public sealed class AttachmentCommands(IDbContextFactory<DashboardDbContext> factory, AttachmentFiles files, AttachmentIntake intake,
    OfficeClock clock)
{
    private const int MostAttempts = 8;

    /// <summary>Adds a file. The same one a second time changes nothing, so a browser may send it again.</summary>
    /// <param name="caller">Who adds it.</param>
    /// <param name="key">The record; not archived.</param>
    /// <param name="name">Name of the file.</param>
    /// <param name="content">The file; read to its end or to a little more than it may have.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Id of the attachment.</returns>
    /// <exception cref="RecordNotFoundException">There is no such record that the caller may change.</exception>
    /// <exception cref="RefusedException">The file won't do, or the record has enough of them.</exception>
    public async Task<long> AddAsync(CurrentUser caller, RecordKey key, string name, Stream content, CancellationToken cancellationToken)
    {
        // Before the file is read: who may not add one, or can't any more, need not send it.
        await using (var db = await factory.CreateDbContextAsync(cancellationToken))
        {
            await FindAsync(db, caller, key, cancellationToken);
            CheckRoom(await OfRecord(db, key).AsNoTracking().ToListAsync(cancellationToken), name, 1);
        }

        return await AddAsync(caller, key, await intake.TakeAsync(AttachmentIntake.NameOf(name), content, cancellationToken),
            cancellationToken);
    }

    /// <summary>The same for a file that has been taken in; when it is refused nothing is left of it.</summary>
    private async Task<long> AddAsync(CurrentUser caller, RecordKey key, TakenFile taken, CancellationToken cancellationToken) =>
        (await AddAsync(caller, key, taken, null, cancellationToken))!.Value;

    /// <summary>
    /// Makes a file that waits by a form an attachment of the record that the form has entered, in one transaction: wherever the program
    /// ends, the file waits or is the record's.
    /// </summary>
    /// <returns>Id of the attachment; null when somebody else has taken the file.</returns>
    internal Task<long?> AdoptAsync(CurrentUser caller, RecordKey key, WaitingAttachment waiting, CancellationToken cancellationToken) =>
        AddAsync(caller, key, new(waiting.Key, waiting.Name, waiting.Type, waiting.Bytes, waiting.Hash), waiting.Id, cancellationToken);

    private async Task<long?> AddAsync(CurrentUser caller, RecordKey key, TakenFile taken, long? waiting,
        CancellationToken cancellationToken)
    {
        var (id, isGone) = (0L, false);
        Attachment? added = null;
        try
        {
            await ChangeAsync(caller, key, async (db, record, present) =>
            {
                (id, isGone, added) = (0, false, null);
                if (waiting is { } row)
                {
                    var lying = await db.WaitingAttachments.SingleOrDefaultAsync(one => one.Id == row, cancellationToken);
                    isGone = lying is null;
                    if (lying is null) return;
                    db.Remove(lying);
                }

                if (present.Find(other => other.Hash == taken.Hash && other.Name == taken.Name) is { } same)
                {
                    id = same.Id;
                    return;
                }

                CheckRoom(present, taken.Name, taken.Bytes);
                added = Of(taken, key, clock.UtcNow, caller.Name);
                added.Record = record;
                db.Attachments.Add(added);
            }, cancellationToken);
        }
        catch (Exception refusal) when (refusal is RefusedException or RecordNotFoundException)
        {
            if (waiting is { } row)
            {
                await using var db = await factory.CreateDbContextAsync(cancellationToken);
                if (await db.WaitingAttachments.Where(one => one.Id == row).ExecuteDeleteAsync(cancellationToken) == 0) throw;
            }

            // After anything else the row may be there all the same: such a file is left to the nightly cleaning.
            await files.DeleteAsync(taken.Key, cancellationToken);
            throw;
        }

        if (isGone) return null;
        if (id != 0) await files.DeleteAsync(taken.Key, cancellationToken);
        return id == 0 ? added!.Id : id;
    }

    /// <summary>Takes an attachment out, and deletes its file. The audit trail keeps who did it and what it was.</summary>
    /// <exception cref="RecordNotFoundException">There is no such attachment of a record that the caller may change.</exception>
    public async Task RemoveAsync(CurrentUser caller, RecordKey key, long id, CancellationToken cancellationToken)
    {
        Attachment? removed = null;
        await ChangeAsync(caller, key, (db, record, present) =>
        {
            removed = present.Find(one => one.Id == id) ?? throw new RecordNotFoundException(key.Kind, key.Id);
            removed.Record = record;
            db.Attachments.Remove(removed);
            return Task.CompletedTask;
        }, cancellationToken);
        await files.DeleteAsync(removed!.Key, cancellationToken);
    }

    /// <summary>Refuses what would be too many files, or too many bytes, for one record.</summary>
    internal static void CheckRoom(IReadOnlyCollection<Attachment> present, string name, int bytes) =>
        CheckRoom(present.Count, present.Sum(one => (long)one.Bytes), name, bytes);

    internal static void CheckRoom(int count, long taken, string name, int bytes)
    {
        var check = new ValidationContext();
        if (check.That(count < InputLimits.AttachmentsOfRecord, AttachmentIntake.Field, name, Rule.TooManyFiles,
            InputLimits.AttachmentsOfRecord))
            check.That(taken + bytes <= InputLimits.AttachmentsOfRecordBytes, AttachmentIntake.Field, name, Rule.FilesTooBig,
                InputLimits.AttachmentsOfRecordBytes / InputLimits.Megabyte,
                Math.Max(0, InputLimits.AttachmentsOfRecordBytes - taken) / InputLimits.Megabyte);
        check.ThrowIfAny();
    }

    internal static Attachment Of(TakenFile taken, RecordKey key, DateTime at, string by) => new()
    {
        RecordKind = key.Kind,
        RecordId = key.Id,
        Name = taken.Name,
        Type = taken.Type,
        Key = taken.Key,
        Hash = taken.Hash,
        Bytes = taken.Bytes,
        At = at,
        By = by,
    };

    private static IQueryable<Attachment> OfRecord(DashboardDbContext db, RecordKey key) =>
        db.Attachments.Where(one => one.RecordKind == key.Kind && one.RecordId == key.Id);

    /// <summary>Files that come at the same time wait for each other's version of the record, so no limit is passed.</summary>
    private async Task ChangeAsync(CurrentUser caller, RecordKey key,
        Func<DashboardDbContext, EnteredRecord, List<Attachment>, Task> change, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var db = await factory.CreateDbContextAsync(cancellationToken);
            db.Actor = caller;
            var record = await FindAsync(db, caller, key, cancellationToken);
            await change(db, record, await OfRecord(db, key).ToListAsync(cancellationToken));
            try
            {
                await db.SaveChangesAsync(cancellationToken);
                return;
            }
            catch (DbUpdateConcurrencyException) when (attempt < MostAttempts)
            {
                // Somebody else saved this record in between: look at it as it is now.
            }
        }
    }

    private static async Task<EnteredRecord> FindAsync(DashboardDbContext db, CurrentUser caller, RecordKey key,
        CancellationToken cancellationToken) =>
        AllKinds.Find(key.Kind) is { } kind && await kind.FindWritableAsync(db, caller, key.Id, cancellationToken) is { } record
            ? record
            : throw new RecordNotFoundException(key.Kind, key.Id);
}
