using Concentric.Communities;
using Concentric.Data;
using Concentric.Rules;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Instructions;

/// <summary>Who answers for a community: the leader in charge, and the account of its present secretary.</summary>
/// <param name="LeaderId">Null while all leaders are.</param>
/// <param name="WorkerId">The present secretary; null when the community has none.</param>
/// <param name="Secretary">Name of the present secretary.</param>
/// <param name="AccountId">What the secretary signs in with; null while the community's workers are told in that place.</param>
public sealed record InChargeRow(int CommunityId, int? LeaderId, long? WorkerId, string? Secretary, int? AccountId);

/// <summary>An account that can be chosen.</summary>
/// <param name="CommunityIds">Of a worker; null for who sees the whole street.</param>
public sealed record InChargeAccount(int Id, string Name, string UserName, IReadOnlyList<int>? CommunityIds);

/// <summary>Who is to answer for a community.</summary>
/// <param name="WorkerId">The secretary whose account is named, as it was read.</param>
public sealed record SetInCharge(int CommunityId, int? LeaderId, long? WorkerId, int? AccountId);

/// <summary>Keeps who is in charge of each community; for administrators.</summary>
public sealed class InCharge(IDbContextFactory<DashboardDbContext> factory, OfficeClock clock)
{
    /// <summary>Kind of the audit lines.</summary>
    public static readonly string Kind = RecordKinds.NameOf<CommunityCharge>();

    /// <summary>All communities in their order, and the accounts that can be named.</summary>
    public async Task<(IReadOnlyList<InChargeRow> Rows, IReadOnlyList<InChargeAccount> Leaders, IReadOnlyList<InChargeAccount> Workers)>
        ReadAsync(CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginReadAsync(cancellationToken);
        var communities = await db.Communities.OrderBy(one => one.SortOrder).ThenBy(one => one.Id).Select(one => one.Id)
            .ToListAsync(cancellationToken);
        var leaders = await db.CommunityCharges.AsNoTracking().ToDictionaryAsync(one => one.CommunityId, one => one.LeaderId,
            cancellationToken);
        var secretaries = (await Assignees.Current(db, clock.Today).Where(posting => posting.Position == Position.Secretary)
            .Select(posting => new { posting.CommunityId, posting.WorkerId, posting.Worker!.Name }).ToListAsync(cancellationToken))
            .DistinctBy(posting => posting.CommunityId).ToDictionary(posting => posting.CommunityId);
        var workers = secretaries.Values.Select(one => one.WorkerId).ToList();
        var accounts = await db.WorkerAccounts.AsNoTracking().Where(tie => workers.Contains(tie.WorkerId))
            .ToDictionaryAsync(tie => tie.WorkerId, tie => tie.UserId, cancellationToken);
        var users = await db.Users.AsNoTracking()
            .Where(user => !user.IsDisabled && (user.Role == Role.Leader || user.Role == Role.Worker))
            .Include(user => user.Communities).OrderBy(user => user.Id).ToListAsync(cancellationToken);
        return (
            [.. communities.Select(id =>
            {
                var secretary = secretaries.GetValueOrDefault(id);
                return new InChargeRow(id, leaders.TryGetValue(id, out var leader) ? leader : null, secretary?.WorkerId, secretary?.Name,
                    secretary is not null && accounts.TryGetValue(secretary.WorkerId, out var account) ? account : null);
            })],
            [.. users.Where(user => user.Role == Role.Leader).Select(Choice)],
            [.. users.Where(user => user.Role == Role.Worker).Select(Choice)]);

        static InChargeAccount Choice(DashboardUser user) =>
            new(user.Id, user.DisplayName, user.UserName ?? "", user.ToCurrentUser().CommunityIds);
    }

    /// <summary>
    /// The communities of whose escalated records a leader is told: those the leader is in charge of, and those that nobody is; null for
    /// all, and for who is no leader.
    /// </summary>
    public async Task<IReadOnlyList<int>?> OfLeaderAsync(CurrentUser caller, CancellationToken cancellationToken)
    {
        if (caller is not { Role: Role.Leader, UserId: { } leader }) return null;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var others = await db.CommunityCharges.AsNoTracking()
            .Where(one => one.LeaderId != leader && one.Leader!.Role == Role.Leader && !one.Leader.IsDisabled)
            .Select(one => one.CommunityId).ToListAsync(cancellationToken);
        if (others.Count == 0) return null;
        return await db.Communities.Where(one => !others.Contains(one.Id)).OrderBy(one => one.Id).Select(one => one.Id)
            .ToListAsync(cancellationToken);
    }

