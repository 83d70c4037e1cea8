using Concentric.Data;
using Concentric.Data.Files;
using Concentric.Hazards;
using Concentric.Imports;
using Concentric.Imports.Runs;
using Concentric.Lists;
using Concentric.Petitions;
using Concentric.Tests.TestData;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Concentric.Tests.Core.Imports;

/// <summary>An import whose node died is done by another, once; what can't be done again is ended and says why.</summary>
public class StalledImportRecoveryTests : IAsyncLifetime
{
    private static readonly TimeSpan CutOffAfter = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LostAfter = TimeSpan.FromMinutes(2);

    private readonly TempFolder own = new();
    private ImportRig rig = null!;
    private TestStore died = null!;
    private CurrentUser worker = null!;

    /// <summary>Where the files are kept.</summary>
    protected virtual FilePlace Place => FilePlace.Folder;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private DateTime Now => rig.Store.Time.GetUtcNow().UtcDateTime;

    public async ValueTask InitializeAsync()
    {
        rig = await ImportRig.CreateAsync(services => services.KeepFilesIn(Place));
        // Another node on the same store, whose own worker never gets to do anything. With files in the database its folder is its own.
        died = TestStore.At(rig.Store.Folder, services => ImportRig.AddTo(services.KeepFilesIn(Place),
            Place == FilePlace.Folder ? rig.Folder : own.Path));
        var user = new DashboardUser { UserName = "wang", DisplayName = "王芳", Role = Role.Worker };
        user.Communities.Add(new UserCommunity { CommunityId = TestStore.Xinsheng });
        await rig.Store.AddAsync(user);
        worker = user.ToCurrentUser();
    }

    public async ValueTask DisposeAsync()
    {
        // The folder is the other node's too.
        await died.Services.DisposeAsync();
        await rig.DisposeAsync();
        own.Dispose();
    }

    [Fact]
    public async Task WhatANodeWasTakingIn_IsTakenInByAnother_OnceItIsSilent()
    {
        var id = await CommittingAsync();
        await SetAsync(id, heartbeat: Now - CutOffAfter);
        Assert.Equal(0, await Recovery().RecoverAsync(startedAt: null, Stop));
        await SetAsync(id, heartbeat: Now - CutOffAfter - TimeSpan.FromTicks(1));
        var zombie = await RunAsync(id);
        Assert.Equal(1, await Recovery().RecoverAsync(startedAt: null, Stop));
        await rig.Store.Get<ImportWorker>().IdleAsync(Stop);

        var run = await RunAsync(id);
        Assert.Equal((ImportState.Done, 2, 2, 1), (run.State, run.Added, run.Attempts, run.CutOffs));
        await using var db = rig.Store.Open();
        Assert.Equal(2, await db.Petitions.CountAsync(Stop));
        Assert.Equal(["王芳"], await db.AuditEntries.Where(line => line.Kind == "petition").Select(line => line.By).Distinct()
            .ToListAsync(Stop));
        // Who was only believed dead finds that it is not its own any more.
        await Assert.ThrowsAnyAsync<Exception>(() => died.Get<ImportRunner>().CommitAsync(zombie, worker, new Progress<int>(), Stop));
        Assert.Equal(2, await db.Petitions.CountAsync(Stop));
    }

    [Fact]
    public async Task OneThatHasBeenTakenOver_CannotCommitAnyMore()
    {
        var id = await CommittingAsync();
        await SetAsync(id, heartbeat: Now);
        var before = await RunAsync(id);
        await using (var db = rig.Store.Open())
            await db.ImportRuns.ExecuteUpdateAsync(set => set.SetProperty(run => run.Attempts, run => run.Attempts + 1), Stop);
        await Assert.ThrowsAsync<ImportOutdatedException>(() =>
            died.Get<ImportRunner>().CommitAsync(before, worker, new Progress<int>(), Stop));
        await using var after = rig.Store.Open();
        Assert.Equal(0, await after.Petitions.CountAsync(Stop));
        await died.Get<ImportRunner>().CommitAsync(await RunAsync(id), worker, new Progress<int>(), Stop);
        Assert.Equal(2, await after.Petitions.CountAsync(Stop));
    }

