using System.Diagnostics;
using Concentric.Tests.TestData;

/// <summary>
/// Gives the program the test's clock when it runs as a process of its own. The runtime calls it before the program's first line,
/// because <see cref="TestProcess.AddTo"/> names it in DOTNET_STARTUP_HOOKS; the program knows nothing of it.
/// </summary>
#pragma warning disable CA1050 // The runtime looks for exactly this name.
internal static class StartupHook
#pragma warning restore CA1050
{
    public static void Initialize() => DiagnosticListener.AllListeners.Subscribe(new TestProcess());
}
