using Concentric.Data;
using Concentric.People;
using Concentric.Tests.TestData;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Core.People;

public sealed class SignInCheckTests
{
    private const string Password = "a long enough sentence";

    private readonly CountingHasher hasher = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task UnknownLockedAndDisabledAccounts_CostTheSameWorkAsAWrongPassword()
    {
        await using var store = await StoreAsync("present", "locked", "disabled");
        var check = store.Get<SignInCheck>();
        var accounts = store.Get<AccountCommands>();
        var rows = await store.Get<AccountQueries>().ListAsync(Cancellation);
        await accounts.SetDisabledAsync(CurrentUser.System, rows.Single(row => row.UserName == "disabled").Id, true, Cancellation);
        for (var i = 0; i < SignInCheck.MostFailures; i++) await check.FindAsync("locked", "wrong password", "", Cancellation);

        foreach (var name in new[] { "present", "locked", "disabled", "nobody" })
        {
            hasher.Verified = 0;
            Assert.Null(await check.FindAsync(name, name == "present" ? "wrong password" : Password, "", Cancellation));
            Assert.Equal(1, hasher.Verified);
        }
    }

    [Fact]
    public async Task ManyAttemptsAtOnce_GetNoMoreTriesThanOneAfterAnother()
    {
        await using var store = await StoreAsync("target");
        var check = store.Get<SignInCheck>();
        hasher.Verified = 0;
        hasher.Against.Clear();
        await Task.WhenAll(Enumerable.Range(0, 20)
            .Select(i => Task.Run(() => check.FindAsync("target", $"guess number {i}", "", Cancellation))));
        Assert.Equal(20, hasher.Verified);
        Assert.Equal(SignInCheck.MostFailures, hasher.Against.Count(name => name == "target"));
    }

    [Fact]
    public async Task SuccessForgetsEarlierFailures()
    {
        await using var store = await StoreAsync("forgetful");
        var check = store.Get<SignInCheck>();
        for (var round = 0; round < 3; round++)
        {
            for (var i = 0; i < SignInCheck.MostFailures - 1; i++)
                Assert.Null(await check.FindAsync("forgetful", "wrong password", "", Cancellation));
            Assert.NotNull(await check.FindAsync("forgetful", Password, "", Cancellation));
        }
    }

    [Theory]
    [InlineData(null, Password)]
    [InlineData("", Password)]
    [InlineData("present", null)]
    [InlineData("present", "")]
    public async Task NothingTyped_OpensNothing(string? name, string? password)
    {
        await using var store = await StoreAsync("present");
        Assert.Null(await store.Get<SignInCheck>().FindAsync(name, password, "", Cancellation));
    }

    [Fact]
    public async Task EndlessInput_IsNotEvenHashed()
    {
        await using var store = await StoreAsync("present");
        hasher.Verified = 0;
        Assert.Null(await store.Get<SignInCheck>().FindAsync("present", new string('x', 1_000_000), "", Cancellation));
        Assert.Null(await store.Get<SignInCheck>().FindAsync(new string('x', 1_000_000), Password, "", Cancellation));
        Assert.Equal(0, hasher.Verified);
    }

    [Fact]
    public async Task OwnPassword_ChangesWithThePresentOne_AndLeavesALineWithoutIt()
    {
        await using var store = await StoreAsync("owner");
        var check = store.Get<SignInCheck>();
        var owner = await check.FindAsync("owner", Password, "", Cancellation);
        var caller = new CurrentUser("owner", Role.Leader, null, owner!.Id);
        var refusal = await Assert.ThrowsAsync<AccountException>(() =>
            check.ChangePasswordAsync(caller, "wrong password", "another sentence", "", Cancellation));
        Assert.Equal(AccountProblem.WrongPassword, refusal.Problem);
        var changed = await check.ChangePasswordAsync(caller, Password, "another sentence", "", Cancellation);
        Assert.NotEqual(owner.SecurityStamp, changed.SecurityStamp);
        Assert.NotNull(await check.FindAsync("owner", "another sentence", "", Cancellation));
        await using var db = store.Open();
        var line = await db.AuditEntries.SingleAsync(line => line.Action == "PasswordChanged", Cancellation);
        Assert.Equal((owner.Id, "owner"), ((int)line.RecordId, line.By));
        Assert.DoesNotContain("sentence", line.Before + line.After);
    }

    private async Task<TestStore> StoreAsync(params string[] names)
    {
        var store = await TestStore.CreateAsync(services => services.AddPeople(hasher));
        foreach (var name in names)
            await store.Get<AccountCommands>()
            .AddAsync(CurrentUser.System, name, new AccountDetails(name, Role.Leader, []), Password, Cancellation);
        return store;
    }

    /// <summary>Says how often a password was compared, and with whose.</summary>
    private sealed class CountingHasher : IPasswordHasher<DashboardUser>
    {
        private readonly Lock gate = new();

        public int Verified { get; set; }

        public List<string?> Against { get; } = [];

        public string HashPassword(DashboardUser user, string password) => "hash of " + password;

        public PasswordVerificationResult VerifyHashedPassword(DashboardUser user, string hashedPassword, string providedPassword)
        {
            lock (gate)
            {
                Verified++;
                Against.Add(user.UserName);
            }

            return hashedPassword == "hash of " + providedPassword ? PasswordVerificationResult.Success : PasswordVerificationResult.Failed;
        }
    }
}
