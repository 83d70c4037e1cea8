using Hangfire.AspNetCore;
using Hangfire.Logging;

namespace Concentric.Dashboard.Jobs;

/// <summary>
/// Hangfire's lines in our log. Hangfire holds one log for the whole process: when the application that gave it has ended, as in
/// tests with several, whoever hands over a job would be refused for want of a log. Then there are no lines.
/// </summary>
internal sealed class JobLog(ILoggerFactory factory) : ILogProvider
{
    private readonly AspNetCoreLogProvider provider = new(factory);

    public ILog GetLogger(string name)
    {
        try
        {
            return provider.GetLogger(name);
        }
        catch (ObjectDisposedException)
        {
            return Silence.Instance;
        }
    }

    private sealed class Silence : ILog
    {
        public static readonly Silence Instance = new();

        public bool Log(Hangfire.Logging.LogLevel logLevel, Func<string>? messageFunc, Exception? exception = null) => false;
    }
}
