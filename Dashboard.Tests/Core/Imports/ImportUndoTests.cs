using System.Text.Json;
using Concentric.Data;
using Concentric.Imports.Runs;
using Concentric.Imports.Undo;
using Concentric.Instructions;
using Concentric.Meetings;
using Concentric.Petitions;
using Concentric.Tests.Core.Notices;
using Concentric.Tests.TestData;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Core.Imports;

/// <summary>A whole import is undone within a week where nothing was built on it; otherwise nothing of it is.</summary>
public sealed class ImportUndoTests : IAsyncLifetime
{
    private const string Header = "编号,社区,标题,类别,来源,工单编号,诉求人,责任单位,受理日期,协商日期,办理日期,反馈日期,办结日期,结果,办结说明,回访日期,有人响应,群众确认,满意度\n";

    private ImportRig rig = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => rig = await ImportRig.CreateAsync();

    public ValueTask DisposeAsync() => rig.DisposeAsync();

    [Fact]
    public async Task NewRecords_AreArchivedWithAReason_AndTheirOrderNumbersAreFree()
    {
        var file = Sheet(",馨盛园,漏水,环境卫生,热线,TJ-1,张建国,物业,2026-03-02,,,,,,,,,,", ",馨盛园,路灯,环境卫生,热线,TJ-2,,,2026-03-03,,,,,,,,,,");
        var run = await rig.TakeAsync(file, "三月.csv");
        Assert.Equal((ImportState.Undone, null), await rig.UndoAsync(run));
        await using var db = rig.Store.Open();
        var petitions = await db.Petitions.AsNoTracking().ToListAsync(Stop);
        Assert.All(petitions, petition => Assert.Equal((true, "撤销导入：三月.csv", null, null),
            (petition.ArchivedAt is not null, petition.ArchiveReason, petition.RequestId, petition.OrderNumber)));
        Assert.Equal(["Collected", "Collected", "Archived", "Archived"],
            await db.AuditEntries.Where(line => line.Kind == "petition").OrderBy(line => line.Id).Select(line => line.Action)
                .ToListAsync(Stop));
        Assert.Contains("Undone", await db.AuditEntries.Where(line => line.Kind == ImportRunChanges.Kind).Select(line => line.Action)
            .ToListAsync(Stop));
        // What it said before is not kept longer than it may be needed.
        Assert.False(await db.ImportUndos.AnyAsync(Stop));
        Assert.False(await rig.Runs.UndoAsync(ImportRig.Worker, run.Id, Stop));
        Assert.Equal(2, (await rig.TakeAsync(file, "三月.csv")).Added);
    }