    /// <summary>
    /// Names them. Refuses by <see cref="RefusedException"/> who can't be named, and by <see cref="EditedMeanwhileException"/> when
    /// somebody else named others at the same time.
    /// </summary>
    public Task SetAsync(CurrentUser caller, SetInCharge input, CancellationToken cancellationToken) =>
        StoreRetry.RunAsync(() => SetOnceAsync(caller, input, cancellationToken), cancellationToken);

    private async Task SetOnceAsync(CurrentUser caller, SetInCharge input, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var check = new ValidationContext();
        check.That(caller.MayKeepLists && await db.Communities.AnyAsync(one => one.Id == input.CommunityId, cancellationToken),
            nameof(input.CommunityId), input.CommunityId, Rule.Unknown);
        if (input.LeaderId is { } leader)
            check.That(await db.Users.AnyAsync(user => user.Id == leader && user.Role == Role.Leader && !user.IsDisabled,
                cancellationToken), nameof(input.LeaderId), leader, Rule.Unknown);
        if (input.AccountId is { } account)
        {
            check.That(await db.Users.AnyAsync(user => user.Id == account && user.Role == Role.Worker && !user.IsDisabled,
                cancellationToken), nameof(input.AccountId), account, Rule.Unknown);
            check.That(await Assignees.Current(db, clock.Today).AnyAsync(posting => posting.CommunityId == input.CommunityId
                && posting.WorkerId == input.WorkerId && posting.Position == Position.Secretary, cancellationToken),
                nameof(input.AccountId), null, Rule.NoSecretary, clock.Today);
        }

        check.ThrowIfAny();
        var charge = await db.CommunityCharges.SingleOrDefaultAsync(one => one.CommunityId == input.CommunityId, cancellationToken);
        var ties = await db.WorkerAccounts.Where(tie => tie.WorkerId == input.WorkerId || tie.UserId == input.AccountId)
            .ToListAsync(cancellationToken);
        var before = new { charge?.LeaderId, ties.FirstOrDefault(tie => tie.WorkerId == input.WorkerId)?.UserId };
        if (before.LeaderId == input.LeaderId && before.UserId == input.AccountId) return;
        if (charge is not null && charge.LeaderId != input.LeaderId) db.Remove(charge);
        if (input.WorkerId is not null && before.UserId != input.AccountId) db.RemoveRange(ties);
        await SaveAsync();
        if (input.LeaderId is { } chosen && charge?.LeaderId != chosen)
            db.Add(new CommunityCharge { CommunityId = input.CommunityId, LeaderId = chosen });
        if (input is { WorkerId: { } worker, AccountId: { } tied } && before.UserId != tied)
            db.Add(new WorkerAccount { WorkerId = worker, UserId = tied });
        var names = await db.Users.Where(user => user.Id == before.LeaderId || user.Id == before.UserId || user.Id == input.LeaderId
            || user.Id == input.AccountId).ToDictionaryAsync(user => user.Id, user => user.DisplayName, cancellationToken);
        if (input.WorkerId is not null && before.UserId != input.AccountId
            && ties.FirstOrDefault(tie => tie.WorkerId != input.WorkerId) is { } taken)
        {
            // The account was another worker's: for that one's community somebody else is told from now on.
            var community = await Assignees.Current(db, clock.Today)
                .Where(posting => posting.WorkerId == taken.WorkerId && posting.Position == Position.Secretary)
                .OrderBy(posting => posting.Id).Select(posting => (int?)posting.CommunityId).FirstOrDefaultAsync(cancellationToken)
                ?? await db.Workers.Where(worker => worker.Id == taken.WorkerId).Select(worker => worker.CommunityId)
                    .SingleAsync(cancellationToken);
            db.AddLine(clock.UtcNow, caller, Kind, community, "Changed", new { AccountId = Name(taken.UserId) },
                new { AccountId = (string?)null });
        }

        db.AddLine(clock.UtcNow, caller, Kind, input.CommunityId, "Changed",
            new { LeaderId = Name(before.LeaderId), AccountId = Name(before.UserId) },
            new { LeaderId = Name(input.LeaderId), AccountId = Name(input.AccountId) });
        db.AddMove(clock.UtcNow, Kind, input.CommunityId, "Changed");
        await SaveAsync();
        await transaction.CommitAsync(cancellationToken);

        async Task SaveAsync()
        {
            try
            {
                await db.SaveChangesAsync(cancellationToken);
            }
            catch (DbUpdateException failure) when (failure.IsDuplicate() || failure is DbUpdateConcurrencyException)
            {
                throw new EditedMeanwhileException(Kind, input.CommunityId, 0, 1);
            }
        }

        string? Name(int? id) => id is { } known ? names.GetValueOrDefault(known) : null;
    }
}
