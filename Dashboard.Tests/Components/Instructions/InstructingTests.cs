using System.Globalization;
using Bunit;
using Concentric.Dashboard.Features.Instructions;
using Concentric.Data;
using Concentric.Hazards;
using Concentric.Instructions;
using Concentric.Kinds;
using Concentric.Tests.Components.Records;
using Concentric.Tests.Core.Notices;
using Concentric.Tests.TestData;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Components.Instructions;

/// <summary>What a leader asks of somebody about a record, or about many at once.</summary>
public sealed class InstructingTests : IAsyncLifetime
{
    private RecordPagesContext context = null!;
    private Hazard hazard = null!;
    private int worker;

    public InstructingTests() => CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");

    private static CancellationToken Stop => Xunit.TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        context = await RecordPagesContext.CreateAsync(TestStore.Leader with { UserId = 1 });
        Assert.Equal(1, (await context.Store.AccountAsync("leader", Role.Leader)).UserId);
        worker = (await context.Store.AccountAsync("worker", Role.Worker, TestStore.Xinsheng)).UserId!.Value;
        hazard = await context.Store.AddAsync(Make.Hazard());
    }

    public ValueTask DisposeAsync() => context.DisposeAsync();

    [Fact]
    public async Task OnARecord_ItIsGivenToSomebodyOfItsCommunity_OnceItSaysWhat()
    {
        var actions = context.Render<InstructActions>(shown => shown.Add(one => one.Key, new("hazard", hazard.Id)));
        Assert.Equal(["instruct", "comment"], actions.FindAll("[data-action]").Select(one => one.GetAttribute("data-action")));
        await context.OpenActionAsync(actions, "instruct");
        await context.SendActionAsync();
        Assert.NotEmpty(RecordPagesContext.ErrorOf(context.Dialog, "Message"));
        context.Dialog.Find("[name=Message]").Change("Please see to it");
        await context.SendActionAsync();
        var given = Assert.Single(await GivenAsync());
        Assert.Equal((worker, "Please see to it"), (given.AssigneeId, given.Message));
    }

    [Fact]
    public async Task WhoDoesNotInstruct_IsOfferedNothing()
    {
        await using var other = await RecordPagesContext.CreateAsync();
        Assert.Empty(other.Render<InstructActions>(shown => shown.Add(one => one.Key, new("hazard", 1))).FindAll("button"));
    }

    [Fact]
    public async Task OnManyRecords_ItIsGivenToThoseWhoHoldThem_AndSaid()
    {
        var second = await context.Store.AddAsync(Make.Hazard());
        var (isGiven, isOpen) = (false, true);
        _ = context.Dialog;
        context.Render<BulkInstructDialog>(shown => shown.Add(one => one.Kind, "hazard").Add(one => one.IsOpen, true)
            .Add(one => one.Rows, [(hazard.Id, "First"), (second.Id, "Second")]).Add(one => one.OnGiven, () => isGiven = true)
            .Add(one => one.IsOpenChanged, open => isOpen = open));
        Assert.Contains("2", context.Dialog.Find("h2").TextContent);
        await context.Dialog.Find("#instruct-form").SubmitAsync();
        context.Dialog.WaitForAssertion(() => Assert.NotEmpty(RecordPagesContext.ErrorOf(context.Dialog, "Message")));
        Assert.False(isGiven);
        context.Dialog.Find("[name=Message]").Change("Please see to them");
        await RecordPagesContext.ChooseAsync(context.Dialog, "AssigneeId", worker);
        await context.Dialog.Find("#instruct-form").SubmitAsync();
        context.Dialog.WaitForAssertion(() => Assert.Equal("2", context.Dialog.Find("[data-given]").GetAttribute("data-given")));
        Assert.True(isGiven);
        Assert.Equal(2, (await GivenAsync()).Count);
        await context.Dialog.Find("[data-close]").ClickAsync(new());
        Assert.False(isOpen);
    }

    private async Task<List<Instruction>> GivenAsync()
    {
        await using var db = context.Store.Open();
        return await db.Set<Instruction>().AsNoTracking().ToListAsync(Stop);
    }
}
