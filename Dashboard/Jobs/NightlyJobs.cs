using Concentric.Alerts;
using Concentric.Attachments;
using Concentric.CalendarYears;
using Concentric.Data;
using Concentric.Data.Files;
using Concentric.Exports;
using Concentric.Hazards;
using Concentric.Imports.Runs;
using Concentric.Jobs;
using Concentric.Live;
using Concentric.Notices;
using Concentric.People;
using Concentric.Robots;
using Concentric.SentenceChecks;
using Concentric.Settings;
using Hangfire;

namespace Concentric.Dashboard.Jobs;

/// <summary>What is done once a day by itself. A new job adds one entry, and its name under <c>Job.</c> in both languages.</summary>
internal static class NightlyJobs
{
    private static readonly TimeOnly Night = new(2, 30);

    private static readonly NightlyJob[] All =
    [
        new("change-log", Night, (services, stop) => services.GetRequiredService<ChangeLogPruning>().PruneAsync(stop)),
        new("old-notices", Night, (services, stop) => services.GetRequiredService<NoticeCommands>().PruneAsync(stop)),
        new("old-alerts", Night, (services, stop) => services.GetRequiredService<AlertCommands>().PruneAsync(stop)),
        new("old-checks", Night, (services, stop) => services.GetRequiredService<KeptChecks>().PruneAsync(stop)),
        new("robot-messages", Night, (services, stop) => services.GetRequiredService<RobotQueries>().PruneAsync(stop)),
        new("sessions", Night, (services, stop) => services.GetRequiredService<SignInSessions>().PruneAsync(stop)),
        new("workbooks", Night, async (services, stop) =>
        {
            var retention = services.GetRequiredService<ExportRetention>();
            await retention.RemoveExpiredAsync(stop);
            await retention.SweepAsync(atStart: false, stop);
        }),
        new("uploads", Night, async (services, stop) =>
        {
            var now = services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
            await services.GetRequiredService<ImportFiles>().RemoveOldAsync(now, stop);
            await services.GetRequiredService<FileStore>().SweepAsync(now - AttachmentCleaning.LeastAge, stop);
            await services.GetRequiredService<ImportRuns>().ForgetUndoAsync(stop);
        }),
        new("photos", Night, (services, stop) => services.GetRequiredService<HazardPhotoCleaning>().CleanAsync(stop)),
        new("attachments", Night, (services, stop) => services.GetRequiredService<AttachmentCleaning>().CleanAsync(stop)),
        new("store-check", new(3, 30), (services, stop) => services.GetRequiredService<StoreCheck>().RunAsync(stop)),
        // After the night's backup, and before the office opens.
        new("backups", new(7, 0), (services, stop) => services.GetRequiredService<BackupWatch>().LookAsync(stop)),
        new("calendar", new(7, 30), (services, stop) => services.GetRequiredService<CalendarYearWatch>().LookAsync(stop)),
        // Every morning: which are working mornings the calendar says, and it may change.
        new("notices", DailyNotices.At, (services, stop) => services.GetRequiredService<DailyNotices>().RunAsync(stop)),
    ];

    public static void AddNightlyJobs(this IServiceCollection services)
    {
        foreach (var job in All) services.AddSingleton(job);
        services.AddSingleton<ChangeLogPruning>();
        services.AddSingleton<StoreCheck>();
        services.TryAddFixed(new BackupOptions());
        services.AddSingleton<BackupWatch>();
        services.AddSingleton<NightlyRuns>();
        services.AddHostedService<NightlyServer>();
        services.AddSingleton<ScratchFolder>();
        services.AddHostedService<ScratchCleaning>();
    }
}

/// <summary>
/// Looks every minute which of them is due, once the program has answered a page, and hands it to Hangfire's workers: what was missed is
/// made up for at once, and what was done is seen in Hangfire's pages.
/// </summary>
internal sealed class NightlyServer(IServiceProvider services, BackgroundStart start, TimeProvider time,
    ILogger<NightlyServer> logger)
    : RepeatedWork(time, logger, start)
{
    private static readonly TimeSpan LookAfter = TimeSpan.FromMinutes(1);

    /// <summary>
    /// When each was handed over last: while it waits for its turn it is not handed over again, until it may have been lost.
    /// </summary>
    private readonly Dictionary<string, DateTimeOffset> handedOver = [];

    protected override string Purpose => "Looking after the nightly jobs";

    protected override NextRound AfterFailure => NextRound.AfterPause(LookAfter);

    protected override async Task<NextRound> RunAsync(CancellationToken stopping)
    {
        // Made when they are needed, after the start.
        var jobs = services.GetRequiredService<IBackgroundJobClient>();
        foreach (var key in await services.GetRequiredService<NightlyRuns>().DueAsync(stopping))
        {
            var now = Time.GetUtcNow();
            if (handedOver.TryGetValue(key, out var before) && (now - before).Duration() < NightlyRuns.AgainAfter) continue;
            jobs.Enqueue<NightlyRuns>(runs => runs.RunAsync(key, CancellationToken.None));
            handedOver[key] = now;
        }

        // A backup by day is told of as well.
        var backup = BackupStatus.Read(services.GetRequiredService<DataFolder>());
        if (backup.HasFailed) await services.GetRequiredService<BackupWatch>().LookAsync(stopping);
        return NextRound.Every(LookAfter);
    }
}
