using System.Globalization;
using System.Linq.Expressions;
using Concentric.Data;
using Concentric.Jobs;
using Concentric.Rules;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;

namespace Concentric.Imports.Runs;

/// <summary>Moves imports from state to state (<see cref="JobMoves"/>). The change log tells open pages on every node.</summary>
public sealed class ImportRunChanges(IDbContextFactory<DashboardDbContext> factory, OfficeClock clock)
{
    public static readonly string Kind = RecordKinds.NameOf<ImportRun>();

    /// <summary>Moves a run in a transaction of its own; one that the server gave up for another's sake is begun again.</summary>
    /// <param name="audit">On whose behalf, if the audit trail is to tell.</param>
    /// <returns>False when it was not in the state.</returns>
    public async Task<bool> MoveAsync(
        Expression<Func<ImportRun, bool>> from, long id, Action<UpdateSettersBuilder<ImportRun>> set, string action, CurrentUser? audit,
        CancellationToken cancellationToken, ImportChoices? choices = null)
    {
        var isMoved = false;
        await StoreRetry.RunAsync(async () =>
        {
            await using var db = await factory.CreateDbContextAsync(cancellationToken);
            isMoved = await MoveAsync(db, from, id, set, action, audit, cancellationToken, choices);
        }, cancellationToken);
        return isMoved;
    }

    /// <summary>Moves a run in the transaction of a context, if it has one.</summary>
    internal Task<bool> MoveAsync(
        DashboardDbContext db, Expression<Func<ImportRun, bool>> from, long id, Action<UpdateSettersBuilder<ImportRun>> set, string action,
        CurrentUser? audit,
        CancellationToken cancellationToken, ImportChoices? choices = null)
    {
        var now = clock.UtcNow;
        return db.MoveAsync(db.ImportRuns.Where(run => run.Id == id).Where(from), set, TellAsync, cancellationToken);

        async Task TellAsync()
        {
            Tell(db, id, action, now);
            if (audit is null) return;
            var counts = await CountsAsync(db, id, cancellationToken);
            db.AddLine(now, audit, Kind, id, action, after: counts with { Choices = ToldChoices.Of(choices) });
        }
    }