    [Fact]
    public async Task ChangedRecords_SayAgainWhatTheySaid_StepsIncluded()
    {
        await rig.TakeAsync(Sheet(",馨盛园,漏水,环境卫生,热线,TJ-1,张建国,物业,2026-03-02,2026-03-03,,,,,,,,,",
            ",馨盛园,路灯,环境卫生,热线,TJ-2,,,2026-03-03,,,,,,,,,,"), "a.csv");
        var before = await PictureAsync();
        var run = await rig.TakeAsync(Sheet(
            ",馨盛园,漏水不止,环境卫生,热线,TJ-1,李秀英,自来水公司,2026-03-02,2026-03-03,2026-03-04,2026-03-05,2026-03-06,解决,已修,2026-03-09,是,是,满意",
            ",馨盛园,路灯不亮,环境卫生,热线,TJ-2,,电力,2026-03-03,2026-03-04,,,,,,,,,", ",馨盛园,堆物,环境卫生,热线,TJ-3,,,2026-03-05,,,,,,,,,,"), "b.csv");
        Assert.Equal((1, 2), (run.Added, run.Changed));
        Assert.NotEqual(before, await PictureAsync());
        Assert.Equal((ImportState.Undone, null), await rig.UndoAsync(run));
        Assert.Equal(before, await PictureAsync());
        // The figures of the past are of rounds, and those followed.
        await using var db = rig.Store.Open();
        Assert.Equal(0, await db.Set<PetitionRound>().CountAsync(round => round.ClosedOn != null && round.ArchivedAt == null, Stop));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task WhatWasBuiltOn_StaysAsItIs_AndIsNamed(bool isNew)
    {
        var row = ",馨盛园,漏水,环境卫生,热线,TJ-1,,,2026-03-02,,,,,,,,,,";
        var run = await rig.TakeAsync(Sheet(row, ",馨盛园,路灯,环境卫生,热线,TJ-2,,,2026-03-03,,,,,,,,,,"), "a.csv");
        if (!isNew) run = await rig.TakeAsync(Sheet(row.Replace("漏水", "漏水不止", StringComparison.Ordinal)), "b.csv");
        Petition built;
        await using (var db = rig.Store.Open())
            built = await db.Petitions.AsNoTracking().FirstAsync(one => one.OrderNumber == "TJ-1", Stop);
        await rig.Store.Get<PetitionCommands>().NegotiateAsync(ImportRig.Worker, new(built.Id, built.Version), Stop);
        var before = await PictureAsync();
        Assert.Equal((ImportState.Done, $"没有撤销：有 1 条记录在导入之后有了变动。{built.Number} 之后被更改"), await rig.UndoAsync(run));
        Assert.Equal(before, await PictureAsync());
    }

    [Fact]
    public async Task WhatOthersReferTo_IsBuiltOn()
    {
        var run = await rig.TakeAsync(ImportRig.Csv("会议类型,召开日期,主题,参与人次\n居民恳谈会,2026-03-02,停车,12\n居民恳谈会,2026-03-03,绿地,8\n"), "a.csv",
            kind: "meeting");
        await using (var db = rig.Store.Open())
        {
            var met = await db.Meetings.OrderBy(one => one.Id).Select(one => one.Id).FirstAsync(Stop);
            await rig.Store.AddAsync(new Commitment
            {
                CommunityId = TestStore.Xinsheng,
                Title = "划线",
                Owner = "物业",
                DueOn = TestStore.Today,
                MeetingId = met
            });
        }

        var (state, failure) = await rig.UndoAsync(run);
        Assert.Equal(ImportState.Done, state);
        Assert.EndsWith("已被其他记录引用", failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatALeaderInstructedAbout_StandsAgainstIt()
    {
        var run = await rig.TakeAsync(Sheet(",馨盛园,漏水,环境卫生,热线,,,,2026-03-02,,,,,,,,,,"), "a.csv");
        var leader = await rig.Store.AccountAsync("刘主任", Role.Leader);
        await using (var db = rig.Store.Open())
        {
            var petition = await db.Petitions.SingleAsync(Stop);
            db.Add(new Instruction
            {
                SubjectKind = "petition",
                SubjectId = petition.Id,
                Message = "请办",
                GivenById = leader.UserId!.Value,
                GivenAt = rig.Store.Time.GetUtcNow().UtcDateTime,
            });
            db.Actor = leader;
            await db.SaveChangesAsync(Stop);
        }

        var (state, failure) = await rig.UndoAsync(run);
        Assert.Equal(ImportState.Done, state);
        Assert.EndsWith("已被其他记录引用", failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AWeek_AndNotASecondMore()
    {
        var run = await rig.TakeAsync(Sheet(",馨盛园,漏水,环境卫生,热线,,,,2026-03-02,,,,,,,,,,"), "a.csv");
        rig.Store.Time.Advance(ImportUndo.Kept - TimeSpan.FromSeconds(1));
        Assert.Equal(0, await rig.Runs.ForgetUndoAsync(Stop));
        Assert.True((await rig.Runs.FindAsync(ImportRig.Worker, run.Id, Stop))!.CanBeUndone);
        rig.Store.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.False((await rig.Runs.FindAsync(ImportRig.Worker, run.Id, Stop))!.CanBeUndone);
        Assert.False(await rig.Runs.UndoAsync(ImportRig.Worker, run.Id, Stop));
        rig.Store.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, await rig.Runs.ForgetUndoAsync(Stop));
    }

    [Fact]
    public async Task AnothersImport_IsNotThere()
    {
        var run = await rig.TakeAsync(Sheet(",馨盛园,漏水,环境卫生,热线,,,,2026-03-02,,,,,,,,,,"), "a.csv");
        Assert.False(await rig.Runs.UndoAsync(ImportRig.Worker with { UserId = 8 }, run.Id, Stop));
        // Whoever undoes it may no longer write there: nothing is found.
        var (state, failure) = await rig.UndoAsync(run, ImportRig.Worker with { CommunityIds = [TestStore.Xinshun] });
        Assert.Equal(ImportState.Done, state);
        Assert.Contains("已不归您管理", failure, StringComparison.Ordinal);
    }

    private static byte[] Sheet(params string[] rows) => ImportRig.Csv(Header + string.Join('\n', rows) + "\n");

    /// <summary>All that petitions and their steps say, but for their versions.</summary>
    private async Task<string> PictureAsync()
    {
        await using var db = rig.Store.Open();
        var petitions = await db.Petitions.AsNoTracking().Where(petition => petition.ArchivedAt == null)
            .Include(petition => petition.Steps.OrderBy(step => step.Id)).OrderBy(petition => petition.Id).ToListAsync(Stop);
        return string.Join('\n', petitions.Select(petition =>
        {
            petition.Version = 0;
            foreach (var round in petition.Rounds) round.Petition = null;
            foreach (var step in petition.Steps) step.Petition = null;
            return JsonSerializer.Serialize(petition);
        }));
    }
}
