using Concentric.Communities;
using Concentric.Imports.Runs;
using Concentric.Petitions;
using Concentric.Tests.TestData;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Core.Imports;

/// <summary>What others save while a file is prepared: they don't wait for it, and nothing of theirs is overwritten.</summary>
public sealed class MeanwhileTests : IAsyncLifetime
{
    private ImportRig rig = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => rig = await ImportRig.CreateAsync();

    public ValueTask DisposeAsync() => rig.DisposeAsync();

    [Fact]
    public async Task ARecordThatSomebodyChangesMeanwhile_MakesTheFileOutdated_AndNothingIsTakenIn()
    {
        var petition = await rig.Store.AddAsync(Make.Petition());
        var run = await CheckedAsync($"编号,标题,类别,受理日期\n{petition.Number},改了,环境卫生,2026-03-18\n,新的,环境卫生,2026-03-02\n", "petition");
        var hook = new Hook(() =>
        {
            using var db = rig.Store.Open();
            db.Petitions.ExecuteUpdate(set =>
                set.SetProperty(found => found.Title, "别人改的").SetProperty(found => found.Version, found => found.Version + 1));
        });
        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() =>
            rig.Store.Get<ImportRunner>().CommitAsync(run, ImportRig.Worker, hook, Stop));
        await using var after = rig.Store.Open();
        Assert.Equal("别人改的", (await after.Petitions.SingleAsync(Stop)).Title);
    }

    [Fact]
    public async Task ASecretaryWhomSomebodyMakesMeanwhile_MakesTheFileOutdated()
    {
        var worker = await rig.Store.AddAsync(new Worker { CommunityId = TestStore.Xinsheng, Name = "钱书记" });
        var run = await CheckedAsync("社区工作者,职务,任职起\n钱书记,Secretary,2026-03-02\n", "posting");
        var hook = new Hook(() =>
        {
            using var db = rig.Store.Open();
            db.Communities.Where(community => community.Id == TestStore.Xinsheng)
                .ExecuteUpdate(set => set.SetProperty(community => community.Version, community => community.Version + 1));
        });
        await Assert.ThrowsAsync<ImportOutdatedException>(() =>
            rig.Store.Get<ImportRunner>().CommitAsync(run, ImportRig.Worker, hook, Stop));
        await using var after = rig.Store.Open();
        Assert.False(await after.Postings.AnyAsync(posting => posting.WorkerId == worker.Id, Stop));
    }

    /// <summary>Checked, and said to be taken in, without the program's own worker.</summary>
    private async Task<ImportRun> CheckedAsync(string text, string kind)
    {
        var view = await rig.CheckAsync(ImportRig.Csv(text), "a.csv", kind: kind);
        Assert.Empty(ImportRig.Problems(view));
        await using var db = rig.Store.Open();
        await db.ImportRuns.ExecuteUpdateAsync(set => set.SetProperty(run => run.State, ImportState.Committing), Stop);
        return await db.ImportRuns.SingleAsync(Stop);
    }

    /// <summary>Does something once, when rows have been prepared and nothing is written yet.</summary>
    private sealed class Hook(Action act) : IProgress<int>
    {
        private bool isDone;

        public void Report(int value)
        {
            if (isDone || value > ImportRunner.StagingShare) return;
            isDone = true;
            act();
        }
    }
}
