using Concentric.Data;
using Concentric.Tests.TestData;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Core.Data;

/// <summary>A reading that somebody gives up ends in the middle of a statement, and the store answers the next one.</summary>
[OnSqlite("a statement is stopped by SQLite")]
public class StoppingTests
{
    /// <summary>Would go on for a good while.</summary>
    private const string Endless =
        "WITH RECURSIVE n(i) AS (SELECT begun() UNION ALL SELECT i + 1 FROM n WHERE i < 100000000) SELECT COUNT(*) AS Value FROM n";

    /// <summary>SQLITE_INTERRUPT.</summary>
    private const int Interrupted = 9;

    [Fact]
    public async Task AStatementThatRuns_EndsWithItsToken_AndTheConnectionGoesOn()
    {
        await using var store = await TestStore.CreateAsync();
        using var stop = new CancellationTokenSource();
        await using var db = store.Factory.CreateDbContext();
        await using (await db.StopWithAsync(stop.Token))
        {
            // Called by the statement itself: so it runs when it is given up.
            ((SqliteConnection)db.Database.GetDbConnection()).CreateFunction("begun", () =>
            {
                stop.CancelAfter(TimeSpan.FromMilliseconds(1));
                return 1L;
            });
            var counting = Task.Run(() =>
                db.Database.SqlQueryRaw<long>(Endless).ToListAsync(stop.Token), TestContext.Current.CancellationToken);
            var failure = await Assert.ThrowsAnyAsync<Exception>(() =>
                counting.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
            Assert.Equal(Interrupted, Assert.IsType<SqliteException>(failure).SqliteErrorCode);
        }

        Assert.Equal(3, await db.Communities.CountAsync(TestContext.Current.CancellationToken));
    }
}
