using Concentric.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Concentric.Hazards;

/// <summary>
/// Every night: deletes files of photos that the store does not know. They stay behind when the program ends between writing a photo's
/// files and saving its record, or between taking one out and deleting its files.
/// </summary>
public sealed partial class HazardPhotoCleaning(IDbContextFactory<DashboardDbContext> factory, HazardPhotoFiles files, TimeProvider time,
    ILogger<HazardPhotoCleaning> logger)
{
    /// <summary>Younger files may belong to a photo that another node is saving just now.</summary>
    public static readonly TimeSpan LeastAge = TimeSpan.FromHours(1);

    /// <summary>Keys that are asked for at once.</summary>
    private const int KeysAtOnce = 500;

    /// <returns>Number of files deleted.</returns>
    public async Task<int> CleanAsync(CancellationToken cancellationToken)
    {
        var deleted = 0;
        var before = time.GetUtcNow().UtcDateTime - LeastAge;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await foreach (var found in files.ListAsync(cancellationToken).Where(file => file.File.ChangedAt < before).Chunk(KeysAtOnce)
            .WithCancellation(cancellationToken))
        {
            Guid[] keys = [.. found.Select(file => file.Key).OfType<Guid>().Distinct()];
            var known = (await db.Set<HazardPhoto>().Where(photo => keys.Contains(photo.Key)).Select(photo => photo.Key)
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

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} files of photos that no hazard has were deleted")]
    private partial void LogDeleted(int count);
}
