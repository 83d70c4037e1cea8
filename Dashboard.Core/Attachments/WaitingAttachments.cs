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
    /// <summary>Lays a file by the form. The same one a second time changes nothing.</summary>
    /// <exception cref="RecordNotFoundException">The caller may not enter records of the kind.</exception>
    /// <exception cref="RefusedException">The file won't do, or there are enough of them.</exception>
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
                files.Delete(taken.Key);
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
            db.WaitingAttachments.Add(waiting);
            await db.SaveChangesAsync(cancellationToken);
            isKept = true;
            // The form may have been saved while the file was on its way: then it belongs to the record at once.
            if (await kind.FindEnteredAsync(db, caller, form.Id, cancellationToken) is not { } record) return waiting.Id;
            // Unless the save has taken it already.
            var isLeft = await OfForm(db, user, form).Where(one => one.Id == waiting.Id).ExecuteDeleteAsync(cancellationToken) > 0;
            return !isLeft ? waiting.Id : await attachments.AddAsync(caller, new(form.Kind, record), taken, cancellationToken);
        }
        catch when (!isKept)
        {
            files.Delete(taken.Key);
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
        if (await OfForm(db, user, form).SingleOrDefaultAsync(one => one.Id == id, cancellationToken) is not { } waiting) return;
        db.Remove(waiting);
        await db.SaveChangesAsync(cancellationToken);
        files.Delete(waiting.Key);
    }

    private static IQueryable<WaitingAttachment> OfForm(DashboardDbContext db, int user, UnsavedForm form) =>
        db.WaitingAttachments.Where(one => one.FormId == form.Id && one.UserId == user && one.RecordKind == form.Kind);

    private static async Task CheckRoomAsync(DashboardDbContext db, int user, UnsavedForm form, string name, int bytes,
        CancellationToken cancellationToken)
    {
        var sizes = await OfForm(db, user, form).Select(one => one.Bytes).ToListAsync(cancellationToken);
        AttachmentCommands.CheckRoom(sizes.Count, sizes.Sum(size => (long)size), name, bytes);
        var check = new ValidationContext();
        check.That(await db.WaitingAttachments.CountAsync(one => one.UserId == user, cancellationToken) < InputLimits.AttachmentsWaiting,
            AttachmentIntake.Field, name, Rule.TooManyWaiting, InputLimits.AttachmentsWaiting);
        check.ThrowIfAny();
    }
}
