using Microsoft.Extensions.Logging.Console;

namespace Concentric.Dashboard.Infrastructure;

internal static class Logs
{
    /// <summary>One line of JSON for each event where machines collect them, readable lines where a developer looks on.</summary>
    public static void AddLogs(this IHostApplicationBuilder builder)
    {
        builder.Logging.ClearProviders();
        if (builder.Environment.IsDevelopment()) builder.Logging.AddSimpleConsole();
        else builder.Logging.AddJsonConsole(options =>
        {
            options.UseUtcTimestamp = true;
            options.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ";
        });
    }

    /// <summary>For verbs: what the program says stands on the standard output, so only warnings are logged, beside it.</summary>
    public static void AddVerbLogs(this IHostApplicationBuilder builder)
    {
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Warning).AddSimpleConsole(options => options.SingleLine = true);
        builder.Services.Configure<ConsoleLoggerOptions>(options => options.LogToStandardErrorThreshold = LogLevel.Trace);
    }
}
