using System.Diagnostics;
using System.Globalization;

namespace Concentric.Benchmarks;

/// <summary>Times of one thing done many times.</summary>
internal sealed record Times(IReadOnlyList<double> Milliseconds)
{
    public double Median => At(0.5);

    public double P95 => At(0.95);

    public override string ToString() => Milliseconds.Count == 1
        ? Show(Milliseconds[0])
        : $"{Show(Median)} median, {Show(P95)} p95, {Show(Milliseconds.Min())} least of {Milliseconds.Count}";

    private double At(double share) => Milliseconds.Order().ElementAt((int)Math.Min(Milliseconds.Count - 1, share * Milliseconds.Count));

    private static string Show(double milliseconds) => milliseconds switch
    {
        < 1 => string.Create(CultureInfo.InvariantCulture, $"{milliseconds:0.000} ms"),
        < 100 => string.Create(CultureInfo.InvariantCulture, $"{milliseconds:0.0} ms"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{milliseconds:#,##0} ms"),
    };
}

/// <summary>Takes times and prints lines.</summary>
internal static class Clock
{
    public static Times Repeat(int times, Action action)
    {
        var all = new List<double>(times);
        for (var i = 0; i < times; i++)
        {
            var start = Stopwatch.GetTimestamp();
            action();
            all.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
        return new(all);
    }

    public static async Task<Times> RepeatAsync(int times, Func<Task> action)
    {
        var all = new List<double>(times);
        for (var i = 0; i < times; i++)
        {
            var start = Stopwatch.GetTimestamp();
            await action();
            all.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
        return new(all);
    }

    /// <summary>What the machine is, so that a figure is never quoted without it.</summary>
    public static void PrintMachine()
    {
        Print("machine",
            $"{Environment.ProcessorCount} cores, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 30} GiB, "
            + $"{System.Runtime.InteropServices.RuntimeInformation.OSDescription}");
        Print("runtime",
            $"{System.Runtime.InteropServices.RuntimeInformation.FrameworkDescription}, "
            + $"{(Debugger.IsAttached || !IsOptimised ? "NOT OPTIMISED" : "Release")}");
        Print("load", File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] + " before the run" : "unknown");
    }

    public static void Print(string what, object figure) => Console.WriteLine($"{what,-58} {figure}");

    private static bool IsOptimised =>
        typeof(Clock).Assembly.GetCustomAttributes(typeof(DebuggableAttribute),
            false) is not [DebuggableAttribute { IsJITOptimizerDisabled: true }];
}
