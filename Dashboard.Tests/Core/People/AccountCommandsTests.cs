using Concentric.Dashboard.Demo;
using Concentric.Data;
using Concentric.People;
using Concentric.Tests.TestData;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Core.People;

public sealed class AccountCommandsTests : IAsyncLifetime
{
    private const string Password = "a long enough sentence";

    private TestStore store = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private AccountCommands Accounts => store.Get<AccountCommands>();

    public async ValueTask InitializeAsync() => store = await TestStore.CreateAsync(services => services.AddPeople());

    public ValueTask DisposeAsync() => store.DisposeAsync();

    [Fact]
    public async Task Add_WritesAccountAndAuditLine_WithoutThePassword()
    {
        var id = await AddAsync("wang.fang", Role.Worker, TestStore.Xinsheng, TestStore.Xinshun);
        var row = Assert.Single(await ListAsync());
        Assert.Equal(("wang.fang", Role.Worker, false), (row.UserName, row.Role, row.IsDisabled));
        Assert.Equal([TestStore.Xinsheng, TestStore.Xinshun], row.CommunityIds);
        await using var db = store.Open();
        var line = await db.AuditEntries.SingleAsync(Cancellation);
        Assert.Equal((AccountCommands.Kind, "Added", (long)id, TestStore.Administrator.Name),
            (line.Kind, line.Action, line.RecordId, line.By));
        Assert.Contains("\"Role\":\"Worker\"", line.After);
        Assert.DoesNotContain(Password, line.After);
    }

    [Theory]
    [InlineData("", "Name", AccountProblem.UserNameWrong)]
    [InlineData("has space", "Name", AccountProblem.UserNameWrong)]
    [InlineData("<script>", "Name", AccountProblem.UserNameWrong)]
    [InlineData("right", "", AccountProblem.DisplayNameWrong)]
    [InlineData("right", "a\u0007b", AccountProblem.DisplayNameWrong)]
    [InlineData("TAKEN", "Name", AccountProblem.UserNameTaken)]
    public async Task Add_RefusesUnusableNames(string userName, string name, AccountProblem problem)
    {
        await AddAsync("taken", Role.Leader);
        await RefusedAsync(problem, () =>
            Accounts.AddAsync(TestStore.Administrator, userName, new(name, Role.Leader, []), Password, Cancellation));
        Assert.Single(await ListAsync());
    }

    [Fact]
    public async Task TwoAdministratorsAtOneAccount_KeepWhatOneChanged_AndAreToldOfWhatBothDid()
    {
        var id = await AddAsync("wang.fang", Role.Worker, TestStore.Xinsheng, TestStore.Xinshun);
        var read = new AccountDetails("Wang Fang", Role.Worker, [TestStore.Xinsheng, TestStore.Xinshun]);
        await Accounts.ChangeAsync(TestStore.Administrator, id, read, Cancellation);
        await Accounts.ChangeAsync(TestStore.Administrator, id,
            read with { MailAddress = "wang@example.com", CommunityIds = [TestStore.Xinshun] }, Cancellation, read);
        await Accounts.ChangeAsync(TestStore.Administrator, id, read with { DisplayName = "Wang Fangfang", MailAddress = "" }, Cancellation,
            read);
        var row = Assert.Single(await ListAsync());
        Assert.Equal(("Wang Fangfang", "wang@example.com", TestStore.Xinshun),
            (row.DisplayName, row.MailAddress, Assert.Single(row.CommunityIds)));
        await RefusedAsync(AccountProblem.ChangedMeanwhile, () =>
            Accounts.ChangeAsync(TestStore.Administrator, id, read with { CommunityIds = [TestStore.Xinsheng] }, Cancellation, read));
        await RefusedAsync(AccountProblem.ChangedMeanwhile, () =>
            Accounts.ChangeAsync(TestStore.Administrator, id, read with { DisplayName = "Wang" }, Cancellation, read));
    }

    [Fact]
    public async Task Names_MayBeChinese_AndVeryLongOnesAreRefused()
    {
        await AddAsync("王芳", Role.Leader);
        Assert.Equal("王芳", Assert.Single(await ListAsync()).UserName);
        await RefusedAsync(AccountProblem.UserNameWrong, () => AddAsync(new string('a', 65), Role.Leader));
        await RefusedAsync(AccountProblem.DisplayNameWrong, () =>
            Accounts.AddAsync(TestStore.Administrator, "b", new(new string('名', 101), Role.Leader, []), Password, Cancellation));
    }

