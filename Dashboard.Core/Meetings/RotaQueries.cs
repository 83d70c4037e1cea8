using Concentric.Data;
using Concentric.Ledgers;
using Concentric.Lists;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Meetings;

/// <summary>A turn of the rota.</summary>
/// <param name="HeldOn">Day of the conference; null while there was none.</param>
/// <param name="MeetingId">The conference, when the caller may read it.</param>
public sealed record RotaTurn(long Id, DateOnly Month, int CommunityId, DateOnly? HeldOn, long? MeetingId)
{
    /// <summary>Where it stands on a day.</summary>
    public TurnState StateOn(DateOnly today) => HostTurn.StateOf(Month, HeldOn is not null, today);
}

/// <summary>A turn for its page.</summary>
/// <param name="Turn">Not tracked; with its conference.</param>
/// <param name="MayRead">True when the caller may open the conference.</param>
/// <param name="MayWrite">True when the caller may change the turn.</param>
public sealed record TurnView(HostTurn Turn, bool MayRead, bool MayWrite);

/// <summary>The rota's columns and list. Everybody who is signed in may read it: whose turn it is concerns all hosts.</summary>
public static class RotaList
{
    public static Ledger<HostTurn> Ledger { get; } = new()
    {
        Kind = RecordKinds.NameOf<HostTurn>(),
        Id = x => x.Id,
        Rows = db => db.HostTurns.Where(x => x.ArchivedAt == null),
        InPeriod = period => x => x.Month >= period.From && x.Month <= period.To,
        TypedColumns =
        [
            new() { Key = "month", Type = LedgerType.Day, Value = x => x.Month, Width = 12 },
            new() { Key = "community", Type = LedgerType.Community, Value = x => x.CommunityId, Width = 12 },
            new() { Key = "held-on", Type = LedgerType.Day, Value = x => x.Meeting!.HeldOn, Width = 12 },
        ],
    };

    public static RecordList<HostTurn> List { get; } = new()
    {
        Typed = Ledger,
        Readable = (turns, _) => turns,
        AlsoFoundBy = [x => x.Community!.Name, x => x.Community!.NameEn],
        Filters = ["community", "month"],
        Sorts = ["month"],
        DefaultSort = "-month",
    };
}

/// <summary>Reads the rota.</summary>
public sealed class RotaQueries(IDbContextFactory<DashboardDbContext> factory)
{
    /// <summary>The turns of a year by month.</summary>
    public async Task<IReadOnlyList<RotaTurn>> ReadAsync(CurrentUser caller, int year, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var (first, end) = (new DateOnly(year, 1, 1), new DateOnly(year + 1, 1, 1));
        var readable = db.Meetings.ReadableBy(caller);
        return await db.HostTurns.AsNoTracking().Where(turn => turn.ArchivedAt == null && turn.Month >= first && turn.Month < end)
            .OrderBy(turn => turn.Month).ThenBy(turn => turn.Community!.SortOrder).ThenBy(turn => turn.Id)
            .Select(turn => new RotaTurn(
                turn.Id, turn.Month, turn.CommunityId, turn.Meeting == null ? null : turn.Meeting.HeldOn,
                readable.Where(meeting => meeting.Id == turn.MeetingId).Select(meeting => (long?)meeting.Id)
                    .FirstOrDefault()))
            .ToListAsync(cancellationToken);
    }

    /// <summary>The months of a year that are over without anybody's turn, from the first month on that the rota ever had.</summary>
    public async Task<IReadOnlyList<DateOnly>> WithoutTurnAsync(int year, DateOnly today, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var turns = db.HostTurns.Where(turn => turn.ArchivedAt == null);
        if (await turns.MinAsync(turn => (DateOnly?)turn.Month, cancellationToken) is not { } beginning) return [];
        var (first, end) = (new DateOnly(year, 1, 1), new DateOnly(year + 1, 1, 1));
        var planned = await turns.Where(turn => turn.Month >= first && turn.Month < end).Select(turn => turn.Month).Distinct()
            .ToListAsync(cancellationToken);
        var over = HostTurn.MonthOf(today);
        return [.. Enumerable.Range(0, 12).Select(first.AddMonths)
            .Where(month => month >= beginning && month < over && !planned.Contains(month))];
    }

    /// <summary>A turn, archived or not; null when there is none.</summary>
    public async Task<TurnView?> FindAsync(CurrentUser caller, long id, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var turn = await db.HostTurns.AsNoTracking().Include(found => found.Meeting)
            .SingleOrDefaultAsync(found => found.Id == id, cancellationToken);
        if (turn is null) return null;
        var mayRead = turn.MeetingId is { } meetingId
            && await db.Meetings.ReadableBy(caller).AnyAsync(meeting => meeting.Id == meetingId, cancellationToken);
        return new(turn, mayRead, caller.MayPlanRota);
    }

    /// <summary>The next turn that is not held, from a day's month on; null when none is planned.</summary>
    /// <param name="communityIds">Whose turn; null for anybody's.</param>
    public async Task<RotaTurn?> NextAsync(IReadOnlyList<int>? communityIds, DateOnly today, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var month = HostTurn.MonthOf(today);
        var due = db.HostTurns.AsNoTracking().Where(turn => turn.ArchivedAt == null && turn.MeetingId == null && turn.Month >= month);
        if (communityIds is not null) due = due.Where(turn => communityIds.Contains(turn.CommunityId));
        return await due.OrderBy(turn => turn.Month).ThenBy(turn => turn.Id)
            .Select(turn => new RotaTurn(turn.Id, turn.Month, turn.CommunityId, null, null)).FirstOrDefaultAsync(cancellationToken);
    }
}
