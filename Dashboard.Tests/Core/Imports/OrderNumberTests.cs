using Concentric.Kinds;
using Concentric.Petitions;
using Concentric.Rules;
using Concentric.Tests.TestData;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Core.Imports;

/// <summary>The number that another system gave a petition finds it again: orders that come twice are no second petition.</summary>
public sealed class OrderNumberTests : IAsyncLifetime
{
    private const string Header = "工单编号,标题,类别,责任单位,受理日期\n";

    private ImportRig rig = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => rig = await ImportRig.CreateAsync();

    public ValueTask DisposeAsync() => rig.DisposeAsync();

    /// <summary>More than are read at once, so that what is known is looked up in every piece.</summary>
    [Fact]
    public async Task TheSameOrdersTwice_AreNotDoubled()
    {
        const int Count = 1_100;
        byte[] Orders(string unit) => ImportRig.Csv(Header + string.Concat(Enumerable.Range(0, Count)
            .Select(order => $"TJ{order:D6},第{order}件,环境卫生,{(order % 2 == 0 ? "物业" : unit)},2026-03-02\n")));
        Assert.Equal(Count, (await rig.TakeAsync(Orders("物业"), "a.csv")).Added);
        var same = await rig.CheckAsync(Orders("物业"), "b.csv");
        Assert.Equal((0, 0, Count), (same.Run.Added, same.Run.Changed, same.Run.Unchanged));
        // What is different about half of them is a change, told before and after.
        var other = await rig.CheckAsync(Orders("城管科"), "c.csv");
        Assert.Equal((0, Count / 2, Count / 2, 0), (other.Run.Added, other.Run.Changed, other.Run.Unchanged, other.Run.Refused));
        Assert.Equal([("responsible", "物业", "城管科")],
            other.Findings!.Samples[0].Values.Select(value => (value.Column, value.Before, value.After)));
        Assert.Equal(Count / 2, (await rig.CommitAsync(other)).Changed);
        // The older file again says nothing new, and takes nothing back.
        var older = await rig.CheckAsync(Orders("物业"), "d.csv");
        Assert.Equal((0, 0, Count), (older.Run.Added, older.Run.Changed, older.Run.Unchanged));
        await using var db = rig.Store.Open();
        Assert.Equal((Count, Count / 2), (await db.Petitions.CountAsync(Stop),
            await db.Petitions.CountAsync(one => one.ResponsibleUnit == "城管科", Stop)));
    }

    [Fact]
    public async Task AnEmptyCell_OfAKnownOrder_LeavesWhatIsThere()
    {
        await rig.TakeAsync(ImportRig.Csv($"{Header}A-1,漏水,环境卫生,物业,2026-03-02\n"), "a.csv");
        var view = await rig.CheckAsync(ImportRig.Csv("工单编号,标题,责任单位\nA-1,漏水三处,\n"), "b.csv");
        Assert.Equal((0, 1, 0), (view.Run.Added, view.Run.Changed, view.Run.Refused));
        await rig.CommitAsync(view);
        await using var db = rig.Store.Open();
        var petition = await db.Petitions.SingleAsync(Stop);
        Assert.Equal(("漏水三处", "物业", "A-1"), (petition.Title, petition.ResponsibleUnit, petition.OrderNumber));
    }

    [Theory]
    [InlineData("A-1,漏水,环境卫生,物业,2026-03-02\nA-1,漏水,环境卫生,物业,2026-03-02\n", 1, 1, null)]
    [InlineData("A-1,漏水,环境卫生,物业,2026-03-02\nA-1,路灯不亮,环境卫生,物业,2026-03-02\n", 1, 0, "A3 与第 2 行重复")]
    public async Task AnOrderThatStandsInTheFileTwice_IsOne(string rows, int added, int unchanged, string? told)
    {
        var view = await rig.CheckAsync(ImportRig.Csv(Header + rows), "a.csv");
        Assert.Equal((added, unchanged, told is null ? 0 : 1), (view.Run.Added, view.Run.Unchanged, view.Run.Refused));
        if (told is not null) Assert.StartsWith(told, Assert.Single(ImportRig.Problems(view)));
    }

    [Fact]
    public async Task AnOrderOfAnotherCommunity_OrAnArchivedOne_IsToldAndNotDoubled()
    {
        var other = await rig.Store.AddAsync(Make.Petition(TestStore.Xinshun, with: one => one.OrderNumber = "A-1"));
        var archived = await rig.Store.AddAsync(Make.Petition(with: one => one.OrderNumber = "A-2"));
        await rig.Store.Get<PetitionCommands>().ArchiveAsync(ImportRig.Worker, new(archived.Id, archived.Version, "重复"), Stop);
        var view = await rig.CheckAsync(ImportRig.Csv($"{Header}A-1,漏水,环境卫生,物业,2026-03-02\nA-2,路灯,环境卫生,物业,2026-03-02\n"), "a.csv");
        Assert.Equal(2, view.Run.Refused);
        Assert.Equal([$"A2 已经登记过（编号 {other.Number}）", $"A3 已经登记过（编号 {archived.Number}）"],
            ImportRig.Problems(view).Select(problem => problem.Split('，')[0]));
        // Nor is one put onto another petition by its own number, or by the form.
        var own = await rig.Store.AddAsync(Make.Petition());
        var moved = await rig.CheckAsync(ImportRig.Csv($"编号,工单编号\n{own.Number},A-1\n"), "b.csv");
        Assert.Equal(1, moved.Run.Refused);
        var refusal = await Assert.ThrowsAsync<RefusedException>(() => rig.Store.Get<PetitionCommands>().EnterAsync(ImportRig.Worker,
            Make.PetitionValues().With(x => x.OrderNumber, "A-1"), null, Stop));
        Assert.Equal(("order-number", Rule.Registered), (refusal.Violations[0].Field, refusal.Violations[0].Rule));
        await Assert.ThrowsAsync<RefusedException>(() => rig.Store.Get<PetitionCommands>().CorrectAsync(ImportRig.Worker,
            new(own.Id, own.Version, new FieldValues<Petition>().With(x => x.OrderNumber, "A-1")), Stop));
    }
}
