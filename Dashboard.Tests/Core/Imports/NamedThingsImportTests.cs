using System.Text.Json;
using Concentric.CoBuilders;
using Concentric.Data;
using Concentric.Ledgers;
using Concentric.Meetings;
using Concentric.Tests.TestData;
using Concentric.Visits;
using Concentric.Volunteers;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Core.Imports;

/// <summary>Households, people and units that rows name: each is there once, and what may not be is told where it stands.</summary>
public sealed class NamedThingsImportTests : IAsyncLifetime
{
    private ImportRig rig = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => rig = await ImportRig.CreateAsync();

    public ValueTask DisposeAsync() => rig.DisposeAsync();

    [Fact]
    public async Task HouseholdsOfVisits_AreMadeUpOnce()
    {
        await rig.Store.AddAsync(new Household { CommunityId = TestStore.Xinsheng, Address = "7-2-301" },
            new Household { CommunityId = TestStore.Xinshun, Address = "7-2-302" });
        var file = ImportRig.Csv("走访日期,走访人,走访门牌\n2026-03-02,王芳,7-2-301、7 - 2 - 302,\n2026-03-03,王芳,\"7-2-302\n8-1-101a，8-1-101A\"\n");
        var view = await rig.CheckAsync(file, "a.csv", kind: "visit");
        Assert.Equal(2, await ReadAsync(db => db.Households.CountAsync(Stop)));
        await rig.CommitAsync(view);
        Assert.Equal(["7-2-301", "7-2-302", "8-1-101A"],
            await ReadAsync(db => db.Households.Where(found => found.CommunityId == TestStore.Xinsheng).OrderBy(found => found.Address)
                .Select(found => found.Address).ToListAsync(Stop)));
        var visits = await ReadAsync(db =>
            db.Visits.OrderBy(visit => visit.VisitedOn).Select(visit => new { visit.Id, Count = visit.Households.Count })
            .ToListAsync(Stop));
        Assert.Equal([2, 2], visits.ConvertAll(visit => visit.Count));
        var changed =
            await rig.TakeAsync(ImportRig.Csv(
                $"记录号,走访日期,走访人,走访门牌\n{visits[0].Id},2026-03-02,王芳,7-2-301\n{visits[1].Id},2026-03-03,王芳,9-1-101、7-2-302、8-1-101A\n"),
                "b.csv", kind: "visit");
        Assert.Equal(2, changed.Changed);
        Assert.Equal([1, 3],
            await ReadAsync(db => db.Visits.OrderBy(visit => visit.VisitedOn).Select(visit => visit.Households.Count).ToListAsync(Stop)));
    }

    [Theory]
    [InlineData("走访日期,走访人,走访门牌\n2026-03-02,王芳,\n", "C2 请填写。")]
    [InlineData("走访日期,走访人,走访门牌\n2026-03-19,王芳,7-2-301\n", "A2 不能晚于今天")]
    public async Task AVisitThatCannotBe_IsToldWhereItStands(string text, string told) =>
        Assert.StartsWith(told, Assert.Single(ImportRig.Problems(await rig.CheckAsync(ImportRig.Csv(text), "a.csv", kind: "visit"))));

    [Fact]
    public async Task SpellingsOfOneHousehold_AreOne_AndWhereNobodyWasHome_NoneIsReached()
    {
        var file =
            ImportRig.Csv(
                "走访日期,走访人,走访门牌,没人在家的门牌\n2026-03-02,王芳,7号楼2单元302、７－２－３０３室,7-2-304\n2026-03-03,王芳,,七号楼二单元三〇二\n2026-03-04,王芳,馨盛园7-2-302,\n");
        await rig.TakeAsync(file, "a.csv", kind: "visit");
        Assert.Equal(["7-2-302", "7-2-303", "7-2-304"],
            await ReadAsync(db => db.Households.OrderBy(found => found.Address).Select(found => found.Address).ToListAsync(Stop)));
        Assert.Equal(["7-2-302 False", "7-2-303 False", "7-2-304 True", "7-2-302 True", "7-2-302 False"],
            await ReadAsync(db => db.VisitHouseholds.OrderBy(link => link.Visit!.VisitedOn).ThenBy(link => link.Household!.Address)
            .Select(link => link.Household!.Address + (link.NobodyHome ? " True" : " False")).ToListAsync(Stop)));
    }

    [Theory]
    [InlineData("没人在家", "没人在家不算走访到的住户")]
    [InlineData("2007-02-01", "不是门牌")]
    [InlineData("老王家", "不是门牌")]
    public async Task WhatIsNoAddress_IsRefusedWithAMend(string text, string mend)
    {
        var problem =
            Assert.Single((await rig.CheckAsync(ImportRig.Csv($"走访日期,走访人,走访门牌\n2026-03-02,王芳,{text}\n"), "a.csv",
                kind: "visit")).Findings!.Problems);
        Assert.Equal("C2", problem.Cell);
        Assert.StartsWith(mend, problem.Mend);
    }

