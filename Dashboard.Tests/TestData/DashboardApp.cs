using Microsoft.Extensions.Time.Testing;

namespace Concentric.Tests.TestData;

/// <summary>The whole web application in this process with a clock that a test can move.</summary>
public sealed class DashboardApp() : TestApp(new FakeTimeProvider(TestStore.Start))
{
    public FakeTimeProvider Time => (FakeTimeProvider)Clock;
}
