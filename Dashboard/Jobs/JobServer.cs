using Concentric.Calendar;
using Concentric.Exports;
using Concentric.Imports.Runs;
using Concentric.Jobs;
using Concentric.Live;
using Hangfire;
using Hangfire.Common;
using Hangfire.Server;
using Hangfire.States;
using Hangfire.Storage;

namespace Concentric.Dashboard.Jobs;

/// <summary>
/// Runs Hangfire's workers. It begins when the site already answers, so that nobody waits for it: takes up what was cut off, starts
/// the workers, asks for what fell due meanwhile, and from then on looks after cut-off exports and imports and asks for what falls due.
/// </summary>
/// <remarks>
/// Schedules are no recurring jobs of Hangfire's: cron knows neither the office's working days nor the last day of a month as people
/// mean it. The rows are looked at when the next of them is due, once a minute at least, and when one of them or the calendar changes.
/// </remarks>
internal sealed class JobServer(
    IServiceProvider services, BackgroundStart start, TimeProvider time, LiveUpdates updates, ILogger<JobServer> logger)
    : RepeatedWork(time, logger, start)
{
    /// <summary>For the short jobs; workbooks have a worker of their own. Each is a thread.</summary>
    private const int Workers = 1;

    /// <summary>How often Hangfire looks for what is to be tried again.</summary>
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    /// <summary>What is ours now (<see cref="Concentric.Jobs.NightlyRuns"/>) and Hangfire's tables may still hold from before.</summary>
    private static readonly string[] FormerJobs = ["housekeeping", "notices"];

    /// <summary>As above: how the recurring jobs of schedules were called.</summary>
    private const string FormerSchedules = "export:";

    /// <summary>The shortest pause between two looks at what is due.</summary>
    private static readonly TimeSpan LeastPause = TimeSpan.FromSeconds(1);

    /// <summary>Until the beginning succeeds: the store may be busy just then.</summary>
    private static readonly TimeSpan BeginAgain = TimeSpan.FromSeconds(5);

    /// <summary>How long the workers may take to end a job when the program ends.</summary>
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(10);

    private BackgroundJobServer? server;

    // Made when they are needed, after the start.
    private JobStorage Storage => services.GetRequiredService<JobStorage>();

    private ExportSchedules Schedules => services.GetRequiredService<ExportSchedules>();

    private StalledRunRecovery Recovery => services.GetRequiredService<StalledRunRecovery>();

    protected override string Purpose => "Looking after schedules and what was cut off";

    protected override NextRound AfterFailure => NextRound.AfterPause(server is null ? BeginAgain : ExportSchedules.LookAfter);

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
        updates.Subscribe(WakeAsync, kind => kind == ScheduleCommands.Kind || kind == CalendarCommands.Kind);

    protected override async Task<NextRound> RunAsync(CancellationToken stopping)
    {
        if (server is null)
        {
            await BeginAsync(stopping);
            // Only now: what is running before there are workers was cut off.
            server = StartWorkers();
        }
        else
        {
            await Recovery.RecoverAsync(atStart: false, stopping);
            // At the start the imports' own worker does it.
            await services.GetRequiredService<StalledImportRecovery>().RecoverAsync(startedAt: null, stopping);
        }

        var pause = await Schedules.EnqueueDueAsync(stopping);
        return NextRound.WithinPause(pause < LeastPause ? LeastPause : pause);
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
        RemoveFormerJobs();
        await services.GetRequiredService<ExportRetention>().SweepAsync(atStart: true, cancellationToken);
        await Recovery.RecoverAsync(atStart: true, cancellationToken);
    }

    private void RemoveFormerJobs()
    {
        var recurring = services.GetRequiredService<IRecurringJobManager>();
        foreach (var former in FormerJobs) recurring.RemoveIfExists(former);
        using var connection = Storage.GetConnection();
        foreach (var job in connection.GetRecurringJobs().Where(job => job.Id.StartsWith(FormerSchedules, StringComparison.Ordinal)))
            recurring.RemoveIfExists(job.Id);
    }
}
