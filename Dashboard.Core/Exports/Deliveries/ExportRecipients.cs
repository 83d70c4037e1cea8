using Concentric.Data;
using Concentric.Ledgers;
using Concentric.People;
using Concentric.Rules;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Exports.Deliveries;

/// <summary>An account that may get workbooks.</summary>
/// <param name="CommunityIds">The communities it is limited to; null for all.</param>
public sealed record RecipientChoice(int Id, string Name, Role Role, IReadOnlyList<int>? CommunityIds, bool HasMail);

/// <summary>The accounts that get the same workbook, because their rights are the same.</summary>
/// <param name="Communities">Codes of the communities it tells of, separated by commas; null for all.</param>
/// <param name="UserIds">Who gets it; may be empty.</param>
/// <param name="IsLimited">True when one of them sees no more than some communities.</param>
internal sealed record RecipientGroup(string? Communities, IReadOnlyList<int> UserIds, bool IsLimited);

/// <summary>Who gets a schedule's workbooks, and what of them.</summary>
public sealed class ExportRecipients(IDbContextFactory<DashboardDbContext> factory, CommunityDirectory directory)
{
    /// <summary>The accounts that a schedule may name: open ones that may have workbooks, by name.</summary>
    public async Task<IReadOnlyList<RecipientChoice>> OfferAsync(CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var users = await db.Users.AsNoTracking().Include(user => user.Communities).Where(user => !user.IsDisabled)
            .OrderBy(user => NameOrder.Of(user.DisplayName)).ThenBy(user => user.Id).ToListAsync(cancellationToken);
        return [.. users.Select(user => (User: user, Caller: user.ToCurrentUser())).Where(one => one.Caller.MayExport)
            .Select(one => new RecipientChoice(one.User.Id, one.User.DisplayName, one.User.Role, one.Caller.CommunityIds,
                one.User.Email is not null))];
    }

    /// <summary>
    /// The workbooks of one due moment: first the schedule's own, with those of its recipients who see all of it; then one for
    /// each narrower set of communities among the others. Who sees none of them gets none.
    /// </summary>
    internal async Task<IReadOnlyList<RecipientGroup>> GroupsAsync(ExportSchedule schedule, CancellationToken cancellationToken)
    {
        var names = await directory.GetAsync(cancellationToken);
        var roles = RecipientRoles.Read(schedule.RecipientRoles);
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var named = db.Users.Where(user => !user.IsDisabled
            && db.Set<ScheduleRecipient>().Any(row => row.ScheduleId == schedule.Id && row.UserId == user.Id));
        // Of roles, who holds them now: whoever came since is among them, whoever left is not.
        var found = roles.Count == 0 ? named : named.Union(RoleHolders.Of(db, roles));
        var users = await db.Users.AsNoTracking().Include(user => user.Communities)
            .Where(user => found.Select(one => one.Id).Contains(user.Id)).OrderBy(user => user.Id).ToListAsync(cancellationToken);
        var groups = users.Select(user => user.ToCurrentUser()).Where(caller => caller.MayExport)
            .GroupBy(caller => Seen(caller, schedule.Communities, names) ?? "*")
            .ToDictionary(group => group.Key,
                group => new RecipientGroup(group.Key, [.. group.Select(caller => caller.UserId!.Value)],
                    group.Any(caller => caller.CommunityIds is not null)));
        groups.Remove("");
        groups.Remove(schedule.Communities ?? "*", out var whole);
        return [new(schedule.Communities, whole?.UserIds ?? [], whole?.IsLimited ?? false),
            .. groups.Values.OrderBy(group => group.Communities, StringComparer.Ordinal)];
    }

    /// <summary>Who of the accounts on offer would get a schedule's workbooks today, by name.</summary>
    /// <param name="named">Accounts that it names.</param>
    /// <param name="roles">Roles that it names.</param>
    /// <param name="communityIds">What it tells of; null or empty for all.</param>
    public static IReadOnlyList<RecipientChoice> Today(IReadOnlyList<RecipientChoice> offered, IReadOnlyCollection<int> named,
        IReadOnlyCollection<Role> roles, IReadOnlyCollection<int>? communityIds) =>
        [.. offered.Where(person => (named.Contains(person.Id) || roles.Contains(person.Role))
            && (person.CommunityIds is not { } own
                || (communityIds is { Count: > 0 } ? own.Any(communityIds.Contains) : own.Count > 0)))];

    /// <returns>Codes of what a caller sees of the wanted communities; null for all there are.</returns>
    private static string? Seen(CurrentUser caller, string? wanted, CommunityDirectory.Names names)
    {
        if (caller.CommunityIds is null) return wanted;
        var codes = names.SeenBy(caller).Select(community => community.Code);
        if (wanted is not null) codes = codes.Intersect(ExportRights.Split(wanted));
        return string.Join(',', codes.Order(StringComparer.Ordinal));
    }
}
