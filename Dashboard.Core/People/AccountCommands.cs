using System.Data;
using Concentric.Communities;
using Concentric.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Concentric.People;

/// <summary>
/// Makes and changes accounts, for administrators. Each change is one transaction with its audit line; a change of password,
/// role or communities gives the account a new stamp, which ends its sign-ins everywhere.
/// </summary>
public sealed class AccountCommands(IDbContextFactory<DashboardDbContext> factory, IPasswordHasher<DashboardUser> hasher, TimeProvider time,
    IOptionsMonitor<StreetOffice> office)
{
    /// <summary>Kind of the audit lines.</summary>
    public const string Kind = RecordKinds.Account;

    /// <summary>Makes an account that can sign in at once. A password that another account gives is for one sign-in.</summary>
    /// <returns>Its id.</returns>
    /// <exception cref="AccountException">Not allowed, or a name or the password is not usable.</exception>
    public Task<int> AddAsync(CurrentUser caller, string userName, AccountDetails details, string password,
        CancellationToken cancellationToken) =>
        StoreRetry.RunAsync(() => AddOnceAsync(caller, userName, details, password, cancellationToken), cancellationToken);

    private async Task<int> AddOnceAsync(
        CurrentUser caller, string userName, AccountDetails details, string password, CancellationToken cancellationToken)
    {
        Require(caller);
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var user = await AddAsync(db, caller, userName, details, password, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return user.Id;
    }

    /// <summary>Changes a person's name, role and communities.</summary>
    /// <param name="read">What was read before: what was not changed since stays as somebody else may have made it meanwhile. Null to set
    /// all.</param>
    /// <exception cref="AccountException">Not allowed, not found, a value is not usable, somebody else changed the same meanwhile, or no
    /// administrator would be left.</exception>
    public Task ChangeAsync(CurrentUser caller, int id, AccountDetails details, CancellationToken cancellationToken,
        AccountDetails? read = null) =>
        EditAsync(caller, id, "Changed", async (db, user) =>
        {
            var before = DetailsOf(user);
            await ApplyAsync(db, user, read is null ? details : details.Onto(read, before), cancellationToken);
            // Records show the name, and are found by it.
            if (before.DisplayName != user.DisplayName) NoteRenamed(db, time.GetUtcNow().UtcDateTime, id);
            if (before.Role != user.Role || !before.CommunityIds.SequenceEqual(DetailsOf(user).CommunityIds)) Restamp(user);
            return (before, DetailsOf(user));
        }, cancellationToken);

    /// <summary>Gives the account a new password, for one sign-in, and ends a lock-out.</summary>
    /// <exception cref="AccountException">Not allowed, not found, or the password is not usable.</exception>
    /// <param name="onlyOf">
    /// The account as it was read: nothing is done once its owner has chosen a password, or somebody else has made one. Null for any.
    /// </param>
    public Task ResetPasswordAsync(CurrentUser caller, int id, string password, CancellationToken cancellationToken,
        AccountRow? onlyOf = null) =>
        EditAsync(caller, id, "PasswordReset", async (db, user) =>
        {
            if (onlyOf is not null && (!user.PasswordIsTemporary || user.SecurityStamp != onlyOf.Stamp))
                throw new AccountException(AccountProblem.ChangedMeanwhile);
            SetPassword(user, password, isTemporary: caller.UserId != user.Id);
            await UnlockAsync(db, user, cancellationToken);
            return default;
        }, cancellationToken);

    /// <summary>Lets the account sign in no more, or again.</summary>
    /// <exception cref="AccountException">Not allowed, not found, or no administrator would be left.</exception>
    public Task SetDisabledAsync(CurrentUser caller, int id, bool isDisabled, CancellationToken cancellationToken) =>
        EditAsync(caller, id, isDisabled ? "Disabled" : "Enabled", (_, user) =>
        {
            user.IsDisabled = isDisabled;
            Restamp(user);
            return Nothing;
        }, cancellationToken);

    /// <summary>Ends a lock-out.</summary>
    /// <exception cref="AccountException">Not allowed or not found.</exception>
    public Task UnlockAsync(CurrentUser caller, int id, CancellationToken cancellationToken) =>
        EditAsync(caller, id, "Unlocked", async (db, user) =>
        {
            await UnlockAsync(db, user, cancellationToken);
            return default;
        }, cancellationToken);

    private static Task<(AccountDetails? Before, AccountDetails? After)> Nothing =>
        Task.FromResult<(AccountDetails?, AccountDetails?)>((null, null));

    /// <summary>Adds and saves an account inside the caller's transaction, which has checked the right to.</summary>
    internal async Task<DashboardUser> AddAsync(
        DashboardDbContext db, CurrentUser caller, string userName, AccountDetails details, string password,
        CancellationToken cancellationToken)
    {
        var name = UserNames.Check(userName);
        var normalized = UserNames.Normalize(name);
        if (await db.Users.AnyAsync(user => user.NormalizedUserName == normalized, cancellationToken))
            throw new AccountException(AccountProblem.UserNameTaken, name);
        var user = new DashboardUser
        {
            UserName = name,
            NormalizedUserName = normalized,
            DisplayName = details.DisplayName,
            CreatedAt = time.GetUtcNow().UtcDateTime,
            LockoutEnabled = true,
        };
        await ApplyAsync(db, user, details, cancellationToken);
        SetPassword(user, password, isTemporary: caller.UserId is not null);
        db.Users.Add(user);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException)
        {
            // Somebody else was faster with the same name; or the cause is another and comes out again.
            db.ChangeTracker.Clear();
            if (await db.Users.AnyAsync(other => other.NormalizedUserName == normalized, cancellationToken))
                throw new AccountException(AccountProblem.UserNameTaken, name);
            throw;
        }

        NoteAdded(db, time.GetUtcNow().UtcDateTime, caller, user);
        await db.SaveChangesAsync(cancellationToken);
        return user;
    }

    /// <param name="isTemporary">True when somebody else than the account's owner gave it, so that two know it.</param>
    internal void SetPassword(DashboardUser user, string password, bool isTemporary)
    {
        if (PasswordRules.Check(password, user.UserName!, office.CurrentValue) is { } problem) throw new AccountException(problem);
        user.PasswordHash = hasher.HashPassword(user, password);
        user.PasswordIsTemporary = isTemporary;
        Restamp(user);
    }

    private Task EditAsync(
        CurrentUser caller, int id, string action,
        Func<DashboardDbContext, DashboardUser, Task<(AccountDetails? Before, AccountDetails? After)>> edit,
        CancellationToken cancellationToken) =>
        StoreRetry.RunAsync(() => EditOnceAsync(caller, id, action, edit, cancellationToken), cancellationToken);

    private async Task EditOnceAsync(
        CurrentUser caller, int id, string action,
        Func<DashboardDbContext, DashboardUser, Task<(AccountDetails? Before, AccountDetails? After)>> edit,
        CancellationToken cancellationToken)
    {
        Require(caller);
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        // So that two administrators who take each other's role away at once do not leave none.
        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.Serializable, cancellationToken);
        var user = await db.Users.Include(account => account.Communities)
            .FirstOrDefaultAsync(account => account.Id == id, cancellationToken)
            ?? throw new AccountException(AccountProblem.NotFound);
        var wasAdministrator = user is { Role: Role.Administrator, IsDisabled: false };
        var (before, after) = await edit(db, user);
        user.ConcurrencyStamp = Guid.NewGuid().ToString("N");
        if (wasAdministrator && user is not { Role: Role.Administrator, IsDisabled: false }
            && !await db.Users.AnyAsync(other =>
                other.Id != id && other.Role == Role.Administrator && !other.IsDisabled, cancellationToken))
            throw new AccountException(AccountProblem.LastAdministrator);
        db.AddLine(time.GetUtcNow().UtcDateTime, caller, Kind, id, action, before, after);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new AccountException(AccountProblem.ChangedMeanwhile);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    private static async Task ApplyAsync(DashboardDbContext db, DashboardUser user, AccountDetails details,
        CancellationToken cancellationToken)
    {
        var wanted = CurrentUser.CanBeLimited(details.Role) ? details.CommunityIds.Distinct().ToList() : [];
        if (details.Role == Role.Worker && wanted.Count == 0) throw new AccountException(AccountProblem.WorkerWithoutCommunity);
        var known = await db.Communities.CountAsync(community => wanted.Contains(community.Id), cancellationToken);
        if (known != wanted.Count) throw new AccountException(AccountProblem.UnknownCommunity);
        Set(user, new(UserNames.CheckDisplayName(details.DisplayName), details.Role, wanted, MailAddresses.Check(details.MailAddress)));
    }

    /// <summary>Makes the account what the details say, which have been checked.</summary>
    internal static void Set(DashboardUser user, AccountDetails details)
    {
        (user.DisplayName, user.Role) = (details.DisplayName, details.Role);
        (user.Email, user.NormalizedEmail) = (details.MailAddress, details.MailAddress?.ToUpperInvariant());
        user.Communities.RemoveAll(old => !details.CommunityIds.Contains(old.CommunityId));
        user.Communities.AddRange(details.CommunityIds.Except(user.Communities.Select(old => old.CommunityId))
            .Select(id => new UserCommunity { CommunityId = id }));
    }

    /// <summary>Writes down what an import made of an account that has been saved.</summary>
    /// <param name="db">Of the import's transaction.</param>
    /// <param name="at">When, UTC.</param>
    /// <param name="caller">Whose import it is.</param>
    /// <param name="user">As it is now.</param>
    /// <param name="before">As it was; null for a new one.</param>
    internal static void Note(DashboardDbContext db, DateTime at, CurrentUser caller, DashboardUser user, AccountDetails? before)
    {
        if (before is null)
        {
            NoteAdded(db, at, caller, user);
            return;
        }

        db.AddLine(at, caller, Kind, user.Id, "Changed", before, DetailsOf(user));
        if (before.DisplayName != user.DisplayName) NoteRenamed(db, at, user.Id);
    }

    private static void NoteAdded(DashboardDbContext db, DateTime at, CurrentUser caller, DashboardUser user) =>
        db.AddLine(at, caller, Kind, user.Id, "Added", after: new { user.UserName, Details = DetailsOf(user) });

    private static void NoteRenamed(DashboardDbContext db, DateTime at, int id) =>
        db.AddMove(at, Kind, id, "Changed");

    internal static AccountDetails DetailsOf(DashboardUser user) =>
        new(user.DisplayName, user.Role, [.. user.Communities.Select(community => community.CommunityId).Order()], user.Email);

    /// <summary>Forgets the failures on the account, in the caller's transaction.</summary>
    private static async Task UnlockAsync(DashboardDbContext db, DashboardUser user, CancellationToken cancellationToken) =>
        await db.SignInAttempts.Where(attempt => attempt.UserId == user.Id).ExecuteDeleteAsync(cancellationToken);

    /// <summary>Ends the account's sign-ins: each carries the stamp it was made with.</summary>
    internal static void Restamp(DashboardUser user) => user.SecurityStamp = Guid.NewGuid().ToString("N");

    private static void Require(CurrentUser caller)
    {
        if (caller.Role != Role.Administrator) throw new AccountException(AccountProblem.NotAllowed);
    }
}
