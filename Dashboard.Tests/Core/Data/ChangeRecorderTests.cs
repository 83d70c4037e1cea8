using System.Text.Json;
using Concentric.Data;
using Concentric.Hazards;
using Concentric.Petitions;
using Concentric.Tests.TestData;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Core.Data;

public class ChangeRecorderTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ANewRecord_IsAuditedWithItsKeyAndParts_PersonalDataMasked()
    {
        await using var store = await TestStore.CreateAsync();
        var petition = await store.AddAsync(Make.Petition(with: petition =>
        {
            petition.IsJoint = true;
            petition.Communities.AddRange([new() { CommunityId = TestStore.Xinsheng }, new() { CommunityId = TestStore.Xinshun }]);
        }));

        await using var db = store.Open();
        var audit = await db.AuditEntries.SingleAsync(Cancellation);
        Assert.Equal(("petition", petition.Id, "Added", "system", null),
            (audit.Kind, audit.RecordId, audit.Action, audit.By, audit.Before));
        Assert.Equal(TestStore.Start.UtcDateTime, audit.At);
        using var after = JsonDocument.Parse(audit.After!);
        Assert.Equal("张**", after.RootElement.GetProperty("PetitionerName").GetString());
        Assert.Equal("138****5678", after.RootElement.GetProperty("PetitionerPhone").GetString());
        Assert.Equal("Collected", after.RootElement.GetProperty("Stage").GetString());
        Assert.Equal([1, 2], after.RootElement.GetProperty("PetitionCommunity").EnumerateArray()
            .Select(shared => shared.GetProperty("CommunityId").GetInt32()));
        Assert.DoesNotContain("RecordId", audit.After);
        Assert.False(after.RootElement.TryGetProperty("ClosedOn", out _));
    }

    /// <summary>Readers give up what is missing after a while: what took longer brings a row that is young.</summary>
    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public async Task ATransactionThatTookVeryLong_AddsARowThatStandsForAll(int pastTheLimit, bool isAdded)
    {
        await using var store = await TestStore.CreateAsync();
        await using (var db = store.Open())
        {
            await using var transaction = await db.Database.BeginTransactionAsync(Cancellation);
            db.Petitions.Add(Make.Petition());
            await db.SaveChangesAsync(Cancellation);
            store.Time.Advance(ChangeRecorder.LongestHeld + TimeSpan.FromSeconds(pastTheLimit));
            await transaction.CommitAsync(Cancellation);
        }

        await using var after = store.Open();
        var rows = await after.ChangeLog.OrderBy(entry => entry.Id).ToListAsync(Cancellation);
        Assert.Equal(isAdded ? ["petition", ChangeLogEntry.EveryDay] : ["petition"], rows.Select(row => row.Kind));
        Assert.Equal(isAdded, rows[^1].Days == ChangeLogEntry.EveryDay);
        Assert.Equal(isAdded ? store.Time.GetUtcNow().UtcDateTime : TestStore.Start.UtcDateTime, rows[^1].At);
    }

    [Fact]
    public async Task AChange_TellsBeforeAndAfterOfWhatChanged_AndTheDaysOfBoth()
    {
        await using var store = await TestStore.CreateAsync();
        var saved = await store.AddAsync(Make.Petition(receivedOn: new(2026, 3, 2)));
        await using var db = store.Open();
        db.Actor = TestStore.WorkerOfXinsheng with { UserId = 7 };
        var petition = await db.Petitions.SingleAsync(Cancellation);
        petition.ReceivedOn = new(2026, 3, 4);
        petition.PetitionerPhone = "13900001111";
        await db.SaveChangesAsync(Cancellation);

        Assert.Equal(2, petition.Version);
        var audit = await db.AuditEntries.OrderBy(entry => entry.Id).LastAsync(Cancellation);
        Assert.Equal(("王芳", 7, "Changed"), (audit.By, audit.UserId, audit.Action));
        Assert.Equal("""{"PetitionerPhone":"138****5678","ReceivedOn":"2026-03-02"}""", audit.Before);
        Assert.Equal("""{"PetitionerPhone":"139****1111","ReceivedOn":"2026-03-04"}""", audit.After);
        var log = await db.ChangeLog.OrderBy(entry => entry.Id).LastAsync(Cancellation);
        Assert.Equal("2026-03-02,2026-03-04,2026-03-09", log.Days); // old and new receipt, and the due date
        Assert.Equal((saved.Number, TestStore.Xinsheng, "Changed"), (log.Label, log.CommunityId, log.Action));
    }

    [Fact]
    public async Task ARecordThatCameBack_MovesWithTheDaysOfEveryRound_AndNeverWithoutThem()
    {
        await using var store = await TestStore.CreateAsync();
        await store.AddAsync(Make.Petition(receivedOn: new(2026, 2, 2), with: petition =>
        {
            (petition.ClosedOn, petition.FirstClosedOn, petition.Outcome) = (new(2026, 2, 5), new(2026, 2, 5), PetitionOutcome.Resolved);
            petition.BeginRound(new(2026, 3, 3), new(2026, 3, 12));
            petition.IsJoint = true;
            petition.Communities.AddRange([new() { CommunityId = TestStore.Xinsheng }, new() { CommunityId = TestStore.Xinshun }]);
        }));
        await using (var db = store.Open())
        {
            // Shared with one more: nothing of the petition itself changes, and yet it counts elsewhere as well, on all of its days.
            var petition = await db.Petitions.Include(found => found.Communities).AsSplitQuery().SingleAsync(Cancellation);
            petition.Communities.Add(new() { CommunityId = TestStore.Binhe });
            await db.SaveChangesAsync(Cancellation);
            Assert.Equal("2026-02-02,2026-02-05,2026-02-09,2026-03-03,2026-03-12",
                (await db.ChangeLog.OrderBy(entry => entry.Id).LastAsync(Cancellation)).Days);
            Assert.DoesNotContain("PetitionRound", (await db.AuditEntries.OrderBy(entry => entry.Id).LastAsync(Cancellation)).After);
        }

        await using (var db = store.Open())
        {
            (await db.Petitions.IgnoreAutoIncludes().SingleAsync(Cancellation)).DueOn = new(2026, 3, 20);
            await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync(Cancellation));
        }
    }

    [Fact]
    public async Task APartAlone_CountsTheRecordsVersion_AndAPartTakenOutIsTold()
    {
        await using var store = await TestStore.CreateAsync();
        await store.AddAsync(Make.Petition(with: petition =>
            petition.Communities.AddRange([new() { CommunityId = 1 }, new() { CommunityId = 2 }])));
        await using (var db = store.Open())
        {
            var petition = await db.Petitions.Include(found => found.Communities).SingleAsync(Cancellation);
            petition.Communities.RemoveAll(shared => shared.CommunityId == 2);
            await db.SaveChangesAsync(Cancellation);
            Assert.Equal(2, petition.Version);
        }

        await using var reading = store.Open();
        var audit = await reading.AuditEntries.OrderBy(entry => entry.Id).LastAsync(Cancellation);
        Assert.Equal("""{"PetitionCommunity":[{"CommunityId":2}]}""", audit.Before);
        Assert.Equal("{}", audit.After);
        Assert.Equal(1, await reading.Set<PetitionCommunity>().CountAsync(Cancellation));
    }

    [Fact]
    public async Task ASave_AgainstAnOldVersion_IsAConflict_AndLeavesNoTrace()
    {
        await using var store = await TestStore.CreateAsync();
        await store.AddAsync(Make.Petition());
        await using var slow = store.Open();
        var old = await slow.Petitions.SingleAsync(Cancellation);
        await using (var fast = store.Open())
        {
            (await fast.Petitions.SingleAsync(Cancellation)).Title = "快的";
            await fast.SaveChangesAsync(Cancellation);
        }

        old.Title = "慢的";
        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => slow.SaveChangesAsync(Cancellation));
        await using var db = store.Open();
        Assert.Equal("快的", await db.Petitions.Select(petition => petition.Title).SingleAsync(Cancellation));
        Assert.Equal(2, await db.AuditEntries.CountAsync(Cancellation));
        Assert.Equal(2, await db.ChangeLog.CountAsync(Cancellation));
        Assert.Equal(2, Drain(store).Count);
    }

    [Fact]
    public async Task ChangesWithoutAnActor_APartWithoutItsRecord_AndARewrittenPast_AreErrors()
    {
        await using var store = await TestStore.CreateAsync();
        var saved =
            await store.AddAsync(Make.Petition(with: petition =>
                petition.Steps.Add(new() { Kind = PetitionStepKind.Collected, By = "王芳" })));

        await using (var db = store.Open())
        {
            db.Actor = null;
            (await db.Petitions.SingleAsync(Cancellation)).Title = "改";
            await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync(Cancellation));
        }

        await using (var db = store.Open())
        {
            db.Add(new PetitionStep { PetitionId = saved.Id, Kind = PetitionStepKind.Negotiated, By = "王芳" });
            Assert.Contains("without its record",
                (await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync(Cancellation))).Message);
        }

        await using (var db = store.Open())
        {
            var petition = await db.Petitions.Include(found => found.Steps).SingleAsync(Cancellation);
            petition.Steps[0].Note = "后来编的";
            await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync(Cancellation));
        }

        await using (var db = store.Open())
        {
            db.Remove(await db.AuditEntries.FirstAsync(Cancellation));
            await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync(Cancellation));
        }
    }

    [Fact]
    public async Task InsideACallersTransaction_ChangesAreAnnouncedAtTheCommit_AndNeverAfterARollBack()
    {
        await using var store = await TestStore.CreateAsync();
        await using (var db = store.Open())
        {
            await using var transaction = await db.Database.BeginTransactionAsync(Cancellation);
            db.AddRange(Make.Petition(), Make.Hazard(with: KnownCategory));
            await db.SaveChangesAsync(Cancellation);
            db.Add(Make.Activity());
            await db.SaveChangesAsync(Cancellation);
            Assert.Empty(Drain(store));
            await transaction.CommitAsync(Cancellation);
            Assert.Equal(["petition", "hazard", "activity"], Drain(store).Select(entry => entry.Kind));
        }

        await using (var db = store.Open())
        {
            await using var transaction = await db.Database.BeginTransactionAsync(Cancellation);
            db.Add(Make.Petition());
            await db.SaveChangesAsync(Cancellation);
            await transaction.RollbackAsync(Cancellation);

            // The ids of what was rolled back are given out again, and must not pass for known.
            db.ChangeTracker.Clear();
            db.Add(Make.Hazard(with: KnownCategory));
            await db.SaveChangesAsync(Cancellation);
        }

        Assert.Equal(["hazard"], Drain(store).Select(entry => entry.Kind));
    }

    [Fact]
    public async Task ATransactionLeftOpen_AnnouncesNothing_EvenWhenItsContextIsUsedAgain()
    {
        await using var store = await TestStore.CreateAsync();
        for (var i = 0; i < 3; i++)
        {
            await using var db = store.Open();
            await using var transaction = await db.Database.BeginTransactionAsync(Cancellation);
            db.Add(Make.Petition());
            await db.SaveChangesAsync(Cancellation);
        }

        await store.AddAsync(Make.Hazard(with: KnownCategory));
        Assert.Equal(["hazard"], Drain(store).Select(entry => entry.Kind));
    }

    [Fact]
    public async Task AReason_IsOfOneChange_WhoeverHasTheContextNext()
    {
        await using var store = await TestStore.CreateAsync();
        for (var i = 0; i < 3; i++)
        {
            await using (var db = store.Open())
            {
                (db.Actor, db.Reason) = (TestStore.WorkerOfXinsheng, "张某来电更正");
                db.Add(Make.Petition());
                await db.SaveChangesAsync(Cancellation);
            }

            await store.AddAsync(Make.Petition(TestStore.Xinshun));
        }

        await using var read = store.Open();
        var lines = await read.AuditEntries.Where(line => line.Kind == "petition").OrderBy(line => line.Id).ToListAsync(Cancellation);
        Assert.Equal([true, false, true, false, true, false],
            lines.Select(line => line.After!.Contains("来电", StringComparison.Ordinal)));
    }

    // A category that the office does not have yet is taken into its list, which is another change.
    private static void KnownCategory(Hazard hazard) => hazard.Category = HazardCategory.FireLane;

    private static List<ChangeLogEntry> Drain(TestStore store)
    {
        var entries = new List<ChangeLogEntry>();
        while (store.Get<ChangeFeed>().Waiting.TryRead(out var entry)) entries.Add(entry);
        // A term that is used for the first time comes into the office's list with the record.
        entries.RemoveAll(entry => entry.Kind == RecordKinds.NameOf<Concentric.OfficeLists.OfficeTerm>());
        return entries;
    }
}
