using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Concentric.Tests.TestData;

/// <summary>
/// Replaces the clock of each host that is built in a process of a test, as the web application's factory does within the test.
/// </summary>
internal sealed class TestProcess : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
{
    private const string Variable = "DASHBOARD_TEST_CLOCK_AHEAD";

    public static void AddTo(ProcessStartInfo start, TestClock clock)
    {
        start.Environment["DOTNET_STARTUP_HOOKS"] = typeof(TestProcess).Assembly.Location;
        start.Environment[Variable] = clock.Ahead.Ticks.ToString(CultureInfo.InvariantCulture);
    }

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == "Microsoft.Extensions.Hosting") value.Subscribe(this);
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value is not { Key: "HostBuilding", Value: IHostBuilder host }) return;
        var ahead = new TimeSpan(long.Parse(Environment.GetEnvironmentVariable(Variable)!, CultureInfo.InvariantCulture));
        host.ConfigureServices(services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(new TestClock(ahead))));
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }
}
