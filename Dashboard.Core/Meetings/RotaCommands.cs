using Concentric.Data;
using Concentric.Rules;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Meetings;

/// <summary>Turns for some months to come, over communities that host by turns.</summary>
/// <param name="From">Any day of the first month.</param>
/// <param name="Months">How many months, 1 to <see cref="MostMonths"/>.</param>
/// <param name="Hosts">In the order of their turns; two or more.</param>
public sealed record PlanRota(DateOnly From, int Months, IReadOnlyList<int> Hosts)
{
    /// <summary>The most months planned at once: two years.</summary>
    public const int MostMonths = 24;
}

/// <summary>Another community takes a turn.</summary>
public sealed record HandTurn(long Id, int Version, int CommunityId) : RecordInput(Id, Version);

/// <summary>
/// Plans the rota of hosts: the street's own business, see <see cref="CurrentUser.MayPlanRota"/>. For whoever may not, there are no
/// turns to change (<see cref="RecordNotFoundException"/>), and planning is refused.
/// </summary>
public sealed class RotaCommands(RecordWriter writer, IDbContextFactory<DashboardDbContext> factory, OfficeClock clock)
{
    /// <summary>
    /// Plans the months in which none of the hosts has a turn yet; the others stay. Conferences that were held already count.
    /// </summary>
    /// <returns>How many turns were added.</returns>
    /// <exception cref="RefusedException">The caller may not, or the plan won't do.</exception>
    public async Task<int> PlanAsync(CurrentUser caller, PlanRota input, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        db.Actor = caller;
        var check = new ValidationContext();
        check.That(caller.MayPlanRota, "Hosts", null, Rule.Unknown);
        if (check.Given("From", input.From))
        {
            check.That(input.From >= ValidationContext.FirstDay, "From", input.From, Rule.TooEarly, ValidationContext.FirstDay);
            var last = clock.Today.AddDays(ValidationContext.MostDaysAhead);
            check.That(input.From <= last, "From", input.From, Rule.TooLate, last);
        }

        check.Within("Months", input.Months, 1, PlanRota.MostMonths);
        check.That(input.Hosts.Count >= MeetingRecords.LeastJoint, "Hosts", null, Rule.TooFewCommunities, MeetingRecords.LeastJoint);
        await check.CheckCommunitiesAsync(db, "Hosts", input.Hosts, cancellationToken);
        check.ThrowIfAny();

        var first = HostTurn.MonthOf(input.From);
        var end = first.AddMonths(input.Months);
        var taken = await db.HostTurns.Where(turn =>
            turn.ArchivedAt == null && turn.Month >= first && turn.Month < end && input.Hosts.Contains(turn.CommunityId))
            .Select(turn => turn.Month).ToListAsync(cancellationToken);
        var added = 0;
        for (var month = first; month < end; month = month.AddMonths(1))
        {
            if (taken.Contains(month)) continue;
            var host = input.Hosts[added++ % input.Hosts.Count];
            db.Add(new HostTurn
            {
                CommunityId = host,
                Month = month,
                MeetingId = await HostTurns.HeldInAsync(db, host, month, 0, cancellationToken)
            });
        }

        await db.SaveChangesAsync(cancellationToken);
        return added;
    }

    public Task<Saved> HandAsync(CurrentUser caller, HandTurn input, CancellationToken cancellationToken) =>
        ChangeAsync(caller, input, async (db, turn) =>
        {
            var check = new ValidationContext();
            await check.CheckCommunitiesAsync(db, nameof(turn.CommunityId), [input.CommunityId], cancellationToken);
            turn.HandTo(input.CommunityId, check);
            turn.MeetingId = await HostTurns.HeldInAsync(db, turn.CommunityId, turn.Month, 0, cancellationToken);
        }, false, cancellationToken);

    /// <summary>Takes a turn out of the rota; its conference is free to fulfil another one.</summary>
    public Task<Saved> ArchiveAsync(CurrentUser caller, ArchiveRecord input, CancellationToken cancellationToken) =>
        ChangeAsync(caller, input, (_, turn) =>
        {
            turn.Archive(input.Reason, ActorStamp.Of(caller, clock));
            turn.MeetingId = null;
            return Task.CompletedTask;
        }, false, cancellationToken);

    public Task<Saved> RestoreAsync(CurrentUser caller, RestoreRecord input, CancellationToken cancellationToken) =>
        ChangeAsync(caller, input, async (db, turn) =>
        {
            turn.Restore();
            turn.MeetingId = await HostTurns.HeldInAsync(db, turn.CommunityId, turn.Month, 0, cancellationToken);
        }, true, cancellationToken);

    private Task<Saved> ChangeAsync(CurrentUser caller, RecordInput input, Func<DashboardDbContext, HostTurn, Task> change, bool isArchived,
        CancellationToken cancellationToken) =>
        writer.ChangeAsync<HostTurn>(caller, input, (db, turn, _) => change(db, turn), cancellationToken, isArchived: isArchived,
            writable: (turns, planner) => turns.Where(_ => planner.MayPlanRota));
}
