using System.Diagnostics;

namespace Concentric.Tests.TestData;

/// <summary>
/// The program as a process that can be killed at any moment, as by a power cut or by the system that runs out of memory.
/// </summary>
internal sealed class RunningProgram : IDisposable
{
    private readonly Process process;
    private readonly Task drained;

    /// <param name="environment">Settings as environment variables.</param>
    /// <param name="clock">Its clock, for who starts it again; null for one that starts now.</param>
    public RunningProgram(Dictionary<string, string> environment, TestClock? clock = null)
    {
        process = Process.Start(ProgramRun.Information([], environment, clock: clock))!;
        process.StandardInput.Close();
        // What it says must be read, or it stops when the pipe is full.
        drained = Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync()
            .ContinueWith(read => Errors = read.Result, TaskScheduler.Default));
    }

    /// <summary>What it wrote to its error stream; complete after the kill.</summary>
    public string Errors { get; private set; } = "";

    public bool HasExited => process.HasExited;

    /// <summary>The files that it has mapped into its memory, the libraries it has loaded among them; on Linux.</summary>
    public string Mapped() => File.ReadAllText($"/proc/{process.Id}/maps");

    /// <summary>SIGKILL: nothing in the program runs any more.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        await drained;
    }

    public void Dispose()
    {
        if (!process.HasExited) process.Kill();
        process.Dispose();
    }
}
