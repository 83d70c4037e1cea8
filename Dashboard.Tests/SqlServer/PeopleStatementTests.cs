using Concentric.Dashboard.Demo;
using Concentric.Data;
using Concentric.People;
using Concentric.Tests.TestData;

namespace Concentric.Tests.SqlServer;

/// <summary>Every statement about accounts, keys, the set-up link and the audit trail, for SQL Server.</summary>
public sealed class PeopleStatementTests(DashboardSqlServer server) : IClassFixture<DashboardSqlServer>
{
    private const string Password = "a long enough sentence";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public Task Accounts() => MirrorsAsync("people.accounts", async store =>
    {
        var accounts = store.Get<AccountCommands>();
        var check = store.Get<SignInCheck>();
        await accounts.AddAsync(CurrentUser.System, "chief", new("chief", Role.Administrator, []), Password, Stop);
        var id = await accounts.AddAsync(CurrentUser.System, "worker", new("worker", Role.Worker, [TestStore.Xinsheng]), Password, Stop);
        await accounts.ChangeAsync(CurrentUser.System, id, new("worker", Role.Worker, [TestStore.Xinshun]), Stop);
        await accounts.ResetPasswordAsync(CurrentUser.System, id, Password, Stop);
        await accounts.SetDisabledAsync(CurrentUser.System, id, true, Stop);
        await accounts.SetDisabledAsync(CurrentUser.System, id, false, Stop);
        await accounts.UnlockAsync(CurrentUser.System, id, Stop);
        Assert.NotNull(await check.FindAsync("worker", Password, "", Stop));
        await check.ChangePasswordAsync(new CurrentUser("worker", Role.Worker, [TestStore.Xinshun], id), Password, "another sentence", "",
            Stop);
        Assert.Equal(2, (await store.Get<AccountQueries>().ListAsync(Stop)).Count);
        Assert.NotEmpty((await store.Get<AuditQueries>()
            .ReadAsync(CurrentUser.System, new(AccountCommands.Kind, "s", 1, new(2000, 1, 1), new(2100, 1, 1)), Stop)).Lines);
        Assert.NotEmpty(await store.Get<AuditQueries>().KindsAsync(Stop));
    });

    [Fact]
    public Task Sessions() => MirrorsAsync("people.sessions", async store =>
    {
        var id = await store.Get<AccountCommands>()
            .AddAsync(CurrentUser.System, "chief", new("chief", Role.Administrator, []), Password, Stop);
        var sessions = store.Get<SignInSessions>();
        var session = await sessions.BeginAsync(id, "192.0.2.1", false, Stop);
        store.Time.Advance(TimeSpan.FromHours(1));
        var stamp = (await store.Open().Users.FindAsync([id], Stop))!.SecurityStamp;
        Assert.NotNull(await sessions.FindAsync(session, stamp, true, Stop));
        await sessions.EndAsync(session, Stop);
        var idle = await sessions.BeginAsync(id, "192.0.2.1", false, Stop);
        store.Time.Advance(TimeSpan.FromDays(1));
        Assert.Null(await sessions.FindAsync(idle, stamp, true, Stop));
        await sessions.EndAllAsync(id, Stop);
        await sessions.PruneAsync(Stop);
    });

    [Fact]
    public Task Keys() => MirrorsAsync("people.keys", async store =>
    {
        var keys = store.Get<ApiKeyCommands>();
        var secret = await keys.MakeAsync(CurrentUser.System, "BI", Role.Worker, ["xinsheng"], Stop);
        Assert.NotNull(await keys.FindAsync(secret, Stop));
        await keys.RevokeAsync(CurrentUser.System, Assert.Single(await store.Get<AccountQueries>().ListKeysAsync(Stop)).Id, Stop);
    });

    [Fact]
    public Task FirstStart() => MirrorsAsync("people.first-start", async store =>
    {
        var link = store.Get<SetUpLink>();
        await store.AddAsync(new StoreFact { Key = StoreFacts.Origin, Value = "demo" });
        await store.Get<DemoAccounts>().OpenAsync(Stop);
        await store.Get<DemoAccounts>().CloseAsync(Stop);
        await link.IssueAsync(Stop);
        var token = await link.IssueAsync(Stop);
        Assert.True(await link.IsGoodAsync(token, Stop));
        await link.UseAsync(token, "chief", "chief", Password, Stop);
    });

    private Task MirrorsAsync(string source, Func<TestStore, Task> run) =>
        server.MirrorsAsync(source, run, services => services.AddPeople());
}
