using Concentric.Metrics;
using Concentric.Petitions;
using Concentric.Registration;
using Concentric.Tests.TestData;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Core.Metrics;

public class RestatementsTests
{
    private static readonly Period February = Period.MonthOf(new(2026, 2, 1));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AnOrdinaryMonth_IsNotRestated()
    {
        await using var store = await TestStore.CreateAsync(services => services.AddMetricCube(new()));
        await store.AddAsync(Petition("SQ-1", TestStore.Today.AddDays(-1)));
        Assert.Null(await store.Get<Restatements>().OfAsync(February, null, null, Cancellation));
    }

    [Fact]
    public async Task APetitionEnteredLate_RestatesItsMonth_ForItsKindAndCommunityOnly()
    {
        await using var store = await TestStore.CreateAsync(services => services.AddMetricCube(new()));
        await store.AddAsync(Petition("SQ-1", new(2026, 2, 10)));
        var restatements = store.Get<Restatements>();
        var restated = await restatements.OfAsync(February, null, null, Cancellation);
        Assert.Equal((TestStore.Start.UtcDateTime, "petition"), (restated!.Since, Assert.Single(restated.Kinds)));
        Assert.NotNull(await restatements.OfAsync(February, [TestStore.Xinsheng], ["petition"], Cancellation));
        Assert.Null(await restatements.OfAsync(February, [TestStore.Xinshun], null, Cancellation));
        Assert.Null(await restatements.OfAsync(February, null, ["hazard"], Cancellation));
        Assert.Null(await restatements.OfAsync(Period.MonthOf(new(2026, 1, 1)), null, null, Cancellation));
    }

    [Fact]
    public async Task ArchivingAnOldPetition_RestatesItsMonth_ClosingItDoesNot()
    {
        await using var store = await TestStore.CreateAsync(services => services.AddMetricCube(new()));
        await store.AddAsync(Petition("SQ-1", new(2026, 2, 10)));
        await using (var db = store.Open())
        {
            await db.ChangeLog.ExecuteDeleteAsync(Cancellation);
            var petition = await db.Petitions.SingleAsync(Cancellation);
            petition.ClosedOn = TestStore.Today;
            petition.Steps.Add(new() { Petition = petition, Kind = PetitionStepKind.Closed, By = "王芳", HappenedOn = TestStore.Today });
            await db.SaveChangesAsync(Cancellation);
        }

        var restatements = store.Get<Restatements>();
        Assert.Null(await restatements.OfAsync(February, null, null, Cancellation));
        await using (var db = store.Open())
        {
            (await db.Petitions.SingleAsync(Cancellation)).ArchivedAt = TestStore.Start.UtcDateTime;
            await db.SaveChangesAsync(Cancellation);
        }

        Assert.NotNull(await restatements.OfAsync(February, null, null, Cancellation));
    }

    private static Petition Petition(string number, DateOnly received) =>
        new()
        {
            Number = number,
            Title = "漏水",
            Category = TestStore.Category,
            CommunityId = TestStore.Xinsheng,
            ReceivedOn = received,
            DueOn = received.AddDays(7)
        };
}
