using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Concentric.Tests.TestData;

/// <summary>The last lines that an application logged, for who reads a failure.</summary>
public sealed class RecentLog : ILoggerProvider
{
    private const int Most = 200;
    private readonly ConcurrentQueue<string> lines = new();
    private readonly long since = Stopwatch.GetTimestamp();

    public IEnumerable<string> Lines => lines;

    public ILogger CreateLogger(string categoryName) => new Category(this, categoryName);

    public void Dispose()
    {
    }

    private void Add(string line)
    {
        lines.Enqueue(line);
        while (lines.Count > Most) lines.TryDequeue(out _);
    }

    private sealed class Category(RecentLog log, string name) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
                log.Add($"{Stopwatch.GetElapsedTime(log.since):mm\\:ss\\.fff} {logLevel} {name}: {formatter(state, exception)} "
                + $"{exception}");
        }
    }
}
