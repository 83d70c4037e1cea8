using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SQLitePCL;

namespace Concentric.Data;

/// <summary>Lets a person give up a reading that takes long.</summary>
public static class Stopping
{
    /// <summary>
    /// From here to its disposal a statement that is running ends when the token does. SQLite's driver looks at the token between
    /// statements only, so one that counts for seconds would go on unheard; SQL Server's ends them itself. For contexts that only
    /// read: a write that is cut off is rolled back.
    /// </summary>
    public static async Task<IAsyncDisposable> StopWithAsync(this DashboardDbContext db, CancellationToken cancellationToken)
    {
        if (db.Database.GetDbConnection() is not SqliteConnection sqlite) return default(CancellationTokenRegistration);
        // Open all the while, so that the handle stays the same.
        await db.Database.OpenConnectionAsync(cancellationToken);
        return cancellationToken.UnsafeRegister(handle => raw.sqlite3_interrupt((sqlite3)handle!), sqlite.Handle);
    }
}
