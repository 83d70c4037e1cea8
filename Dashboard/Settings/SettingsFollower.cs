using Concentric.Data;
using Concentric.Jobs;
using Concentric.Live;
using Concentric.Metrics;
using Concentric.Settings;

namespace Concentric.Dashboard.Settings;

/// <summary>
/// Follows changes of settings, on whichever node they were made, and of files; then lets every open page read again. A figure that
/// goes by a setting is another one with the same records, so whoever keeps figures by the cube's state must see another state.
/// </summary>
internal sealed class SettingsFollower(
    SettingsLoader loader, SettingValues values, LiveUpdates updates, MetricCube cube, BackgroundStart start, TimeProvider time,
    ILogger<SettingsFollower> logger)
    : RepeatedWork(time, logger, start)
{
    /// <summary>A notice may be lost with the process that was to give it; a change holds on every node within this time.</summary>
    private static readonly TimeSpan LookAfter = TimeSpan.FromMinutes(1);

    private int seen;

    protected override string Purpose => "Following the settings";

    protected override IDisposable Subscribe(CancellationToken stopping)
    {
        seen = loader.Changes;
        var store = updates.Subscribe(WakeAsync, kind => kind == SettingCommands.Kind);
        var files = values.OnFileChange(() => _ = WakeAsync());
        return new Both(store, files);
    }

    protected override async Task<NextRound> RunAsync(CancellationToken stopping)
    {
        await loader.LoadAsync(stopping);
        if (loader.Changes is var changes && changes != seen)
        {
            seen = changes;
            if (cube.Current is not null) await cube.RecountAsync(new Dictionary<string, IReadOnlyCollection<DateOnly>?>(), stopping);
            updates.Notify([ChangeLogEntry.EveryDay]);
        }

        return NextRound.Every(LookAfter);
    }

    private sealed class Both(IDisposable one, IDisposable other) : IDisposable
    {
        public void Dispose()
        {
            one.Dispose();
            other.Dispose();
        }
    }
}
