using System.Globalization;
using Concentric.Data;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Concentric.Notices;

/// <summary>Tells the administrators when a backup failed, or none was made for too long.</summary>
public sealed class BackupWatch(
    IDbContextFactory<DashboardDbContext> factory, StoreOptions store, IOptionsMonitor<BackupOptions> options, DataFolder data,
    AdministratorNotices notices, OfficeClock clock)
{
    /// <returns>What was told; null when all is well, or it was told today.</returns>
    public async Task<NoticeKind?> LookAsync(CancellationToken cancellationToken)
    {
        if (await FindAsync(cancellationToken) is not { } kind) return null;
        return await notices.TellAsync(kind, cancellationToken) > 0 ? kind : null;
    }

    /// <summary>What is to be told; null when all is well.</summary>
    public async Task<NoticeKind?> FindAsync(CancellationToken cancellationToken)
    {
        var status = BackupStatus.Read(data);
        if (status.HasFailed) return NoticeKind.BackupFailed;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (!await IsLookingAsync(db, cancellationToken)) return null;
        return (status.SucceededAt ?? await SinceAsync(db, cancellationToken)) < clock.UtcNow.AddHours(-options.CurrentValue.WarnAfterHours)
            ? NoticeKind.BackupMissing
            : null;
    }

    /// <summary>False where nobody looks whether backups are made: they are the server's, the office's own, or of nothing real.</summary>
    public async Task<bool> IsLookingAsync(CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await IsLookingAsync(db, cancellationToken);
    }

    // What is made up can be made up again.
    private async Task<bool> IsLookingAsync(DashboardDbContext db, CancellationToken cancellationToken) =>
        store.Provider == StoreProvider.Sqlite && options.CurrentValue.WarnAfterHours != 0
            && !await StoreContents.IsSyntheticAsync(db, cancellationToken);

    /// <summary>Since when backups are looked for: a new store has none yet.</summary>
    private async Task<DateTime> SinceAsync(DashboardDbContext db, CancellationToken cancellationToken)
    {
        var now = clock.UtcNow.ToString("O", CultureInfo.InvariantCulture);
        var kept = await StoreFacts.ReadAsync(db, StoreFacts.BackupsLookedFor, cancellationToken);
        // Of two nodes that look for the first time, one says since when.
        if (kept is null && !await StoreFacts.TryMoveAsync(db, StoreFacts.BackupsLookedFor, null, now, cancellationToken))
            kept = await StoreFacts.ReadAsync(db, StoreFacts.BackupsLookedFor, cancellationToken);
        return DateTime.Parse(kept ?? now, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);
    }
}
