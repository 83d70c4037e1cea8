using System.Data.Common;
using System.Globalization;
using Concentric.Data;
using Concentric.Hazards;
using Concentric.Petitions;
using Concentric.Recurrences;
using Concentric.Registration;
using Concentric.Rules;
using Concentric.Tests.TestData;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Record = Concentric.Data.Record;

namespace Concentric.Tests.Core.Recurrences;

/// <summary>
/// What was resolved and came back. That the figures are right after whatever happens to the records is held by
/// <see cref="Metrics.CubePropertyTests"/>.
/// </summary>
public sealed class RecurrenceTrackerTests : IAsyncLifetime
{
    private static readonly DateOnly Closed = new(2025, 11, 3);

    private readonly CutOff cutOff = new();

    private TestStore store = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private RecurrenceTracker Tracker => store.Get<RecurrenceTracker>();

    public async ValueTask InitializeAsync() =>
        store = await TestStore.CreateAsync(services => services.AddMetricCube(new()).AddSingleton<RecurrenceTracker>()
            .ConfigureStore(builder => builder.AddInterceptors(cutOff)));

    public ValueTask DisposeAsync() => store.DisposeAsync();

    [Theory]
    [InlineData("5号楼北侧", "５ 号楼 北侧")]
    [InlineData("Gate B", "gate-b")]
    [InlineData("（东门）", "东门。")]
    [InlineData("5-1-202", "５—１ – 202")]
    [InlineData("5号楼-1单元", "5号楼1单元")]
    [InlineData("5号楼\u2B50\uFE0F", "5号楼")]
    [InlineData("地下 －1层", "地下-1层")]
    public void PlacesWrittenAlike_AreOne(string one, string other) => Assert.Equal(PlaceKey.Of(one), PlaceKey.Of(other));

    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    [InlineData("——。")]
    public void WithoutALetterOrDigit_ThereIsNoPlace(string? place) => Assert.Null(PlaceKey.Of(place));

