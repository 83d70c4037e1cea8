using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Concentric.Data;
using Concentric.Jobs;
using Concentric.Ledgers;
using Concentric.Time;
using Hangfire;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Concentric.Exports;

/// <summary>A workbook as somebody asks for it.</summary>
/// <param name="Template">Key of an <see cref="ExportTemplate"/>.</param>
/// <param name="Kind">How the period was chosen.</param>
/// <param name="CommunityIds">Null for all that the asker sees.</param>
/// <param name="Language"><c>zh-CN</c> or <c>en</c>.</param>
public sealed record ExportRequest(string Template, Period Period, PeriodKind Kind, IReadOnlyList<int>? CommunityIds, string Language);

/// <summary>Asks for workbooks, retries and stops them. Rights are checked here, whatever a page shows.</summary>
public sealed partial class ExportRequests(
    IDbContextFactory<DashboardDbContext> factory, ExportRunChanges runs, ExportTemplates templates, CommunityDirectory directory,
    OfficeClock clock, IBackgroundJobClient jobs, ILogger<ExportRequests> logger)
{
    /// <summary>The languages that workbooks are made in.</summary>
    public static IReadOnlyList<string> Languages { get; } = ["zh-CN", "en"];

    /// <summary>
    /// Puts a workbook into the queue. Asking for the same again within the same minute gives the same run, retried if it failed.
    /// </summary>
    /// <returns>The run's id.</returns>
    /// <exception cref="ExportException">Not allowed, or there is no such template, language or community.</exception>
    public async Task<long> AskAsync(CurrentUser caller, ExportRequest request, CancellationToken cancellationToken)
    {
        var codes = await CheckAsync(caller, request, cancellationToken);
        var now = clock.UtcNow;
        var run = new ExportRun
        {
            Key = KeyOf(caller, request, codes, now),
            Template = request.Template,
            Language = request.Language,
            PeriodFrom = request.Period.From,
            PeriodTo = request.Period.To,
            PeriodKind = request.Kind,
            Communities = codes,
            IsLimited = caller.CommunityIds is not null,
            AskedBy = caller.Name,
            AskedById = caller.UserId,
            AskedAt = now,
        };
        if (await AddAsync([run], caller, cancellationToken)) return run.Id;

        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var same = await db.ExportRuns.AsNoTracking().SingleAsync(other => other.Key == run.Key, cancellationToken);
        if (same.State is ExportState.Failed or ExportState.Stopped) await RetryAsync(caller, same.Id, cancellationToken);
        return same.Id;
    }

    /// <summary>Puts a run that failed or was stopped into the queue again; does nothing otherwise.</summary>
    /// <exception cref="ExportException">There is no such run, or none that the caller may see.</exception>
    public async Task RetryAsync(CurrentUser caller, long id, CancellationToken cancellationToken)
    {
        await FindAsync(caller, id, cancellationToken);
        var run = await runs.MoveAsync(
            run => run.Id == id && (run.State == ExportState.Failed || run.State == ExportState.Stopped),
            set => set.Ask().SetProperty(run => run.State, ExportState.Queued)
                .SetProperty(run => run.Failure, (string?)null).SetProperty(run => run.FinishedAt, (DateTime?)null),
            "Retried", caller, cancellationToken);
        if (run is not null) Enqueue(id);
    }

    /// <summary>Stops a run that waits or is being made; does nothing when it has ended.</summary>
    /// <exception cref="ExportException">There is no such run, or none that the caller may see.</exception>
    public async Task StopAsync(CurrentUser caller, long id, CancellationToken cancellationToken)
    {
        var run = await FindAsync(caller, id, cancellationToken);
        var now = clock.UtcNow;
        var reason = new ExportException("Stopped", caller.Name).Explain(ExportTexts.CultureOf(run.Language));
        await runs.MoveAsync(
            run => run.Id == id && (run.State == ExportState.Queued || run.State == ExportState.Running),
            set => set.SetProperty(run => run.State, ExportState.Stopped).SetProperty(run => run.Failure, reason)
                .SetProperty(run => run.FinishedAt, now),
            "Stopped", caller, cancellationToken);
    }

    /// <summary>Saves new runs, all or none, and puts those that are queued into the queue.</summary>
    /// <param name="also">What is saved together with them; false gives all of it up.</param>
    /// <returns>False when there is one with the key of the first already.</returns>
    internal async Task<bool> AddAsync(IReadOnlyList<ExportRun> added, CurrentUser caller, CancellationToken cancellationToken,
        Func<DashboardDbContext, Task<bool>>? also = null)
    {
        if (!await StoreRetry.RunAsync(() => AddOnceAsync(added, caller, also, cancellationToken), cancellationToken)) return false;
        foreach (var run in added.Where(run => run.State == ExportState.Queued)) Enqueue(run.Id);
        return true;
    }

    private async Task<bool> AddOnceAsync(IReadOnlyList<ExportRun> added, CurrentUser caller, Func<DashboardDbContext, Task<bool>>? also,
        CancellationToken cancellationToken)
    {
        var key = added[0].Key;
        // An attempt before this one has given them keys, which were rolled back with it.
        foreach (var run in added) run.Id = 0;
        await using (var db = await factory.CreateDbContextAsync(cancellationToken))
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            if (await db.ExportRuns.AnyAsync(other => other.Key == key, cancellationToken)) return false;
            db.ExportRuns.AddRange(added);
            try
            {
                await db.SaveChangesAsync(cancellationToken);
            }
            catch (DbUpdateException failure) when (failure.IsDuplicate())
            {
                return false;
            }

            foreach (var run in added)
            {
                var isSkipped = run.State == ExportState.Skipped;
                db.AddLine(run.AskedAt, caller, ExportRunChanges.Kind, run.Id, isSkipped ? "Skipped" : "Asked",
                    after: new { run.Template, run.PeriodFrom, run.PeriodTo, run.Communities, run.Language });
                runs.Tell(db, run.Id, run.State.ToString());
            }

            await db.SaveChangesAsync(cancellationToken);
            if (also is not null && !await also(db)) return false;
            await transaction.CommitAsync(cancellationToken);
        }

        return true;
    }

    /// <summary>
    /// Hands a queued run to the workers. What can't be handed over stays queued and is taken up by <see cref="StalledRunRecovery"/>.
    /// </summary>
    internal void Enqueue(long id)
    {
        try
        {
            jobs.Enqueue<ExportRunner>(runner => runner.RunAsync(id, CancellationToken.None));
        }
        catch (BackgroundJobClientException failure)
        {
            LogNotEnqueued(failure, id);
        }
    }

    private async Task<ExportRun> FindAsync(CurrentUser caller, long id, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var run = await db.ExportRuns.AsNoTracking().SingleOrDefaultAsync(run => run.Id == id, cancellationToken);
        var names = await directory.GetAsync(cancellationToken);
        return run is not null
            && ExportRights.MaySee(caller, run.Communities, run.IsLimited, names) ? run : throw new ExportException("NotFound", id);
    }

    /// <returns>The communities' codes, separated by commas; null for all.</returns>
    private async Task<string?> CheckAsync(CurrentUser caller, ExportRequest request, CancellationToken cancellationToken)
    {
        if (!caller.MayExport) throw new ExportException("NotAllowed");
        if (templates.Find(request.Template) is null) throw new ExportException("Template", request.Template);
        if (!Languages.Contains(request.Language)) throw new ExportException("Language", request.Language, string.Join(", ", Languages));
        if (request.Period.From > request.Period.To)
            throw new ExportException("Period", DayText.Of(request.Period.From), DayText.Of(request.Period.To));
        if ((request.CommunityIds ?? caller.CommunityIds) is not { } ids) return null;

        var names = await directory.GetAsync(cancellationToken);
        if (ids.Count == 0) throw new ExportException("NoCommunity");
        if (ids.FirstOrDefault(id => !caller.Sees(id) || names.Find(id) is null) is var unknown and not 0)
            throw new ExportException("Community", unknown.ToString(CultureInfo.InvariantCulture));
        if (caller.CommunityIds is null && names.All.All(community => ids.Contains(community.Id))) return null;
        return string.Join(',', ids.Distinct().Select(id => names.Find(id)!.Code).Order(StringComparer.Ordinal));
    }

    private static string KeyOf(CurrentUser caller, ExportRequest request, string? codes, DateTime now)
    {
        var asked = string.Join('\n',
            request.Template, DayText.Of(request.Period.From), DayText.Of(request.Period.To), request.Kind, codes, request.Language,
            caller.UserId?.ToString(CultureInfo.InvariantCulture), caller.Name,
            now.ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture));
        return "asked:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(asked)));
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Export {Id} could not be handed to the workers; it stays queued")]
    private partial void LogNotEnqueued(Exception failure, long id);
}
