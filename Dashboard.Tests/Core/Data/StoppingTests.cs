using Concentric.Data;
using Concentric.Tests.TestData;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Core.Data;

/// <summary>A reading that somebody gives up ends in the middle of a statement, and the store answers the next one.</summary>
public class StoppingTests
{
    /// <summary>Would go on for days.</summary>
    private const string Endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000000000) SELECT COUNT(*) AS Value FROM n";

    [Fact]
    public async Task AStatementThatRuns_EndsWithItsToken_AndTheConnectionGoesOn()
    {
        await using var store = await TestStore.CreateAsync();
        using var stop = new CancellationTokenSource();
        await using var db = store.Factory.CreateDbContext();
        await using (await db.StopWithAsync(stop.Token))
        {
            var counting = Task.Run(() => db.Database.SqlQueryRaw<long>(Endless).SingleAsync(stop.Token), TestContext.Current.CancellationToken);
            stop.CancelAfter(TimeSpan.FromMilliseconds(50));
            await Assert.ThrowsAnyAsync<Exception>(() => counting.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
            Assert.True(counting.IsCompleted);
        }

        Assert.Equal(3, await db.Communities.CountAsync(TestContext.Current.CancellationToken));
    }
}
