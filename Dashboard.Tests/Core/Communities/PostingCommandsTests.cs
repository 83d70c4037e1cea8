using Concentric.Communities;
using Concentric.Data;
using Concentric.Kinds;
using Concentric.Rules;
using Concentric.Tests.TestData;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Core.Communities;

public sealed class PostingCommandsTests
{
    private static readonly CurrentUser Administrator = TestStore.Administrator;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Position.Secretary, "2026-03-31", null, true)]
    [InlineData(Position.Secretary, "2026-04-01", null, false)]
    [InlineData(Position.Secretary, "2025-01-01", "2025-12-31", false)]
    [InlineData(Position.Secretary, "2025-01-01", "2026-01-01", true)]
    [InlineData(Position.Secretary, "2025-01-01", null, true)]
    [InlineData(Position.Deputy, "2026-02-01", null, false)]
    public async Task Community_HasOneSecretaryOnAnyDay(Position position, string from, string? to, bool isRefused)
    {
        await using var store = await TestStore.CreateAsync();
        var (zhang, li) = (await WorkerAsync(store, "张伟", TestStore.Xinsheng), await WorkerAsync(store, "李娜", TestStore.Xinsheng));
        var commands = store.Get<RecordCommands<Posting>>();
        await commands.EnterAsync(Administrator, Make.PostingValues(zhang).With(x => x.EndsOn, Day("2026-03-31")), null, Cancellation);
        var second = Make.PostingValues(li, position: position).With(x => x.StartsOn, Day(from))
            .With(x => x.EndsOn, to is null ? null : Day(to));
        if (!isRefused)
        {
            await commands.EnterAsync(Administrator, second, null, Cancellation);
            return;
        }

        var refused = await Assert.ThrowsAsync<RefusedException>(() => commands.EnterAsync(Administrator, second, null, Cancellation));
        var violation = Assert.Single(refused.Violations);
        Assert.Equal(("starts-on", Rule.HasSecretary, "张伟"), (violation.Field, violation.Rule, violation.Args[0]));
        // In another community it is nobody's place.
        await commands.EnterAsync(Administrator, second.With(x => x.CommunityId, TestStore.Binhe), null, Cancellation);
    }

    [Fact]
    public async Task OfManyWhoMakeSomebodySecretaryAtTheSameInstant_OneIsFirst()
    {
        await using var store = await TestStore.CreateAsync();
        var commands = store.Get<RecordCommands<Posting>>();
        var workers = new List<long>();
        for (var i = 0; i < 6; i++) workers.Add(await WorkerAsync(store, $"张{i}", TestStore.Xinsheng));
        var attempts = await Task.WhenAll(workers.Select(worker => Task.Run(async () =>
        {
            try
            {
                await commands.EnterAsync(Administrator, Make.PostingValues(worker), null, Cancellation);
                return null;
            }
            catch (RefusedException refused)
            {
                return Assert.Single(refused.Violations).Rule.ToString();
            }
        })));
        Assert.Single(attempts, attempt => attempt is null);
        Assert.Equal(5, attempts.Count(attempt => attempt == nameof(Rule.HasSecretary)));
        await using var db = store.Open();
        Assert.Equal(1, await db.Postings.CountAsync(Cancellation));
    }

    /// <summary>What two who look at the same moment rely on.</summary>
    [Fact]
    public async Task WhoLookedBeforeAnotherSaved_LooksAgain()
    {
        await using var store = await TestStore.CreateAsync();
        var (zhang, li) = (await WorkerAsync(store, "张伟", TestStore.Xinsheng), await WorkerAsync(store, "李娜", TestStore.Xinsheng));
        await using var late = store.Open();
        var community = await late.Communities.SingleAsync(found => found.Id == TestStore.Xinsheng, Cancellation);
        await SecretaryAsync(store, zhang, TestStore.Xinsheng);
        community.Version++;
        late.Add(new Posting
        {
            CommunityId = TestStore.Xinsheng,
            WorkerId = li,
            Position = Position.Secretary,
            StartsOn = Day("2026-01-01")
        });
        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => late.SaveChangesAsync(Cancellation));
    }

    [Fact]
    public async Task ArchivedPosting_LeavesThePlace_AndComesBackOnlyWhileItIsFree()
    {
        await using var store = await TestStore.CreateAsync();
        var (zhang, li) = (await WorkerAsync(store, "张伟", TestStore.Xinsheng), await WorkerAsync(store, "李娜", TestStore.Xinsheng));
        var commands = store.Get<RecordCommands<Posting>>();
        var first = await SecretaryAsync(store, zhang, TestStore.Xinsheng);
        first = await commands.ArchiveAsync(Administrator, new(first.Id, first.Version, "误录"), Cancellation);
        var second = await SecretaryAsync(store, li, TestStore.Xinsheng);
        Assert.Equal([Rule.HasSecretary],
            await RefusedAsync(() => commands.RestoreAsync(Administrator, new(first.Id, first.Version), Cancellation)));
        await commands.CorrectAsync(Administrator, new(second.Id, second.Version, new() { [x => x.Position] = Position.Deputy }),
            Cancellation);
        await commands.RestoreAsync(Administrator, new(first.Id, first.Version), Cancellation);
    }

    [Fact]
    public async Task Exchange_EndsTwoPostingsAndBeginsTwo_InOneStep()
    {
        await using var store = await TestStore.CreateAsync();
        var (zhang, li) = (await WorkerAsync(store, "张伟", TestStore.Xinsheng), await WorkerAsync(store, "李娜", TestStore.Xinshun));
        await SecretaryAsync(store, zhang, TestStore.Xinsheng);
        await SecretaryAsync(store, li, TestStore.Xinshun);
        await store.Get<PostingCommands>()
            .ExchangeAsync(Administrator, new(TestStore.Xinsheng, TestStore.Xinshun, TestStore.Today, "岗位交流"), Cancellation);

        await using var db = store.Open();
        Assert.Equal(
            [(TestStore.Xinsheng, zhang, Day("2026-01-01"), TestStore.Today.AddDays(-1), false),
                (TestStore.Xinsheng, li, TestStore.Today, null, true),
                (TestStore.Xinshun, li, Day("2026-01-01"), TestStore.Today.AddDays(-1), false),
                (TestStore.Xinshun, zhang, TestStore.Today, (DateOnly?)null, true)],
            (await db.Postings.OrderBy(posting => posting.CommunityId).ThenBy(posting => posting.StartsOn).ToListAsync(Cancellation))
                .Select(posting => (posting.CommunityId, posting.WorkerId, posting.StartsOn, posting.EndsOn, posting.IsRotation)));
        Assert.Equal(6, await db.AuditEntries.CountAsync(entry => entry.Kind == "posting", Cancellation));
        // A second time on the same day there is nobody to exchange.
        Assert.Equal([Rule.HasSecretary, Rule.HasSecretary],
            await RefusedAsync(() => store.Get<PostingCommands>()
                .ExchangeAsync(Administrator, new(TestStore.Xinsheng, TestStore.Xinshun, TestStore.Today), Cancellation)));
    }

    [Fact]
    public async Task Exchange_IsRefused_WholeAndWithAllReasons()
    {
        await using var store = await TestStore.CreateAsync();
        await SecretaryAsync(store, await WorkerAsync(store, "张伟", TestStore.Xinsheng), TestStore.Xinsheng);
        var commands = store.Get<PostingCommands>();
        Assert.Equal([Rule.NoSecretary],
            await RefusedAsync(() =>
                commands.ExchangeAsync(Administrator, new(TestStore.Xinsheng, TestStore.Xinshun, TestStore.Today), Cancellation)));
        Assert.Equal([Rule.NoSecretary, Rule.NoSecretary],
            await RefusedAsync(() =>
                commands.ExchangeAsync(Administrator, new(TestStore.Binhe, TestStore.Xinshun, TestStore.Today), Cancellation)));
        Assert.Contains(Rule.Repeated,
            await RefusedAsync(() =>
                commands.ExchangeAsync(Administrator, new(TestStore.Xinsheng, TestStore.Xinsheng, TestStore.Today), Cancellation)));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() =>
            commands.ExchangeAsync(TestStore.WorkerOfXinsheng, new(TestStore.Xinsheng, TestStore.Xinshun, TestStore.Today), Cancellation));
        await using var db = store.Open();
        Assert.Null(Assert.Single(await db.Postings.ToListAsync(Cancellation)).EndsOn);
    }

    [Fact]
    public async Task Worker_IsEnteredCorrectedAndRead_WithinTheCallersCommunities()
    {
        await using var store = await TestStore.CreateAsync();
        var commands = store.Get<RecordCommands<Worker>>();
        var at = await commands.EnterAsync(TestStore.WorkerOfXinsheng, Make.WorkerValues(), Guid.NewGuid(), Cancellation);
        await commands.CorrectAsync(TestStore.WorkerOfXinsheng, new(at.Id, at.Version, new() { [x => x.TrainedOn] = TestStore.Today }),
            Cancellation);
        var view = await store.Get<WorkerQueries>().FindAsync(TestStore.Leader, at.Id, Cancellation);
        Assert.Equal((TestStore.Today, false), (view!.Worker.TrainedOn, view.MayWrite));
        Assert.Null(await store.Get<WorkerQueries>().FindAsync(TestStore.WorkerOfXinshun, at.Id, Cancellation));
        var wrong = Make.WorkerValues(" ", TestStore.Xinshun).With(x => x.PoolSince, TestStore.Today.AddDays(1));
        Assert.Equal([Rule.Unknown, Rule.Required, Rule.InFuture],
            await RefusedAsync(() => commands.EnterAsync(TestStore.WorkerOfXinsheng, wrong, null, Cancellation)));
    }

    [Fact]
    public async Task Posting_RefusesWhatWontDo_AllAtOnce()
    {
        await using var store = await TestStore.CreateAsync();
        var wrong = Make.PostingValues(99, TestStore.Xinshun).With(x => x.Position, null).With(x => x.StartsOn, TestStore.Today)
            .With(x => x.EndsOn, TestStore.Today.AddDays(-1));
        Assert.Equal(
            [Rule.Unknown, Rule.Unknown, Rule.Required, Rule.EndsBeforeStart],
            await RefusedAsync(() =>
                store.Get<RecordCommands<Posting>>().EnterAsync(TestStore.WorkerOfXinsheng, wrong, null, Cancellation)));
    }

    private static async Task<long> WorkerAsync(TestStore store, string name, int community) =>
        (await store.AddAsync(new Worker { Name = name, CommunityId = community })).Id;

    private static Task<Saved> SecretaryAsync(TestStore store, long worker, int community) =>
        store.Get<RecordCommands<Posting>>().EnterAsync(Administrator, Make.PostingValues(worker, community), null, Cancellation);

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<Rule[]> RefusedAsync(Func<Task> command) =>
        [.. (await Assert.ThrowsAsync<RefusedException>(command)).Violations.Select(violation => violation.Rule)];
}