    /// <summary>Puts an import into the queue for its next step.</summary>
    /// <param name="to">The state in which it waits for the step.</param>
    /// <param name="caller">On whose behalf the step is done.</param>
    /// <param name="isAudited">True when the audit trail is to tell of the asking already, not only of the end.</param>
    /// <returns>False when it was not in the state.</returns>
    internal async Task<bool> AskAsync(
        Expression<Func<ImportRun, bool>> from, long id, ImportState to, string action, CurrentUser caller, bool isAudited,
        CancellationToken cancellationToken, ImportChoices? choices = null)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var (now, by, rights) = (await db.NowAsync(clock, cancellationToken), caller.UserId, ImportRun.RightsOf(caller));
        return await MoveAsync(
            db, from, id,
            set => set.Ask().SetProperty(run => run.State, to).SetProperty(run => run.Failure, (string?)null)
                .SetProperty(run => run.StepById, by).SetProperty(run => run.StepRights, rights).SetProperty(run => run.StepAt, now),
            action, isAudited ? caller : null, cancellationToken, choices);
    }

    /// <summary>Claims an import for the step it waits for: of several who try, on any node, one has it.</summary>
    /// <returns>The import, with the attempt by which its holder is told from others; null when it does not wait.</returns>
    public Task<ImportRun?> ClaimAsync(long id, CancellationToken cancellationToken) =>
        StoreRetry.RunAsync(() => ClaimOnceAsync(id, cancellationToken), cancellationToken);

    private async Task<ImportRun?> ClaimOnceAsync(long id, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var now = await db.NowAsync(clock, cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var isClaimed =
            await MoveAsync(db, run => run.State == ImportState.Waiting, id,
                set => set.Claim(now).SetProperty(run => run.State, ImportState.Checking), "Checking", null, cancellationToken)
            || await MoveAsync(db, run => run.State == ImportState.Committing && run.HeartbeatAt == null, id,
                set => set.Claim(now), "Committing", null, cancellationToken)
            || await MoveAsync(db, run => run.State == ImportState.Undoing && run.HeartbeatAt == null, id,
                set => set.Claim(now), "Undoing", null, cancellationToken);
        if (!isClaimed) return null;
        var claimed = await db.ImportRuns.AsNoTracking().SingleAsync(run => run.Id == id, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return claimed;
    }

    /// <summary>A sign of life, with progress if it moved.</summary>
    /// <returns>False when the import is no longer this holder's.</returns>
    public async Task<bool> PulseAsync(ImportRun held, int? progress, CancellationToken cancellationToken)
    {
        var from = HeldAs(held);
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (db is SqliteDashboardDbContext) return await PulseEmbeddedAsync(db, held.Id, from, progress, cancellationToken);
        var now = await db.NowAsync(clock, cancellationToken);
        if (progress is not null)
            return await MoveAsync(db, from, held.Id, set => set.Beat(now, progress), "Progress", null, cancellationToken);
        return await db.ImportRuns.Where(run => run.Id == held.Id).Where(from)
            .ExecuteUpdateAsync(set => set.Beat(now, progress), cancellationToken) > 0;
    }

    /// <summary>
    /// On an embedded store pages are told within the process, and the import itself may hold the one write lock: a sign of life that
    /// does not get it at once is left out. Nobody else could take the import over, for there is no other process.
    /// </summary>
    private async Task<bool> PulseEmbeddedAsync(DashboardDbContext db, long id, Expression<Func<ImportRun, bool>> from, int? progress,
        CancellationToken cancellationToken)
    {
        db.Database.SetCommandTimeout(TimeSpan.FromSeconds(1));
        await db.Database.OpenConnectionAsync(cancellationToken);
        await db.Database.ExecuteSqlRawAsync("PRAGMA busy_timeout=0", cancellationToken);
        var now = clock.UtcNow;
        try
        {
            return await db.ImportRuns.Where(run => run.Id == id).Where(from)
                .ExecuteUpdateAsync(set => set.Beat(now, progress), cancellationToken) > 0;
        }
        catch (Exception failure) when (StoreErrors.ProblemOf(failure) == StoreProblem.Busy)
        {
            return true;
        }
    }

    /// <summary>Gives an import back into the queue for the step that was not ended.</summary>
    /// <param name="held">As its holder claimed it, or as it was when it was found silent.</param>
    /// <param name="isCutOff">True when its holder did not give it back itself.</param>
    /// <returns>False when it is somebody else's by now, or was ended.</returns>
    public async Task<bool> ReturnAsync(ImportRun held, bool isCutOff, CancellationToken cancellationToken)
    {
        var to = held.State == ImportState.Checking ? ImportState.Waiting : held.State;
        var heartbeat = held.HeartbeatAt;
        Expression<Func<ImportRun, bool>> from = isCutOff ? run => run.HeartbeatAt == heartbeat : run => true;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var now = await db.NowAsync(clock, cancellationToken);
        return await db.MoveAsync(
            db.ImportRuns.Where(run => run.Id == held.Id).Where(HeldAs(held)).Where(from),
            set => set.Release(isCutOff).SetProperty(run => run.State, to).SetProperty(run => run.StepAt, now),
            () =>
            {
                Tell(db, held.Id, "Waiting", clock.UtcNow);
                return Task.CompletedTask;
            },
            cancellationToken);
    }

    /// <summary>Ends a step for good, or leaves an import that can't be undone as it was taken in.</summary>
    /// <param name="held">As its holder claimed it, or as it was found.</param>
    /// <param name="to"><see cref="ImportState.Done"/> for one that stays taken in.</param>
    /// <param name="reason">Why, in the reader's language; null when somebody ended it.</param>
    /// <param name="audit">On whose behalf, if the audit trail is to tell.</param>
    /// <returns>False when it is somebody else's by now, or was ended.</returns>
    internal Task<bool> EndAsync(ImportRun held, ImportState to, string? reason, CurrentUser? audit, CancellationToken cancellationToken)
    {
        var now = clock.UtcNow;
        reason = PlainText.Cut(reason, TextLimits.Note);
        if (to == ImportState.Done)
            return MoveAsync(HeldAs(held), held.Id,
                set => set.SetProperty(run => run.State, to).SetProperty(run => run.Failure, reason), "NotUndone", audit,
                cancellationToken);
        return MoveAsync(HeldAs(held), held.Id,
            set => set.SetProperty(run => run.State, to).SetProperty(run => run.Failure, reason).SetProperty(run => run.FinishedAt, now),
            to.ToString(), audit, cancellationToken);
    }

    /// <summary>The import in the state and the attempt in which its holder has it.</summary>
    internal static Expression<Func<ImportRun, bool>> HeldAs(ImportRun held)
    {
        var (state, attempt) = (held.State, held.Attempts);
        return run => run.State == state && run.Attempts == attempt;
    }

    /// <summary>Adds the change-log row of an import.</summary>
    internal static void Tell(DashboardDbContext db, long id, string action, DateTime at) => db.AddMove(at, Kind, id, action);

    private static Task<Told> CountsAsync(DashboardDbContext db, long id, CancellationToken cancellationToken) =>
        db.ImportRuns.Where(run => run.Id == id)
            .Select(run => new Told(run.Kind, run.FileName, run.FileHash, run.Rows, run.Added, run.Changed, run.Unchanged, run.Refused))
            .SingleAsync(cancellationToken);

    private sealed record Told(string Kind, string FileName, string FileHash, int Rows, int Added, int Changed, int Unchanged, int Refused)
    {
        public ToldChoices? Choices { get; init; }
    }

    /// <summary>What somebody chose for the file, by name.</summary>
    private sealed record ToldChoices(IReadOnlyDictionary<string, string> All, IReadOnlyDictionary<string, string> Rows)
    {
        public static ToldChoices? Of(ImportChoices? choices) =>
            choices is null || choices.All.Count + choices.Rows.Count == 0 ? null : new(
            choices.All.ToDictionary(choice => choice.Key.ToString(), choice => choice.Value.ToString()),
            choices.Rows.ToDictionary(choice => choice.Key, choice => choice.Value.RecordId is { } id
                ? string.Create(CultureInfo.InvariantCulture, $"{choice.Value.Answer} {id}")
                : choice.Value.Answer.ToString()));
    }
}
