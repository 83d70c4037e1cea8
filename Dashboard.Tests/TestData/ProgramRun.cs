using System.Diagnostics;

namespace Concentric.Tests.TestData;

/// <summary>The program as somebody at a terminal runs it: a process of its own, with a data folder of its own.</summary>
/// <param name="ExitCode">0 when it succeeded.</param>
public sealed record ProgramRun(int ExitCode, string Output, string Errors)
{
    /// <param name="args">The command line.</param>
    /// <param name="environment">Settings as environment variables, as <c>Database__Provider</c>.</param>
    /// <param name="language">The terminal's language.</param>
    /// <param name="input">What is typed.</param>
    public static Task<ProgramRun> StartAsync(
        string[] args, Dictionary<string, string>? environment = null, string language = "en_US.UTF-8", string? input = null) =>
            StartAsync(Information(args, environment, language), input);

    /// <summary>The program as <see cref="Information"/> tells it, or within another that was told of it.</summary>
    internal static async Task<ProgramRun> StartAsync(ProcessStartInfo start, string? input = null)
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var process = Process.Start(start)!;
        try
        {
            if (input is not null) await process.StandardInput.WriteAsync(input.AsMemory(), cancellation);
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync(cancellation);
            var errors = process.StandardError.ReadToEndAsync(cancellation);
            await process.WaitForExitAsync(cancellation).WaitAsync(TimeSpan.FromMinutes(1), cancellation);
            return new ProgramRun(process.ExitCode, await output, await errors);
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }

    /// <summary>How the program is started, in Production.</summary>
    /// <param name="clock">Its clock; null for one that starts now.</param>
    internal static ProcessStartInfo Information(
        string[] args, Dictionary<string, string>? environment = null, string language = "en_US.UTF-8", TestClock? clock = null)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Dashboard.dll"), .. args])
        {
            WorkingDirectory = Path.Combine(Repository.Root, "Dashboard"),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["LANG"] = language;
        start.Environment.Remove("LC_ALL");
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        // Never reached when all is well: the program has ended before it serves.
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        TestProcess.AddTo(start, clock ?? new TestClock());
        foreach (var (name, value) in environment ?? []) start.Environment[name] = value;
        return start;
    }
}