    [Theory]
    [InlineData("short", AccountProblem.PasswordTooShort)]
    [InlineData("aaaaaaaaaaaa", AccountProblem.PasswordTooSimple)]
    [InlineData("password1234", AccountProblem.PasswordIsCommon)]
    [InlineData(DemoAccounts.Password, AccountProblem.PasswordHoldsName)]
    [InlineData("it is wang.fang's", AccountProblem.PasswordHoldsName)]
    public async Task WeakPasswords_AreRefused(string password, AccountProblem problem) =>
        await RefusedAsync(problem, () =>
            Accounts.AddAsync(TestStore.Administrator, "wang.fang", new("王芳", Role.Leader, []), password, Cancellation));

    [Fact]
    public async Task Worker_NeedsAKnownCommunity_AndOthersHaveNone()
    {
        await RefusedAsync(AccountProblem.WorkerWithoutCommunity, () => AddAsync("worker", Role.Worker));
        await RefusedAsync(AccountProblem.UnknownCommunity, () => AddAsync("worker", Role.Worker, 999));
        await AddAsync("leader", Role.Leader, TestStore.Xinsheng);
        Assert.Empty(Assert.Single(await ListAsync()).CommunityIds);
    }

    [Fact]
    public async Task Reader_SeesAll_OrTheCommunitiesThatWereChosen()
    {
        var id = await AddAsync("reader", Role.Reader);
        Assert.Null((await CallerAsync(id)).CommunityIds);
        await Accounts.ChangeAsync(TestStore.Administrator, id, new("reader", Role.Reader, [TestStore.Xinshun]), Cancellation);
        Assert.Equal([TestStore.Xinshun], (await CallerAsync(id)).CommunityIds);
        await RefusedAsync(AccountProblem.UnknownCommunity, () => AddAsync("other", Role.Reader, 999));
    }

    [Theory]
    [InlineData(89, false)]
    [InlineData(90, true)]
    [InlineData(91, true)]
    public async Task Account_IsQuiet_NinetyDaysOfTheOfficeAfterItsLastSignIn_OrItsMaking(int days, bool isQuiet)
    {
        var clock = store.Get<OfficeClock>();
        await AddAsync("never", Role.Leader);
        var came = await AddAsync("came", Role.Leader);
        var closed = await AddAsync("closed", Role.Leader);
        await Accounts.SetDisabledAsync(TestStore.Administrator, closed, true, Cancellation);
        // Half past midnight in the office, still the day before by UTC: the office's day counts, and the last sign-in, not the first.
        await store.Get<SignInSessions>().BeginAsync(came, "192.0.2.1", false, Cancellation);
        store.Time.Advance(TimeSpan.FromHours(14.5));
        await store.Get<SignInSessions>().BeginAsync(came, "192.0.2.1", false, Cancellation);
        Assert.Equal(TestStore.Today.AddDays(1), clock.Today);
        // The last minute of the day on which so many days have passed since the first, and one fewer since the second.
        store.Time.SetUtcNow(new(TestStore.Start.Date.AddDays(days).AddHours(23).AddMinutes(59), TestStore.Start.Offset));
        await store.Get<SignInSessions>().PruneAsync(Cancellation);
        var rows = await ListAsync();
        Assert.Equal((isQuiet, days > AccountRow.QuietDays, false),
            (Row("never").IsQuiet(clock), Row("came").IsQuiet(clock), Row("closed").IsQuiet(clock)));
        // A minute later the office has its next day.
        store.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal((days + 1 >= AccountRow.QuietDays, isQuiet), (Row("never").IsQuiet(clock), Row("came").IsQuiet(clock)));

        AccountRow Row(string name) => rows.Single(row => row.UserName == name);
    }

    [Fact]
    public async Task ChangeOfRoleOrCommunities_GivesANewStamp_ChangeOfNameDoesNot()
    {
        var id = await AddAsync("worker", Role.Worker, TestStore.Xinsheng);
        var first = await StampAsync(id);
        await Accounts.ChangeAsync(TestStore.Administrator, id, new("王芳", Role.Worker, [TestStore.Xinsheng]), Cancellation);
        Assert.Equal(first, await StampAsync(id));
        await Accounts.ChangeAsync(TestStore.Administrator, id, new("王芳", Role.Worker, [TestStore.Xinshun]), Cancellation);
        var second = await StampAsync(id);
        Assert.NotEqual(first, second);
        await Accounts.ChangeAsync(TestStore.Administrator, id, new("王芳", Role.Leader, []), Cancellation);
        Assert.NotEqual(second, await StampAsync(id));
        var row = Assert.Single(await ListAsync());
        Assert.Equal((Role.Leader, "王芳", 0), (row.Role, row.DisplayName, row.CommunityIds.Count));
    }

