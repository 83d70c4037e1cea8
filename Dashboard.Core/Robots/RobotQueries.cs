using Concentric.Data;
using Concentric.Jobs;
using Concentric.Rules;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Robots;

/// <summary>A robot as its keepers see it; its key is not among it.</summary>
/// <param name="Waiting">Messages that wait to be sent.</param>
/// <param name="Last">Its newest message that has been tried; null before.</param>
public sealed record RobotRow(
    int Id, string Name, RobotForm Form, string BaseAddress, bool IsSigned, string? Communities, string Language, bool TellsMornings,
    bool TellsTroubles, bool IsOn, DateTime? PausedUntil, int Version, int Waiting, RobotMessageRow? Last);

/// <summary>A message and how far it is.</summary>
public sealed record RobotMessageRow(long Id, string Title, OutboxState State, DateTime At, int Failures, DateTime? NextAt,
    DateTime? EndedAt, RobotProblem? Problem, string? Answer);

/// <summary>A robot that a schedule may name.</summary>
public sealed record RobotChoice(int Id, string Name, RobotForm Form, string? Communities, bool IsOn);

/// <summary>Reads the robots.</summary>
public sealed class RobotQueries(IDbContextFactory<DashboardDbContext> factory, OfficeClock clock)
{
    /// <summary>Messages shown of a robot.</summary>
    public const int MostMessages = 20;

    /// <summary>All robots, by name; none for who may not keep them.</summary>
    public async Task<IReadOnlyList<RobotRow>> ListAsync(CurrentUser caller, CancellationToken cancellationToken)
    {
        if (!caller.MayKeepSettings) return [];
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var robots = await db.Robots.AsNoTracking().Where(robot => robot.RemovedAt == null).ToListAsync(cancellationToken);
        var rows = new List<RobotRow>();
        foreach (var robot in robots)
        {
            var messages = db.RobotMessages.AsNoTracking().Where(row => row.RobotId == robot.Id);
            var waiting = await messages.CountAsync(row => row.State == OutboxState.Waiting, cancellationToken);
            var last = await Of(messages.Where(row => row.Failures > 0 || row.EndedAt != null)).FirstOrDefaultAsync(cancellationToken);
            var paused = robot.PausedUntil > clock.UtcNow ? robot.PausedUntil : null;
            rows.Add(new(robot.Id, robot.Name, robot.Form, robot.BaseAddress, robot.ProtectedSecret is not null, robot.Communities,
                robot.Language, robot.TellsMornings, robot.TellsTroubles, robot.IsOn, paused, robot.Version, waiting, last));
        }

        return [.. rows.OrderBy(row => NameOrder.Of(row.Name), StringComparer.Ordinal)];
    }

    /// <summary>One of <see cref="ListAsync"/> with its newest messages; null when there is none that the caller may see.</summary>
    public async Task<(RobotRow Robot, IReadOnlyList<RobotMessageRow> Messages)?> FindAsync(CurrentUser caller, int id,
        CancellationToken cancellationToken)
    {
        if ((await ListAsync(caller, cancellationToken)).FirstOrDefault(row => row.Id == id) is not { } robot) return null;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return (robot, await Of(db.RobotMessages.AsNoTracking().Where(row => row.RobotId == id && row.State != OutboxState.Pending))
            .Take(MostMessages).ToListAsync(cancellationToken));
    }

    /// <summary>The robots that a schedule may name, by name; none for who may not keep schedules.</summary>
    public async Task<IReadOnlyList<RobotChoice>> OfferAsync(CurrentUser caller, CancellationToken cancellationToken)
    {
        if (!caller.MaySchedule) return [];
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var robots = await db.Robots.AsNoTracking().Where(robot => robot.RemovedAt == null)
            .Select(robot => new RobotChoice(robot.Id, robot.Name, robot.Form, robot.Communities, robot.IsOn))
            .ToListAsync(cancellationToken);
        return [.. robots.OrderBy(robot => NameOrder.Of(robot.Name), StringComparer.Ordinal)];
    }

    /// <summary>Removes messages that are older than <see cref="RobotMessage.KeptDays"/>.</summary>
    /// <returns>Rows removed.</returns>
    public async Task<int> PruneAsync(CancellationToken cancellationToken)
    {
        var before = clock.UtcNow.AddDays(-RobotMessage.KeptDays);
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await db.RobotMessages.Where(row => row.At < before).ExecuteDeleteAsync(cancellationToken);
    }

    private static IQueryable<RobotMessageRow> Of(IQueryable<RobotMessage> messages) => messages.OrderByDescending(row => row.Id)
        .Select(row => new RobotMessageRow(row.Id, row.Title, row.State, row.At, row.Failures, row.NextAt, row.EndedAt, row.Problem,
            row.Answer));
}
