using Concentric.Data;
using Concentric.Imports.Files;
using Concentric.Metrics;
using Concentric.Tests.TestData;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Core.Imports;

/// <summary>Targets come in by a sheet, for those who may set them, and the same sheet twice changes nothing.</summary>
public sealed class TargetImportTests : IAsyncLifetime
{
    private const string Head = "指标名称,范围,开始日期,结束日期,年度目标,分摊方式,依据\n";

    private static readonly CurrentUser Chief = new("刘主任", Role.Leader, UserId: 9);

    private ImportRig rig = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => rig = await ImportRig.CreateAsync();

    public ValueTask DisposeAsync() => rig.DisposeAsync();

    [Fact]
    public async Task TargetsOfStreetAndCommunities_ComeIn_AndAreFoundAgainByWhatTheyAreFor()
    {
        var file = ImportRig.Csv(Head + "按期办结率,,,,95.5,,工作计划\n举办活动,馨盛园,2026-01-01,2026-12-31,120,按上年进度,工作计划\n");
        var run = await rig.TakeAsync(file, "a.csv", Chief, "metric-target");
        Assert.Equal((2, 0, 0), (run.Added, run.Changed, run.Unchanged));
        await using var db = rig.Store.Open();
        var all = await db.MetricTargets.AsNoTracking().OrderBy(target => target.Id).ToListAsync(Stop);
        Assert.Equal([("petitions.on-time-rate", (int?)null, 955L, TargetSpread.WorkingDays),
            ("activities.held", TestStore.Xinsheng, 120_000L, TargetSpread.YearBefore)],
            all.Select(target => (target.MetricKey, target.CommunityId, target.AmountMilli, target.Spread)));
        var again = (await rig.CheckAsync(file, "b.csv", Chief, "metric-target")).Run;
        Assert.Equal((0, 0, 2), (again.Added, again.Changed, again.Unchanged));
        var changed = await rig.TakeAsync(ImportRig.Csv(Head + "按期办结率,,,,96,,工作计划\n"), "c.csv", Chief, "metric-target");
        Assert.Equal((0, 1, 0), (changed.Added, changed.Changed, changed.Unchanged));
        Assert.Equal(["Added", "Added", "Changed"], await db.AuditEntries.Where(line => line.Kind == TargetCommands.Kind)
            .OrderBy(line => line.Id).Select(line => line.Action).ToListAsync(Stop));
    }

    [Theory]
    [InlineData("没有的指标,,,,95,,计划", "A2 ")]
    [InlineData(",,,,95,,计划", "A2 请填写")]
    [InlineData("按期办结率,没有的社区,,,95,,计划", "B2 ")]
    [InlineData("按期办结率,,2026-01-01,,95,,计划", "D2 请填写")]
    [InlineData("按期办结率,,,,100.1,,计划", "E2 ")]
    [InlineData("举办活动,,,,0,,计划", "E2 目标不能为 0")]
    [InlineData("按期办结率,,,,95,,", "G2 请填写")]
    [InlineData("举办活动,,2026-01-01,2026-06-30,9,,计划\n举办活动,,2026-06-30,2026-12-31,9,,计划", "C3 同一范围已有")]
    [InlineData("举办活动,,,,9,,计划\n举办活动,,,,8,,计划", "A3 ")]
    public async Task AWrongCell_IsToldWhereItStands(string rows, string told)
    {
        var view = await rig.CheckAsync(ImportRig.Csv(Head + rows + "\n"), "a.csv", Chief, "metric-target");
        Assert.StartsWith(told, Assert.Single(ImportRig.Problems(view)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhoMaySetNone_TakesNoneIn()
    {
        var refusal = await Assert.ThrowsAsync<ImportFileException>(() =>
            rig.CheckAsync(ImportRig.Csv(Head), "a.csv", ImportRig.Worker, "metric-target"));
        Assert.Equal("NotAllowed", refusal.Key);
    }
}