    [Fact]
    public async Task LastAdministrator_CanNeitherBeDisabledNorDemoted()
    {
        var only = await AddAsync("only", Role.Administrator);
        await RefusedAsync(AccountProblem.LastAdministrator, () =>
            Accounts.SetDisabledAsync(TestStore.Administrator, only, true, Cancellation));
        await RefusedAsync(AccountProblem.LastAdministrator, () =>
            Accounts.ChangeAsync(TestStore.Administrator, only, new("only", Role.Leader, []), Cancellation));
        var other = await AddAsync("other", Role.Administrator);
        await Accounts.SetDisabledAsync(TestStore.Administrator, only, true, Cancellation);
        await RefusedAsync(AccountProblem.LastAdministrator, () =>
            Accounts.SetDisabledAsync(TestStore.Administrator, other, true, Cancellation));
    }

    [Fact]
    public async Task ResetPassword_OpensALockedAccount_WithTheNewPasswordOnly()
    {
        var id = await AddAsync("locked", Role.Leader);
        var check = store.Get<SignInCheck>();
        for (var i = 0; i < SignInCheck.MostFailures; i++) await check.FindAsync("locked", "wrong password", "", Cancellation);
        Assert.NotNull(Assert.Single(await ListAsync()).LockedUntil);
        await Accounts.ResetPasswordAsync(TestStore.Administrator, id, "another sentence", Cancellation);
        Assert.Null(Assert.Single(await ListAsync()).LockedUntil);
        Assert.Null(await check.FindAsync("locked", Password, "", Cancellation));
        Assert.NotNull(await check.FindAsync("locked", "another sentence", "", Cancellation));
    }

    [Fact]
    public async Task OnlyAdministrators_MayDoAnyOfThis()
    {
        var id = await AddAsync("present", Role.Administrator);
        foreach (var caller in new[] { TestStore.Leader, TestStore.WorkerOfXinsheng, new CurrentUser("a", Role.Analyst),
            new CurrentUser("p", Role.Panel), new CurrentUser("r", Role.Reader) })
        {
            await RefusedAsync(AccountProblem.NotAllowed, () =>
                Accounts.AddAsync(caller, "new", new("new", Role.Administrator, []), Password, Cancellation));
            await RefusedAsync(AccountProblem.NotAllowed, () =>
                Accounts.ChangeAsync(caller, id, new("new", Role.Leader, []), Cancellation));
            await RefusedAsync(AccountProblem.NotAllowed, () => Accounts.ResetPasswordAsync(caller, id, "another sentence", Cancellation));
            await RefusedAsync(AccountProblem.NotAllowed, () => Accounts.SetDisabledAsync(caller, id, true, Cancellation));
            await RefusedAsync(AccountProblem.NotAllowed, () => Accounts.UnlockAsync(caller, id, Cancellation));
            await RefusedAsync(AccountProblem.NotAllowed, () =>
                store.Get<ApiKeyCommands>().MakeAsync(caller, "key", Role.Leader, null, Cancellation));
            await RefusedAsync(AccountProblem.NotAllowed, () => store.Get<ApiKeyCommands>().RevokeAsync(caller, 1, Cancellation));
        }

        Assert.Equal("present", Assert.Single(await ListAsync()).DisplayName);
    }

    private Task<int> AddAsync(string name, Role role, params int[] communities) =>
        Accounts.AddAsync(TestStore.Administrator, name, new AccountDetails(name, role, communities), Password, Cancellation);

    private Task<IReadOnlyList<AccountRow>> ListAsync() => store.Get<AccountQueries>().ListAsync(Cancellation);

    private async Task<CurrentUser> CallerAsync(int id)
    {
        await using var db = store.Open();
        return (await db.Users.Include(user => user.Communities).SingleAsync(user => user.Id == id, Cancellation)).ToCurrentUser();
    }

    private async Task<string?> StampAsync(int id)
    {
        await using var db = store.Open();
        return (await db.Users.SingleAsync(user => user.Id == id, Cancellation)).SecurityStamp;
    }

    private static async Task RefusedAsync(AccountProblem problem, Func<Task> ask) =>
        Assert.Equal(problem, (await Assert.ThrowsAsync<AccountException>(ask)).Problem);
}
