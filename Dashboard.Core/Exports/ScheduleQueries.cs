using Concentric.Data;
using Concentric.Exports.Deliveries;
using Concentric.Exports.Rhythms;
using Concentric.Jobs;
using Concentric.Ledgers;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Exports;

/// <summary>A schedule in the list.</summary>
/// <param name="Next">The next run; null when it is off or never due again.</param>
/// <param name="Last">How its last run ended; null when there was none, or none that the caller may see.</param>
/// <param name="Recipients">Who would get its workbook today, by name; empty for callers who don't keep schedules.</param>
public sealed record ScheduleRow(ExportSchedule Schedule, PlannedRun? Next, ScheduleResult? Last, IReadOnlyList<string> Recipients);

/// <summary>What became of the workbooks of one moment.</summary>
/// <param name="RunId">The run that tells most: one that failed, else the schedule's own.</param>
/// <param name="At">Instant (UTC) at which they were asked for.</param>
/// <param name="State">Where they stand: the worst of them.</param>
/// <param name="Failure">Why one failed.</param>
/// <param name="Mails">Mails that were sent.</param>
/// <param name="MailsLeft">Mails that did not arrive, or nobody knows whether they did.</param>
/// <param name="Overdue">Of one that was skipped.</param>
/// <param name="OnlyAbove">Of one that was skipped.</param>
public sealed record ScheduleResult(
    long RunId, DateTime At, ExportState State, string? Failure, int Mails, int MailsLeft, int? Overdue, int? OnlyAbove);

/// <summary>Lists the schedules with what is to come and what became of them.</summary>
public sealed class ScheduleQueries(IDbContextFactory<DashboardDbContext> factory, ExportSchedules schedules, ExportRecipients recipients,
    CommunityDirectory directory)
{
    /// <summary>All schedules, in the order in which they were added.</summary>
    public async Task<IReadOnlyList<ScheduleRow>> ListAsync(CurrentUser caller, CancellationToken cancellationToken)
    {
        if (!caller.MayExport) return [];
        var all = await schedules.AllAsync(cancellationToken);
        var office = await schedules.OfficeAsync(cancellationToken);
        var names = await directory.GetAsync(cancellationToken);
        var offered = caller.MaySchedule ? await recipients.OfferAsync(cancellationToken) : [];
        var results = await ResultsAsync(caller, names, cancellationToken);
        var rows = new List<ScheduleRow>();
        foreach (var schedule in all)
            rows.Add(new(schedule, await schedules.NextAsync(schedule, office, cancellationToken), results.GetValueOrDefault(schedule.Id),
                [.. RecipientsOf(schedule, offered, names).Select(person => person.Name)]));
        return rows;
    }

    private static IReadOnlyList<RecipientChoice> RecipientsOf(ExportSchedule schedule, IReadOnlyList<RecipientChoice> offered,
        CommunityDirectory.Names names) =>
        ExportRecipients.Today(offered, [.. schedule.Recipients.Select(row => row.UserId)], RecipientRoles.Read(schedule.RecipientRoles),
            schedule.Communities is null ? null
                : [.. ExportRights.Split(schedule.Communities).Select(names.Find).OfType<Community>().Select(community => community.Id)]);

    /// <summary>The runs of one moment follow each other from the one that the schedule's row names.</summary>
    private async Task<Dictionary<int, ScheduleResult>> ResultsAsync(CurrentUser caller, CommunityDirectory.Names names,
        CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var runs = await (from schedule in db.ExportSchedules
                          where schedule.RemovedAt == null
                          join run in db.ExportRuns on schedule.Id equals run.ScheduleId
                          where run.Id >= schedule.LastRunId
                          orderby run.Id
                          select new
                          {
                              ScheduleId = schedule.Id,
                              run.Id,
                              run.AskedAt,
                              run.State,
                              run.Failure,
                              run.Communities,
                              run.IsLimited,
                              run.Overdue,
                              run.OnlyAbove,
                              Sent = run.Deliveries.Count(row => row.State == OutboxState.Sent),
                              Left = run.Deliveries.Count(row => row.State == OutboxState.GivenUp
                                  || row.State == OutboxState.Uncertain),
                          }).ToListAsync(cancellationToken);
        return runs.Where(run => ExportRights.MaySee(caller, run.Communities, run.IsLimited, names)).GroupBy(run => run.ScheduleId)
            .ToDictionary(group => group.Key, group =>
            {
                var told = group.MaxBy(run => Weight(run.State))!;
                return new ScheduleResult(told.Id, told.AskedAt, told.State, told.Failure, group.Sum(run => run.Sent),
                    group.Sum(run => run.Left), told.Overdue, told.OnlyAbove);
            });
    }

    /// <summary>What is told of several runs of one moment: what went wrong, then what is not yet there.</summary>
    private static int Weight(ExportState state) => state switch
    {
        ExportState.Failed => 4,
        ExportState.Stopped => 3,
        ExportState.Running => 2,
        ExportState.Queued => 1,
        _ => 0,
    };
}
