using System.Collections.Concurrent;
using System.Data.Common;
using Concentric.Data;
using Concentric.Rules;
using Concentric.Time;
using Hangfire;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Concentric.Jobs;

/// <summary>
/// Says which nightly jobs are due, and runs them, each once a day whoever asks and however often. What fails is tried again after
/// <see cref="AgainAfter"/>, <see cref="MostAttempts"/> times a day, and hinders no other job. Hangfire's workers run them, so what each
/// did and how long it took is seen there; what must last is kept here, for Hangfire's memory may be gone.
/// </summary>
public sealed partial class NightlyRuns(
    IServiceProvider services, IDbContextFactory<DashboardDbContext> factory, IEnumerable<NightlyJob> jobs, StoreOptions store,
    OfficeClock clock, ILogger<NightlyRuns> logger)
{
    public static readonly TimeSpan AgainAfter = TimeSpan.FromHours(1);

    public const int MostAttempts = 3;

    /// <summary>A run of another node that has not ended after this long was cut off with its node.</summary>
    public static readonly TimeSpan CutOffAfter = TimeSpan.FromHours(6);

    // Of this process: what it left running itself is no other's.
    private readonly ConcurrentDictionary<string, bool> begunHere = [];

    /// <summary>All jobs, in the order in which they run.</summary>
    public IReadOnlyList<NightlyJob> Jobs { get; } = [.. jobs.OrderBy(job => job.At)];

    /// <summary>Keys of the jobs that are due, in the order in which they run.</summary>
    public async Task<IReadOnlyList<string>> DueAsync(CancellationToken cancellationToken)
    {
        var states = await ReadAsync(cancellationToken);
        return [.. Jobs.Where(job => states[job.Key] is not { } last || IsDue(job, last, DayOf(job))).Select(job => job.Key)];
    }

    /// <summary>Runs a job if it is still due.</summary>
    /// <param name="key">Of the job; one that an older or newer version beside this one has is left to that.</param>
    /// <returns>True when it was run.</returns>
    /// <exception cref="NightlyJobException">It failed; that has been written down, and administrators are told.</exception>
    [AutomaticRetry(Attempts = 0)]
    [JobDisplayName("Nightly: {0}")]
    public async Task<bool> RunAsync(string key, CancellationToken cancellationToken)
    {
        if (Jobs.FirstOrDefault(job => job.Key == key) is not { } job
            || await ClaimAsync(job, cancellationToken) is not var (claimed, before)) return false;
        await RunAsync(job, claimed, before, cancellationToken);
        return true;
    }

    /// <summary>How each job's last run went; null for one that has never run.</summary>
    public async Task<IReadOnlyDictionary<string, NightlyState?>> ReadAsync(CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var facts = await db.StoreFacts.AsNoTracking().Where(fact => fact.Key.StartsWith(StoreFacts.NightlyJobs))
            .ToDictionaryAsync(fact => fact.Key, fact => fact.Value, cancellationToken);
        return Jobs.ToDictionary(job => job.Key, job => NightlyState.Read(facts.GetValueOrDefault(StoreFacts.NightlyJobs + job.Key)));
    }

    /// <summary>Takes the job for this run; of several nodes one does.</summary>
    /// <returns>The state taken, and what was kept before; null when it is another's, or not due any more.</returns>
    private async Task<(NightlyState Claimed, string? Before)?> ClaimAsync(NightlyJob job, CancellationToken cancellationToken)
    {
        var key = StoreFacts.NightlyJobs + job.Key;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var before = await StoreFacts.ReadAsync(db, key, cancellationToken);
        var last = NightlyState.Read(before);
        var day = DayOf(job);
        if (last is not null && !IsDue(job, last, day)) return null;
        var claimed = new NightlyState(day, NightlyOutcome.Running, clock.UtcNow, last?.Day == day ? last.Attempts + 1 : 1, null,
            last?.DoneAt);
        if (!await StoreFacts.TryMoveAsync(db, key, before, claimed.Write(), cancellationToken)) return null;
        begunHere[job.Key] = true;
        return (claimed, before);
    }

    /// <summary>The last day of the office whose hour for the job has come.</summary>
    private DateOnly DayOf(NightlyJob job)
    {
        var now = clock.ToOffice(clock.UtcNow);
        return DateOnly.FromDateTime(now).AddDays(TimeOnly.FromDateTime(now) < job.At ? -1 : 0);
    }

    // A day that lies ahead was noted by a clock that went wrong, and waiting for it could take years; but the next day is where another
    // node's clock is a minute before this one's.
    private static bool IsAnother(DateOnly last, DateOnly day) => last < day || last > day.AddDays(1);

    private bool IsDue(NightlyJob job, NightlyState last, DateOnly day) => last.Outcome switch
    {
        NightlyOutcome.Done => IsAnother(last.Day, day),
        NightlyOutcome.Failed => IsAnother(last.Day, day) || (last.Attempts < MostAttempts && clock.UtcNow - last.At >= AgainAfter),
        // Running: an embedded store has one process, and what this one has not begun was cut off with the one before.
        _ => (store.Provider == StoreProvider.Sqlite && !begunHere.ContainsKey(job.Key))
            || (clock.UtcNow - last.At).Duration() >= CutOffAfter,
    };

    private async Task RunAsync(NightlyJob job, NightlyState claimed, string? kept, CancellationToken cancellationToken)
    {
        NightlyState ended;
        Exception? problem = null;
        try
        {
            await job.RunAsync(services, cancellationToken);
            ended = claimed with { Outcome = NightlyOutcome.Done, At = clock.UtcNow, DoneAt = clock.UtcNow };
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The program ends in order: whoever runs next, on any node, finds the job due as it was.
            await GiveBackAsync(job, claimed, kept);
            throw;
        }
        catch (Exception failure)
        {
            LogFailed(failure, job.Key);
            problem = failure;
            var said = PlainText.Cut(failure.Message, TextLimits.Note);
            ended = claimed with { Outcome = NightlyOutcome.Failed, At = clock.UtcNow, Problem = said };
            await TellAsync(failure);
        }

        // Not by the stopping token: a stop between the end of the job and this line would leave it running, and be taken for a cut.
        await using var db = await factory.CreateDbContextAsync(CancellationToken.None);
        await StoreFacts.TryMoveAsync(db, StoreFacts.NightlyJobs + job.Key, claimed.Write(), ended.Write(), CancellationToken.None);
        if (problem is not null) throw new NightlyJobException(job.Key, problem);
    }

    private async Task GiveBackAsync(NightlyJob job, NightlyState claimed, string? kept)
    {
        try
        {
            await using var db = await factory.CreateDbContextAsync(CancellationToken.None);
            await StoreFacts.TryMoveAsync(db, StoreFacts.NightlyJobs + job.Key, claimed.Write(), kept, CancellationToken.None);
        }
        catch (Exception failure) when (failure is DbException or DbUpdateException or InvalidOperationException)
        {
            // Then it waits as long as one that was cut off.
            LogNotGivenBack(failure, job.Key);
        }

        begunHere.TryRemove(job.Key, out _);
    }

    /// <summary>What can't be told now is in the log, and on the page of the system's state.</summary>
    private async Task TellAsync(Exception failure)
    {
        if (services.GetService<IJobWatch>() is not { } watch) return;
        try
        {
            await watch.TellAsync(StoreErrors.ProblemOf(failure) == StoreProblem.Damaged, CancellationToken.None);
        }
        catch (Exception second)
        {
            LogNotTold(second);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The nightly job {Job} was stopped and could not be given back")]
    private partial void LogNotGivenBack(Exception failure, string job);

    [LoggerMessage(Level = LogLevel.Error, Message = "The administrators could not be told of it")]
    private partial void LogNotTold(Exception failure);

    [LoggerMessage(Level = LogLevel.Error, Message = "The nightly job {Job} failed; it is tried again")]
    private partial void LogFailed(Exception failure, string job);
}
