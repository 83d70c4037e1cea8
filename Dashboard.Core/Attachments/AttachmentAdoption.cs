using Concentric.Data;
using Concentric.Kinds;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Attachments;

/// <summary>
/// Makes what lies by a form attachments of the record that the form enters, in the transaction that saves it, whichever command that
/// is: record and files are there together, or neither. A form that is sent twice enters once, and brings its files once.
/// </summary>
internal sealed class AttachmentAdoption : ISaveFollower
{
    public AddFollowing? Find(DashboardDbContext db)
    {
        if (db.Actor?.UserId is not { } user || db.BulkLog is not null) return null;
        var entered = db.ChangeTracker.Entries<EnteredRecord>()
            .Where(entry => entry is { State: EntityState.Added, Entity.RequestId: not null })
            .Where(entry => AllKinds.Of(entry.Entity.GetType()) is not null)
            .Select(entry => entry.Entity).ToList();
        return entered.Count == 0 ? null : (at, cancellationToken) => AddAsync(db, user, entered, at, cancellationToken);
    }

    private static async Task<ChangeLogEntry?> AddAsync(DashboardDbContext db, int user, IReadOnlyList<EnteredRecord> entered, DateTime at,
        CancellationToken cancellationToken)
    {
        foreach (var record in entered)
        {
            var key = new RecordKey(AllKinds.Of(record.GetType())!.Key, record.Id);
            var waiting = await db.WaitingAttachments
                .Where(one => one.FormId == record.RequestId && one.UserId == user && one.RecordKind == key.Kind).OrderBy(one => one.Id)
                .ToListAsync(cancellationToken);
            if (waiting.Count == 0) continue;
            var (count, bytes) = (0, 0L);
            foreach (var one in waiting)
            {
                // Two requests at once may have passed the limit by one.
                AttachmentCommands.CheckRoom(count++, bytes, one.Name, one.Bytes);
                bytes += one.Bytes;
                db.Attachments.Add(AttachmentCommands.Of(new(one.Key, one.Name, one.Type, one.Bytes, one.Hash), key, one.At,
                    db.Actor!.Name));
            }

            db.WaitingAttachments.RemoveRange(waiting);
            // As the history tells of one that is added later.
            db.AddLine(at, db.Actor!, key.Kind, key.Id, "Changed", null, new Dictionary<string, object>
            {
                [nameof(Attachment)] = waiting.Select(one => new { one.Name, one.Type, one.Key, one.Hash, one.Bytes }).ToList(),
            });
        }

        return null;
    }
}
