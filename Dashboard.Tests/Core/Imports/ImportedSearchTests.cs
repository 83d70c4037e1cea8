using Concentric.Search;
using Concentric.Tests.TestData;

namespace Concentric.Tests.Core.Imports;

public sealed class ImportedSearchTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WhatWasTakenIn_IsFound_AsItIsAfterTheLastImport()
    {
        await using var rig = await ImportRig.CreateAsync(services => services.AddSearch());
        await rig.Store.Get<SearchIndexer>().CatchUpAsync(Stop);
        await rig.TakeAsync(ImportRig.Csv("社区,标题,类别,受理日期\n馨盛园,路灯不亮,环境卫生,2026-03-02\n馨盛园,井盖松动,环境卫生,2026-03-03\n"), "a.csv");
        Assert.Equal(1, await CountAsync(rig, "路灯"));
        Assert.Equal(1, await CountAsync(rig, "井盖"));
        await rig.TakeAsync(ImportRig.Csv("编号,标题\nSQ-2026-000001,草坪积水\n"), "b.csv");
        Assert.Equal(0, await CountAsync(rig, "路灯"));
        Assert.Equal(1, await CountAsync(rig, "草坪"));
        Assert.Equal(1, await CountAsync(rig, "井盖"));
    }

    private static async Task<int> CountAsync(ImportRig rig, string text)
    {
        await rig.Store.Get<SearchIndexer>().CatchUpAsync(Stop);
        return (await rig.Store.Get<SearchQueries>().FindAsync(TestStore.WorkerOfXinsheng, text, Stop)).Kinds.Sum(kind => kind.Rows.Count);
    }
}