    [Fact]
    public async Task ANewPetitionOfARetiredCategory_IsRefusedByTheImport()
    {
        await using (var db = rig.Store.Open())
            await db.PetitionCategories.Where(found => found.Key == TestStore.Category)
            .ExecuteUpdateAsync(set => set.SetProperty(found => found.IsRetired, true), Stop);
        var view = await rig.CheckAsync(ImportRig.Csv("社区,标题,类别,受理日期\n馨盛园,漏水,环境卫生,2026-03-02\n"), "a.csv");
        Assert.Equal("C2", Assert.Single(view.Findings!.Problems).Cell);
        Assert.StartsWith("C2 这个类别已停用", Assert.Single(ImportRig.Problems(view)));
    }

    [Fact]
    public async Task AnAddressThatIsTooLong_IsRefused()
    {
        var view = await rig.CheckAsync(ImportRig.Csv($"走访日期,走访人,走访门牌\n2026-03-02,王芳,{new string('7', TextLimits.Number + 1)}\n"), "a.csv",
            kind: "visit");
        Assert.Equal((1, "C2"), (view.Run.Refused, Assert.Single(view.Findings!.Problems).Cell));
    }

    [Fact]
    public void HouseholdsOfAnExport_AreHowMany_NotWhich()
    {
        var sheet = VisitRecords.Kind.Sheet;
        Assert.Null(sheet.KeyOf("households"));
        Assert.Contains("households", sheet.Told);
        Assert.Equal("addresses", sheet.KeyOf("住户"));
    }

    [Fact]
    public void TimeGiven_IsInMinutes_SoHoursOfFormsAreNotTakenForIt() => Assert.Null(ContributionRecords.Kind.Sheet.KeyOf("工时"));

    [Fact]
    public async Task NobodyIsRegisteredTwice()
    {
        var present =
            await rig.Store.AddAsync(new Volunteer
            {
                CommunityId = TestStore.Xinsheng,
                Name = "张建国",
                Phone = "13800001234",
                RegisteredOn = new(2026, 3, 1)
            });
        await rig.Store.AddAsync(new Volunteer { CommunityId = TestStore.Xinshun, Name = "李秀英", RegisteredOn = new(2026, 3, 1) });
        var view =
            await rig.CheckAsync(ImportRig.Csv(
                "姓名,电话,登记日期\n张建国,13800001234,2026-03-02\n张建国,,2026-03-02\n李秀英,,2026-03-02\n李秀英,,2026-03-03\n"), "a.csv", kind: "volunteer");
        Assert.Equal((2, 2), (view.Run.Added, view.Run.Refused));
        Assert.Collection(
            ImportRig.Problems(view),
            told => Assert.StartsWith($"A2 已经登记过（编号 {present.Id}）", told, StringComparison.Ordinal),
            told => Assert.StartsWith("A5 ", told, StringComparison.Ordinal));
    }

    [Fact]
    public async Task ACoBuilderArchivedSince_StaysWhereItIs_AndIsNotTakenAnew()
    {
        var unit =
            await rig.Store.AddAsync(new CoBuilder
            {
                Name = "春华银行",
                NameEn = "Chunhua Bank",
                JoinedOn = new(2025, 1, 1),
                ArchivedAt = DateTime.UnixEpoch
            });
        var given =
            await rig.Store.AddAsync(new Contribution
            {
                CommunityId = TestStore.Xinsheng,
                CoBuilderId = unit.Id,
                GivenOn = new(2026, 3, 1),
                Purpose = "扶手",
                AmountFen = 100
            });
        var changed = await rig.TakeAsync(ImportRig.Csv($"记录号,共建单位,投入日期,用途,金额(元)\n{given.Id},春华银行,2026-03-01,扶手,2\n"), "a.csv",
            kind: "contribution");
        Assert.Equal(1, changed.Changed);
        var view = await rig.CheckAsync(ImportRig.Csv("共建单位,投入日期,用途,金额(元)\n春华银行,2026-03-01,扶手,2\n"), "b.csv", kind: "contribution");
        Assert.StartsWith("A2 没有这一项", Assert.Single(ImportRig.Problems(view)));
    }

    [Fact]
    public async Task ADueDateThatMoves_TakesAReason_WhichTheAuditTrailKeeps()
    {
        await rig.TakeAsync(ImportRig.Csv("标题,责任人,到期日\n修门,物业,2026-03-20\n"), "a.csv", kind: "commitment");
        var id = await ReadAsync(db => db.Commitments.Select(made => made.Id).SingleAsync(Stop));
        var refused = await rig.CheckAsync(ImportRig.Csv($"记录号,标题,责任人,到期日\n{id},修门,物业,2026-03-25\n"), "b.csv", kind: "commitment");
        Assert.Equal(1, refused.Run.Refused);
        await rig.TakeAsync(ImportRig.Csv($"记录号,标题,责任人,到期日,更正原因\n{id},修门,物业,2026-03-25,缺货\n"), "c.csv", kind: "commitment");
        var after = await ReadAsync(db =>
            db.AuditEntries.Where(line => line.Kind == "commitment").OrderByDescending(line => line.Id).Select(line => line.After)
            .FirstAsync(Stop));
        using var told = JsonDocument.Parse(after!);
        Assert.Equal("缺货", told.RootElement.GetProperty("Reason").GetString());
    }

    private async Task<T> ReadAsync<T>(Func<DashboardDbContext, Task<T>> read)
    {
        await using var db = rig.Store.Open();
        return await read(db);
    }
}
