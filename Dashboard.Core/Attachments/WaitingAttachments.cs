using Concentric.Data;
using Concentric.Kinds;
using Concentric.Rules;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Attachments;

/// <summary>The form of a record that is not saved yet: its kind, and the request id that the record will be known by.</summary>
public readonly record struct UnsavedForm(string Kind, Guid Id);

/// <summary>
/// Files that lie by the form of a record that is not saved yet. They are on the server already, so that neither a refusal nor a
/// reload loses them; only who laid them there sees them.
/// </summary>
public sealed class WaitingAttachments(IDbContextFactory<DashboardDbContext> factory, AttachmentFiles files, AttachmentIntake intake,
    AttachmentCommands attachments, OfficeClock clock)
{
    /// <summary>
    /// Lays a file by the form. The same one a second time changes nothing. Of more than <see cref="InputLimits.AttachmentsWaiting"/>
    /// the oldest by the person's other forms go: most of those have been given up, and nobody is kept from working by them.
    /// </summary>
    /// <exception cref="RecordNotFoundException">The caller may not enter records of the kind.</exception>
    /// <exception cref="RefusedException">The file won't do, or there are enough of them by the form.</exception>
    public async Task<long> AddAsync(CurrentUser caller, UnsavedForm form, string name, Stream content, CancellationToken cancellationToken)
    {
        if (caller.UserId is not { } user || AllKinds.Find(form.Kind) is not { } kind || !kind.IsOpenTo(caller))
            throw new RecordNotFoundException(form.Kind, 0);
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await CheckRoomAsync(db, user, form, name, 1, cancellationToken);
        var taken = await intake.TakeAsync(AttachmentIntake.NameOf(name), content, cancellationToken);
        var isKept = false;
        try
        {
            var same = await OfForm(db, user, form).Where(one => one.Hash == taken.Hash && one.Name == taken.Name)
                .Select(one => (long?)one.Id).FirstOrDefaultAsync(cancellationToken);
            if (same is { } id)
            {
                await files.DeleteAsync(taken.Key, cancellationToken);
                return id;
            }

            await CheckRoomAsync(db, user, form, taken.Name, taken.Bytes, cancellationToken);
            var waiting = new WaitingAttachment
            {
                RecordKind = form.Kind,
                FormId = form.Id,
                UserId = user,
                Name = taken.Name,
                Type = taken.Type,
                Key = taken.Key,
                Hash = taken.Hash,
                Bytes = taken.Bytes,
                At = clock.UtcNow,
            };
            var dropped = await OldestAsync(db, user, form, cancellationToken);
            db.WaitingAttachments.Add(waiting);
            await db.SaveChangesAsync(cancellationToken);
            isKept = true;
            foreach (var one in dropped) await DropAsync(db, one, cancellationToken);
            // The form may have been saved while the file was on its way: then it belongs to the record at once.
            if (await kind.FindEnteredAsync(db, caller, form.Id, cancellationToken) is not { } record) return waiting.Id;
            return await attachments.AdoptAsync(caller, new(form.Kind, record), waiting, cancellationToken) ?? waiting.Id;
        }
        catch (Exception refusal) when (!isKept && refusal is RefusedException or RecordNotFoundException)
        {
            // After anything else the row may be there all the same: such a file is left to the nightly cleaning.
            await files.DeleteAsync(taken.Key, cancellationToken);
            throw;
        }
    }

    /// <summary>What lies by a form of the caller, in the order in which it came.</summary>
    public async Task<IReadOnlyList<WaitingAttachment>> ListAsync(CurrentUser caller, UnsavedForm form,
        CancellationToken cancellationToken)
    {
        if (caller.UserId is not { } user) return [];
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await OfForm(db, user, form).AsNoTracking().OrderBy(one => one.Id).ToListAsync(cancellationToken);
    }

    /// <summary>Takes a file away from a form of the caller; nothing when it has gone already.</summary>
    public async Task RemoveAsync(CurrentUser caller, UnsavedForm form, long id, CancellationToken cancellationToken)
    {
        if (caller.UserId is not { } user) return;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var own = OfForm(db, user, form).AsNoTracking();
        if (await own.SingleOrDefaultAsync(one => one.Id == id, cancellationToken) is not { } waiting) return;
        await DropAsync(db, waiting, cancellationToken);
    }

    /// <summary>Takes all files away from a form of the caller, which was given up.</summary>
    /// <returns>Number of files.</returns>
    public async Task<int> DiscardAsync(CurrentUser caller, UnsavedForm form, CancellationToken cancellationToken)
    {
        if (caller.UserId is not { } user) return 0;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var waiting = await OfForm(db, user, form).AsNoTracking().ToListAsync(cancellationToken);
        var discarded = 0;
        foreach (var one in waiting)
        {
            if (await DropAsync(db, one, cancellationToken)) discarded++;
        }

        return discarded;
    }

    /// <summary>
    /// Gives records the files that came while they were saved: where the save had asked for its files already, and the file's own
    /// request could not see the record yet, neither has brought it in.
    /// </summary>
    /// <param name="before">Instant (UTC): younger ones may still be brought in by the form.</param>
    internal async Task AdoptAsync(DateTime before, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var old = await db.WaitingAttachments.AsNoTracking().Where(one => one.At < before).OrderBy(one => one.Id)
            .ToListAsync(cancellationToken);
        foreach (var form in old.GroupBy(one => (one.RecordKind, one.FormId, one.UserId)))
        {
            var user = await db.Users.AsNoTracking().Include(found => found.Communities)
                .SingleOrDefaultAsync(found => found.Id == form.Key.UserId, cancellationToken);
            if (user is null || AllKinds.Find(form.Key.RecordKind) is not { } kind) continue;
            var caller = user.ToCurrentUser();
            if (await kind.FindEnteredAsync(db, caller, form.Key.FormId, cancellationToken) is not { } record) continue;
            foreach (var one in form)
            {
                try
                {
                    await attachments.AdoptAsync(caller, new(one.RecordKind, record), one, cancellationToken);
                }
                catch (Exception refusal) when (refusal is RefusedException or RecordNotFoundException)
                {
                    // The record is full, or was archived meanwhile.
                }
            }
        }
    }

    /// <summary>Each by itself: one that a save has just taken is the record's, and one that somebody else took away has gone.</summary>
    private async Task<bool> DropAsync(DashboardDbContext db, WaitingAttachment waiting, CancellationToken cancellationToken)
    {
        if (await db.WaitingAttachments.Where(row => row.Id == waiting.Id).ExecuteDeleteAsync(cancellationToken) == 0) return false;
        await files.DeleteAsync(waiting.Key, cancellationToken);
        return true;
    }

    private static IQueryable<WaitingAttachment> OfForm(DashboardDbContext db, int user, UnsavedForm form) =>
        db.WaitingAttachments.Where(one => one.FormId == form.Id && one.UserId == user && one.RecordKind == form.Kind);

    private static async Task CheckRoomAsync(DashboardDbContext db, int user, UnsavedForm form, string name, int bytes,
        CancellationToken cancellationToken)
    {
        var sizes = await OfForm(db, user, form).Select(one => one.Bytes).ToListAsync(cancellationToken);
        AttachmentCommands.CheckRoom(sizes.Count, sizes.Sum(size => (long)size), name, bytes);
    }

    /// <summary>What has to go for one file more.</summary>
    private static async Task<IReadOnlyList<WaitingAttachment>> OldestAsync(DashboardDbContext db, int user, UnsavedForm form,
        CancellationToken cancellationToken)
    {
        var tooMany = await db.WaitingAttachments.CountAsync(one => one.UserId == user, cancellationToken) + 1
            - InputLimits.AttachmentsWaiting;
        return tooMany <= 0 ? [] : await db.WaitingAttachments.AsNoTracking().Where(one => one.UserId == user && one.FormId != form.Id)
            .OrderBy(one => one.At).ThenBy(one => one.Id).Take(tooMany).ToListAsync(cancellationToken);
    }
}
