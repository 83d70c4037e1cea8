using Concentric.Data;
using Concentric.Exports;
using Concentric.Jobs;
using Concentric.Live;
using Concentric.Time;
using Hangfire;
using Hangfire.Common;
using Hangfire.Server;
using Hangfire.States;
using Hangfire.Storage;

namespace Concentric.Dashboard.Jobs;

/// <summary>
/// Runs Hangfire's workers. It begins when the site already answers, so that nobody waits for it: registers the schedules, takes
/// up what was cut off, asks for what fell due meanwhile, starts the workers, and looks after cut-off runs from then on.
/// </summary>
internal sealed class JobServer(
    IServiceProvider services, IHostApplicationLifetime lifetime, OfficeClock clock, TimeProvider time, LiveUpdates updates,
    ILogger<JobServer> logger)
    : RepeatedWork(time, logger, lifetime)
{
    /// <summary>For the short jobs; workbooks have a worker of their own. Each is a thread.</summary>
    private const int Workers = 1;

    /// <summary>How often Hangfire looks for what is to be tried again.</summary>
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    private const string ExportPrefix = "export:";

    /// <summary>What is ours now (<see cref="Concentric.Jobs.NightlyRuns"/>) and Hangfire's tables may still hold from before.</summary>
    private static readonly string[] FormerJobs = ["housekeeping", "notices"];

    private static readonly TimeSpan LookAfter = TimeSpan.FromMinutes(1);

    /// <summary>Until the beginning succeeds: the store may be busy just then.</summary>
    private static readonly TimeSpan BeginAgain = TimeSpan.FromSeconds(5);

    /// <summary>How long the workers may take to end a job when the program ends.</summary>
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(10);

    private BackgroundJobServer? server;

    // Made when they are needed, after the start.
    private JobStorage Storage => services.GetRequiredService<JobStorage>();

    private ExportSchedules Schedules => services.GetRequiredService<ExportSchedules>();

    private StalledRunRecovery Recovery => services.GetRequiredService<StalledRunRecovery>();

    protected override string Purpose => "Looking after schedules and cut-off exports";

    protected override NextRound AfterFailure => NextRound.AfterPause(server is null ? BeginAgain : LookAfter);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await base.ExecuteAsync(stoppingToken);
        }
        finally
        {
            server?.Dispose();
        }
    }

    protected override IDisposable? Subscribe(CancellationToken stopping) =>
        updates.Subscribe(() => RegisterAsync(stopping), kind => kind == ScheduleCommands.Kind);

    protected override async Task<NextRound> RunAsync(CancellationToken stopping)
    {
        if (server is null)
        {
            await BeginAsync(stopping);
            // Only now: what is running before there are workers was cut off.
            server = StartWorkers();
        }
        else await Recovery.RecoverAsync(atStart: false, stopping);

        return NextRound.Every(LookAfter);
    }

    private BackgroundJobServer StartWorkers() => new(
        new BackgroundJobServerOptions
        {
            WorkerCount = Workers,
            SchedulePollingInterval = RetryAfter,
            Activator = services.GetRequiredService<JobActivator>(),
            TimeZoneResolver = services.GetRequiredService<ITimeZoneResolver>(),
            ShutdownTimeout = ShutdownTimeout,
            StopTimeout = TimeSpan.Zero,
        },
        Storage,
        [ExportWorker()]);

    private Worker ExportWorker()
    {
        var filters = services.GetRequiredService<IJobFilterProvider>();
        return new Worker([ExportRunner.Queue], new BackgroundJobPerformer(filters, services.GetRequiredService<JobActivator>()),
            new BackgroundJobStateChanger(filters));
    }

    private async Task BeginAsync(CancellationToken cancellationToken)
    {
        await Schedules.SeedAsync(cancellationToken);
        await RegisterAsync(cancellationToken);
        await services.GetRequiredService<ExportRetention>().SweepAsync(atStart: true, cancellationToken);
        await Recovery.RecoverAsync(atStart: true, cancellationToken);
        await Schedules.EnqueueDueAsync(cancellationToken);
    }

    /// <summary>Makes Hangfire's recurring jobs those of the rows: its own memory may be empty, or from before a change.</summary>
    private async Task RegisterAsync(CancellationToken cancellationToken)
    {
        var recurring = services.GetRequiredService<IRecurringJobManager>();
        var options = new RecurringJobOptions { TimeZone = clock.Zone };
        foreach (var former in FormerJobs) recurring.RemoveIfExists(former);
        var wanted = (await Schedules.AllAsync(cancellationToken)).Where(schedule => schedule.IsOn).ToList();
        foreach (var schedule in wanted)
        {
            var id = schedule.Id;
            recurring.AddOrUpdate<ExportSchedules>(ExportPrefix + schedule.Key, job =>
                job.EnqueueDueAsync(id, CancellationToken.None), schedule.Cron, options);
        }

        using var connection = Storage.GetConnection();
        foreach (var job in connection.GetRecurringJobs().Where(job => job.Id.StartsWith(ExportPrefix, StringComparison.Ordinal)))
        {
            if (wanted.TrueForAll(schedule => ExportPrefix + schedule.Key != job.Id)) recurring.RemoveIfExists(job.Id);
        }
    }
}
