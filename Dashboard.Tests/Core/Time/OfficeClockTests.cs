using Concentric.Tests.TestData;
using Concentric.Time;

namespace Concentric.Tests.Core.Time;

public sealed class OfficeClockTests
{
    [Fact]
    public void AZone_IsToldByTheNameThatBrowsersKnow()
    {
        var windows = TimeZoneInfo.CreateCustomTimeZone("China Standard Time", TimeSpan.FromHours(8), "x", "x");
        Assert.Equal("Asia/Shanghai", new OfficeClock(new TestClock(), windows).ZoneName);
        Assert.Equal("Europe/Berlin", new OfficeClock(new TestClock(), OfficeClock.FindZone("Europe/Berlin")).ZoneName);
    }
}
