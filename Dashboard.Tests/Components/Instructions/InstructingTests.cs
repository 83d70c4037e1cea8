using System.Globalization;
using Bunit;
using Concentric.Dashboard.Features.Instructions;
using Concentric.Data;
using Concentric.Hazards;
using Concentric.Instructions;
using Concentric.Tests.Components.Records;
using Concentric.Tests.Core.Notices;
using Concentric.Tests.TestData;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Concentric.Tests.Components.Instructions;

/// <summary>What a leader asks of somebody about a record, or about many at once.</summary>
[OnSqlite("a save on it is held back")]
public sealed class InstructingTests : IAsyncLifetime
{
    private readonly SavingGate gate = new();
    private RecordPagesContext context = null!;
    private Hazard hazard = null!;
    private int worker;

    public InstructingTests() => CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");

    private static CancellationToken Stop => Xunit.TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        context = await RecordPagesContext.CreateAsync(TestStore.Leader with { UserId = 1 },
            services => services.ConfigureDbContext<SqliteDashboardDbContext>(options => options.AddInterceptors(gate)));
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

    /// <summary>They were given: left where they are, the words would stand there for other rows.</summary>
    [Fact]
    public async Task WhoLeavesAtOnce_LeavesNoWordsForOtherRows()
    {
        _ = context.Dialog;
        context.Render<BulkInstructDialog>(shown => shown.Add(one => one.Kind, "hazard").Add(one => one.IsOpen, true)
            .Add(one => one.Rows, [(hazard.Id, "First")]));
        context.Dialog.Find("[name=Message]").Change("Please see to it");
        await RecordPagesContext.ChooseAsync(context.Dialog, "AssigneeId", worker);
        var open = new TaskCompletionSource();
        gate.Opened = open.Task;
        var sending = context.Dialog.Find("#instruct-form").SubmitAsync();
        await gate.Reached.Task.WaitAsync(Stop);
        await context.DisposeComponentsAsync();
        open.SetResult();
        await sending;
        Assert.Single(await GivenAsync());
        var cleared = Assert.Single(context.JSInterop.Invocations["concentricDrafts.clear"]).Arguments[0];
        Assert.EndsWith("/hazard/bulk/instruct", (string)cleared!, StringComparison.Ordinal);
    }

    private async Task<List<Instruction>> GivenAsync()
    {
        await using var db = context.Store.Open();
        return await db.Set<Instruction>().AsNoTracking().ToListAsync(Stop);
    }

    /// <summary>Holds back what is to be saved until it is opened.</summary>
    private sealed class SavingGate : SaveChangesInterceptor
    {
        public TaskCompletionSource Reached { get; } = new();

        public Task? Opened { get; set; }

        public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(
            DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            if (Opened is null) return result;
            Reached.TrySetResult();
            await Opened;
            return result;
        }
    }
}
