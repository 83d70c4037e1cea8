using System.Collections.Concurrent;
using Concentric.Data;
using Concentric.Live;
using Concentric.Metrics;
using Concentric.Recurrences;
using Concentric.Registration;
using Concentric.Tests.TestData;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Concentric.Tests.Core.Metrics.CubeVerification;

/// <summary>A store with the cube as it runs in the product: built at start, then following the change feed.</summary>
internal sealed class LiveCube : IAsyncDisposable
{
    private const string End = "end-of-what-was-announced";
    private readonly ErrorLog errors;
    private long lastEnd;

    private LiveCube(TestStore store, ErrorLog errors) => (Store, this.errors) = (store, errors);

    public TestStore Store { get; }

    public MetricCube Cube => Store.Get<MetricCube>();

    public MetricQueries Sql => Store.Get<MetricQueries>();

    public static async Task<LiveCube> CreateAsync()
    {
        var errors = new ErrorLog();
        var store = await TestStore.CreateAsync(services =>
            services.AddMetricCube(new()).AddSingleton<RecurrenceTracker>().AddLogging(logging => logging.AddProvider(errors)));
        return new(store, errors);
    }

    /// <summary>Starts following; returns when the cube is built.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var done = EndSeen(ChangeLogEntry.EveryDay);
        foreach (var service in Store.Services.GetServices<IHostedService>()) await service.StartAsync(cancellationToken);
        await done.WaitAsync(cancellationToken);
    }

    /// <summary>Returns when the cube has recounted all that was committed before, on this node and on others.</summary>
    public async Task SettleAsync(CancellationToken cancellationToken)
    {
        await Store.Get<ChangeLogReader>().LookAsync(cancellationToken);
        await Store.Get<RecurrenceTracker>().CatchUpAsync(cancellationToken);
        await Store.Get<ChangeLogReader>().LookAsync(cancellationToken);
        // Changes are taken up in order, so when a last one is told of, all before it are counted. Its kind touches no figure.
        var done = EndSeen(End);
        Store.Get<ChangeFeed>().Announce([new() { Id = --lastEnd, Kind = End, Action = "", Days = "" }]);
        await done.WaitAsync(cancellationToken);
        // A failed recount mends itself by counting everything anew; that must not pass for a right one.
        Assert.Empty(errors.Messages);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var service in Store.Services.GetServices<IHostedService>()) await service.StopAsync(CancellationToken.None);
        await Store.DisposeAsync();
    }

    private async Task EndSeen(string kind)
    {
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var subscription = Store.Get<LiveUpdates>().Subscribe(() =>
        {
            seen.TrySetResult();
            return Task.CompletedTask;
        }, told => told == kind);
        await seen.Task;
    }

    private sealed class ErrorLog : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Messages { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel)) Messages.Enqueue($"{formatter(state, exception)} {exception}");
        }

        public void Dispose()
        {
        }
    }
}
