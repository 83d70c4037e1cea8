using Concentric.Data;
using Concentric.Imaging;
using Concentric.Rules;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Hazards;

/// <summary>
/// Adds photos to hazards and takes them out. They are evidence beside the record, so they need no version that the caller has
/// read: a photo never overwrites what somebody else has written.
/// </summary>
public sealed class HazardPhotoCommands(IDbContextFactory<DashboardDbContext> factory, HazardPhotoFiles files, OfficeClock clock)
    : IDisposable
{
    /// <summary>The most photos of one hazard and side.</summary>
    public const int MostOfASide = 8;

    private const string Field = "Photo";
    private const int MostAttempts = 8;

    // Bounds the memory that decoding takes, however many people send photos at once.
    private readonly SemaphoreSlim making = new(1);

    /// <summary>Adds a photo. The same one a second time changes nothing, so a browser may send it again.</summary>
    /// <param name="caller">Who adds it.</param>
    /// <param name="hazardId">The hazard; not archived.</param>
    /// <param name="side">What it shows.</param>
    /// <param name="name">Name of the file.</param>
    /// <param name="content">The file; read to its end or to one byte more than it may have.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Id of the photo.</returns>
    /// <exception cref="RecordNotFoundException">There is no such hazard that the caller may change.</exception>
    /// <exception cref="RefusedException">The file won't do, or the side is full.</exception>
    public async Task<long> AddAsync(CurrentUser caller, long hazardId, PhotoSide side, string name, Stream content,
        CancellationToken cancellationToken)
    {
        var check = new ValidationContext();
        check.Defined(Field, side);
        check.ThrowIfAny();
        var shown = Shorten(name);
        // Before the file is read: who may not add one, or can't any more, need not send it.
        await using (var db = await factory.CreateDbContextAsync(cancellationToken))
        {
            var hazard = await Open(db, caller, hazardId).AsNoTracking().Include(found => found.Photos).AsSplitQuery()
                .SingleOrDefaultAsync(cancellationToken) ?? throw NotFound(hazardId);
            CheckRoom(hazard, side, shown);
        }

        var bytes = await ReadAsync(content, cancellationToken);
        MadePhoto made;
        await making.WaitAsync(cancellationToken);
        try
        {
            made = await Task.Run(() => PhotoMaker.Make(bytes, shown), cancellationToken);
        }
        finally
        {
            making.Release();
        }

        var photo = new HazardPhoto
        {
            Side = side,
            Name = shown,
            Key = Guid.NewGuid(),
            Hash = made.Hash,
            Bytes = made.Photo.Length,
            Width = made.Width,
            Height = made.Height,
            At = clock.UtcNow,
            By = caller.Name
        };
        await files.WriteAsync(photo.Key, made, cancellationToken);
        var id = 0L;
        try
        {
            await ChangeAsync(caller, hazardId, hazard =>
            {
                if (hazard.Photos.Find(other => other.Hash == photo.Hash && other.Side == side) is { } same)
                {
                    id = same.Id;
                    return;
                }

                CheckRoom(hazard, side, shown);
                // A second attempt begins on another copy of the hazard.
                photo.Hazard = null;
                hazard.Photos.Add(photo);
            }, cancellationToken);
        }
        catch (Exception refusal) when (refusal is RefusedException or RecordNotFoundException)
        {
            // After anything else the row may be there all the same: such files are left to the nightly cleaning.
            await files.DeleteAsync(photo.Key, CancellationToken.None);
            throw;
        }

        if (id != 0) await files.DeleteAsync(photo.Key, cancellationToken);
        return id == 0 ? photo.Id : id;
    }

    /// <summary>Takes a photo out, and deletes its files. The audit trail keeps who did it and what the photo was.</summary>
    /// <exception cref="RecordNotFoundException">There is no such photo of a hazard that the caller may change.</exception>
    /// <exception cref="RefusedException">It is the only one that shows how a major hazard was put right.</exception>
    public async Task RemoveAsync(CurrentUser caller, long hazardId, long photoId, CancellationToken cancellationToken)
    {
        HazardPhoto? removed = null;
        await ChangeAsync(caller, hazardId, hazard =>
        {
            removed = hazard.Photos.Find(photo => photo.Id == photoId) ?? throw NotFound(hazardId);
            var check = new ValidationContext();
            check.That(!hazard.IsLastPhotoAfter(removed), Field, removed.Name, Rule.LastPhotoAfter);
            check.ThrowIfAny();
            hazard.Photos.Remove(removed);
        }, cancellationToken);
        await files.DeleteAsync(removed!.Key, cancellationToken);
    }

    public void Dispose() => making.Dispose();

    /// <summary>Photos that come at the same time wait for each other's version of the hazard.</summary>
    private async Task ChangeAsync(CurrentUser caller, long hazardId, Action<Hazard> change, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var db = await factory.CreateDbContextAsync(cancellationToken);
            db.Actor = caller;
            var hazard = await Open(db, caller, hazardId).Include(found => found.Photos)
                .Include(found => found.Steps.OrderBy(step => step.Id)).AsSplitQuery()
                .SingleOrDefaultAsync(cancellationToken) ?? throw NotFound(hazardId);
            change(hazard);
            try
            {
                await db.SaveChangesAsync(cancellationToken);
                return;
            }
            catch (DbUpdateConcurrencyException) when (attempt < MostAttempts)
            {
                // Somebody else saved this hazard in between: look at it as it is now.
            }
        }
    }

    private static IQueryable<Hazard> Open(DashboardDbContext db, CurrentUser caller, long id) =>
        db.Hazards.WritableBy(caller).Where(hazard => hazard.Id == id && hazard.ArchivedAt == null);

    private static void CheckRoom(Hazard hazard, PhotoSide side, string name)
    {
        var check = new ValidationContext();
        check.That(hazard.Photos.Count(photo => photo.Side == side) < MostOfASide, Field, name, Rule.TooManyPhotos, MostOfASide);
        check.ThrowIfAny();
    }

    /// <summary>Of what is too large a little more than it may have, so that it is refused as such.</summary>
    private static async Task<byte[]> ReadAsync(Stream content, CancellationToken cancellationToken)
    {
        using var read = new MemoryStream();
        await Upload.ReceiveAsync(content, read, PhotoMaker.MostBytes, cancellationToken);
        return read.ToArray();
    }

    private static string Shorten(string name)
    {
        var clean = PlainText.Clean(Upload.NameOf(name)) ?? "photo";
        return PlainText.Cut(clean, TextLimits.Title);
    }

    private static RecordNotFoundException NotFound(long id) => new(RecordKinds.NameOf<Hazard>(), id);
}
