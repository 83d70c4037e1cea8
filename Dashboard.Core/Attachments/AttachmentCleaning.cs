using Concentric.Data;
using Concentric.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Concentric.Attachments;

/// <summary>
/// Every night: gives records the files that came while they were saved, lets go of files that have waited too long by a form that
/// nobody saved, and deletes files that the store does not know. Those stay behind when the program ends between writing a
/// file and saving its row, or between removing a row and deleting its file.
/// </summary>
public sealed partial class AttachmentCleaning(IDbContextFactory<DashboardDbContext> factory, AttachmentFiles files,
    WaitingAttachments late, TimeProvider time, ILogger<AttachmentCleaning> logger)
{
    /// <summary>Younger files may belong to an attachment that another node is saving just now.</summary>
    public static readonly TimeSpan LeastAge = TimeSpan.FromHours(1);

    /// <summary>Rows and keys that are asked for at once.</summary>
    private const int AtOnce = 500;

    /// <returns>Number of files deleted.</returns>
    public async Task<int> CleanAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await late.AdoptAsync(now - LeastAge, cancellationToken);
        await ForgetAsync(db, now.AddDays(-InputLimits.AttachmentDaysWaiting), cancellationToken);
        var deleted = 0;
        await foreach (var found in files.ListAsync(cancellationToken).Where(file => file.File.ChangedAt < now - LeastAge).Chunk(AtOnce)
            .WithCancellation(cancellationToken))
        {
            Guid[] keys = [.. found.Select(file => file.Key).OfType<Guid>()];
            // In the order in which a file goes: one whose record is saved in between is found by the second question.
            var waiting = await db.WaitingAttachments.Where(one => keys.Contains(one.Key)).Select(one => one.Key)
                .ToListAsync(cancellationToken);
            var known = waiting.Concat(await db.Attachments.Where(one => keys.Contains(one.Key)).Select(one => one.Key)
                .ToListAsync(cancellationToken)).ToHashSet();
            foreach (var (file, key) in found.Where(file => file.Key is not { } key || !known.Contains(key)))
            {
                await files.DeleteAsync(file, cancellationToken);
                deleted++;
            }
        }

        if (deleted > 0) LogDeleted(deleted);
        return deleted;
    }

    /// <summary>Their files go with the rest, once no row names them.</summary>
    private static async Task ForgetAsync(DashboardDbContext db, DateTime before, CancellationToken cancellationToken)
    {
        for (var isMore = true; isMore;)
        {
            var old = await db.WaitingAttachments.Where(one => one.At < before).OrderBy(one => one.At).Take(AtOnce)
                .ToListAsync(cancellationToken);
            db.RemoveRange(old);
            await db.SaveChangesAsync(cancellationToken);
            isMore = old.Count == AtOnce;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} files that are attached to no record were deleted")]
    private partial void LogDeleted(int count);
}