    [Theory]
    [InlineData(ImportState.Committing, StoreProvider.SqlServer, true, 0)]
    [InlineData(ImportState.Undoing, StoreProvider.SqlServer, true, 0)]
    [InlineData(ImportState.Undoing, StoreProvider.SqlServer, false, 0)]
    [InlineData(ImportState.Committing, StoreProvider.Sqlite, true, 1)]
    [InlineData(ImportState.Undoing, StoreProvider.Sqlite, true, 1)]
    public async Task WhatAnotherNodeIsAt_IsNotTakenForCutOff_AtAStart(ImportState state, StoreProvider provider, bool atStart, int taken)
    {
        var id = state == ImportState.Committing ? await CommittingAsync() : await UndoingAsync();
        await SetAsync(id, heartbeat: Now);
        Assert.Equal(taken, await Recovery(provider).RecoverAsync(atStart ? Now : null, Stop));
        await rig.Store.Get<ImportWorker>().IdleAsync(Stop);
        var done = state == ImportState.Committing ? ImportState.Done : ImportState.Undone;
        Assert.Equal(taken == 0 ? state : done, (await RunAsync(id)).State);
    }

    [Fact]
    public async Task AnUndoWhoseNodeDied_IsDoneByAnother()
    {
        var id = await UndoingAsync();
        await SetAsync(id, heartbeat: Now - CutOffAfter - TimeSpan.FromTicks(1));
        Assert.Equal(1, await Recovery().RecoverAsync(startedAt: null, Stop));
        await rig.Store.Get<ImportWorker>().IdleAsync(Stop);
        Assert.Equal((ImportState.Undone, (string?)null), ((await RunAsync(id)).State, (await RunAsync(id)).Failure));
        await using var db = rig.Store.Open();
        Assert.True(await db.Petitions.AllAsync(petition => petition.ArchivedAt != null, Stop));
    }

    [Fact]
    public async Task WhatWaitsOnANodeThatDied_IsDoneByAnother_AfterAWhile()
    {
        var id = await CommittingAsync();
        rig.Store.Time.Advance(LostAfter);
        Assert.Equal(0, await Recovery().RecoverAsync(startedAt: null, Stop));
        rig.Store.Time.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(1, await Recovery().RecoverAsync(startedAt: null, Stop));
        await rig.Store.Get<ImportWorker>().IdleAsync(Stop);
        Assert.Equal(ImportState.Done, (await RunAsync(id)).State);

        // The same for a check.
        var other = await UploadAsync(died);
        rig.Store.Time.Advance(LostAfter + TimeSpan.FromTicks(1));
        Assert.Equal(1, await Recovery().RecoverAsync(startedAt: null, Stop));
        await rig.Store.Get<ImportWorker>().IdleAsync(Stop);
        Assert.Equal(ImportState.Checked, (await RunAsync(other)).State);
    }

    /// <summary>Nodes that keep their files each for itself: the one that has the file may have the step in its queue.</summary>
    [Fact]
    public async Task WhatWaits_AndHasNoFileHere_IsLeftToWhoeverHasIt_ForLong()
    {
        var id = await CommittingAsync();
        await rig.Store.Get<FileStore>().DeleteAsync(ImportFiles.NameOf(id), Stop);
        rig.Store.Time.Advance(LostAfter + TimeSpan.FromTicks(1));
        Assert.Equal(0, await Recovery().RecoverAsync(startedAt: null, Stop));
        Assert.Equal((ImportState.Committing, (string?)null), ((await RunAsync(id)).State, (await RunAsync(id)).Failure));
        rig.Store.Time.Advance(StalledImportRecovery.OldVersionCutOffAfter - LostAfter - TimeSpan.FromTicks(1));
        Assert.Equal(0, await Recovery().RecoverAsync(startedAt: null, Stop));
        Assert.Equal(ImportState.Committing, (await RunAsync(id)).State);
        rig.Store.Time.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(0, await Recovery().RecoverAsync(startedAt: null, Stop));
        Assert.Equal((ImportState.Failed, ImportTexts.Get("File.CutOff", ImportTexts.Cultures[0])),
            ((await RunAsync(id)).State, (await RunAsync(id)).Failure));
    }

