using Concentric.Data;
using Concentric.Live;
using Concentric.Tests.TestData;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace Concentric.Tests.Core.Live;

public sealed class ChangeLogPruningTests
{
    [Fact]
    public async Task OldChangesGo_ThoseThatRestatedThePastStay()
    {
        await using var store = await TestStore.CreateAsync();
        var now = TestStore.Start.UtcDateTime;
        await using var db = store.Open();
        ChangeLogEntry old = New(now - ChangeLogPruning.Keep - TimeSpan.FromSeconds(1)), restating = New(old.At),
        young = New(now - ChangeLogPruning.Keep);
        (restating.RestatesFrom, restating.RestatesTo) = (new DateOnly(2025, 1, 1), new DateOnly(2025, 1, 1));
        db.ChangeLog.AddRange(old, restating, young);
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);

        var removed = await new ChangeLogPruning(store.Factory, store.Get<OfficeClock>(), NullLogger<ChangeLogPruning>.Instance)
            .PruneAsync(TestContext.Current.CancellationToken);

        Assert.Equal(1, removed);
        // Rows that are written so late are announced by another one, which is young.
        Assert.Equal([restating.Id, young.Id], await db.ChangeLog.Where(entry => entry.Kind == "petition").Select(entry => entry.Id).Order()
            .ToListAsync(TestContext.Current.CancellationToken));
    }

    private static ChangeLogEntry New(DateTime at) => new() { At = at, Kind = "petition", Action = "Changed", Days = "2025-01-01" };
}
