using Concentric.Communities;
using Concentric.Data;
using Concentric.Instructions;
using Concentric.Notices;
using Concentric.Petitions;
using Concentric.Tests.Core.Notices;
using Concentric.Tests.TestData;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Core.Instructions;

/// <summary>Two leaders, a worker of each of two communities, and a petition that is long overdue.</summary>
public abstract class InstructionScene : IAsyncLifetime
{
    private protected TestStore store = null!;
    private protected CurrentUser leader = null!;
    private protected CurrentUser other = null!;
    private protected CurrentUser worker = null!;
    private protected CurrentUser elsewhere = null!;
    private protected Petition petition = null!;

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected InstructionCommands Commands => store.Get<InstructionCommands>();

    protected InstructionQueries Queries => store.Get<InstructionQueries>();

    protected RecordKey Subject => new("petition", petition.Id);

    public async ValueTask InitializeAsync()
    {
        store = await TestStore.CreateAsync();
        leader = await store.AccountAsync("leader", Role.Leader);
        other = await store.AccountAsync("other", Role.Leader);
        worker = await store.AccountAsync("worker", Role.Worker, TestStore.Xinsheng);
        elsewhere = await store.AccountAsync("elsewhere", Role.Worker, TestStore.Xinshun);
        petition = await store.AddAsync(Make.Petition(with: made => made.DueOn = TestStore.Today.AddDays(-163)));
    }

    public ValueTask DisposeAsync() => store.DisposeAsync();

    protected BulkInstructions Bulk => store.Get<BulkInstructions>();

    protected Task<(InstructionSide, InstructionFilter)> OpeningAsync(CurrentUser caller, IReadOnlyList<InstructionSide> sides) =>
        Queries.OpeningAsync(caller, sides, null, Cancellation);

    protected async Task<IEnumerable<long>> MeetingAsync(int community, DateOnly since) =>
        (await Queries.OfMeetingAsync(leader, [community], since, Cancellation)).Rows.Select(row => row.Id);

    protected async Task<bool> IsUnheldAsync() =>
        Assert.Single(await Queries.ListAsync(leader, InstructionSide.Given, InstructionFilter.Open, Cancellation)).IsUnheld;

    protected Task<Saved> GiveAsync(CurrentUser? assignee = null, DateOnly? dueOn = null) =>
        Commands.GiveAsync(leader, new(Subject, "请本周内约住户见面", (assignee ?? worker).UserId, dueOn), null, Cancellation);

    protected async Task CloseAsync(CurrentUser account)
    {
        await using var db = store.Open();
        await db.Users.Where(user => user.Id == account.UserId)
            .ExecuteUpdateAsync(row => row.SetProperty(user => user.IsDisabled, true), Cancellation);
    }

    protected async Task ChangeAsync(Action<Petition> change)
    {
        await using var db = store.Open();
        change(await db.Petitions.Include(x => x.Rounds).Include(x => x.Communities).SingleAsync(x => x.Id == petition.Id, Cancellation));
        await db.SaveChangesAsync(Cancellation);
    }

    /// <summary>Open instructions, as many as that.</summary>
    protected async Task OthersAsync(int count, CurrentUser assignee, Petition about)
    {
        await using var db = store.Open();
        db.AddRange(Enumerable.Range(0, count).Select(_ =>
        {
            var given = new Instruction
            {
                SubjectKind = "petition",
                SubjectId = about.Id,
                CommunityId = about.CommunityId,
                Message = "请办",
                GivenById = leader.UserId!.Value,
                AssigneeId = assignee.UserId,
                GivenAt = store.Time.GetUtcNow().UtcDateTime,
            };
            given.Steps.Add(new() { Kind = InstructionStepKind.Given, By = "leader", At = given.GivenAt });
            return given;
        }));
        await db.SaveChangesAsync(Cancellation);
    }

    protected async Task MorningsAsync(int count)
    {
        for (var i = 0; i < count; i++)
        {
            await store.Get<DailyNotices>().RunAsync(Cancellation);
            store.Time.Advance(TimeSpan.FromDays(1));
        }
    }

    /// <summary>A secretary of xinsheng with an account, until a day.</summary>
    protected async Task<CurrentUser> SecretaryAsync(string name, DateOnly? until)
    {
        var account = await store.AccountAsync(name, Role.Worker, TestStore.Xinsheng);
        var person = await store.AddAsync(new Worker { Name = name, CommunityId = TestStore.Xinsheng });
        await store.AddAsync(new Posting
        {
            WorkerId = person.Id,
            CommunityId = TestStore.Xinsheng,
            Position = Position.Secretary,
            StartsOn = until is null ? TestStore.Today : TestStore.Today.AddDays(-90),
            EndsOn = until,
        });
        await store.AddAsync(new WorkerAccount { WorkerId = person.Id, UserId = account.UserId!.Value });
        return account;
    }
}