    [Theory]
    [InlineData("5号楼1单元", "5号楼11单元")]
    [InlineData("5-1-202", "51-202")]
    [InlineData("1.5米台", "15米台")]
    [InlineData("1、2号楼", "12号楼")]
    [InlineData("3/4栋", "34栋")]
    [InlineData("①号井", "②号井")]
    [InlineData("阳光里Ⅰ期", "阳光里Ⅱ期")]
    [InlineData("二〇一室", "二一室")]
    [InlineData("ก่", "ก้")]
    [InlineData("地下-1层", "地下1层")]
    [InlineData("5#楼", "5楼")]
    public void OtherPlaces_HaveOtherKeys(string one, string other) => Assert.NotEqual(PlaceKey.Of(one), PlaceKey.Of(other));

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(RecordRound.ProofDays, true)]
    [InlineData(RecordRound.ProofDays + 1, false)]
    public async Task WhatComesUpWithinNinetyDays_CameBack(int after, bool isBack)
    {
        var first = await ResolvedAsync("东门");
        var second = await store.AddAsync(Make.Petition(receivedOn: Closed.AddDays(after), with: x => x.Place = "东门"));
        await Tracker.CatchUpAsync(Stop);
        var round = await RoundOf(first);
        Assert.Equal(Closed.AddDays(RecordRound.ProofDays), round.ProofDueOn);
        Assert.Equal(isBack ? (Closed.AddDays(after), second.Id) : (null, (long?)null), (round.CameBackOn, round.CameBackAsId));
    }

    [Fact]
    public async Task AnotherPlaceCommunityOrCategory_IsAnotherMatter_AndSoIsWhatHasNoPlace()
    {
        var first = await ResolvedAsync("东门");
        await store.AddAsync(
            Make.Petition(receivedOn: Closed.AddDays(5), with: x => x.Place = "西门"),
            Make.Petition(TestStore.Xinshun, Closed.AddDays(5), x => x.Place = "东门"),
            Make.Petition(receivedOn: Closed.AddDays(5), with: x => (x.Place, x.Category) = ("东门", TestStore.SlowCategory)),
            Make.Petition(receivedOn: Closed.AddDays(5)),
            Make.Petition(receivedOn: Closed.AddDays(5), with: x => (x.Place, x.ArchivedAt) = ("东门", TestStore.Start.UtcDateTime)));
        var nowhere = await ResolvedAsync(null);
        await Tracker.CatchUpAsync(Stop);
        Assert.Null((await RoundOf(first)).CameBackOn);
        Assert.Null((await RoundOf(nowhere)).ProofDueOn);
    }

    [Fact]
    public async Task WhatIsTakenElsewhere_CameNotBackAnyMore_AndTheDaysOfTheFigureAreTold()
    {
        var first = await ResolvedAsync("东门");
        var second = await store.AddAsync(Make.Petition(receivedOn: Closed.AddDays(20), with: x => x.Place = "东门"));
        var third = await store.AddAsync(Make.Petition(receivedOn: Closed.AddDays(30), with: x => x.Place = "东门"));
        await Tracker.CatchUpAsync(Stop);
        Assert.Equal(second.Id, (await RoundOf(first)).CameBackAsId);

        await ChangeAsync<Petition>(second.Id, x => x.Place = "西门");
        await Tracker.CatchUpAsync(Stop);
        Assert.Equal((Closed.AddDays(30), third.Id), ((await RoundOf(first)).CameBackOn, (await RoundOf(first)).CameBackAsId));

        await ChangeAsync<Petition>(third.Id, x => x.ArchivedAt = TestStore.Start.UtcDateTime);
        await Tracker.CatchUpAsync(Stop);
        Assert.Null((await RoundOf(first)).CameBackOn);

        await using var db = store.Open();
        var told = await db.ChangeLog.Where(entry => entry.Action == "Recounted").ToListAsync(Stop);
        var day = Closed.AddDays(RecordRound.ProofDays);
        Assert.Equal(3, told.Count);
        Assert.All(told, entry => Assert.Equal(("petition", "2026-02-01", day, day),
            (entry.Kind, entry.Days, entry.RestatesFrom!.Value, entry.RestatesTo!.Value)));
    }

    [Fact]
    public async Task TakenUpAgain_IsBack_AsItself_AlsoOnTheDayOfClosing()
    {
        var hazard = await store.AddAsync(Make.Hazard(foundOn: Closed, with: x => (x.Place, x.RectifiedOn) = ("东门", Closed)));
        await ChangeAsync<Hazard>(hazard.Id, x => x.BeginRound(Closed, Closed.AddDays(3)));
        await Tracker.CatchUpAsync(Stop);
        await using var db = store.Open();
        var round = await db.HazardRounds.AsNoTracking().SingleAsync(x => x.Number == 1, Stop);
        Assert.Equal((Closed, hazard.Id), (round.CameBackOn, round.CameBackAsId));
    }

    [Fact]
    public async Task LosingItsPlaceOrItsOutcome_ItIsNoCaseAnyMore()
    {
        var first = await ResolvedAsync("东门");
        await store.AddAsync(Make.Petition(receivedOn: Closed.AddDays(20), with: x => x.Place = "东门"));
        await Tracker.CatchUpAsync(Stop);
        await ChangeAsync<Petition>(first.Id, x => x.Place = null);
        var round = await RoundOf(first);
        Assert.Equal((null, null, null, null), (round.PlaceKey, round.ProofDueOn, round.CameBackOn, round.CameBackAsId));
    }

    [Fact]
    public async Task RoundsFromBeforePlacesWereToldApart_AreGivenTheirKeys_AndTheFirstLookFindsWhatCameBack()
    {
        var first = await store.AddAsync(Make.Hazard(foundOn: Closed, with: x => (x.Place, x.RectifiedOn) = ("5 号楼", Closed)));
        var second = await store.AddAsync(Make.Hazard(foundOn: Closed.AddDays(9), with: x => x.Place = "５号楼"));
        await using (var db = store.Open())
        {
            await db.HazardRounds.ExecuteUpdateAsync(row => row.SetProperty(x => x.PlaceKey, (string?)null)
                .SetProperty(x => x.ProofDueOn, (DateOnly?)null), Stop);
        }

        await Tracker.CatchUpAsync(Stop);
        await using var after = store.Open();
        var round = await after.HazardRounds.AsNoTracking().SingleAsync(x => x.HazardId == first.Id, Stop);
        Assert.Equal(("5号楼", Closed.AddDays(RecordRound.ProofDays), second.Id), (round.PlaceKey, round.ProofDueOn, round.CameBackAsId));
    }

    [Fact]
    public async Task KeysOfAnOlderVersion_AreMadeAnew_AndWhatTheyTookForOneIsApart()
    {
        var first = await ResolvedAsync("5-1-202");
        var second = await store.AddAsync(Make.Petition(receivedOn: Closed.AddDays(20), with: x => x.Place = "51-202"));
        await using (var db = store.Open())
        {
            await db.PetitionRounds.ExecuteUpdateAsync(row => row.SetProperty(x => x.PlaceKey, "51202"), Stop);
            await db.PetitionRounds.Where(x => x.PetitionId == first.Id).ExecuteUpdateAsync(row => row
                .SetProperty(x => x.CameBackOn, Closed.AddDays(20)).SetProperty(x => x.CameBackAsId, second.Id), Stop);
            db.StoreFacts.Add(new StoreFact { Key = StoreFacts.Recurrences, Value = "1000" });
            await db.SaveChangesAsync(Stop);
        }

        await Tracker.CatchUpAsync(Stop);
        var round = await RoundOf(first);
        Assert.Equal(("5-1-202", null, null), (round.PlaceKey, round.CameBackOn, round.CameBackAsId));
        await using var after = store.Open();
        Assert.Equal($"{PlaceKey.Version}", (await after.StoreFacts.SingleAsync(x => x.Key == StoreFacts.PlaceKeys, Stop)).Value);
    }

    /// <summary>The next start finds nothing more to tell of what was changed: figures would stay as they were on every node.</summary>
    [Fact]
    public async Task APassThatIsCutOff_HasToldTheDaysOfWhatItChanged()
    {
        await using (var db = store.Open())
        {
            // One more than is changed at once.
            db.AddRange(Enumerable.Range(0, 501).Select(_ => Resolved("东门")));
            await db.SaveChangesAsync(Stop);
            await db.PetitionRounds.ExecuteUpdateAsync(row => row.SetProperty(x => x.PlaceKey, "x"), Stop);
        }

        cutOff.After = 1;
        await Assert.ThrowsAsync<TimeoutException>(() => Tracker.CatchUpAsync(Stop));
        await using var after = store.Open();
        Assert.Equal(500, await after.PetitionRounds.CountAsync(x => x.PlaceKey == "东门", Stop));
        var told = await after.ChangeLog.AsNoTracking().SingleAsync(entry => entry.Action == "Recounted", Stop);
        Assert.Equal(Closed.AddDays(RecordRound.ProofDays).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), told.Days);
    }

    /// <summary>A program that does not know keys saves on beside this one while nodes are brought up to date one by one.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task WhatAnOlderNodeSaves_IsGivenItsKey_WhenItsChangeIsFollowed(bool hasKey)
    {
        await Tracker.CatchUpAsync(Stop);
        var first = await store.AddAsync(Make.Hazard(foundOn: Closed, with: x => (x.Place, x.RectifiedOn) = ("5 号楼", Closed)));
        var second = await store.AddAsync(Make.Hazard(foundOn: Closed.AddDays(9), with: x => x.Place = "５号楼"));
        await using (var db = store.Open())
        {
            // Resolved by it, a round that had a key before has no day of proof.
            await db.HazardRounds.ExecuteUpdateAsync(row => row.SetProperty(x => x.PlaceKey, hasKey ? "5号楼" : null)
                .SetProperty(x => x.ProofDueOn, (DateOnly?)null), Stop);
        }

        await Tracker.CatchUpAsync(Stop);
        await using var after = store.Open();
        var round = await after.HazardRounds.AsNoTracking().SingleAsync(x => x.HazardId == first.Id, Stop);
        Assert.Equal(("5号楼", Closed.AddDays(RecordRound.ProofDays), second.Id), (round.PlaceKey, round.ProofDueOn, round.CameBackAsId));
    }

    [Fact]
    public async Task ARestart_GoesOnWhereItWas_AndLooksOnceMoreAtWhatMayCommitLate()
    {
        var first = await ResolvedAsync("东门");
        await Tracker.CatchUpAsync(Stop);
        await store.AddAsync(Make.Petition(receivedOn: Closed.AddDays(20), with: x => x.Place = "东门"));
        var after = ActivatorUtilities.CreateInstance<RecurrenceTracker>(store.Services);
        await after.CatchUpAsync(Stop);
        Assert.Equal(Closed.AddDays(20), (await RoundOf(first)).CameBackOn);
        await using var db = store.Open();
        var said = await db.ChangeLog.CountAsync(Stop);
        // Two that follow the same changes write what is so once.
        await Tracker.CatchUpAsync(Stop);
        Assert.Equal(said, await db.ChangeLog.CountAsync(Stop));
    }

    [Fact]
    public async Task ARowThatCommitsLate_BelowOthers_IsSeenWithinAMinute()
    {
        var first = await ResolvedAsync("东门");
        await store.AddAsync(Make.Petition(receivedOn: Closed.AddDays(20), with: x => x.Place = "东门"));
        await store.AddAsync(Make.Petition());
        ChangeLogEntry late;
        await using (var db = store.Open())
        {
            late = await db.ChangeLog.AsNoTracking().OrderByDescending(entry => entry.Id).Skip(1).FirstAsync(Stop);
            await db.ChangeLog.Where(entry => entry.Id == late.Id).ExecuteDeleteAsync(Stop);
            db.StoreFacts.Add(new StoreFact { Key = StoreFacts.Recurrences, Value = "0" });
            db.StoreFacts.Add(new StoreFact { Key = StoreFacts.PlaceKeys, Value = $"{PlaceKey.Version}" });
            await db.SaveChangesAsync(Stop);
        }

        await Tracker.CatchUpAsync(Stop);
        await using (var db = store.Open())
        {
            db.Add(late);
            await db.SaveChangesAsync(Stop);
        }

        store.Time.Advance(TimeSpan.FromMinutes(1));
        await Tracker.CatchUpAsync(Stop);
        Assert.Equal(Closed.AddDays(20), (await RoundOf(first)).CameBackOn);
    }

    private Task<Petition> ResolvedAsync(string? place) => store.AddAsync(Resolved(place));

    private static Petition Resolved(string? place) => Make.Petition(receivedOn: Closed.AddDays(-5), with: x =>
        (x.Place, x.ClosedOn, x.FirstClosedOn, x.Outcome, x.Stage) =
            (place, Closed, Closed, PetitionOutcome.Resolved, PetitionStage.FedBack));

    /// <summary>Ends the program before a statement that gives rounds their keys.</summary>
    private sealed class CutOff : DbCommandInterceptor
    {
        /// <summary>So many go through; null for all.</summary>
        public int? After { get; set; }

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(DbCommand command, CommandEventData eventData,
            InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            if (command.CommandText.StartsWith("UPDATE", StringComparison.Ordinal) && command.CommandText.Contains("PetitionRounds")
                && After-- == 0) throw new TimeoutException();
            return ValueTask.FromResult(result);
        }
    }

    private async Task<PetitionRound> RoundOf(Petition petition)
    {
        await using var db = store.Open();
        return await db.PetitionRounds.AsNoTracking().SingleAsync(x => x.PetitionId == petition.Id && x.Number == 1, Stop);
    }

    private async Task ChangeAsync<T>(long id, Action<T> change)
        where T : Record
    {
        await using var db = store.Open();
        change((await db.Set<T>().FindAsync([id], Stop))!);
        await db.SaveChangesAsync(Stop);
    }
}
