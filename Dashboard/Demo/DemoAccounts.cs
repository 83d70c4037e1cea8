using Concentric.Dashboard.Demo.Street;
using Concentric.Data;
using Concentric.Evaluation;
using Concentric.People;
using Concentric.PublishedFigures;
using Concentric.Time;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Dashboard.Demo;

/// <summary>An account whose password everybody knows.</summary>
/// <param name="Communities">Codes; empty for all.</param>
public sealed record DemoAccount(string UserName, string DisplayName, Role Role, params string[] Communities);

/// <summary>
/// Accounts with a known password, one for each role. They are open only in Development, and only in a store whose records are
/// synthetic; anywhere else they are closed at start, if somebody brings such a store along.
/// </summary>
public sealed class DemoAccounts(IDbContextFactory<DashboardDbContext> factory, IPasswordHasher<DashboardUser> hasher, OfficeClock clock)
{
    /// <summary>The password of them all. <see cref="PasswordRules"/> refuses it for any other account.</summary>
    public const string Password = "concentric-demo";

    /// <summary>Who leads the street of the demo.</summary>
    public const string LeaderName = "刘敏";

    public static IReadOnlyList<DemoAccount> All { get; } =
    [
        new("leader", LeaderName, Role.Leader),
        new("analyst", "陈静", Role.Analyst),
        new("worker-xinsheng", "王芳", Role.Worker, "xinsheng"),
        new("worker-xinshun", "李强", Role.Worker, "xinshun"),
        new("panel", "赵平", Role.Panel),
        new("reader", "周宁", Role.Reader),
        new("admin", "孙磊", Role.Administrator),
    ];

    /// <summary>Makes those that are missing and opens those that were closed.</summary>
    /// <returns>The open accounts; none in a store with real records. A worker of a community that the store lacks sees nothing.</returns>
    public async Task<IReadOnlyList<DemoAccount>> OpenAsync(CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (!await StoreContents.IsSyntheticAsync(db, cancellationToken)) return [];
        var names = All.Select(account => UserNames.Normalize(account.UserName)).ToList();
        var present = await db.Users.Where(user => names.Contains(user.NormalizedUserName!))
            .Select(user => new { user.NormalizedUserName, user.IsDisabled })
                .ToDictionaryAsync(user => user.NormalizedUserName!, user => user.IsDisabled, cancellationToken);
        if (present.Count < All.Count) await AddMissingAsync(db, present.Keys, cancellationToken);
        if (present.ContainsValue(true)) await SetDisabledAsync(db, false, cancellationToken);
        return All;
    }

    /// <summary>Closes them, if the store has any.</summary>
    public async Task CloseAsync(CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (await StoreFacts.ReadAsync(db, StoreFacts.DemoAccounts, cancellationToken) is not null)
            await SetDisabledAsync(db, true, cancellationToken);
    }

    private async Task AddMissingAsync(DashboardDbContext db, IReadOnlyCollection<string> present, CancellationToken cancellationToken)
    {
        var communities = await db.Communities.ToDictionaryAsync(community => community.Code, community => community.Id, cancellationToken);
        var hash = hasher.HashPassword(new DashboardUser { DisplayName = "" }, Password);
        db.Users.AddRange(All.Where(account => !present.Contains(UserNames.Normalize(account.UserName)))
            .Select(account => New(account, hash, communities)));
        await StoreFacts.SetAsync(db, StoreFacts.DemoAccounts, "made", cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await SeatAsync(db, cancellationToken);
        await GiveClaimsAsync(db, cancellationToken);
        await DemoInstructions.AddAsync(db, clock, cancellationToken);
        await DemoAlerts.AddAsync(db, clock, cancellationToken);
    }

    /// <summary>The made-up claims are the analyst's, who is then told when one of them stops holding.</summary>
    private static async Task GiveClaimsAsync(DashboardDbContext db, CancellationToken cancellationToken)
    {
        var analyst = UserNames.Normalize(All.First(account => account.Role == Role.Analyst).UserName);
        if (await db.Users.Where(user => user.NormalizedUserName == analyst).Select(user => (int?)user.Id)
            .SingleOrDefaultAsync(cancellationToken) is not { } owner) return;
        await db.PublishedFigures.Where(claim => claim.OwnerId == null)
            .ExecuteUpdateAsync(set => set.SetProperty(claim => claim.OwnerId, owner), cancellationToken);
    }

    /// <summary>The made-up cycle keeps a place on its panel for the account of that name.</summary>
    private static async Task SeatAsync(DashboardDbContext db, CancellationToken cancellationToken)
    {
        var panel = await db.Users.Where(user => user.Role == Role.Panel).Select(user => new { user.Id, user.DisplayName })
            .ToListAsync(cancellationToken);
        foreach (var user in panel)
            await db.Set<PanelMember>().Where(member => member.UserId == DemoEvaluation.NoAccount && member.Name == user.DisplayName)
                .ExecuteUpdateAsync(set => set.SetProperty(member => member.UserId, user.Id), cancellationToken);
    }

    private DashboardUser New(DemoAccount account, string hash, Dictionary<string, int> communities)
    {
        var user = new DashboardUser
        {
            UserName = account.UserName,
            NormalizedUserName = UserNames.Normalize(account.UserName),
            DisplayName = account.DisplayName,
            Role = account.Role,
            PasswordHash = hash,
            SecurityStamp = Guid.NewGuid().ToString("N"),
            CreatedAt = clock.UtcNow,
            LockoutEnabled = true,
        };
        user.Communities.AddRange(account.Communities.Where(communities.ContainsKey)
            .Select(code => new UserCommunity { CommunityId = communities[code] }));
        return user;
    }

    private static async Task SetDisabledAsync(DashboardDbContext db, bool isDisabled, CancellationToken cancellationToken)
    {
        var names = All.Select(account => UserNames.Normalize(account.UserName)).ToList();
        var stamp = Guid.NewGuid().ToString("N");
        await db.Users.Where(user => names.Contains(user.NormalizedUserName!) && user.IsDisabled != isDisabled)
            .ExecuteUpdateAsync(set =>
                set.SetProperty(user => user.IsDisabled, isDisabled).SetProperty(user => user.SecurityStamp, stamp), cancellationToken);
    }
}