    [Fact]
    public async Task WhatWasCutOff_AndHasNoFileHere_EndsAtOnce()
    {
        var id = await CommittingAsync();
        await rig.Store.Get<FileStore>().DeleteAsync(ImportFiles.NameOf(id), Stop);
        await SetAsync(id, heartbeat: Now - CutOffAfter - TimeSpan.FromTicks(1));
        Assert.Equal(0, await Recovery().RecoverAsync(startedAt: null, Stop));
        Assert.Equal(ImportState.Failed, (await RunAsync(id)).State);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task CutOffAgainAndAgain_ItEnds_AndSaysSo(bool isUndo)
    {
        var id = isUndo ? await UndoingAsync() : await CommittingAsync();
        await SetAsync(id, heartbeat: Now - CutOffAfter - TimeSpan.FromTicks(1), cutOffs: 2);
        Assert.Equal(0, await Recovery().RecoverAsync(startedAt: null, Stop));
        var run = await RunAsync(id);
        Assert.Equal(isUndo ? ImportState.Done : ImportState.Failed, run.State);
        Assert.Equal(ImportTexts.Get(isUndo ? "Undo.CutOffAgain" : "File.CutOffAgain", ImportTexts.Cultures[0]), run.Failure);
        Assert.False(await rig.Store.Get<ImportFiles>().ExistsAsync(id, Stop));
        await using var db = rig.Store.Open();
        Assert.Equal(isUndo ? 2 : 0, await db.Petitions.CountAsync(petition => petition.ArchivedAt == null, Stop));
        if (!isUndo) return;
        // Asked for anew, it is undone: what was cut off before is forgotten.
        Assert.True(await rig.Runs.UndoAsync(worker, id, Stop));
        await rig.Store.Get<ImportWorker>().IdleAsync(Stop);
        Assert.Equal((ImportState.Undone, 0), ((await RunAsync(id)).State, (await RunAsync(id)).CutOffs));
    }

    [Theory]
    [InlineData(true, Role.Worker)]
    [InlineData(false, Role.Reader)]
    public async Task WhoseAccountMayNoLonger_GetsNothingTakenIn(bool isDisabled, Role role)
    {
        var id = await CommittingAsync();
        await using (var db = rig.Store.Open())
        {
            await db.Users.ExecuteUpdateAsync(set => set.SetProperty(user => user.IsDisabled, isDisabled)
                .SetProperty(user => user.Role, role), Stop);
        }

        await SetAsync(id, heartbeat: Now - CutOffAfter - TimeSpan.FromTicks(1));
        Assert.Equal(0, await Recovery().RecoverAsync(startedAt: null, Stop));
        var run = await RunAsync(id);
        Assert.Equal((ImportState.Failed, ImportTexts.Get("File.CutOff", ImportTexts.Cultures[0])), (run.State, run.Failure));
        await using var after = rig.Store.Open();
        Assert.Equal(0, await after.Petitions.CountAsync(Stop));
    }

    /// <summary>The file names no community: it would be taken into another one than the account had when it was checked.</summary>
    [Fact]
    public async Task WhoseRightsAreOthersNow_GetsNothingTakenIn()
    {
        var id = await CommittingAsync();
        await using (var db = rig.Store.Open())
        {
            await db.Set<UserCommunity>().ExecuteUpdateAsync(set => set.SetProperty(row => row.CommunityId, TestStore.Xinshun), Stop);
        }

        await SetAsync(id, heartbeat: Now - CutOffAfter - TimeSpan.FromTicks(1));
        Assert.Equal(0, await Recovery().RecoverAsync(startedAt: null, Stop));
        Assert.Equal(ImportState.Failed, (await RunAsync(id)).State);
        await using var after = rig.Store.Open();
        Assert.Equal(0, await after.Petitions.CountAsync(Stop));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task SomebodyEndsWhatAnotherNodeIsAt_ByItsRow(bool isUndo)
    {
        var id = isUndo ? await UndoingAsync() : await CommittingAsync();
        await SetAsync(id, heartbeat: Now);
        var held = await RunAsync(id);
        await rig.Runs.StopAsync(worker, id, Stop);
        Assert.Equal(isUndo ? ImportState.Done : ImportState.Stopped, (await RunAsync(id)).State);
        if (!isUndo) return;
        await Assert.ThrowsAsync<ImportOutdatedException>(() =>
            died.Get<ImportRunner>().UndoAsync(held, worker, new Progress<int>(), Stop));
        await using var db = rig.Store.Open();
        Assert.Equal(2, await db.Petitions.CountAsync(petition => petition.ArchivedAt == null, Stop));
        Assert.Equal(1, await db.ImportUndos.CountAsync(Stop));
    }

    [Fact]
    public async Task HowFarAnotherNodeIs_IsShown()
    {
        var id = await CommittingAsync();
        await SetAsync(id, heartbeat: Now, progress: 42);
        Assert.Equal(42, (await rig.Runs.FindAsync(worker, id, Stop))!.Progress);
    }

    [Fact]
    public async Task AnOlderVersionBesideThisOne_WhichShowsNoSignOfLife_IsLeftAloneForLong()
    {
        var id = await UploadAsync(rig.Store);
        await using (var db = rig.Store.Open())
        {
            await db.ImportRuns.ExecuteUpdateAsync(set => set.SetProperty(run => run.State, ImportState.Checking)
                .SetProperty(run => run.HeartbeatAt, (DateTime?)null).SetProperty(run => run.StepAt, (DateTime?)null), Stop);
        }

        rig.Store.Time.Advance(StalledImportRecovery.OldVersionCutOffAfter);
        Assert.Equal(0, await Recovery().RecoverAsync(startedAt: null, Stop));
        rig.Store.Time.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(1, await Recovery().RecoverAsync(startedAt: null, Stop));
        await rig.Store.Get<ImportWorker>().IdleAsync(Stop);
        Assert.Equal((ImportState.Checked, 1), ((await RunAsync(id)).State, (await RunAsync(id)).CutOffs));
    }

    [Fact]
    public async Task WhatTheProgramIsAt_WhenItEnds_IsDoneByTheNext()
    {
        using var sheet = new HeldSheet();
        await using var held = await ImportRig.CreateAsync(services => services.AddSingleton(new ImportRegister([sheet])));
        var user = new DashboardUser { UserName = "wang", DisplayName = "王芳", Role = Role.Administrator };
        await held.Store.AddAsync(user);
        using var file = new MemoryStream(ImportRig.Csv("标题,隐患类别\n堆物,消防\n"));
        var id = await held.Runs.UploadAsync(user.ToCurrentUser(), "hazard", "a.csv", file, ImportTexts.Cultures[0], Stop);
        await sheet.Begun.WaitAsync(Stop);
        var ending = held.Store.Get<ImportWorker>().StopAsync(Stop);
        sheet.LetGo.Release(100);
        await ending;
        await using (var db = held.Store.Open())
        {
            var run = await db.ImportRuns.AsNoTracking().SingleAsync(Stop);
            Assert.Equal((ImportState.Waiting, (DateTime?)null, 0), (run.State, run.HeartbeatAt, run.CutOffs));
        }

        held.Store.Time.Advance(TimeSpan.FromTicks(1));
        await held.Store.Get<ImportWorker>().StartAsync(Stop);
        // What was given back stands before what comes now.
        await held.CheckAsync(ImportRig.Csv("标题,隐患类别\n"), "b.csv", user.ToCurrentUser(), "hazard");
        Assert.Equal(ImportState.Checked, (await held.Runs.FindAsync(user.ToCurrentUser(), id, Stop))!.Run.State);
    }

    /// <summary>An upload is committed a moment before it is put into the queue.</summary>
    [Fact]
    public async Task WhatIsAskedForWhileTheProgramStarts_IsItsOwn()
    {
        var id = await CommittingAsync();
        Assert.Equal(0, await Recovery(StoreProvider.Sqlite).RecoverAsync(Now, Stop));
        Assert.Equal(ImportState.Committing, (await RunAsync(id)).State);
        Assert.Equal(1, await Recovery(StoreProvider.Sqlite).RecoverAsync(Now.AddTicks(1), Stop));
        await rig.Store.Get<ImportWorker>().IdleAsync(Stop);
        Assert.Equal(ImportState.Done, (await RunAsync(id)).State);
    }

    private StalledImportRecovery Recovery(StoreProvider provider = StoreProvider.SqlServer) => new(
        rig.Store.Get<IDbContextFactory<DashboardDbContext>>(), rig.Store.Get<ImportRunChanges>(), rig.Store.Get<ImportRegister>(),
        rig.Store.Get<ImportFiles>(), rig.Store.Get<ImportWorker>(), new StoreOptions(provider, ""), rig.Store.Get<OfficeClock>(),
        NullLogger<StalledImportRecovery>.Instance);

    /// <summary>Waits to be taken in on the node that dies.</summary>
    private async Task<long> CommittingAsync()
    {
        var id = await UploadAsync(rig.Store);
        Assert.True(await died.Get<ImportRuns>().CommitAsync(worker, id, Stop));
        return id;
    }

    /// <summary>Waits to be undone on the node that dies.</summary>
    private async Task<long> UndoingAsync()
    {
        var id = await UploadAsync(rig.Store);
        Assert.True(await rig.Runs.CommitAsync(worker, id, Stop));
        await rig.Store.Get<ImportWorker>().IdleAsync(Stop);
        Assert.True(await died.Get<ImportRuns>().UndoAsync(worker, id, Stop));
        return id;
    }

    private async Task<long> UploadAsync(TestStore node)
    {
        using var file = new MemoryStream(ImportRig.Csv("标题,类别,受理日期\n漏水,环境卫生,2026-03-02\n路灯,环境卫生,2026-03-03\n"));
        var id = await node.Get<ImportRuns>().UploadAsync(worker, "petition", "a.csv", file, ImportTexts.Cultures[0], Stop);
        if (node == rig.Store) await rig.Store.Get<ImportWorker>().IdleAsync(Stop);
        return id;
    }

    /// <summary>As a holder leaves the row when it is killed.</summary>
    private async Task SetAsync(long id, DateTime heartbeat, int cutOffs = 0, int progress = 0)
    {
        await using var db = rig.Store.Open();
        await db.ImportRuns.Where(run => run.Id == id).ExecuteUpdateAsync(set => set.SetProperty(run => run.HeartbeatAt, heartbeat)
            .SetProperty(run => run.CutOffs, cutOffs).SetProperty(run => run.Progress, progress), Stop);
    }

    private async Task<ImportRun> RunAsync(long id)
    {
        await using var db = rig.Store.Open();
        return await db.ImportRuns.AsNoTracking().SingleAsync(run => run.Id == id, Stop);
    }

    /// <summary>Hazards whose rows wait until somebody lets them go.</summary>
    private sealed class HeldSheet : ImportSheet<Hazard>, IDisposable
    {
        public SemaphoreSlim Begun { get; } = new(0);

        public SemaphoreSlim LetGo { get; } = new(0);

        public override RecordList List => HazardRecords.Kind.List;

        public override string? Prefix => null;

        public override IReadOnlyList<ImportColumn> Columns { get; } =
        [
            new("record-id", ImportType.Identifier, nameof(Hazard.Id)),
            new("title", ImportType.Text, nameof(Hazard.Title)),
            new("hazard-category", ImportType.Text, nameof(Hazard.Category)),
        ];

        public override IQueryable<Hazard> With(IQueryable<Hazard> records) => records;

        public override Hazard Add(ImportRow row)
        {
            Begun.Release();
            LetGo.Wait(Stop);
            return new() { Number = "x", Title = row.Text("title")!, Category = row.Text("hazard-category")!, CommunityId = 1 };
        }

        public override bool Change(Hazard record, ImportRow row) => false;

        public void Dispose()
        {
            Begun.Dispose();
            LetGo.Dispose();
        }
    }
}

public sealed class StalledImportsInDatabaseTests : StalledImportRecoveryTests
{
    protected override FilePlace Place => FilePlace.Database;
}
