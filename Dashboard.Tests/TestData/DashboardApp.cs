using Microsoft.Extensions.Time.Testing;

namespace Concentric.Tests.TestData;

/// <summary>The whole web application in this process with a clock that a test can move.</summary>
public sealed class DashboardApp() : TestApp(new FakeTimeProvider(TestStore.Start))
{
    /// <summary>Timers that have a longer period begin it anew when time is let pass.</summary>
    private static readonly TimeSpan Lived = TimeSpan.FromMinutes(1);

    public FakeTimeProvider Time => (FakeTimeProvider)Clock;

    /// <summary>Lets time go by without what works every second meanwhile: only in the last minute do timers run.</summary>
    public void Pass(TimeSpan time)
    {
        if (time > Lived) Time.AdjustTime(Time.GetUtcNow() + time - Lived);
        Time.Advance(time > Lived ? Lived : time);
    }
}
